package io.github.profiling.report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MeasurementTests {

	@ParameterizedTest
	@CsvSource({ "0, ns, 0", "1, ns, 1ns", "1500, ns, 1.50us", "30000000000, nanoseconds, 30s", "90, s, 90s",
			"5400, Seconds, 1.50hrs", "1023, bytes, 1023B", "1024, B, 1kB", "-1536, byte, -1.50kB", "7, count, 7",
			"7, objects, 7", "9223372036854775807, bytes, 8192PB", "5, gcu, 5GCU" })
	void printsAValueInItsNaturalUnit(long value, String unit, String expected) {
		assertThat(Measurement.label(value, unit)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "1200000000, ns, ms, 1200ms", "1, ns, s, 0", "3, count, objects, 3objects", "1, bytes, kB, 0",
			"-1, ns, ms, 0" })
	void printsAValueInAnotherUnit(long value, String from, String to, String expected) {
		assertThat(Measurement.label(value, from, to)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = { "0|0|\"    0%\"", "1|1|\"  100%\"", "9995|10000|\"  100%\"", "9994|10000|\"99.94%\"",
					"-1|4|\"25.00%\"", "1|128|\" 0.78%\"", "1|1000000|\"0.0001%\"", "1|10000000|\"1e-05%\"",
					"12|100000000|\"1.2e-05%\"", "3|1|\"300.00%\"", "999|100000|\"    1%\"",
					"1|1000000000000|\"1e-10%\"", "1|3200|\"0.031%\"", "2361|1000000|\" 0.24%\"" })
	void printsAPercentage(long value, long total, String expected) {
		assertThat(Measurement.percentage(value, total)).isEqualTo(expected);
	}

	@Test
	void roundsHalvesToTheEvenDigit() {
		assertThat(Measurement.label(1_125, "us", "ms")).isEqualTo("1.12ms");
		assertThat(Measurement.label(1_375, "us", "ms")).isEqualTo("1.38ms");
		assertThat(Measurement.percentage(1, 1600)).isEqualTo("0.062%");
		assertThat(Measurement.percentage(1125, 100_000)).isEqualTo(" 1.12%");
	}

	@Test
	void padsByCodePoints() {
		assertThat(Measurement.padLeft("\uD83D\uDE00", 3)).isEqualTo("  \uD83D\uDE00");
		assertThat(Measurement.padLeft("long", 3)).isEqualTo("long");
	}

}
