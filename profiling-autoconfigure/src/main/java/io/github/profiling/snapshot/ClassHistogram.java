package io.github.profiling.snapshot;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.ValueType;

/**
 * The heap by class, exact: the JVM's own class histogram as a profile. Objects do not
 * remember where they were allocated, so each stack is one frame, the class. Thread-safe.
 *
 * <p>
 * The JVM stops all threads while it walks the heap, roughly a second for some gigabytes.
 */
public final class ClassHistogram {

	/**
	 * What the columns measure.
	 */
	public static final List<ValueType> SAMPLE_TYPES = List.of(new ValueType("inuse_objects", "count"),
			new ValueType("inuse_space", "bytes"));

	private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

	private static final String SAMPLING_INSTEAD = "take a heap profile over some seconds instead";

	private final Supplier<MBeanServer> server;

	public ClassHistogram() {
		this(ManagementFactory::getPlatformMBeanServer);
	}

	ClassHistogram(Supplier<MBeanServer> server) {
		this.server = server;
	}

	/**
	 * Takes the histogram.
	 * @param application the mapping that the frames belong to
	 * @param gc whether to collect all garbage first, so that only reachable objects are
	 * counted. Otherwise unreachable ones not collected yet are counted too
	 * @return a profile of {@code inuse_objects/count} and {@code inuse_space/bytes},
	 * whose totals are those of the JVM
	 * @throws SnapshotUnavailableException if this JVM gives no histogram, or one that
	 * does not add up
	 */
	public Profile profile(Mapping application, boolean gc) throws SnapshotUnavailableException {
		Instant now = Instant.now();
		try {
			return new ClassHistogramReader(application).read(text(gc), now);
		}
		catch (OutOfMemoryError ex) {
			throw new SnapshotUnavailableException("the heap has no room left for its own class histogram",
					SAMPLING_INSTEAD, ex);
		}
	}

	private String text(boolean gc) throws SnapshotUnavailableException {
		String[] options = gc ? new String[0] : new String[] { "-all" };
		try {
			Object text = this.server.get()
				.invoke(new ObjectName(COMMANDS), "gcClassHistogram", new Object[] { options },
						new String[] { String[].class.getName() });
			return String.valueOf(text);
		}
		catch (InstanceNotFoundException ex) {
			throw new SnapshotUnavailableException("this JVM has no diagnostic commands (MBean " + COMMANDS + ")",
					"run on a HotSpot JVM that has the module jdk.management, or " + SAMPLING_INSTEAD, ex);
		}
		catch (ReflectionException ex) {
			// So it is in every JDK from 17 to 25: without jdk.jfr, which has some of the
			// commands, the MBean has none.
			throw new SnapshotUnavailableException("this JVM has no command for a class histogram",
					"run on a HotSpot JVM that has the modules jdk.management and jdk.jfr, or " + SAMPLING_INSTEAD, ex);
		}
		catch (JMException | RuntimeException ex) {
			throw new SnapshotUnavailableException("this JVM refuses its class histogram: " + Texts.rootMessage(ex),
					SAMPLING_INSTEAD, ex);
		}
	}

}
