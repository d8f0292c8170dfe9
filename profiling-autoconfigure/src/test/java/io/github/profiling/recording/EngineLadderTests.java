package io.github.profiling.recording;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link EngineLadder} with engines that say what they are told to.
 */
class EngineLadderTests {

	private static final Support GOOD = Support.by("good", "it is the best", "", 0);

	private static final Support FAIR = Support.by("fair", "one look at a time", "", 0);

	private static final Support BROKEN = Support.unavailable("it does not load", "mend the directory");

	private static final Support NEVER = Support.unavailable("it does not record it", "");

	@Test
	void theBestEngineThatCanIsChosenAndNeedsNoExcuse() {
		assertThat(choose("", GOOD, FAIR)).isEqualTo(GOOD);
	}

	@Test
	void theNextEngineSaysWhyNotTheBetterOneAndWhatWouldHelp() {
		Support support = choose("", BROKEN, FAIR);
		assertThat(support.sampler()).isEqualTo("fair");
		assertThat(support.reason()).isEqualTo("one look at a time; it does not load");
		assertThat(support.remedy()).isEqualTo("mend the directory");
	}

	@Test
	void anEngineThatNeverRecordsTheEventIsNoBetterOne() {
		assertThat(choose("", NEVER, FAIR)).isEqualTo(FAIR);
	}

	@Test
	void whereNoneCanAllReasonsAndRemediesAreGivenOnce() {
		Support support = choose("", BROKEN, BROKEN, NEVER);
		assertThat(support.available()).isFalse();
		assertThat(support.reason()).isEqualTo("it does not load; it does not record it");
		assertThat(support.remedy()).isEqualTo("mend the directory");
	}

	@Test
	void whatThePropertyLeavesOutIsSaid() {
		assertThat(choose("profiling.engine=jfr", FAIR).reason())
			.isEqualTo("one look at a time; engine chosen by profiling.engine=jfr");
		assertThat(choose("profiling.engine=jfr", NEVER).remedy())
			.isEqualTo("remove profiling.engine=jfr to have the other engine as well");
	}

	private static Support choose(String restriction, Support... supports) {
		List<Recorder> recorders = List.of(supports)
			.stream()
			.map((support) -> new Recorder(engine(support), new WorkDirectory(List.of()), new RecordingLimits(1, 1)))
			.toList();
		try (EngineLadder ladder = new EngineLadder(recorders, restriction)) {
			return ladder.choose(EventType.CPU).support();
		}
	}

	private static Engine engine(Support support) {
		return new Engine() {

			@Override
			public String name() {
				return "engine";
			}

			@Override
			public Support support(EventType type) {
				return support;
			}

			@Override
			public void start(EventSet events, Path file) {
			}

			@Override
			public long stop() {
				return 0;
			}

		};
	}

}
