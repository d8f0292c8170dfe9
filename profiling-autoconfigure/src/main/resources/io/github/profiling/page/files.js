/**
 * Opens files of one's own: chosen, or dropped anywhere on the page. Nothing is uploaded.
 */
import { addFile } from "./library.js";
import { announce, h } from "./dom.js";
import { go } from "./state.js";

export function openFile() {
	const input = h("input", { type: "file" });
	input.addEventListener("change", () => open(input.files[0]));
	input.click();
}

async function open(file) {
	if (!file) {
		return;
	}
	const capture = await addFile(file);
	announce(`Opened ${file.name}`);
	if (isText(capture.bytes)) {
		go({ view: "threads", open: capture.id });
	}
	else {
		go({ view: "flame", open: capture.id, type: "", f: "" });
	}
}

/** A thread dump, probably: a profile has bytes that no text has. */
export function isText(bytes) {
	return bytes.length > 0 && bytes.subarray(0, 4096).every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
}

export function whenDropped(target) {
	target.addEventListener("dragover", (event) => {
		event.preventDefault();
		target.classList.add("dropping");
	});
	target.addEventListener("dragleave", (event) => {
		if (!event.relatedTarget) {
			target.classList.remove("dropping");
		}
	});
	target.addEventListener("drop", (event) => {
		event.preventDefault();
		target.classList.remove("dropping");
		open(event.dataTransfer.files[0]);
	});
}
