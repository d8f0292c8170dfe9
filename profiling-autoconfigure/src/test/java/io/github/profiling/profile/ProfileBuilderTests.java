package io.github.profiling.profile;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProfileBuilderTests {

	private static final Mapping APPLICATION = Mapping.ofApplication("orders", "4f0c1d7");

	private static final List<ValueType> TYPES = List.of(new ValueType("samples", "count"),
			new ValueType("cpu", "nanoseconds"));

	private final ProfileBuilder builder = new ProfileBuilder(APPLICATION, TYPES);

	@Test
	void theSameFunctionOnTheSameLineIsTheSameFrame() {
		int frame = this.builder.frame(Function.named("main"), 3);
		assertThat(this.builder.frame(Function.named("main"), 3)).isEqualTo(frame);
		assertThat(profile().functions()).containsExactly(Function.named("main"));
		assertThat(profile().locations()).hasSize(1);
	}

	@Test
	void theSameFunctionOnAnotherLineIsAnotherFrame() {
		int third = this.builder.frame(Function.named("main"), 3);
		int fourth = this.builder.frame(Function.named("main"), 4);
		assertThat(fourth).isNotEqualTo(third);
		assertThat(profile().functions()).hasSize(1);
		assertThat(profile().locations()).extracting((location) -> location.lines().get(0))
			.containsExactly(new Line(0, 3, 0), new Line(0, 4, 0));
	}

	@Test
	void functionsOfTheSameNameInDifferentFilesAreDifferent() {
		int first = this.builder.frame(new Function("main", "", "A.java", 1), 3);
		int second = this.builder.frame(new Function("main", "", "B.java", 1), 3);
		assertThat(second).isNotEqualTo(first);
		assertThat(profile().functions()).hasSize(2);
	}

	@Test
	void everyFrameBelongsToTheApplication() {
		this.builder.frame(Function.named("main"), 3);
		assertThat(profile().mappings()).containsExactly(APPLICATION);
		assertThat(profile().locations()).containsExactly(new Location(0, 0, List.of(new Line(0, 3, 0)), false));
	}

	@Test
	void samplesOfTheSameStackAndLabelsAreSummedUp() {
		int leaf = this.builder.frame(Function.named("leaf"), 1);
		int root = this.builder.frame(Function.named("root"), 2);
		this.builder.add(new int[] { leaf, root }, List.of(Label.of("thread", "a")), 1, 10);
		this.builder.add(new int[] { leaf, root }, List.of(Label.of("thread", "a")), 2, -30);
		assertThat(profile().samples()).containsExactly(
				new Sample(new int[] { leaf, root }, List.of(Label.of("thread", "a")), new long[] { 3, -20 }));
	}

	@Test
	void theOrderOfFramesDistinguishesSamples() {
		int leaf = this.builder.frame(Function.named("leaf"), 1);
		int root = this.builder.frame(Function.named("root"), 2);
		this.builder.add(new int[] { leaf, root }, List.of(), 1, 10);
		this.builder.add(new int[] { root, leaf }, List.of(), 1, 10);
		this.builder.add(new int[] { leaf }, List.of(), 1, 10);
		this.builder.add(new int[] { leaf, leaf }, List.of(), 1, 10);
		assertThat(profile().samples()).hasSize(4);
	}

	@Test
	void labelsDistinguishSamples() {
		int[] stack = { this.builder.frame(Function.named("main"), 1) };
		List<List<Label>> labels = List.of(List.of(), List.of(Label.of("key", "a")), List.of(Label.of("key", "b")),
				List.of(Label.of("other", "a")), List.of(Label.of("key", 1, "")), List.of(Label.of("key", 1, "bytes")),
				List.of(Label.of("key", "a"), Label.of("other", "a")));
		labels.forEach((some) -> this.builder.add(stack, some, 1, 10));
		assertThat(profile().samples()).extracting(Sample::labels).containsExactlyElementsOf(labels);
	}

	@Test
	void aProfileDoesNotChangeWhenMoreIsAdded() {
		int[] stack = { this.builder.frame(Function.named("main"), 1) };
		this.builder.add(stack, List.of(), 1, 10);
		Profile before = profile();
		this.builder.add(stack, List.of(), 1, 10);
		this.builder.add(new int[] { this.builder.frame(Function.named("other"), 1) }, List.of(), 1, 10);
		assertThat(before.total(1)).isEqualTo(10);
		assertThat(before.functions()).hasSize(1);
		assertThat(profile().total(1)).isEqualTo(30);
	}

	@Test
	void theValuesHandedInAreNotKept() {
		long[] values = { 1, 10 };
		this.builder.add(new int[] { this.builder.frame(Function.named("main"), 1) }, List.of(), values);
		values[0] = 99;
		assertThat(profile().total(0)).isEqualTo(1);
	}

	@Test
	void theHeaderIsTheProfiles() {
		ProfileHeader header = ProfileHeader.EMPTY.withTime(1, 2).withComments(List.of("hello"));
		assertThat(this.builder.build(header).header()).isEqualTo(header);
	}

	@Test
	void aWrongNumberOfValuesIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.add(new int[0], List.of(), 1))
			.withMessage("a sample has 1 values, but there are 2 types");
		assertThat(profile().samples()).isEmpty();
	}

	@Test
	void aFrameThatWasNeverInternedIsRefused() {
		this.builder.add(new int[] { 7 }, List.of(), 1, 10);
		assertThatIllegalArgumentException().isThrownBy(this::profile).withMessage("unknown location 7, there are 0");
	}

	private Profile profile() {
		return this.builder.build(ProfileHeader.EMPTY);
	}

}
