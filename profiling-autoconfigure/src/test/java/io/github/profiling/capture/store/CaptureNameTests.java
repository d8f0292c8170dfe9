package io.github.profiling.capture.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the paths of captures.
 */
class CaptureNameTests {

	private static final int TRIES = 500;

	@Property(tries = TRIES)
	void whatIsWrittenIsReadBack(@ForAll("names") CaptureName name) {
		assertThat(CaptureName.parse(name.path())).contains(name);
	}

	@Property(tries = TRIES)
	void everyPartIsANameThatWindowsTakes(@ForAll("names") CaptureName name) {
		for (String part : name.path().split("/", -1)) {
			assertThat(part).matches("[A-Za-z0-9][A-Za-z0-9._+-]*")
				.doesNotEndWith(".")
				.hasSizeLessThanOrEqualTo(255)
				.doesNotMatch("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
		}
		assertThat(name.path().split("/")).hasSize(4);
	}

	@Property(tries = TRIES)
	void differentTextsAreDifferentDirectories(@ForAll String one, @ForAll String other) {
		assertThat(new CaptureOwner(one, "", "").application().equals(new CaptureOwner(other, "", "").application()))
			.isEqualTo(one.equals(other));
	}

	@Property(tries = TRIES)
	void noOtherPathIsACapture(@ForAll String path) {
		assertThat(CaptureName.parse(path)).isEmpty();
		assertThat(PartialName.parse(path)).isEmpty();
	}

	@Property(tries = TRIES)
	void aChangedPathIsNoCaptureOrAnotherOne(@ForAll("names") CaptureName name, @ForAll char changed,
			@ForAll int position) {
		StringBuilder path = new StringBuilder(name.path());
		path.setCharAt(Math.floorMod(position, path.length()), changed);
		assertThat(CaptureName.parse(path.toString()).stream()).allSatisfy((read) -> {
			assertThat(read.path()).isEqualTo(path.toString());
			assertThat(read.equals(name)).isEqualTo(name.path().equals(path.toString()));
		});
	}

	@Property(tries = TRIES)
	void aPartialNameIsReadBackAndIsNoCapture(@ForAll("names") CaptureName name,
			@ForAll("durations") Duration interval) {
		PartialName partial = new PartialName(name.owner(), name.kind(), name.id(), interval, name.tags());
		assertThat(PartialName.parse(partial.path())).contains(partial);
		assertThat(CaptureName.parse(partial.path())).isEmpty();
		assertThat(PartialName.parse(name.path())).isEmpty();
	}

	@Example
	void aPathTellsEverything() {
		CaptureName name = new CaptureName(new CaptureOwner("orders", "orders--v7", "orders--v7-5d8b7f9c8b-x2x7k"),
				Instant.parse("2026-11-24T23:51:43.120Z"), "profile", Duration.ofSeconds(30), "0123456789abcdef",
				Outcome.TRUNCATED, List.of("before-fix", "load"));
		assertThat(name.path()).isEqualTo("orders/orders--v7/orders--v7-5d8b7f9c8b-x2x7k/"
				+ "20261124T235143120Z_profile_30s_0123456789abcdef_truncated+before-fix+load.pb.gz");
	}

	@Example
	void devicesAndEmptyNamesGetOthers() {
		for (String text : List.of("con", "NUL", "com1.txt", "Lpt9", "aux.", "..", ".", " ", "/", "a/b", "a.", "ä")) {
			String segment = new CaptureOwner(text, "", "").application();
			assertThat(PathSegment.isValid(segment)).as(text + " -> " + segment).isTrue();
			assertThat(segment.toLowerCase(Locale.ROOT)).isNotEqualTo(text);
		}
		assertThat(new CaptureOwner("", "", "").path()).isEqualTo("application/none/replica");
	}

	@Example
	void whatIsNotSpeltAsWeDoIsNoCapture() {
		String path = "a/none/r/20261124T235143120Z_profile_30s_0123456789abcdef.pb.gz";
		assertThat(CaptureName.parse(path)).isPresent();
		for (String other : List.of(path.replace("30s", "030s"), path.replace("30s", "30000ms"),
				path.replace("20261124", "20261324"), path.replace("abcdef.", "abcdef_other."), "/" + path,
				"../" + path, path.replace("a/", "nul/"), path.replace("a/", "a./"), path.replace("r/", ""),
				path.replace('/', '\\'), path + "\n", path.replace(".pb", "+.pb"), path.replace("0123", "0_23"),
				path.replace(".pb", "+a+b+c+d+e.pb"))) {
			assertThat(CaptureName.parse(other)).as(other).isEmpty();
		}
	}

	@Example
	void tagsOfOtherFormsAreRefused() {
		for (String tag : List.of("", "a b", "a+b", "-a", "a.", "ä", "x".repeat(25), "a/b", "a\n")) {
			assertThat(CaptureName.isTag(tag)).as(tag).isFalse();
			assertThatIllegalArgumentException().isThrownBy(() -> new CaptureName(new CaptureOwner("", "", ""),
					Instant.EPOCH, "heap", Duration.ZERO, CaptureId.next(), Outcome.WHOLE, List.of(tag)));
		}
		assertThat(CaptureName.isTag("x".repeat(24))).isTrue();
	}

	@Example
	void idsAreNotGuessed() {
		List<String> ids = Arbitraries.create(CaptureId::next).list().ofSize(1000).sample();
		assertThat(ids).doesNotHaveDuplicates().allMatch(CaptureId::isValid);
	}

	@Provide
	Arbitrary<Duration> durations() {
		return Arbitraries.longs().between(0, 9_999_999).map(Duration::ofMillis);
	}

	@Provide
	Arbitrary<CaptureName> names() {
		Arbitrary<String> texts = Arbitraries.oneOf(Arbitraries.strings(),
				Arbitraries.strings().ascii().ofMaxLength(90),
				Arbitraries.of("con", "COM1.log", "a.", "..", "orders--v7-x2x7k"));
		Arbitrary<CaptureOwner> owners = Combinators.combine(texts, texts, texts).as(CaptureOwner::new);
		// From the first to the last year of four digits.
		Arbitrary<Instant> times = Arbitraries.longs()
			.between(Instant.parse("0000-01-01T00:00:00Z").toEpochMilli(),
					Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli())
			.map(Instant::ofEpochMilli);
		Arbitrary<String> kinds = Arbitraries.of("profile", "heap", "threadcreate");
		Arbitrary<String> ids = Arbitraries.strings().numeric().withCharRange('a', 'z').ofLength(16);
		Arbitrary<List<String>> tags = Arbitraries.strings()
			.withCharRange('a', 'z')
			.withCharRange('A', 'Z')
			.numeric()
			.ofMinLength(1)
			.ofMaxLength(24)
			.list()
			.ofMaxSize(4);
		return Combinators.combine(owners, times, kinds, durations(), ids, Arbitraries.of(Outcome.class), tags)
			.as(CaptureName::new);
	}

}
