package io.github.profiling.sample.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A place to start the application in, and what is expected of it there. What is not said
 * is as in an ordinary process: every request is answered with 200.
 */
final class Sandbox {

	private final String name;

	private Function<Place, List<String>> wrapper = (place) -> List.of();

	private Function<Place, List<String>> jvmOptions = (place) -> List.of();

	private Function<Place, List<String>> arguments = (place) -> List.of();

	private Consumer<Place> prepared = (place) -> {
	};

	private Consumer<SandboxedApplication> started = (application) -> {
	};

	private Consumer<SandboxedApplication> recording = (application) -> {
	};

	private Consumer<Place> ended = (place) -> {
	};

	private final List<Tool> tools = new ArrayList<>();

	private final List<Expectation> expectations = new ArrayList<>();

	private String foreignLog = "(?!)";

	private String foreignFiles = "(?!)";

	private String java = "";

	private int atOnce = 20;

	private int seconds = 1;

	private Sandbox(String name) {
		this.name = name;
	}

	static Sandbox named(String name) {
		return new Sandbox(name);
	}

	/**
	 * What has to be there to build the sandbox.
	 * @param remedy what to install
	 * @param command a command that shows that it is there
	 */
	Sandbox needs(String remedy, String... command) {
		this.tools.add(new Tool(remedy, command));
		return this;
	}

	/**
	 * The command, with its arguments, that runs the command put behind it in the
	 * sandbox.
	 */
	Sandbox wrappedBy(Function<Place, List<String>> wrapper) {
		this.wrapper = wrapper;
		return this;
	}

	Sandbox jvmOptions(Function<Place, List<String>> jvmOptions) {
		this.jvmOptions = jvmOptions;
		return this;
	}

	Sandbox arguments(Function<Place, List<String>> arguments) {
		this.arguments = arguments;
		return this;
	}

	/**
	 * What is done before the start.
	 */
	Sandbox prepared(Consumer<Place> action) {
		this.prepared = action;
		return this;
	}

	/**
	 * Another Java than the one that runs the test.
	 */
	Sandbox java(String java) {
		this.java = java;
		return this;
	}

	/**
	 * What is done to the application when it serves.
	 */
	Sandbox onceStarted(Consumer<SandboxedApplication> action) {
		this.started = action;
		return this;
	}

	/**
	 * What is done to the application while it is recorded, for {@code seconds} each.
	 */
	Sandbox whileRecording(int seconds, Consumer<SandboxedApplication> action) {
		this.seconds = seconds;
		this.recording = action;
		return this;
	}

	/**
	 * What is to be seen when the application has ended.
	 */
	Sandbox onceEnded(Consumer<Place> check) {
		this.ended = check;
		return this;
	}

	/**
	 * How many profiles are asked for at once.
	 */
	Sandbox atOnce(int atOnce) {
		this.atOnce = atOnce;
		return this;
	}

	/**
	 * Expects a certain outcome of certain requests; what is said first counts.
	 * @param request a regular expression of the request, such as
	 * {@code heap\\?seconds=1}
	 * @param outcome a regular expression of the outcome, such as
	 * {@code 200 async-profiler .*}, {@code 503 .*noexec.*}
	 */
	Sandbox expect(String request, String outcome) {
		this.expectations.add(new Expectation(Pattern.compile(request), Pattern.compile(outcome)));
		return this;
	}

	/**
	 * Lines of the log that others than the application and we may write.
	 */
	Sandbox foreignLog(String line) {
		this.foreignLog = line;
		return this;
	}

	/**
	 * Files that others than the application and we may leave.
	 */
	Sandbox foreignFiles(String name) {
		this.foreignFiles = name;
		return this;
	}

	List<String> command(Place place) {
		List<String> command = new ArrayList<>(this.wrapper.apply(place));
		command.add(this.java.isEmpty() ? Place.java() : this.java);
		command.addAll(place.jvmOptions());
		command.addAll(this.jvmOptions.apply(place));
		command.add("-jar");
		command.add(place.jar().toString());
		command.addAll(place.arguments());
		command.addAll(this.arguments.apply(place));
		return command;
	}

	List<Tool> tools() {
		return this.tools;
	}

	int atOnce() {
		return this.atOnce;
	}

	int seconds() {
		return this.seconds;
	}

	void prepare(Place place) {
		this.prepared.accept(place);
	}

	void started(SandboxedApplication application) {
		this.started.accept(application);
	}

	void recording(SandboxedApplication application) {
		this.recording.accept(application);
	}

	void ended(Place place) {
		this.ended.accept(place);
	}

	boolean isForeignLog(String line) {
		return line.matches(this.foreignLog);
	}

	boolean isForeignFile(String name) {
		return name.matches(this.foreignFiles);
	}

	Pattern expected(String request) {
		return this.expectations.stream()
			.filter((expectation) -> expectation.request().matcher(request).matches())
			.map(Expectation::outcome)
			.findFirst()
			.orElse(Pattern.compile("200.*"));
	}

	@Override
	public String toString() {
		return this.name;
	}

	record Tool(String remedy, String... command) {

	}

	private record Expectation(Pattern request, Pattern outcome) {

	}

}
