package io.github.profiling.endpoint;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * What a client accepts as the index (RFC 9110, section 12.5.1): of the ranges that match
 * a type, the most specific one tells its quality. Actuator leaves qualities aside and
 * takes the last of its types that any range matches, so it is shown the page's type only
 * where the client prefers that.
 */
final class IndexAccept {

	private static final List<MediaType> JSON = Stream
		.of(IndexFormat.JSON, IndexFormat.ACTUATOR_V2, IndexFormat.ACTUATOR_V3)
		.map((format) -> MediaType.asMediaType(format.getProducedMimeType()))
		.toList();

	private IndexAccept() {
	}

	/**
	 * What Actuator is to be shown.
	 * @param accept the header as it was sent
	 * @return the header in which qualities no longer matter between the page and JSON;
	 * the same if it is not well-formed
	 */
	static String shown(String accept) {
		List<MediaType> ranges;
		try {
			ranges = MediaType.parseMediaTypes(accept);
		}
		catch (InvalidMediaTypeException ex) {
			return accept;
		}
		double html = quality(MediaType.TEXT_HTML, ranges);
		double json = JSON.stream().mapToDouble((type) -> quality(type, ranges)).max().orElse(0);
		boolean named = ranges.stream().anyMatch((range) -> range.getType().equals("text"));
		if (named && html > 0 && html >= json) {
			return MediaType.TEXT_HTML_VALUE;
		}
		String others = ranges.stream()
			.filter((range) -> !range.getType().equals("text") && range.getQualityValue() > 0)
			.map(MediaType::toString)
			.collect(Collectors.joining(", "));
		return others.isEmpty() ? MediaType.ALL_VALUE : others;
	}

	private static double quality(MediaType type, List<MediaType> ranges) {
		MediaType found = null;
		for (MediaType range : ranges) {
			if (range.includes(type) && (found == null || found.includes(range))) {
				found = range;
			}
		}
		return (found != null) ? found.getQualityValue() : 0;
	}

}
