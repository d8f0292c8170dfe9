package io.github.profiling.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import io.github.profiling.profile.Label;
import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;
import io.github.profiling.report.pattern.BoundedPattern;

import org.jspecify.annotations.Nullable;

/**
 * A profile while it is filtered. A frame that is taken away leaves its location, and so
 * all samples in which it is; as in pprof, locations keep their place even if nothing is
 * left of them (google/pprof, {@code profile/filter.go} and {@code profile/prune.go}).
 */
final class FrameFilter {

	private final Profile profile;

	private final String[] names;

	private final List<Location> locations;

	private List<Sample> samples;

	FrameFilter(Profile profile) {
		this.profile = profile;
		this.names = profile.functions().stream().map(DisplayName::of).toArray(String[]::new);
		this.locations = new ArrayList<>(profile.locations());
		this.samples = profile.samples();
	}

	Profile toProfile() {
		return new Profile(this.profile.header(), this.profile.sampleTypes(), this.profile.mappings(),
				this.profile.functions(), this.locations, this.samples);
	}

	/**
	 * Filters by the names of frames.
	 * @param focus what any frame of a sample must match
	 * @param ignore what no frame of a sample must match
	 * @param hide frames to take away
	 * @param show frames to leave
	 * @return for each of the four, whether any frame matched
	 */
	boolean[] byName(@Nullable BoundedPattern focus, @Nullable BoundedPattern ignore, @Nullable BoundedPattern hide,
			@Nullable BoundedPattern show) {
		boolean[] matched = new boolean[4];
		boolean[] focused = new boolean[this.locations.size()];
		boolean[] ignored = new boolean[this.locations.size()];
		boolean[] hidden = new boolean[this.locations.size()];
		for (int i = 0; i < focused.length; i++) {
			ignored[i] = ignore != null && matches(i, ignore);
			focused[i] = !ignored[i] && (focus == null || matches(i, focus));
			matched[0] |= focused[i];
			matched[1] |= ignored[i];
			if (hide != null && matches(i, hide)) {
				matched[2] = true;
				hidden[i] = keep(i, binaryMatches(i, hide) ? (line) -> false : (line) -> !matches(line, hide));
			}
			if (show != null) {
				boolean all = binaryMatches(i, show);
				hidden[i] = keep(i, all ? (line) -> true : (line) -> matches(line, show));
				matched[3] |= !hidden[i];
			}
		}
		List<Sample> kept = new ArrayList<>();
		for (Sample sample : this.samples) {
			int[] left = left(sample.stack(), focused, ignored, hidden);
			if (left.length > 0) {
				kept.add((left.length == sample.stack().length) ? sample
						: new Sample(left, sample.labels(), sample.values()));
			}
		}
		this.samples = kept;
		return matched;
	}

	/**
	 * Keeps some lines of a location.
	 * @return whether none is left
	 */
	private boolean keep(int index, Predicate<Line> condition) {
		Location location = this.locations.get(index);
		List<Line> lines = location.lines().stream().filter(condition).toList();
		if (lines.size() != location.lines().size()) {
			replace(index, lines);
		}
		return lines.isEmpty();
	}

	private void replace(int index, List<Line> lines) {
		Location location = this.locations.get(index);
		this.locations.set(index, new Location(location.mapping(), location.address(), lines, location.folded()));
	}

	private static int[] left(int[] stack, boolean[] focused, boolean[] ignored, boolean[] hidden) {
		boolean inFocus = false;
		int count = 0;
		int[] left = new int[stack.length];
		for (int location : stack) {
			if (ignored[location]) {
				return new int[0];
			}
			inFocus |= focused[location];
			if (!hidden[location]) {
				left[count++] = location;
			}
		}
		return inFocus ? Arrays.copyOf(left, count) : new int[0];
	}

	/**
	 * Takes away the frames above the topmost match, and samples without a match.
	 * @param pattern what a frame must match
	 * @return whether any did
	 */
	boolean showFrom(BoundedPattern pattern) {
		boolean[] matches = new boolean[this.locations.size()];
		boolean any = false;
		for (int i = 0; i < matches.length; i++) {
			if (binaryMatches(i, pattern)) {
				matches[i] = true;
			}
			else {
				List<Line> lines = this.locations.get(i).lines();
				int outermost = lines.size() - 1;
				while (outermost >= 0 && !matches(lines.get(outermost), pattern)) {
					outermost--;
				}
				matches[i] = outermost >= 0;
				if (matches[i] && outermost < lines.size() - 1) {
					replace(i, lines.subList(0, outermost + 1));
				}
			}
			any |= matches[i];
		}
		List<Sample> kept = new ArrayList<>();
		for (Sample sample : this.samples) {
			int length = sample.stack().length;
			while (length > 0 && !matches[sample.stack()[length - 1]]) {
				length--;
			}
			if (length > 0) {
				kept.add(withStack(sample, 0, length));
			}
		}
		this.samples = kept;
		return any;
	}

	/**
	 * Takes away the frames below the lowest whose function matches.
	 * @param pattern what the function's name, without parameters, must match
	 */
	void pruneFrom(BoundedPattern pattern) {
		boolean[] matches = new boolean[this.locations.size()];
		for (int i = 0; i < matches.length; i++) {
			List<Line> lines = this.locations.get(i).lines();
			for (int line = 0; line < lines.size() && !matches[i]; line++) {
				String name = this.names[lines.get(line).function()];
				if (!name.isEmpty() && pattern.matches(DroppedFrames.simple(name))) {
					matches[i] = true;
					replace(i, lines.subList(line, lines.size()));
				}
			}
		}
		List<Sample> pruned = new ArrayList<>(this.samples.size());
		for (Sample sample : this.samples) {
			int leaf = 0;
			while (leaf < sample.stack().length && !matches[sample.stack()[leaf]]) {
				leaf++;
			}
			pruned.add((leaf == sample.stack().length) ? sample : withStack(sample, leaf, sample.stack().length));
		}
		this.samples = pruned;
	}

	private static Sample withStack(Sample sample, int from, int to) {
		int[] stack = sample.stack();
		return (from == 0 && to == stack.length) ? sample
				: new Sample(Arrays.copyOfRange(stack, from, to), sample.labels(), sample.values());
	}

	/**
	 * Keeps samples by their labels.
	 * @param condition what is true of those to keep
	 */
	void keepSamples(Predicate<Sample> condition) {
		this.samples = this.samples.stream().filter(condition).toList();
	}

	/**
	 * Keeps labels by their keys.
	 * @param condition what is true of those to keep
	 */
	void keepLabels(Predicate<String> condition) {
		List<Sample> kept = new ArrayList<>(this.samples.size());
		for (Sample sample : this.samples) {
			List<Label> labels = sample.labels().stream().filter((label) -> condition.test(label.key())).toList();
			kept.add((labels.size() == sample.labels().size()) ? sample
					: new Sample(sample.stack(), labels, sample.values()));
		}
		this.samples = kept;
	}

	private boolean matches(int location, BoundedPattern pattern) {
		for (Line line : this.locations.get(location).lines()) {
			if (matches(line, pattern)) {
				return true;
			}
		}
		return binaryMatches(location, pattern);
	}

	private boolean matches(Line line, BoundedPattern pattern) {
		return pattern.matches(this.names[line.function()])
				|| pattern.matches(this.profile.functions().get(line.function()).filename());
	}

	private boolean binaryMatches(int location, BoundedPattern pattern) {
		int mapping = this.locations.get(location).mapping();
		return mapping != Location.NO_MAPPING && pattern.matches(BinaryName.path(this.profile.mappings().get(mapping)));
	}

}
