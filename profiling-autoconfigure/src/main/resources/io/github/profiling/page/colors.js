/**
 * Colours of functions: one hue for each package, paler for code that is not the reader's own.
 * What sort of code it is can also be told without colours, see flamepaint.js.
 */
import { hue } from "./names.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

export function isDark() {
	return dark.matches && !matchMedia("print").matches;
}

export function onThemeChange(listener, signal) {
	dark.addEventListener("change", listener, { signal });
}

/** Warm hues for the reader's own code; green to violet for others', so that it stands back. */
export function fillOf(frames, frame, darkTheme = isDark()) {
	const sort = frames.sort[frame];
	const turn = hue(frames.package[frame]);
	switch (sort) {
		case "app": return hsl(14 + turn % 32, 88, darkTheme ? 31 : 70);
		case "class": return hsl(290 + turn % 50, 45, darkTheme ? 33 : 80);
		case "framework": return hsl(125 + turn % 70, 36, darkTheme ? 25 : 79);
		case "jdk": return hsl(212 + turn % 24, 28, darkTheme ? 27 : 84);
		default: return hsl(230, 6, darkTheme ? 30 : 80);
	}
}

/** From blue with hatching (less) over grey (the same) to orange (more). */
export function fillOfChange(change, darkTheme = isDark()) {
	const part = Math.min(1, Math.abs(change)) ** 0.6;
	return hsl((change > 0) ? 28 : 215, 12 + 76 * part, darkTheme ? 27 + 5 * part : 84 - 18 * part);
}

function hsl(h, s, l) {
	return `hsl(${Math.round(h)} ${Math.round(s)}% ${Math.round(l)}%)`;
}
