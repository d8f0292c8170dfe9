package io.github.profiling.endpoint;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A request in which one header has another value than was sent.
 */
final class RequestWithHeader extends HttpServletRequestWrapper {

	private final String name;

	private final String value;

	RequestWithHeader(HttpServletRequest request, String name, String value) {
		super(request);
		this.name = name;
		this.value = value;
	}

	@Override
	public @Nullable String getHeader(String asked) {
		return asked.equalsIgnoreCase(this.name) ? this.value : super.getHeader(asked);
	}

	@Override
	public Enumeration<String> getHeaders(String asked) {
		return asked.equalsIgnoreCase(this.name) ? Collections.enumeration(List.of(this.value))
				: super.getHeaders(asked);
	}

	@Override
	public @Nullable String getContentType() {
		return this.name.equals(HttpHeaders.CONTENT_TYPE) ? this.value : super.getContentType();
	}

}
