package io.github.profiling.endpoint;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeTypeUtils;

/**
 * What of the page a request is for, and the headers that its answer has for that.
 */
enum PagePart {

	/** Nothing of the page. */
	NONE,

	/** The document, for which others get the index as JSON. */
	DOCUMENT,

	/** A file of this version of the page, which never changes. */
	FILE,

	/** A file that another version of the page asks for. */
	FILE_OF_OTHER_VERSION;

	Map<String, String> headers(@Nullable String contentType) {
		return switch (this) {
			case NONE -> Map.of();
			case DOCUMENT -> (contentType != null && contentType.startsWith(MimeTypeUtils.TEXT_HTML_VALUE))
					? Map.of("Content-Security-Policy", Page.CONTENT_SECURITY_POLICY, "Referrer-Policy", "no-referrer")
					: Map.of();
			case FILE, FILE_OF_OTHER_VERSION -> Map.of("Content-Encoding", "gzip");
		};
	}

}
