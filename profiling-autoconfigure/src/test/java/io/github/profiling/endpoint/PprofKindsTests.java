package io.github.profiling.endpoint;

import java.net.http.HttpResponse;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.pprof.PprofReader;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is the same for all kinds that are recorded: columns, periods and
 * parameters.
 */
class PprofKindsTests {

	private static WebApplication application;

	@BeforeAll
	static void startApplication() {
		application = WebApplication.start(WebStack.SERVLET);
	}

	@AfterAll
	static void stopApplication() {
		application.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/wall?seconds=1|samples/count wall/nanoseconds|wall/nanoseconds|50000000",
					"/wall?seconds=1&hz=50|samples/count wall/nanoseconds|wall/nanoseconds|20000000",
					"/profile?seconds=1&interval=20ms|samples/count cpu/nanoseconds|cpu/nanoseconds|20000000",
					"/allocs?seconds=1&interval=1m|alloc_objects/count alloc_space/bytes|space/bytes|1048576",
					"/mutex?seconds=1|contentions/count delay/nanoseconds|delay/nanoseconds|1000000",
					"/block?seconds=1&interval=500us|contentions/count delay/nanoseconds|delay/nanoseconds|500000",
					"/nativemem?seconds=1&labels=pool,thread|alloc_objects/count alloc_space/bytes inuse_objects/count "
							+ "inuse_space/bytes|space/bytes|524288" })
	void aRecordedKindHasItsColumnsAndPeriod(String path, String columns, String periodType, long period)
			throws Exception {
		HttpResponse<byte[]> response = application.get(path);
		assertThat(response.statusCode()).as(WebApplication.text(response)).isEqualTo(200);
		Profile profile = PprofReader.read(response.body());
		assertThat(profile.sampleTypes()).extracting(Object::toString).containsExactly(columns.split(" "));
		assertThat(profile.header().defaultSampleType())
			.isEqualTo(profile.sampleTypes().get(profile.sampleTypes().size() - 1).type());
		assertThat(profile.header().periodType()).hasToString(periodType);
		assertThat(profile.header().period()).isEqualTo(period);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^',
			value = { "/mutex?interval=5us|'interval' must be a time from 10us to 1s, such as 1ms, not '5us'",
					"/mutex?interval=1000000|'interval' must be a time from 10us to 1s, such as 1ms, not '1000000'",
					"/mutex?interval=1.5ms|'interval' must be a time from 10us to 1s",
					"/wall?hz=101|'hz' must be a whole number from 1 to 100, not '101'",
					"/wall?hz=10&interval=100ms|'hz' and 'interval' say the same: give one of them",
					"/mutex?hz=10|unknown parameter 'hz' for mutex, known are seconds, interval, labels",
					"/allocs?interval=1ms|'interval' must be a number of bytes from 16k to 1g",
					"/nativemem?labels=state|'labels' must be of thread, pool, with commas between, not 'state'",
					"/wall?labels=thread,,pool|'labels' must be of thread, state, pool, with commas between",
					"/heap?labels=thread|'labels' goes with 'seconds' only",
					"/threads?labels=thread|unknown parameter 'labels' for threads" })
	void aParameterIsRefusedWithWhatWouldBeRight(String path, String message) {
		HttpResponse<byte[]> response = application.get(path);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(WebApplication.text(response)).startsWith(message);
	}

}
