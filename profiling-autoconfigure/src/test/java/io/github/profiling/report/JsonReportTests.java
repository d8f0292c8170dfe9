package io.github.profiling.report;

import java.util.Map;

import io.github.profiling.profile.Profile;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

class JsonReportTests {

	private static Map<String, Object> read(Profile profile) {
		String text = JsonReport.of(ReportSource.of(profile), ReportOptions.of(profile.defaultSampleIndex())).text();
		return JsonParserFactory.getJsonParser().parseMap(text);
	}

	@Test
	void saysWhereTheTimeWent() {
		Map<String, Object> json = read(TopProfiles.cpu());
		assertThat(json).containsEntry("format", "profiling-report")
			.containsEntry("version", 1)
			.containsEntry("sampleType", Map.of("type", "cpu", "unit", "nanoseconds"));
		assertThat(json.get("total")).hasToString("2360000000");
		assertThat(json).extractingByKey("functions")
			.asInstanceOf(InstanceOfAssertFactories.LIST)
			.first()
			.hasToString("{name=java.lang.String.equals, flat=1200000000, flatPercent=50.85, cum=1200000000,"
					+ " cumPercent=50.85}");
		assertThat(json).extractingByKey("paths")
			.asInstanceOf(InstanceOfAssertFactories.LIST)
			.first()
			.hasToString("{value=1200000000, percent=50.85, stack=[java.lang.Thread.run, com.example.Orders.total,"
					+ " java.lang.String.equals]}");
	}

	@Test
	void anyProfileIsValidJson() {
		TopProfiles.all().forEach((name, profile) -> assertThat(read(profile)).as(name).containsKey("labels"));
		for (int seed = 0; seed < 20; seed++) {
			assertThat(read(LabelledProfile.of(seed))).containsKey("labels");
		}
	}

	@Test
	void labelsAreThere() {
		Map<String, Object> json = read(LabelledProfile.of(0));
		assertThat(json.get("labels")).asString().contains("key=thread", "label=exec-1");
	}

	@Test
	void staysSmall() {
		Profile many = TopProfiles.all().get("many functions");
		assertThat(JsonReport.of(ReportSource.of(many), ReportOptions.of(0)).text()).hasSizeLessThan(20_000);
	}

}
