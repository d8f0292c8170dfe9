package io.github.profiling.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.profiling.profile.Label;
import io.github.profiling.profile.Sample;

/**
 * The labels of a sample by key, as pprof keeps them: a label that is neither a text nor
 * a number is none, and where one number of a key has a unit, all have one, if only an
 * empty one (google/pprof, {@code profile/encode.go}, {@code postDecode}).
 *
 * @param strings the values of labels that are texts
 * @param numbers the labels that are numbers
 */
record SampleLabels(Map<String, List<String>> strings, Map<String, List<Label>> numbers) {

	static SampleLabels of(Sample sample) {
		if (sample.labels().isEmpty()) {
			return new SampleLabels(Map.of(), Map.of());
		}
		Map<String, List<String>> strings = new TreeMap<>(CodePointOrder::compare);
		Map<String, List<Label>> numbers = new TreeMap<>(CodePointOrder::compare);
		for (Label label : sample.labels()) {
			if (!label.string().isEmpty()) {
				strings.computeIfAbsent(label.key(), (key) -> new ArrayList<>(1)).add(label.string());
			}
			else if (isNumber(label)) {
				numbers.computeIfAbsent(label.key(), (key) -> new ArrayList<>(1)).add(label);
			}
		}
		return new SampleLabels(strings, numbers);
	}

	static boolean isNumber(Label label) {
		return label.string().isEmpty() && (label.number() != 0 || !label.unit().isEmpty());
	}

	/** Whether any of these numbers has a unit. */
	static boolean haveUnits(List<Label> numbers) {
		for (Label number : numbers) {
			if (!number.unit().isEmpty()) {
				return true;
			}
		}
		return false;
	}

}
