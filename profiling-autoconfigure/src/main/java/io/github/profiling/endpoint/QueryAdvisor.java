package io.github.profiling.endpoint;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Gives the endpoint's operations the {@link Query} as a whole. Actuator would have them
 * declare each parameter, and drop those they do not, so that nobody could be told of a
 * misspelt one.
 */
public final class QueryAdvisor implements OperationInvokerAdvisor {

	private static final EndpointId ID = EndpointId.of(PprofEndpoint.ID);

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		return endpointId.equals(ID) ? (context) -> invoker.invoke(withQuery(context)) : invoker;
	}

	private static InvocationContext withQuery(InvocationContext context) {
		SecurityContext security = context.resolveArgument(SecurityContext.class);
		return new InvocationContext((security != null) ? security : SecurityContext.NONE, context.getArguments(),
				OperationArgumentResolver.of(Query.class, () -> Query.of(context)), new Inherited(context));
	}

	/**
	 * Resolves what the web stack's own context can, such as the wanted type.
	 */
	private record Inherited(InvocationContext context) implements OperationArgumentResolver {

		@Override
		public boolean canResolve(Class<?> type) {
			return this.context.canResolve(type);
		}

		@Override
		@SuppressWarnings("NullAway") // May be null, and says so only in Spring Boot 4
		public <T> T resolve(Class<T> type) {
			return this.context.resolveArgument(type);
		}

	}

}
