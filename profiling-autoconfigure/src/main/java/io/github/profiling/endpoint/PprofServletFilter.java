package io.github.profiling.endpoint;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;

import io.github.profiling.endpoint.PprofHttp.Exchange;
import io.github.profiling.endpoint.PprofHttp.Reply;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Applies {@link PprofHttp} where the application's web stack is a servlet container.
 */
public final class PprofServletFilter extends OncePerRequestFilter {

	private final PprofHttp http;

	/**
	 * Creates the filter.
	 * @param http the contract
	 */
	public PprofServletFilter(PprofHttp http) {
		this.http = http;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<Exchange> exchange = this.http.exchange(request.getMethod(), path(request), request.getQueryString());
		if (exchange.isEmpty()) {
			chain.doFilter(request, response);
			return;
		}
		HeaderResponse headers = new HeaderResponse(response, exchange.get());
		Optional<Reply> reply = exchange.get().reply();
		if (reply.isPresent()) {
			byte[] body = reply.get().body().getBytes(StandardCharsets.UTF_8);
			headers.setStatus(reply.get().status());
			headers.setContentType(reply.get().contentType());
			headers.addHeaders();
			if (!request.getMethod().equals("HEAD")) {
				headers.setContentLength(body.length);
				headers.getOutputStream().write(body);
			}
			return;
		}
		chain.doFilter(completed(request, exchange.get()), headers);
		headers.addHeaders();
	}

	private static HttpServletRequest completed(HttpServletRequest request, Exchange exchange) {
		Optional<String> accept = exchange
			.accept(String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT))));
		if (accept.isPresent()) {
			return new RequestWithHeader(request, HttpHeaders.ACCEPT, accept.get());
		}
		Optional<String> type = PprofHttp.assumedType(request.getMethod(), request.getContentType());
		return type.isPresent() ? new RequestWithHeader(request, HttpHeaders.CONTENT_TYPE, type.get()) : request;
	}

	/**
	 * The path behind the context path and, where the dispatcher is mapped to a prefix,
	 * behind that.
	 */
	private static String path(HttpServletRequest request) {
		String pathInfo = request.getPathInfo();
		return (pathInfo != null) ? pathInfo : request.getServletPath();
	}

	/**
	 * Adds the headers at the last moment at which it is possible: with the first byte of
	 * the body, status and type are known.
	 */
	private static final class HeaderResponse extends HttpServletResponseWrapper {

		private final Exchange exchange;

		private boolean added;

		private HeaderResponse(HttpServletResponse response, Exchange exchange) {
			super(response);
			this.exchange = exchange;
		}

		private void addHeaders() {
			if (!this.added && !isCommitted()) {
				this.added = true;
				this.exchange.headers(getStatus(), getContentType()).forEach(this::setHeader);
			}
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			addHeaders();
			return super.getOutputStream();
		}

		@Override
		public PrintWriter getWriter() throws IOException {
			addHeaders();
			return super.getWriter();
		}

		@Override
		public void flushBuffer() throws IOException {
			addHeaders();
			super.flushBuffer();
		}

	}

}
