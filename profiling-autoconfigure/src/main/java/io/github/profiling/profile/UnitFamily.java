package io.github.profiling.profile;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Units that convert into each other, as in google/pprof,
 * {@code internal/measurement/measurement.go}: sizes with binary prefixes, times (which
 * know no minutes), and Google's compute units.
 *
 * @param defaultUnit the unit for values too small for all others
 * @param units the units, smallest first
 */
public record UnitFamily(Unit defaultUnit, List<Unit> units) {

	private static final Unit BYTE = new Unit("B", 1, "b", "byte");

	private static final Unit SECOND = new Unit("s", 1e9, "s", "sec", "second");

	private static final Unit GCU = new Unit("GCU", 1, "gcu");

	/** All families; a unit's aliases are in lower case and singular. */
	public static final List<UnitFamily> ALL = List.of(
			new UnitFamily(BYTE,
					List.of(BYTE, new Unit("kB", 0x1p10, "kb", "kbyte", "kilobyte"),
							new Unit("MB", 0x1p20, "mb", "mbyte", "megabyte"),
							new Unit("GB", 0x1p30, "gb", "gbyte", "gigabyte"),
							new Unit("TB", 0x1p40, "tb", "tbyte", "terabyte"),
							new Unit("PB", 0x1p50, "pb", "pbyte", "petabyte"))),
			// No alias for microseconds with a Greek letter: pprof lists one, but never
			// finds it, as it takes the trailing "s" for a plural.
			new UnitFamily(SECOND,
					List.of(new Unit("ns", 1, "ns", "nanosecond"), new Unit("us", 1e3, "us", "microsecond"),
							new Unit("ms", 1e6, "ms", "millisecond"), SECOND, new Unit("hrs", 3600e9, "hour", "hr"))),
			new UnitFamily(GCU,
					List.of(new Unit("n*GCU", 1e-9, "nanogcu"), new Unit("u*GCU", 1e-6, "microgcu"),
							new Unit("m*GCU", 1e-3, "milligcu"), GCU, new Unit("k*GCU", 1e3, "kilogcu"),
							new Unit("M*GCU", 1e6, "megagcu"), new Unit("G*GCU", 1e9, "gigagcu"),
							new Unit("T*GCU", 1e12, "teragcu"), new Unit("P*GCU", 1e15, "petagcu"))));

	/**
	 * Finds a unit.
	 * @param name one of its names, in singular or plural, upper or lower case
	 * @return the unit, or {@code null} if it is not of this family
	 */
	public @Nullable Unit find(String name) {
		String alias = name.toLowerCase(Locale.ROOT);
		if (alias.length() > 2 && alias.endsWith("s")) {
			alias = alias.substring(0, alias.length() - 1);
		}
		for (Unit unit : this.units) {
			if (unit.aliases.contains(alias)) {
				return unit;
			}
		}
		return null;
	}

	/**
	 * The largest unit in which a value is at least 1.
	 * @param value the value, in units of factor 1
	 * @return the unit, or the default unit if the value is below all
	 */
	public Unit natural(double value) {
		Unit natural = null;
		for (Unit unit : this.units) {
			if (value / unit.factor >= 1) {
				natural = unit;
			}
		}
		return (natural != null) ? natural : this.defaultUnit;
	}

	/**
	 * A unit.
	 *
	 * @param name the name that is printed
	 * @param factor its size
	 * @param aliases the names by which it is known
	 */
	public record Unit(String name, double factor, List<String> aliases) {

		private Unit(String name, double factor, String... aliases) {
			this(name, factor, List.of(aliases));
		}

	}

}
