package io.github.profiling.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;

import io.github.profiling.profile.Mapping;
import io.github.profiling.profile.Profile;
import io.github.profiling.profile.Sample;
import io.github.profiling.profile.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClassHistogramTests {

	private static final Mapping APPLICATION = Mapping.ofApplication("shop", "");

	private static Object[] kept = {};

	private final ClassHistogram histogram = new ClassHistogram();

	@Test
	void countsTheInstancesOfAClassExactly() throws Exception {
		kept = new Known[12_345];
		for (int i = 0; i < kept.length; i++) {
			kept[i] = new Known(i);
		}
		Profile profile = this.histogram.profile(APPLICATION, false);
		long[] known = values(profile, Known.class.getName());
		assertThat(known).hasSize(2).startsWith(12_345);
		assertThat(known[1] / known[0]).isBetween(12L, 24L);
		assertThat(known[1] % known[0]).isZero();
		assertThat(values(profile, Known.class.getName() + "[]")[0]).isEqualTo(1);
		kept = new Object[0];
	}

	@Test
	void aCollectionFirstDropsWhatIsUnreachable() throws Exception {
		kept = new Object[5_000];
		for (int i = 0; i < kept.length; i++) {
			kept[i] = new Dropped(i);
		}
		assertThat(values(this.histogram.profile(APPLICATION, true), Dropped.class.getName())[0]).isEqualTo(5_000);
		kept = new Object[0];
		assertThat(values(this.histogram.profile(APPLICATION, true), Dropped.class.getName())).isEmpty();
	}

	@Test
	void classesGeneratedByTheJvmAreOne() throws Exception {
		List<Runnable> lambdas = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			int number = i;
			lambdas.add(() -> kept = new Object[number]);
			lambdas.add(() -> kept = new Object[number + 1]);
		}
		Profile profile = this.histogram.profile(APPLICATION, false);
		assertThat(values(profile, getClass().getName() + "$$Lambda")[0]).isGreaterThanOrEqualTo(lambdas.size());
		assertThat(profile.functions()).extracting((function) -> function.name())
			.doesNotHaveDuplicates()
			.noneMatch((name) -> name.contains("0x") || name.contains("/") || name.contains("@"))
			.contains("byte[]", "java.lang.String", "java.lang.Object[]");
	}

	@Test
	void saysWhatItIs() throws Exception {
		Profile profile = this.histogram.profile(APPLICATION, false);
		assertThat(profile.sampleTypes()).extracting(ValueType::toString)
			.containsExactly("inuse_objects/count", "inuse_space/bytes");
		assertThat(profile.header().defaultSampleType()).isEqualTo("inuse_space");
		assertThat(profile.header().periodType()).isEqualTo(new ValueType("space", "bytes"));
		assertThat(profile.header().period()).isEqualTo(1);
		assertThat(profile.header().timeNanos()).isPositive();
		assertThat(profile.header().comments()).isEmpty();
		assertThat(profile.mappings()).containsExactly(APPLICATION);
		assertThat(profile.total(0)).isGreaterThan(10_000);
		assertThat(profile.total(1)).isGreaterThan(profile.total(0) * 8)
			.isLessThan(Runtime.getRuntime().totalMemory() + 1);
	}

	@Test
	void manyMayAskAtOnce() throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(4);
		try {
			Callable<Profile> ask = () -> this.histogram.profile(APPLICATION, false);
			for (Future<Profile> answer : clients.invokeAll(List.of(ask, ask, ask, ask, ask, ask))) {
				assertThat(answer.get().samples()).isNotEmpty();
			}
		}
		finally {
			clients.shutdown();
		}
	}

	@Test
	void aJvmWithoutDiagnosticCommandsIsSaidAndWhatHelps() {
		MBeanServer empty = MBeanServerFactory.newMBeanServer();
		assertThatExceptionOfType(SnapshotUnavailableException.class)
			.isThrownBy(() -> new ClassHistogram(() -> empty).profile(APPLICATION, false))
			.satisfies((ex) -> {
				assertThat(ex.reason()).contains("no diagnostic commands");
				assertThat(ex.remedy()).contains("HotSpot", "over some seconds");
				assertThat(ex).hasMessage(ex.reason() + "; " + ex.remedy());
			});
	}

	@ParameterizedTest
	@MethodSource
	void aRefusalOfAnyKindIsSaid(Throwable failure) throws Exception {
		MBeanServer server = MBeanServerFactory.newMBeanServer();
		DiagnosticCommands.register(server, failure);
		assertThatExceptionOfType(SnapshotUnavailableException.class)
			.isThrownBy(() -> new ClassHistogram(() -> server).profile(APPLICATION, false))
			.withMessageContaining("refuses")
			.withMessageContaining(failure.getMessage());
	}

	static List<Throwable> aRefusalOfAnyKindIsSaid() {
		return List.of(new SecurityException("not for you"), new IllegalStateException("not now"),
				new NoClassDefFoundError("not here"), new OutOfMemoryError("not enough"));
	}

	@Test
	void aHeapTooFullForItsHistogramIsSaid() {
		assertThatExceptionOfType(SnapshotUnavailableException.class).isThrownBy(() -> new ClassHistogram(() -> {
			throw new OutOfMemoryError("Java heap space");
		}).profile(APPLICATION, false)).withMessageContaining("no room");
	}

	private static long[] values(Profile profile, String className) {
		for (Sample sample : profile.samples()) {
			int function = profile.locations().get(sample.stack()[0]).lines().get(0).function();
			if (profile.functions().get(function).name().equals(className)) {
				assertThat(sample.stack()).hasSize(1);
				return sample.values();
			}
		}
		return new long[0];
	}

	private record Known(int number) {

	}

	private record Dropped(int number) {

	}

}
