package io.github.profiling.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.profiling.capture.Container.Throttling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Container} on files as both versions of control groups have them.
 */
class ContainerTests {

	@TempDir
	private Path root;

	@Test
	void versionTwoTellsLimitsAndThrottling() throws IOException {
		write("cpu.max", "50000 100000\n");
		write("memory.max", "536870912\n");
		write("cpu.stat", "usage_usec 12\nnr_periods 300\nnr_throttled 41\nthrottled_usec 99\n");
		Container container = new Container(this.root);
		assertThat(container.limits()).isEqualTo("0.50 CPUs, 512 MB memory");
		assertThat(container.throttling()).isEqualTo(new Throttling(300, 41));
	}

	@Test
	void versionOneTellsLimitsAndThrottling() throws IOException {
		write("cpu/cpu.cfs_quota_us", "25000\n");
		write("cpu/cpu.cfs_period_us", "100000\n");
		write("memory/memory.limit_in_bytes", "1073741824\n");
		write("cpu/cpu.stat", "nr_periods 10\nnr_throttled 0\nthrottled_time 0\n");
		Container container = new Container(this.root);
		assertThat(container.limits()).isEqualTo("0.25 CPUs, 1024 MB memory");
		assertThat(container.throttling()).isEqualTo(new Throttling(10, 0));
	}

	@Test
	void withoutLimitsThereIsNothingToTell() throws IOException {
		write("cpu.max", "max 100000\n");
		write("memory.max", "max\n");
		write("cpu.stat", "usage_usec 12\n");
		Container container = new Container(this.root);
		assertThat(container.limits()).isEmpty();
		assertThat(container.throttling()).isNull();
		assertThat(new Container(this.root.resolve("nowhere")).limits()).isEmpty();
	}

	@Test
	void versionOnesLargestLimitIsNone() throws IOException {
		write("memory/memory.limit_in_bytes", "9223372036854771712\n");
		write("cpu/cpu.cfs_quota_us", "-1\n");
		assertThat(new Container(this.root).limits()).isEmpty();
	}

	@Test
	void whatHappenedMeanwhileIsADifference() {
		assertThat(new Throttling(400, 90).since(new Throttling(300, 41)))
			.hasToString("CPU throttled in 49 of 100 periods (49 %)");
	}

	private void write(String file, String content) throws IOException {
		Path path = this.root.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, content);
	}

}
