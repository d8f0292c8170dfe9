package io.github.profiling.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.profiling.profile.Function;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ProfileBuilder;
import io.github.profiling.profile.ValueType;
import io.github.profiling.profile.pprof.PprofWriter;
import io.github.profiling.testing.Browser;
import io.github.profiling.testing.WebApplication;
import io.github.profiling.testing.WebStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page's own reading of profiles, in a real browser, against the reports made here,
 * on the same files.
 */
class PageModelTests {

	/**
	 * Interactions must answer within 100 ms, at the best of three attempts. A machine
	 * where others want the processors too gets as many times as long as there are
	 * threads for each, and at least three times.
	 */
	private static final double SLACK = Math.max(3,
			1.5 * ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
					/ Runtime.getRuntime().availableProcessors());

	private static final String MODULES = """
			const page = document.querySelector('script[src]').src.replace(/app\\.js$/, '');
			const [decode, unpack, calltree, selection, top, units, graph, blocks] = await Promise.all(['decode', 'gunzip',
				'calltree', 'selection', 'top', 'units', 'graph', 'blocks'].map((name) => import(`${page}${name}.js`)));
			const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
			""";

	private static final String TOP = "async (base64, type, nodeCount, nodeFraction, filters) => {" + MODULES + """
			const tree = calltree.callTree(decode.decode(await unpack.gunzip(bytesOf(base64))));
			const report = top.top(selection.select(tree, { type, ...filters }), { nodeCount, nodeFraction });
			const pad = (text, width) => ' '.repeat(Math.max(0, width - [...text].length)) + text;
			const value = (number) => pad(report.format(number), 10);
			const part = (number) => pad(units.percentage(number, report.total), 6);
			return report.rows.map((row) => `${value(row.flat)} ${part(row.flat)} ${part(row.sum)} ${value(row.cum)} `
				+ `${part(row.cum)}  ${row.name}`).join('\\n');
			}""";

	private static final String GRAPH = "async (base64, hide) => {" + MODULES + """
			const tree = calltree.callTree(decode.decode(await unpack.gunzip(bytesOf(base64))));
			return graph.callGraph(selection.select(tree, { type: 0, hide })).nodes.map((node) => node.name);
			}""";

	private static final String DAMAGE = "async (base64, damaged) => {" + MODULES + """
			const whole = await unpack.gunzip(bytesOf(base64));
			let random = 7;
			const next = (limit) => {
				random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
				return Math.floor(random / 2 ** 32 * limit);
			};
			const wrong = [];
			let refused = 0;
			for (let i = 0; i < damaged; i++) {
				const bytes = whole.slice(0, (i % 3 === 0) ? next(whole.length) : whole.length);
				for (let j = 0; j <= i % 4; j++) {
					bytes[next(bytes.length)] = next(256);
				}
				try {
					selection.select(calltree.callTree(decode.decode(bytes)), { type: 0 });
				}
				catch (ex) {
					if (ex instanceof decode.InvalidProfile) {
						refused++;
					}
					else {
						wrong.push(String(ex.stack));
					}
				}
			}
			return `${refused > damaged / 10} ${wrong.slice(0, 3)}`;
			}""";

	private static final String SCALE = "async (base64) => {" + MODULES
			+ """
					const bytes = bytesOf(base64);
					const figures = {};
					const time = async (name, work) => {
						const took = [];
						let result;
						for (let i = 0; i < ((name === 'open') ? 1 : 3); i++) {
							const start = performance.now();
							result = await work();
							took.push(performance.now() - start);
						}
						figures[name] = Math.min(...took);
						return result;
					};
					const opener = await import(`${page}opener.js`);
					const tree = await time('open', () => opener.openInWorker(bytes));
					const type = tree.defaultType;
					const all = await time('select', () => selection.select(tree, { type }));
					// What is added up by function is kept with a selection: each time another.
					await time('top', () => top.top({ ...all, functions: undefined }, {}));
					const weights = blocks.weights(all);
					const root = await time('flame', () => {
						const block = blocks.rootBlock(all, weights);
						blocks.layout(block, 1280, 0.7);
						return block;
					});
					await time('pivot', () => blocks.layout(blocks.pivot(all, weights, root.children[0].children[0].frame).callees, 1280,
						0.7));
					await time('focus', () => selection.select(tree, { type, focus: 'stock' }));
					await time('hide', () => selection.select(tree, { type, framework: false }));
					await time('graph', () => graph.callGraph({ ...all, functions: undefined }));
					figures.samples = tree.leaf.length;
					figures.nodes = tree.parent.length;
					return figures;
					}""";

