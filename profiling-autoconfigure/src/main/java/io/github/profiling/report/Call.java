package io.github.profiling.report;

/**
 * The calls of one node by another.
 *
 * @param caller the calling node
 * @param callee the called node
 * @param weight what was measured in these calls
 * @param count what the weight is divided by, 0 if it is not
 * @param residual whether nodes between the two are not shown
 * @param inlined whether all of the calls were inlined
 */
record Call(int caller, int callee, long weight, long count, boolean residual, boolean inlined) {

	/**
	 * The weight, divided where a mean is asked for.
	 * @return the value
	 */
	long value() {
		return ReportTotal.mean(this.weight, this.count);
	}

}
