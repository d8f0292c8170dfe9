/**
 * A flame graph on a canvas: what is where, and what happens when somebody points at it,
 * clicks it, or walks through it with the keyboard. Behind it stands a tree for those who
 * do not see the canvas (flametree.js).
 */
import { layout, pathTo, pivot, rootBlock } from "./blocks.js";
import { h } from "./dom.js";
import { onThemeChange } from "./colors.js";
import { paint, ROW, toSvg } from "./flamepaint.js";
import { FlameTree } from "./flametree.js";

const NARROWEST = 0.7;

export class Flame {

	/**
	 * @param handlers choose(block): a block was clicked; look(block): one was pointed at or
	 * walked to
	 */
	constructor(handlers) {
		this.handlers = handlers;
		this.canvas = h("canvas", { "aria-hidden": "true" });
		this.spacer = h("div", { class: "spacer" });
		this.tip = h("div", { class: "tip", "aria-hidden": "true", hidden: true });
		this.tree = new FlameTree();
		this.scroller = this.tree.element;
		this.scroller.append(this.canvas, this.spacer);
		this.element = h("div", { class: "flame" }, this.scroller, this.tip);
		this.boxes = [];
		this.rows = [];
		this.current = null;
		this.hovered = null;
		this.zoomed = null;
		this.end = new AbortController();
		this.listen();
	}

	listen() {
		const { signal } = this.end;
		this.scroller.addEventListener("scroll", () => this.draw(), { signal, passive: true });
		this.scroller.addEventListener("pointermove", (event) => this.point(event), { signal });
		this.scroller.addEventListener("pointerleave", () => this.point(null), { signal });
		this.scroller.addEventListener("click", (event) => {
			const box = this.boxAt(event);
			if (box) {
				this.current = box.block;
				if (event.shiftKey) {
					this.zoom(box.block);
				}
				else {
					this.handlers.choose(box.block);
				}
			}
		}, { signal });
		this.tree.element.addEventListener("keydown", (event) => this.key(event), { signal });
		this.tree.element.addEventListener("focus", () => this.walk(this.current ?? this.boxes[0]?.block), { signal });
		onThemeChange(() => this.draw(), signal);
		this.resized = new ResizeObserver(() => this.place());
		this.resized.observe(this.scroller);
	}

	leave() {
		this.end.abort();
		this.resized.disconnect();
	}

	/**
	 * Shows a model: { tree, selection, weights, isDiff, rootText, describe(block) }.
	 * @param options flip, found (frames to highlight), pivotFrame (or -1)
	 */
	show(model, options) {
		const same = this.model?.selection === model.selection && this.model.weights === model.weights
			&& this.options.pivotFrame === options.pivotFrame;
		this.reveal ||= this.options?.flip !== options.flip;
		this.model = model;
		this.options = options;
		if (!same) {
			this.zoomed = null;
			this.hovered = null;
			this.root = null;
			if (options.pivotFrame >= 0) {
				this.pivot = pivot(model.selection, model.weights, options.pivotFrame);
				this.root = this.pivot.callees;
			}
			else {
				this.pivot = null;
				this.root = rootBlock(model.selection, model.weights);
			}
			this.current = this.root;
			this.reveal = true;
			this.tree.show(this.current, model);
		}
		this.place();
	}

	zoom(block) {
		this.zoomed = (block === this.root) ? null : block;
		this.place();
		this.handlers.look(block);
	}

	/** Finds out where every block goes. */
	place() {
		const width = this.scroller.clientWidth;
		if (!this.model || width === 0) {
			return;
		}
		this.boxes = arrange(this, width);
		const rows = this.boxes.reduce((most, box) => Math.max(most, box.row + 1), 0);
		this.rows = Array.from({ length: rows }, () => []);
		for (const box of this.boxes) {
			box.y = (this.options.flip ? rows - 1 - box.row : box.row) * ROW;
			this.rows[box.row].push(box);
		}
		this.spacer.style.height = `${rows * ROW}px`;
		this.scroller.style.height = `min(${rows * ROW + 2}px, 100%)`;
		if (this.reveal) {
			this.reveal = false;
			const box = this.boxes.find((each) => each.block === this.root);
			// Above what one looks at stand its callers, if there are any.
			this.scroller.scrollTop = box.y - this.scroller.clientHeight * (this.pivot ? 0.35 : this.options.flip ? 1 : 0) + ROW;
			if (!this.pivot && !this.options.flip) {
				this.scroller.scrollTop = 0;
			}
		}
		this.draw();
	}

	draw() {
		cancelAnimationFrame(this.frame);
		this.frame = requestAnimationFrame(() => this.drawNow());
	}