	private static Browser browser;

	private static WebApplication application;

	@BeforeAll
	static void openPage() {
		browser = Browser.start();
		application = WebApplication.start(WebStack.SERVLET);
		browser.open(application.uri("/actuator/pprof"));
	}

	@AfterAll
	static void close() {
		if (browser != null) {
			browser.close();
		}
		if (application != null) {
			application.close();
		}
	}

	@Test
	void itsNumbersAreThoseOfTheTextReports() {
		Map<String, Profile> profiles = new LinkedHashMap<>(TopProfiles.all());
		for (int seed = 0; seed < 10; seed++) {
			profiles.put("seed " + seed, RandomProfile.of(seed));
		}
		profiles.forEach((name, profile) -> {
			for (int type = 0; type < profile.sampleTypes().size(); type++) {
				assertSame(name, profile, Map.of(), type, 0, ReportOptions.DEFAULT_NODE_FRACTION);
				assertSame(name, profile, Map.of(), type, 3, 0);
			}
		});
	}

	private static void assertSame(String name, Profile profile, Map<FilterOption, String> filter, int type,
			int nodeCount, double nodeFraction) {
		ReportOptions defaults = ReportOptions.of(type).withNodeCount(nodeCount);
		ReportOptions options = new ReportOptions(type, false, Granularity.FUNCTIONS, SortOrder.FLAT, nodeCount,
				nodeFraction, defaults.edgeFraction(), defaults.unit(), defaults.zone());
		FilterResult left = ProfileFilter.of(filter, Set.of(), false).apply(profile, defaults.unit());
		String text = Top.of(filter.isEmpty() ? ReportSource.of(profile) : left.source(), options).text();
		// The page does not tell which calls were inlined.
		String rows = text.substring(text.indexOf("cum%\n") + 5)
			.replaceAll("(?m) \\((?:partial-)?inline\\)$", "")
			.strip();
		Map<String, String> asked = new LinkedHashMap<>();
		filter.forEach((option, value) -> asked.put(option.key(), value));
		Object page = browser.promised(TOP, base64(profile), type, nodeCount, nodeFraction, asked);
		assertThat(String.valueOf(page).strip()).as("%s, column %s, %s", name, type, asked).isEqualTo(rows);
	}

	@Test
	void filtersLeaveWhatTheTextReportsLeave() {
		// With a capital letter, case counts in the page as it does in pprof.
		List<Map<FilterOption, String>> filters = List.of(Map.of(FilterOption.FOCUS, "Orders|^f|Z{9}"),
				Map.of(FilterOption.IGNORE, "run|fib|Z{9}"), Map.of(FilterOption.HIDE, "java\\.|^a$|Z{9}"),
				Map.of(FilterOption.HIDE, "^f[0-9]*[13579]$|Orders"), Map.of(FilterOption.FOCUS, "Orders|b",
						FilterOption.IGNORE, "fib|c|Z{9}", FilterOption.HIDE, "Thread|a"));
		Map<String, Profile> profiles = new LinkedHashMap<>(TopProfiles.all());
		for (int seed = 0; seed < 10; seed++) {
			profiles.put("seed " + seed, RandomProfile.of(seed));
		}
		profiles.forEach((name, profile) -> {
			for (Map<FilterOption, String> filter : filters) {
				assertSame(name, profile, filter, 0, 0, 0);
			}
		});
	}

