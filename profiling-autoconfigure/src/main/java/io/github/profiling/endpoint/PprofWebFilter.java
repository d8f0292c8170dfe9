package io.github.profiling.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.github.profiling.endpoint.PprofHttp.Exchange;
import io.github.profiling.endpoint.PprofHttp.Reply;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Applies {@link PprofHttp} where the application's web stack is reactive.
 */
public final class PprofWebFilter implements WebFilter {

	private final PprofHttp http;

	/**
	 * Creates the filter.
	 * @param http the contract
	 */
	public PprofWebFilter(PprofHttp http) {
		this.http = http;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange webExchange, WebFilterChain chain) {
		ServerHttpRequest request = webExchange.getRequest();
		ServerHttpResponse response = webExchange.getResponse();
		String method = request.getMethod().name();
		Optional<Exchange> exchange = this.http.exchange(method, request.getPath().pathWithinApplication().value(),
				request.getURI().getRawQuery());
		if (exchange.isEmpty()) {
			return chain.filter(webExchange);
		}
		response.beforeCommit(() -> Mono.fromRunnable(() -> addHeaders(response, exchange.get())));
		Optional<Reply> reply = exchange.get().reply();
		return reply.isPresent() ? send(response, reply.get(), request.getMethod() == HttpMethod.HEAD)
				: chain.filter(completed(webExchange, exchange.get()));
	}

	private static ServerWebExchange completed(ServerWebExchange webExchange, Exchange exchange) {
		ServerHttpRequest sent = webExchange.getRequest();
		Optional<String> accept = exchange
			.accept(String.join(",", sent.getHeaders().getValuesAsList(HttpHeaders.ACCEPT)));
		Optional<String> type = PprofHttp.assumedType(sent.getMethod().name(),
				string(sent.getHeaders().getContentType()));
		return accept.map((value) -> with(webExchange, HttpHeaders.ACCEPT, value))
			.or(() -> type.map((value) -> with(webExchange, HttpHeaders.CONTENT_TYPE, value)))
			.orElse(webExchange);
	}

	private static ServerWebExchange with(ServerWebExchange webExchange, String header, String value) {
		return webExchange.mutate().request((request) -> request.header(header, value)).build();
	}

	private static void addHeaders(ServerHttpResponse response, Exchange exchange) {
		HttpStatusCode status = response.getStatusCode();
		exchange.headers((status != null) ? status.value() : 200, string(response.getHeaders().getContentType()))
			.forEach(response.getHeaders()::set);
	}

	private static @Nullable String string(@Nullable MediaType type) {
		return (type != null) ? type.toString() : null;
	}

	private static Mono<Void> send(ServerHttpResponse response, Reply reply, boolean head) {
		byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
		response.setStatusCode(HttpStatusCode.valueOf(reply.status()));
		response.getHeaders().setContentType(MediaType.parseMediaType(reply.contentType()));
		if (head) {
			return response.setComplete();
		}
		response.getHeaders().setContentLength(body.length);
		return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
	}

}
