package io.github.profiling.autoconfigure;

import java.nio.file.Path;

import io.github.profiling.endpoint.PprofEndpoint;
import io.github.profiling.recording.Engine;
import io.github.profiling.recording.EngineException;
import io.github.profiling.recording.EngineException.Reason;
import io.github.profiling.recording.EventSet;
import io.github.profiling.recording.EventType;
import io.github.profiling.recording.Support;

import org.springframework.boot.actuate.endpoint.EndpointFilter;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.core.NativeDetector;

/**
 * What the starter is where there is no JVM to profile. Conditions cannot see to it: an
 * application is prepared for a native image as it is for a JVM, and both get the same
 * beans. So what it is decides itself when it starts.
 */
final class NativeImage {

	private static final String REASON = "this is a native image, which has no JVM to profile";

	private static final String REMEDY = "run the application on a JVM";

	private NativeImage() {
	}

	static boolean isHere() {
		return NativeDetector.inNativeImage();
	}

	/**
	 * Leaves our endpoint out of those that are served, and all others in.
	 */
	static final class Filter implements EndpointFilter<ExposableWebEndpoint> {

		private static final EndpointId ID = EndpointId.of(PprofEndpoint.ID);

		@Override
		public boolean match(ExposableWebEndpoint endpoint) {
			return !isHere() || !endpoint.getEndpointId().equals(ID);
		}

	}

	/**
	 * Tells code that asks for a profile why there is none. The others would find out by
	 * failing, in ways nobody has seen.
	 */
	static final class NoEngine implements Engine {

		@Override
		public String name() {
			return "none";
		}

		@Override
		public Support support(EventType type) {
			return Support.unavailable(REASON, REMEDY);
		}

		@Override
		public void start(EventSet events, Path file) throws EngineException {
			throw new EngineException(Reason.UNAVAILABLE, REASON + "; " + REMEDY);
		}

		@Override
		public long stop() throws EngineException {
			throw new EngineException(Reason.UNAVAILABLE, REASON + "; " + REMEDY);
		}

	}

}