	@Test
	void theCallGraphHasTheNodesThatPprofChoosesWithoutLabels() throws IOException {
		ReportParity.requireGo();
		Map<String, Profile> profiles = new LinkedHashMap<>(Map.of("cpu", TopProfiles.cpu()));
		GraphProfiles.all().forEach(profiles::put);
		for (int seed = 0; seed < 10; seed++) {
			profiles.put("seed " + seed, RandomProfile.of(seed));
		}
		Pattern node = Pattern.compile("(?m)^N\\d+ \\[.* tooltip=\"(.*) \\([^()]*\\)\" color=");
		for (Map.Entry<String, Profile> entry : profiles.entrySet()) {
			Path file = ReportParity.write(entry.getValue());
			String index = entry.getValue().sampleTypes().get(0).type();
			for (String hide : List.of("", "^f[0-9]*[13579]$|Orders")) {
				List<String> flags = new ArrayList<>(List.of("-dot", "-taghide=.", "-sample_index=" + index));
				if (!hide.isEmpty()) {
					flags.add("-hide=" + hide);
				}
				String dot = ReportParity.run(file, "UTC", flags);
				List<String> names = node.matcher(dot).results().map((match) -> unescaped(match.group(1))).toList();
				assertThat((List<?>) browser.promised(GRAPH, base64(entry.getValue()), hide))
					.as("%s, hide %s", entry.getKey(), hide)
					.isEqualTo(names);
			}
			Files.delete(file);
		}
	}

	private static String unescaped(String label) {
		return label.replaceAll("\\\\(.)", "$1");
	}

	@Test
	void damagedFilesAreRefusedInWords() {
		assertThat(browser.promised(DAMAGE, base64(TopProfiles.cpu()), 2000)).isEqualTo("true ");
		assertThat(browser.promised(DAMAGE, base64(RandomProfile.of(3)), 1000)).isEqualTo("true ");
	}

	@Test
	void opensTwoHundredThousandStacksInTwoSeconds() {
		Profile large = large(200_000);
		Map<?, ?> figures = (Map<?, ?>) browser.promised(SCALE, base64(large));
		System.out.println("Page with 200,000 stacks, in ms: " + figures);
		assertThat(((Number) figures.get("samples")).intValue()).isBetween(195_000, 200_000);
		assertThat(number(figures, "open")).isLessThan(2000 * SLACK);
		for (String interaction : List.of("select", "top", "flame", "pivot", "focus", "hide", "graph")) {
			assertThat(number(figures, interaction)).as(interaction).isLessThan(100 * SLACK);
		}
	}

	private static double number(Map<?, ?> figures, String key) {
		return ((Number) figures.get(key)).doubleValue();
	}

	/**
	 * A server's stacks: what all requests share first, then ever more different ways.
	 */
	private static Profile large(int stacks) {
		Random random = new Random(11);
		ProfileBuilder builder = new ProfileBuilder(TopProfiles.APPLICATION,
				List.of(new ValueType("samples", "count"), new ValueType("cpu", "nanoseconds")));
		String[] packages = { "com.example.orders", "com.example.stock", "org.springframework.web.servlet",
				"java.util.concurrent", "org.apache.catalina.core" };
		int[] frames = new int[4000];
		for (int i = 0; i < frames.length; i++) {
			frames[i] = builder.frame(Function.named(packages[i % packages.length] + ".Type" + i % 400 + ".method" + i),
					i % 300);
		}
		List<int[]> made = new ArrayList<>();
		for (int i = 0; i < stacks; i++) {
			int[] before = made.isEmpty() ? new int[0] : made.get(random.nextInt(made.size()));
			int shared = Math.min(before.length, 8 + random.nextInt(40));
			int[] stack = new int[Math.max(shared, 24) + 1 + random.nextInt(8)];
			int function = 0;
			for (int j = 0; j < stack.length; j++) {
				// Each function calls eight others, and the leaf is any.
				function = (j < shared) ? before[before.length - 1 - j]
						: (function * 31 + 17 + random.nextInt(8)) % frames.length;
				stack[stack.length - 1 - j] = function;
			}
			stack[0] = i % frames.length;
			made.add(stack);
			int count = 1 + random.nextInt(20);
			int[] named = new int[stack.length];
			for (int j = 0; j < stack.length; j++) {
				named[j] = frames[stack[j]];
			}
			builder.add(named, List.of(), count, count * 10_000_000L);
		}
		return builder.build(TopProfiles.HEADER.withDefaultSampleType("cpu"));
	}

	private static String base64(Profile profile) {
		return Base64.getEncoder().encodeToString(PprofWriter.toBytes(profile));
	}

}
