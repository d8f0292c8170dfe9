package io.github.profiling.report;

/**
 * How a report prints its values: all in one unit, chosen so that the smallest of them
 * can still be read.
 *
 * @param sampleUnit the unit of the values
 * @param outputUnit the unit to print
 */
record ValueFormat(String sampleUnit, String outputUnit) {

	/**
	 * Chooses the unit as pprof does by default ({@code -unit=minimum}).
	 * @param sampleUnit the unit of the values
	 * @param smallest the smallest value shown, not 0
	 * @param total the total
	 * @return the format
	 */
	static ValueFormat choose(String sampleUnit, long smallest, long total) {
		String unit = Measurement.scale(smallest, sampleUnit, Measurement.AUTO).unit();
		String totalUnit = Measurement.scale(total, sampleUnit, Measurement.AUTO).unit();
		if (!unit.equals(totalUnit) && smallest * 100 < total) {
			unit = Measurement.scale(smallest * 100, sampleUnit, Measurement.AUTO).unit();
		}
		return new ValueFormat(sampleUnit, unit.isEmpty() ? sampleUnit : unit);
	}

	String format(long value) {
		return Measurement.label(value, this.sampleUnit, this.outputUnit);
	}

}
