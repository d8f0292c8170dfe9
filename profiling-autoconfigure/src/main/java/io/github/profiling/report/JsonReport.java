package io.github.profiling.report;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileHeader;
import io.github.profiling.profile.ValueType;

/**
 * What a program, or a person without any tool, wants to know first: where the time or
 * memory went, on which paths, under which labels. The format is described in
 * {@code docs/report-json.md}; fields may be added, and {@code version} changes when one
 * is removed or means something else.
 */
public final class JsonReport implements TextReport {

	private static final int VERSION = 1;

	/** Functions where the options leave the number to the report. */
	private static final int FUNCTIONS = 50;

	private static final int PATHS = 10;

	private static final int LABEL_VALUES = 20;

	private final ReportSource source;

	private final ReportOptions options;

	private final Top top;

	private JsonReport(ReportSource source, ReportOptions options, Top top) {
		this.source = source;
		this.options = options;
		this.top = top;
	}

	/**
	 * Computes the report.
	 * @param source the profile
	 * @param options what is to be in the report. The number of entries is that of
	 * functions, 50 by default
	 * @return the report
	 * @throws UnknownSampleTypeException if the profile does not have the column
	 */
	public static JsonReport of(ReportSource source, ReportOptions options) {
		boolean usual = options.nodeCount() == ReportOptions.DEFAULT_NODE_COUNT;
		return new JsonReport(source, options, Top.of(source, usual ? options.withNodeCount(FUNCTIONS) : options));
	}

	@Override
	public void writeTo(Appendable out) throws IOException {
		JsonWriter json = new JsonWriter(out);
		json.open('{').name("format").value("profiling-report").name("version").value(VERSION);
		writeProfile(json);
		writeSampleTypes(json);
		writeList(json, "filters", this.source.activeFilters());
		json.name("total").value(this.top.total());
		writeFunctions(json);
		writePaths(json);
		writeLabels(json);
		json.close('}');
		out.append('\n');
	}

	private void writeProfile(JsonWriter json) throws IOException {
		Profile profile = this.source.profile();
		ProfileHeader header = profile.header();
		json.name("profile").open('{').name("file").value(ProfileSummary.title(profile));
		json.name("buildId").value(profile.mappings().isEmpty() ? "" : profile.mappings().get(0).buildId());
		if (header.timeNanos() != 0) {
			json.name("time").value(Instant.ofEpochSecond(0, header.timeNanos()).toString());
		}
		json.name("durationNanos").value(header.durationNanos());
		writeList(json, "comments", header.comments());
		json.close('}');
	}

	private void writeSampleTypes(JsonWriter json) throws IOException {
		List<ValueType> types = this.source.profile().sampleTypes();
		json.name("sampleType");
		writeType(json, types.get(this.options.sampleIndex()));
		json.name("mean").value(this.options.mean());
		json.name("sampleTypes").open('[');
		for (ValueType type : types) {
			writeType(json, type);
		}
		json.close(']');
	}

	private static void writeType(JsonWriter json, ValueType type) throws IOException {
		json.open('{').name("type").value(type.type()).name("unit").value(type.unit()).close('}');
	}

	private static void writeList(JsonWriter json, String name, List<String> elements) throws IOException {
		json.name(name).open('[');
		for (String element : elements) {
			json.value(element);
		}
		json.close(']');
	}

	private void writeFunctions(JsonWriter json) throws IOException {
		long total = this.top.total();
		json.name("functions").open('[');
		for (TopRow row : this.top.rows()) {
			json.open('{').name("name").value(row.name());
			json.name("flat").value(row.flat()).name("flatPercent").percent(row.flat(), total);
			json.name("cum").value(row.cum()).name("cumPercent").percent(row.cum(), total).close('}');
		}
		json.close(']');
	}

	private void writePaths(JsonWriter json) throws IOException {
		StackTree tree = new StackTree(this.source.profile(), this.options);
		int[] hottest = IntStream.range(1, tree.size())
			.filter((node) -> tree.self(node) != 0)
			.boxed()
			.sorted(Comparator.comparingLong((Integer node) -> -Math.abs(tree.self(node))))
			.limit(PATHS)
			.mapToInt(Integer::intValue)
			.toArray();
		json.name("paths").open('[');
		for (int node : hottest) {
			json.open('{').name("value").value(tree.self(node));
			json.name("percent").percent(tree.self(node), this.top.total());
			writeList(json, "stack", tree.stack(node));
			json.close('}');
		}
		json.close(']');
	}

	private void writeLabels(JsonWriter json) throws IOException {
		long total = this.top.total();
		json.name("labels").open('[');
		for (TagRow row : Tags.of(this.source, this.options).rows()) {
			json.open('{').name("key").value(row.key()).name("value").value(row.total());
			json.name("percent").percent(row.total(), total).name("values").open('[');
			for (TagRow.Value value : row.values().subList(0, Math.min(LABEL_VALUES, row.values().size()))) {
				json.open('{').name("label").value(value.value()).name("value").value(value.total());
				json.name("percent").percent(value.total(), total).close('}');
			}
			json.close(']').close('}');
		}
		json.close(']');
	}

}
