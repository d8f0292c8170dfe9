package io.github.profiling.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.profiling.profile.Label;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;

/**
 * The units of a profile's numeric labels, one for each key: the first that is given,
 * else one guessed from the key (google/pprof, {@code profile/profile.go},
 * {@code NumLabelUnits}).
 */
final class LabelUnits {

	private final Map<String, String> units = new TreeMap<>(CodePointOrder::compare);

	private final Map<String, Set<String>> ignored = new TreeMap<>(CodePointOrder::compare);

	LabelUnits(Profile profile) {
		for (Sample sample : profile.samples()) {
			for (Label label : sample.labels()) {
				if (SampleLabels.isNumber(label)) {
					add(label);
				}
			}
		}
		this.units.replaceAll((key, unit) -> unit.isEmpty() ? guess(key) : unit);
	}

	private void add(Label label) {
		String known = this.units.putIfAbsent(label.key(), label.unit());
		if (known == null || label.unit().isEmpty() || known.equals(label.unit())) {
			return;
		}
		if (known.isEmpty()) {
			this.units.put(label.key(), label.unit());
		}
		else {
			this.ignored.computeIfAbsent(label.key(), (key) -> new TreeSet<>(CodePointOrder::compare))
				.add(label.unit());
		}
	}

	private static String guess(String key) {
		return switch (key) {
			case "alignment", "request" -> "bytes";
			default -> key;
		};
	}

	String of(String key) {
		return this.units.getOrDefault(key, "");
	}

	/**
	 * What pprof says about keys with several units.
	 */
	List<String> warnings() {
		List<String> warnings = new ArrayList<>();
		this.ignored.forEach((key, others) -> warnings.add("For tag " + key + " used unit " + of(key)
				+ ", also encountered unit(s) " + String.join(", ", others)));
		return warnings;
	}

}
