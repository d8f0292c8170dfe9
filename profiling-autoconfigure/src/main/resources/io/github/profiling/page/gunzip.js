/**
 * Unpacks files, no further than a browser can bear.
 */
import { InvalidProfile } from "./wire.js";

const MOST_BYTES = 512 * 1024 * 1024;

/** Unpacks what is gzipped and leaves everything else as it is. */
export async function gunzip(bytes) {
	if (bytes.length < 2 || bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
		return bytes;
	}
	const chunks = [];
	let size = 0;
	try {
		const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			chunks.push(part.value);
			size += part.value.length;
			if (size > MOST_BYTES) {
				await reader.cancel();
				break;
			}
		}
	}
	catch {
		throw new InvalidProfile("This file is damaged: it begins like a gzip file, but cannot be unpacked.");
	}
	if (size > MOST_BYTES) {
		throw new InvalidProfile("This profile is larger than 512 MiB when unpacked, too large for a browser.");
	}
	const all = new Uint8Array(size);
	let at = 0;
	for (const chunk of chunks) {
		all.set(chunk, at);
		at += chunk.length;
	}
	return all;
}
