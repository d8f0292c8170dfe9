package io.github.profiling.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.profiling.profile.Line;
import io.github.profiling.profile.Location;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.Sample;
import io.github.profiling.report.pattern.BoundedPattern;
import io.github.profiling.report.pattern.InvalidPatternException;
import io.github.profiling.report.pattern.PatternBudget;

import org.jspecify.annotations.Nullable;

/**
 * Drops the frames that a profile itself calls uninteresting
 * ({@link ProfileHeader#dropFrames()}): each frame that matches and all frames it called,
 * unless no frame above it is worth to be kept (google/pprof, {@code profile/prune.go}).
 * An expression that is not valid drops nothing, as in pprof.
 */
final class DroppedFrames {

	private static final Pattern PARAMETERS = Pattern.compile("\\(anonymous namespace\\)|operator\\(\\)|(\\()");

	private final BoundedPattern drop;

	private final @Nullable BoundedPattern keep;

	private final Map<String, Boolean> known = new HashMap<>();

	private DroppedFrames(BoundedPattern drop, @Nullable BoundedPattern keep) {
		this.drop = drop;
		this.keep = keep;
	}

	/**
	 * Drops frames from a profile.
	 * @param profile the profile
	 * @param budget the time for its expressions
	 * @return the profile without the frames, the same where it names none
	 */
	static Profile dropFrom(Profile profile, PatternBudget budget) {
		ProfileHeader header = profile.header();
		if (header.dropFrames().isEmpty()) {
			return profile;
		}
		try {
			BoundedPattern drop = anchored(header.dropFrames(), budget);
			BoundedPattern keep = header.keepFrames().isEmpty() ? null : anchored(header.keepFrames(), budget);
			return new DroppedFrames(drop, keep).drop(profile);
		}
		catch (InvalidPatternException ex) {
			return profile;
		}
	}

	private static BoundedPattern anchored(String pattern, PatternBudget budget) {
		return BoundedPattern.compileTrusted("^(" + pattern + ")$", budget);
	}

	private Profile drop(Profile profile) {
		List<Location> locations = new ArrayList<>(profile.locations());
		boolean[] matches = new boolean[locations.size()];
		boolean[] whole = new boolean[locations.size()];
		for (int i = 0; i < locations.size(); i++) {
			Location location = locations.get(i);
			List<Line> lines = location.lines();
			int matching = outermostMatch(profile, lines);
			matches[i] = matching >= 0;
			whole[i] = matches[i] && matching == lines.size() - 1;
			if (matches[i] && !whole[i]) {
				locations.set(i, new Location(location.mapping(), location.address(),
						lines.subList(matching + 1, lines.size()), location.folded()));
			}
		}
		List<Sample> samples = new ArrayList<>(profile.samples().size());
		for (Sample sample : profile.samples()) {
			int leaf = leaf(sample.stack(), matches, whole);
			samples
				.add((leaf == 0) ? sample : new Sample(Arrays.copyOfRange(sample.stack(), leaf, sample.stack().length),
						sample.labels(), sample.values()));
		}
		return new Profile(profile.header(), profile.sampleTypes(), profile.mappings(), profile.functions(), locations,
				samples);
	}

	private int outermostMatch(Profile profile, List<Line> lines) {
		for (int i = lines.size() - 1; i >= 0; i--) {
			String name = DisplayName.of(profile.functions().get(lines.get(i).function()));
			if (!name.isEmpty() && this.known.computeIfAbsent(name, this::isDropped)) {
				return i;
			}
		}
		return -1;
	}

	private boolean isDropped(String name) {
		String simple = simple(name);
		return this.drop.matches(simple) && (this.keep == null || !this.keep.matches(simple));
	}

	/**
	 * The name without parameters.
	 */
	static String simple(String name) {
		String simple = name.startsWith(".") ? name.substring(1) : name;
		return PARAMETERS.matcher(simple)
			.results()
			.filter((match) -> match.group(1) != null)
			.findFirst()
			.map((match) -> simple.substring(0, match.start()))
			.orElse(simple);
	}

	/**
	 * The position in a stack of the innermost frame that is left.
	 */
	private static int leaf(int[] stack, boolean[] matches, boolean[] whole) {
		boolean worthKeeping = false;
		for (int i = stack.length - 1; i >= 0; i--) {
			if (!matches[stack[i]]) {
				worthKeeping = true;
			}
			else if (worthKeeping) {
				return whole[stack[i]] ? i + 1 : i;
			}
		}
		return 0;
	}

}
