/**
 * The profile as a file: as it came, as collapsed stacks, or as a picture of what is shown.
 */
import { button, copyable, h, save } from "./dom.js";
import { ENDPOINT } from "./http.js";
import { read } from "./state.js";

/** The picture of the current view: { name, svg(), png() }, each giving a promise. */
let picture = null;

export function offerPicture(offered) {
	picture = offered;
}

export function download(capture) {
	save(capture.file, capture.bytes, "application/octet-stream");
}

/** Stacks as text, root first: "main;run;work 12". */
export function collapsed(tree, type) {
	const totals = new Map();
	const values = tree.values[type];
	for (let sample = 0; sample < values.length; sample++) {
		if (tree.side[sample] === 0 && values[sample] !== 0) {
			totals.set(tree.leaf[sample], (totals.get(tree.leaf[sample]) ?? 0) + values[sample]);
		}
	}
	const lines = [];
	for (const [leaf, value] of totals) {
		const names = [];
		for (let node = leaf; node > 0; node = tree.parent[node]) {
			names.push(tree.frames.name[tree.frame[node]].replaceAll(";", ":").replaceAll("\n", " "));
		}
		lines.push(`${names.reverse().join(";")} ${value}\n`);
	}
	return lines.join("");
}

export function downloadMenu(capture, tree) {
	const base = capture.file.replace(/\.pb\.gz$|\.pb$|\.gz$/, "");
	const type = () => {
		const shown = tree.types.findIndex((each) => each.type === read().type);
		return (shown >= 0) ? shown : tree.defaultType;
	};
	const items = [
		button("pb.gz, for go tool pprof", () => download(capture)),
		button("Collapsed stacks", () => save(`${base}.collapsed.txt`, collapsed(tree, type()), "text/plain")),
		button("SVG of this view", async () => picture && save(`${base}.svg`, await picture.svg(), "image/svg+xml"),
			{ "data-picture": true }),
		button("PNG of this view", async () => picture && save(`${base}.png`, await picture.png(), "image/png"),
			{ "data-picture": true })
	];
	const menu = h("details", { class: "menu downloads" }, h("summary", {}, "Save"), h("div", { class: "popup" }, items,
		(capture.kind === "file") ? null : h("div", { class: "lines" }, commands(capture.path, capture.query))));
	menu.addEventListener("toggle", () => {
		menu.querySelectorAll("[data-picture]").forEach((item) => {
			item.disabled = !picture;
		});
	});
	return menu;
}

/** The same on the command line. */
export function commands(path, query) {
	const url = `${ENDPOINT}/${path}${query ? "?" + query : ""}`;
	return [h("p", {}, "The same on the command line:"), copyable(`curl -OJ "${url}"`, "the curl line"),
		(path === "trace") ? null : copyable(`go tool pprof -http=: "${url}"`, "the go tool pprof line")];
}

/** A picture of an SVG element, at twice its size. */
export async function rasterize(svgText, width, height) {
	const image = new Image();
	image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgText);
	await image.decode();
	const factor = Math.min(2, 8000 / Math.max(width, height));
	const canvas = h("canvas", { width: Math.ceil(width * factor), height: Math.ceil(height * factor) });
	const context = canvas.getContext("2d");
	context.scale(factor, factor);
	context.drawImage(image, 0, 0, width, height);
	return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
