/**
 * Draws blocks: on a canvas for the screen, as SVG for a file. The sort of code shows in the
 * text too: classes are slanted, native code has a dotted edge, the reader's own is bold.
 */
import { fillOf, fillOfChange, isDark } from "./colors.js";
import { svg } from "./dom.js";

export const ROW = 20;

const FONT = "12px system-ui, sans-serif";

export const FONTS = { app: `600 ${FONT}`, framework: FONT, jdk: FONT, class: `italic ${FONT}`, native: FONT };

/** What stands on a block: in a diff with an arrow, as colour alone tells nobody enough. */
export function textOf(block, model) {
	if (block.frame < 0) {
		return model.rootText;
	}
	const name = model.tree.frames.short[block.frame];
	return model.isDiff ? `${arrow(block.change)} ${name}` : name;
}

export function arrow(change) {
	return (change > 0.005) ? "▲" : (change < -0.005) ? "▼" : "=";
}

function fill(block, model, dark) {
	if (block.frame < 0) {
		return dark ? "hsl(220 10% 22%)" : "hsl(220 14% 90%)";
	}
	return model.isDiff ? fillOfChange(block.change, dark) : fillOf(model.tree.frames, block.frame, dark);
}

/** Draws the boxes that can be seen. */
export function paint(context, boxes, model, view) {
	const { width, height, scrollTop, found, current, hovered, pivot } = view;
	const dark = isDark();
	const text = dark ? "#f2f4f8" : "#14181f";
	context.clearRect(0, 0, width, height);
	context.textBaseline = "middle";
	for (const box of boxes) {
		const y = box.y - scrollTop;
		if (y + ROW < 0 || y > height) {
			continue;
		}
		const { block } = box;
		const sort = (block.frame < 0) ? "jdk" : model.tree.frames.sort[block.frame];
		const isFound = found && block.frame >= 0 && found[block.frame] === 1;
		context.globalAlpha = (found && !isFound) ? 0.35 : box.faded ? 0.6 : 1;
		context.fillStyle = isFound ? (dark ? "#a3249b" : "#ffb3f2") : fill(block, model, dark);
		const w = Math.max(1, box.width - (box.width > 3 ? 1 : 0));
		context.fillRect(box.x, y, w, ROW - 1);
		if (model.isDiff && block.change < -0.005 && w > 6) {
			hatch(context, box.x, y, w);
		}
		if (sort === "native" && !model.isDiff && w > 30) {
			context.fillStyle = text;
			for (let x = box.x + 1; x < box.x + w - 1; x += 4) {
				context.fillRect(x, y + ROW - 3, 1.5, 1.5);
			}
		}
		context.globalAlpha = (found && !isFound) ? 0.6 : 1;
		if (w > 30) {
			context.fillStyle = text;
			context.font = FONTS[sort];
			const shown = fitted(context, textOf(block, model), w - 7);
			context.fillText(shown, Math.max(box.x, 0) + 4, y + ROW / 2);
		}
		if (block === current || block === hovered || block === pivot) {
			context.globalAlpha = 1;
			context.lineWidth = (block === hovered) ? 1 : 2.5;
			context.strokeStyle = dark ? "#fff" : "#000";
			context.strokeRect(box.x + 1, y + 1, Math.max(1, w - 2), ROW - 3);
		}
	}
	context.globalAlpha = 1;
}

function hatch(context, x, y, w) {
	context.save();
	context.beginPath();
	context.rect(x, y, w, ROW - 1);
	context.clip();
	context.strokeStyle = isDark() ? "rgb(255 255 255 / 22%)" : "rgb(0 0 0 / 16%)";
	context.lineWidth = 1;
	context.beginPath();
	for (let at = x - ROW; at < x + w; at += 7) {
		context.moveTo(at, y + ROW);
		context.lineTo(at + ROW, y);
	}
	context.stroke();
	context.restore();
}

const widths = new Map();

/** As much of a text as fits, cut at its end. */
function fitted(context, text, width) {
	const key = context.font + text;
	let whole = widths.get(key);
	if (whole === undefined) {
		whole = context.measureText(text).width;
		if (widths.size > 20_000) {
			widths.clear();
		}
		widths.set(key, whole);
	}
	if (whole <= width) {
		return text;
	}
	// The estimate is too long where the text begins with wide letters.
	for (let fits = Math.floor(text.length * width / whole); fits > 2; fits--) {
		const cut = `${text.slice(0, fits)}…`;
		if (context.measureText(cut).width <= width) {
			return cut;
		}
	}
	return "";
}

/** The same as an SVG document, with the full name of each block as its title. */
export function toSvg(boxes, model, width, height, describe) {
	const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`,
		"font-family": "system-ui, sans-serif", "font-size": "12" });
	root.append(svg("rect", { width, height, fill: "#fff" }));
	for (const box of boxes) {
		const { block } = box;
		const w = Math.max(0.5, box.width - (box.width > 3 ? 1 : 0));
		const group = svg("g", {}, svg("title", {}, describe(block)),
			svg("rect", { x: box.x.toFixed(1), y: box.y, width: w.toFixed(1), height: ROW - 1, fill: fill(block, model, false) }));
		if (w > 24) {
			const text = textOf(block, model);
			const fits = Math.floor((w - 8) / 6.4);
			const bold = block.frame >= 0 && model.tree.frames.sort[block.frame] === "app";
			group.append(svg("text", { x: (box.x + 4).toFixed(1), y: box.y + 14, "font-weight": bold ? 600 : null },
				(text.length <= fits) ? text : `${text.slice(0, Math.max(0, fits - 1))}…`));
		}
		root.append(group);
	}
	return new XMLSerializer().serializeToString(root);
}
