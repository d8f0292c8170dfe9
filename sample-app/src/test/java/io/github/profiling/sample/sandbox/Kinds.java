package io.github.profiling.sample.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;

/**
 * What the index says there is.
 */
record Kinds(List<Kind> list) {

	static Kinds read(String index) {
		List<Map<String, Object>> profiles = JsonPath.read(index, "$.profiles[*]");
		return new Kinds(profiles.stream().map(Kind::of).toList());
	}

	/**
	 * The requests that ask for each kind, at once and over time where it can be both.
	 */
	List<Request> requests(int seconds) {
		List<Request> requests = new ArrayList<>();
		for (Kind kind : this.list) {
			if (kind.defaultSeconds() == 0) {
				requests.add(new Request(kind.name(), kind.name()));
			}
			if (kind.parameters().contains("seconds")) {
				requests.add(new Request(kind.name(), kind.name() + "?seconds=" + seconds));
			}
		}
		return requests;
	}

	Kind named(String name) {
		return this.list.stream().filter((kind) -> kind.name().equals(name)).findFirst().orElseThrow();
	}

	record Request(String kind, String path) {

		boolean isRecorded() {
			return this.path.contains("?seconds=");
		}

	}

	record Kind(String name, boolean available, String engine, String sampler, String reason, String remedy,
			int defaultSeconds, List<?> parameters) {

		private static Kind of(Map<String, Object> profile) {
			return new Kind((String) profile.get("name"), (boolean) profile.get("available"),
					(String) profile.get("engine"), (String) profile.get("sampler"), (String) profile.get("reason"),
					(String) profile.get("remedy"), ((Number) profile.get("defaultSeconds")).intValue(),
					(List<?>) profile.get("parameters"));
		}

	}

}
