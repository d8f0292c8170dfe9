/**
 * A picture that can be moved and enlarged: with a mouse, with fingers, with keys.
 */
import { h } from "./dom.js";

/** Below this, the boxes that matter cannot be read; above, there is little around them. */
const READABLE = 0.6;

/** Sizes in the picture are points: more is not needed. */
const POINT = 4 / 3;

/** Where a picture begins that has something in the middle of the room, as far as that leaves no empty edge. */
function along(room, length, middle) {
	return (length <= room) ? (room - length) / 2 : Math.min(0, Math.max(room - length, room / 2 - middle));
}

export class PanZoom {

	constructor() {
		this.element = h("div", { class: "panzoom", tabindex: "0", role: "group", "aria-label": "Call graph. Arrow keys move, plus and minus zoom." });
		this.pointers = new Map();
		this.moved = 0;
		this.resized = new ResizeObserver(() => this.apply());
		this.resized.observe(this.element);
		this.element.addEventListener("pointerdown", (event) => this.pointers.set(event.pointerId, event));
		addEventListener("pointerup", this.release = (event) => this.pointers.delete(event.pointerId));
		addEventListener("pointercancel", this.release);
		this.element.addEventListener("pointermove", (event) => this.drag(event));
		this.element.addEventListener("click", (event) => {
			if (this.moved > 6) {
				event.preventDefault();
				event.stopPropagation();
			}
			this.moved = 0;
		}, true);
		this.element.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
		this.element.addEventListener("keydown", (event) => this.key(event));
		this.element.addEventListener("focusin", (event) => this.reveal(event.target));
	}

	leave() {
		removeEventListener("pointerup", this.release);
		removeEventListener("pointercancel", this.release);
		this.resized.disconnect();
	}

	/** @param start the middle of what matters most, which is shown first if not all fits */
	show(picture, width, height, start) {
		this.picture = picture;
		this.size = { width, height };
		this.element.replaceChildren(picture);
		this.fit();
		if (this.scale < READABLE) {
			this.scale = READABLE;
			this.x = along(this.element.clientWidth, this.size.width * this.scale, start.x * this.scale);
			this.y = along(this.element.clientHeight, this.size.height * this.scale, start.y * this.scale);
			this.apply();
		}
	}

	/** The same picture in other colours. */
	repaint(picture) {
		this.picture = picture;
		this.element.replaceChildren(picture);
		this.apply();
	}

	/** The scale at which all can be seen. */
	whole() {
		const { clientWidth, clientHeight } = this.element;
		return Math.min(clientWidth / this.size.width, clientHeight / this.size.height, POINT);
	}

	fit() {
		this.scale = this.whole();
		this.x = (this.element.clientWidth - this.size.width * this.scale) / 2;
		this.y = 0;
		this.apply();
	}

	zoomBy(factor, atX = this.element.clientWidth / 2, atY = this.element.clientHeight / 2) {
		const scale = Math.max(0.05, Math.min(4, this.scale * factor));
		this.x = atX - (atX - this.x) * scale / this.scale;
		this.y = atY - (atY - this.y) * scale / this.scale;
		this.scale = scale;
		this.apply();
	}

	apply() {
		const { clientWidth, clientHeight } = this.element;
		this.picture?.setAttribute("viewBox", [-this.x / this.scale, -this.y / this.scale, clientWidth / this.scale,
			clientHeight / this.scale].map((number) => number.toFixed(2)).join(" "));
	}

	drag(event) {
		const before = this.pointers.get(event.pointerId);
		if (!before) {
			return;
		}
		if (this.pointers.size === 2) {
			const [other] = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, each]) => each);
			const distance = (from) => Math.hypot(from.clientX - other.clientX, from.clientY - other.clientY);
			const { left, top } = this.element.getBoundingClientRect();
			this.zoomBy(distance(event) / Math.max(1, distance(before)), (event.clientX + other.clientX) / 2 - left,
				(event.clientY + other.clientY) / 2 - top);
		}
		else {
			const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
			this.moved += Math.abs(dx) + Math.abs(dy);
			this.x += dx;
			this.y += dy;
			this.apply();
		}
		this.pointers.set(event.pointerId, event);
	}

	wheel(event) {
		event.preventDefault();
		const { left, top } = this.element.getBoundingClientRect();
		if (event.ctrlKey || event.metaKey) {
			this.zoomBy(Math.exp(-event.deltaY / 200), event.clientX - left, event.clientY - top);
		}
		else {
			this.x -= event.deltaX;
			this.y -= event.deltaY;
			this.apply();
		}
	}

	key(event) {
		const step = 60;
		const keys = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
		if (keys[event.key]) {
			this.x += keys[event.key][0];
			this.y += keys[event.key][1];
			this.apply();
		}
		else if (event.key === "+" || event.key === "=") {
			this.zoomBy(1.4);
		}
		else if (event.key === "-") {
			this.zoomBy(1 / 1.4);
		}
		else if (event.key === "0") {
			this.fit();
		}
		else {
			return;
		}
		event.preventDefault();
	}

	/** A box that is walked to with Tab comes into view. */
	reveal(target) {
		const outer = this.element.getBoundingClientRect();
		const inner = target.getBoundingClientRect();
		if (target !== this.element && (inner.left < outer.left || inner.right > outer.right || inner.top < outer.top
				|| inner.bottom > outer.bottom)) {
			this.x += outer.left + outer.width / 2 - (inner.left + inner.width / 2);
			this.y += outer.top + outer.height / 2 - (inner.top + inner.height / 2);
			this.apply();
		}
	}

}
