package io.github.profiling.endpoint;

import java.security.Principal;
import java.util.Map;
import java.util.TreeMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes who asked for which profile, and what came of it, as Actuator's
 * {@link AuditApplicationEvent}: one event of type {@value #TYPE} for each request that
 * names a profile, when it has been answered. Its data are the {@code kind}, the
 * parameters of the query, and the {@code status}.
 */
public final class AuditAdvisor implements OperationInvokerAdvisor {

	/**
	 * The type of the events.
	 */
	public static final String TYPE = "PPROF";

	/** Whatever a request has in it, an event stays small. */
	private static final int MAX_PARAMETERS = 20;

	private static final EndpointId ID = EndpointId.of(PprofEndpoint.ID);

	private static final Log logger = LogFactory.getLog(AuditAdvisor.class);

	private final ApplicationEventPublisher publisher;

	/**
	 * Creates the advisor.
	 * @param publisher where the events go
	 */
	public AuditAdvisor(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		return endpointId.equals(ID) ? (context) -> audit(context, invoker) : invoker;
	}

	private @Nullable Object audit(InvocationContext context, OperationInvoker invoker) {
		Object kind = context.getArguments().get(PprofEndpoint.SELECTOR);
		Object answer = invoker.invoke(context);
		if (kind != null) {
			publish(context, kind.toString(), answer);
		}
		return answer;
	}

	private void publish(InvocationContext context, String kind, @Nullable Object answer) {
		try {
			Map<String, Object> data = new TreeMap<>();
			Query.of(context)
				.parameters()
				.entrySet()
				.stream()
				.limit(MAX_PARAMETERS)
				.forEach((entry) -> data.put(Values.quote(entry.getKey()), Values.quote(entry.getValue())));
			data.put("kind", Values.quote(kind));
			data.put("status", (answer instanceof WebEndpointResponse<?> response) ? response.getStatus()
					: WebEndpointResponse.STATUS_OK);
			this.publisher.publishEvent(new AuditApplicationEvent(new AuditEvent(principal(context), TYPE, data)));
		}
		catch (RuntimeException ex) {
			logger.warn("A profile could not be audited", ex);
		}
	}

	private static String principal(InvocationContext context) {
		SecurityContext security = context.resolveArgument(SecurityContext.class);
		Principal principal = (security != null) ? security.getPrincipal() : null;
		return (principal != null) ? principal.getName() : "anonymous";
	}

}
