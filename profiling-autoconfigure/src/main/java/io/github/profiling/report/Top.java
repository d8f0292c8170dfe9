package io.github.profiling.report;

public class Top {

	public static Top of(Object p, Object o) {
		return new Top();
	}

	public String text() {
		return "";
	}

}
