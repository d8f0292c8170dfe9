package io.github.profiling.endpoint;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * The types in which the index can be asked for: JSON, or the page. Of those that a
 * client accepts, the last one here is chosen, and browsers accept everything.
 */
public enum IndexFormat implements Producible<IndexFormat> {

	/**
	 * Actuator's JSON, version 2.
	 */
	ACTUATOR_V2(ApiVersion.V2.getProducedMimeType()),

	/**
	 * Actuator's JSON, version 3.
	 */
	ACTUATOR_V3(ApiVersion.V3.getProducedMimeType()),

	/**
	 * Plain JSON, also for those who do not say what they want.
	 */
	JSON(MimeTypeUtils.APPLICATION_JSON),

	/**
	 * The page for people.
	 */
	HTML(MimeTypeUtils.TEXT_HTML);

	private final MimeType producedMimeType;

	IndexFormat(MimeType producedMimeType) {
		this.producedMimeType = producedMimeType;
	}

	@Override
	public MimeType getProducedMimeType() {
		return this.producedMimeType;
	}

	@Override
	public boolean isDefault() {
		return this == JSON;
	}

}