	drawNow() {
		if (!this.model) {
			return;
		}
		const width = this.scroller.clientWidth;
		const height = this.scroller.clientHeight;
		const ratio = devicePixelRatio || 1;
		if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
			this.canvas.width = Math.round(width * ratio);
			this.canvas.height = Math.round(height * ratio);
			this.canvas.style.width = `${width}px`;
			this.canvas.style.height = `${height}px`;
		}
		const context = this.canvas.getContext("2d");
		context.setTransform(ratio, 0, 0, ratio, 0, 0);
		const focused = document.activeElement === this.tree.element;
		paint(context, this.boxes, this.model, { width, height, scrollTop: this.scroller.scrollTop, found: this.options.found,
			current: focused ? this.current : null, hovered: this.hovered, pivot: this.pivot?.callees });
	}

	boxAt(event) {
		const { left, top } = this.scroller.getBoundingClientRect();
		const x = event.clientX - left;
		const y = event.clientY - top + this.scroller.scrollTop;
		const row = this.options.flip ? this.rows.length - 1 - Math.floor(y / ROW) : Math.floor(y / ROW);
		return this.rows[row]?.findLast((box) => box.x <= x && x < box.x + Math.max(2, box.width));
	}

	point(event) {
		const box = event ? this.boxAt(event) : null;
		const block = box?.block ?? null;
		if (block !== this.hovered) {
			this.hovered = block;
			this.scroller.style.cursor = block ? "pointer" : "";
			this.tip.hidden = !block;
			if (block) {
				this.tip.replaceChildren(...this.model.details(block));
			}
			this.draw();
		}
		if (block && event) {
			const { offsetWidth, offsetHeight } = this.tip;
			this.tip.style.left = `${Math.max(4, Math.min(event.clientX + 12, innerWidth - offsetWidth - 8))}px`;
			const below = event.clientY + 18;
			this.tip.style.top = `${(below + offsetHeight > innerHeight) ? event.clientY - offsetHeight - 10 : below}px`;
		}
	}

	key(event) {
		const box = this.boxes.find((each) => each.block === this.current);
		if (!box || event.ctrlKey || event.metaKey || event.altKey) {
			return;
		}
		const toLeaf = this.options.flip ? -1 : 1;
		const moves = { ArrowDown: () => this.across(box, toLeaf), ArrowUp: () => this.across(box, -toLeaf),
			ArrowLeft: () => this.along(box, -1), ArrowRight: () => this.along(box, 1), Home: () => this.root };
		if (moves[event.key]) {
			event.preventDefault();
			this.walk(moves[event.key]());
		}
		else if (event.key === "Enter" || event.key === " ") {
			event.preventDefault();
			this.handlers.choose(this.current);
		}
		else if (event.key === "z") {
			this.zoom(this.current);
		}
		else if (event.key === "Escape" || event.key === "Backspace") {
			event.preventDefault();
			if (this.zoomed) {
				this.zoom(this.root);
				this.walk(this.root);
			}
			else {
				this.handlers.choose(null);
			}
		}
	}

	/** The widest block above or below. */
	across(box, step) {
		const row = this.rows[box.row + step] ?? [];
		const touching = row.filter((each) => each.x < box.x + box.width - 0.01 && each.x + each.width > box.x + 0.01);
		return touching.reduce((widest, each) => (widest && widest.width >= each.width) ? widest : each, null)?.block;
	}

	along(box, step) {
		const row = this.rows[box.row];
		return row[row.indexOf(box) + step]?.block;
	}

	walk(block) {
		const box = block && this.boxes.find((each) => each.block === block);
		if (!box) {
			return;
		}
		this.current = block;
		const top = this.scroller.scrollTop;
		if (box.y < top || box.y + ROW > top + this.scroller.clientHeight) {
			this.scroller.scrollTop = box.y - this.scroller.clientHeight / 2;
		}
		this.tree.show(block, this.model);
		this.handlers.look(block);
		this.draw();
	}

	/** What is shown, in a width that suits a file. */
	svg(width = 1200) {
		const boxes = arrange(this, width);
		const rows = boxes.reduce((most, box) => Math.max(most, box.row + 1), 0);
		for (const box of boxes) {
			box.y = (this.options.flip ? rows - 1 - box.row : box.row) * ROW;
		}
		return { width, height: rows * ROW, text: toSvg(boxes, this.model, width, rows * ROW, this.model.describe) };
	}

}

/** Every block that is wide enough, with its row from the top. */
function arrange({ root, pivot: pivoted, zoomed }, width) {
	if (zoomed) {
		const above = pathTo(zoomed.parent).map((block, row) => ({ block, x: 0, width, row, faded: true }));
		return [...above, ...layout(zoomed, width, NARROWEST).map((box) => ({ ...box, row: box.depth + above.length }))];
	}
	if (!pivoted) {
		return layout(root, width, NARROWEST).map((box) => ({ ...box, row: box.depth }));
	}
	const callers = layout(pivoted.callers, width, NARROWEST).slice(1);
	const most = callers.reduce((depth, box) => Math.max(depth, box.depth), 0);
	return [...callers.map((box) => ({ ...box, row: most - box.depth })),
		...layout(pivoted.callees, width, NARROWEST).map((box) => ({ ...box, row: box.depth + most }))];
}
