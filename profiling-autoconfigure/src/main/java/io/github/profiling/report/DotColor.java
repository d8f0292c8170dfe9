package io.github.profiling.report;

import java.util.HexFormat;

/**
 * The colours of a drawing: red where much was measured, grey where little, green where
 * less than nothing (google/pprof, {@code internal/graph/dotgraph.go}, {@code dotColor}).
 */
enum DotColor {

	LINE(1.0, 0.7),

	FILL(0.1, 0.93);

	private static final double GREY_UP_TO = 0.2;

	/** Less than 1, so that small parts differ more than large ones. */
	private static final double EXPONENT = 1.0 - 0.7;

	private final double saturation;

	private final double brightness;

	DotColor(double saturation, double brightness) {
		this.saturation = saturation;
		this.brightness = brightness;
	}

	/**
	 * The colour for a part of a total.
	 * @param part the part
	 * @param total the total, of which the sign is disregarded
	 * @return the colour, such as {@code #b20000}
	 */
	String of(long part, long total) {
		double score = Math.max(-1.0, Math.min(1.0, (double) part / (double) Math.abs(total)));
		double vivid = this.saturation;
		if (Math.abs(score) < GREY_UP_TO) {
			vivid *= Math.abs(score) / GREY_UP_TO;
		}
		double shifted = Math.copySign(Math.pow(Math.abs(score), EXPONENT), score);
		double red = (shifted < 0) ? this.brightness * (1 + vivid * shifted) : this.brightness;
		double green = (shifted < 0) ? this.brightness : this.brightness * (1 - vivid * shifted);
		double blue = this.brightness * (1 - vivid);
		return "#" + hex(red) + hex(green) + hex(blue);
	}

	private static String hex(double part) {
		return HexFormat.of().toHexDigits((byte) (int) (part * 255.0));
	}

}
