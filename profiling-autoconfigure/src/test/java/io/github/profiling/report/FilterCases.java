package io.github.profiling.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Filters on which we and pprof are compared.
 *
 * @param values the filters
 * @param relativePercentages whether percentages are relative to what is left
 */
record FilterCases(Map<FilterOption, String> values, boolean relativePercentages) {

	static List<FilterCases> all() {
		List<FilterCases> cases = new ArrayList<>();
		String[][] values = { {}, { "focus", "Orders|^f" }, { "focus", "libc" }, { "focus", "nothing like this" },
				{ "focus", "com/example" }, { "ignore", "run|fib" }, { "ignore", "orders.jar" }, { "ignore", ".*" },
				{ "hide", "java\\.|^a$" }, { "hide", "^f[0-9]*[13579]$|Orders" }, { "hide", "libc|vdso" },
				{ "hide", "$^" }, { "hide", ".*" }, { "show", "Orders|[aeiou]$|f1" }, { "show", "libc" },
				{ "show", "^$" }, { "show_from", "Orders|equals|f[0-9]*5" }, { "show_from", "orders.jar" },
				{ "show_from", "nobody" }, { "prune_from", "Orders|f[0-9]*7|^operator" }, { "prune_from", "vector" },
				{ "focus", "Orders|b", "ignore", "fib|c", "hide", "Thread|a", "show", "[a-m]" },
				{ "focus", "(?i)ORDERS|MAIN", "show_from", "main|Orders", "prune_from", "f1" },
				{ "hide", "a very long pattern, longer than the eighty bytes that pprof shows of it|größe|日本語|x" },
				{ "tagfocus", "exec-1" }, { "tagfocus", "thread:exec,GET" }, { "tagfocus", "thread=exec-1,exec-2" },
				{ "tagfocus", "route=/a" }, { "tagfocus", "64kb:" }, { "tagfocus", ":10ms" }, { "tagfocus", "1" },
				{ "tagfocus", "128b:16kb" }, { "tagfocus", "latency=1ms:50ms" }, { "tagfocus", "bytes=4kb:" },
				{ "tagfocus", "delta=-5s:0ms" }, { "tagfocus", "1kb:5s" }, { "tagfocus", "size=:512kb" },
				{ "tagfocus", "=x" }, { "tagfocus", "task=first" }, { "tagignore", "exec-[12]" },
				{ "tagignore", "route=größe|POST" }, { "tagignore", "1kb:1mb" }, { "tagignore", "nothing" },
				{ "tagfocus", "exec", "tagignore", "exec-2", "focus", "a|Orders" }, { "tagshow", "thread|size" },
				{ "taghide", "e" }, { "tagshow", "^none$" }, { "tagshow", "t", "taghide", "latency" },
				{ "tagroot", "thread" }, { "tagroot", "route,thread" }, { "tagroot", "bytes,latency,delta" },
				{ "tagleaf", "thread" }, { "tagleaf", "size,,number," }, { "tagroot", "task", "tagleaf", "kind" },
				{ "tagroot", "thread", "focus", "exec-1" }, { "tagroot", "nobody", "tagleaf", "nothing" },
				{ "tagleaf", "route", "hide", "GET", "show_from", "Orders" } };
		for (String[] value : values) {
			cases.add(of(false, value));
		}
		cases.add(of(true));
		cases.add(of(true, "focus", "Orders|^f"));
		cases.add(of(true, "hide", "java", "tagfocus", "exec|first"));
		cases.add(of(true, "ignore", ".*"));
		return cases;
	}

	private static FilterCases of(boolean relativePercentages, String... values) {
		Map<FilterOption, String> map = new EnumMap<>(FilterOption.class);
		for (int i = 0; i < values.length; i += 2) {
			map.put(FilterOption.valueOf(values[i].toUpperCase(Locale.ROOT)), values[i + 1]);
		}
		return new FilterCases(map, relativePercentages);
	}

	/**
	 * The filters as flags of pprof.
	 * @param more flags to come before them
	 * @return the flags
	 */
	List<String> flags(String... more) {
		List<String> flags = new ArrayList<>(List.of(more));
		this.values.forEach((option, value) -> flags.add("-" + option.key() + "=" + value));
		if (this.relativePercentages) {
			flags.add("-relative_percentages");
		}
		return flags;
	}

	ProfileFilter filter() {
		return ProfileFilter.of(this.values, Set.of(), this.relativePercentages);
	}

}
