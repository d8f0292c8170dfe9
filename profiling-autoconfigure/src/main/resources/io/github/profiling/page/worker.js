/**
 * What takes longer than a moment: opening a profile, and laying out a graph.
 */
import { callTree, transferable } from "./calltree.js";
import { decode } from "./decode.js";
import { gunzip } from "./gunzip.js";

onmessage = async ({ data }) => {
	try {
		if (data.graph) {
			const { layoutGraph } = await import("./graphlayout.js");
			postMessage({ id: data.id, result: layoutGraph(data.graph) });
			return;
		}
		const profile = decode(await gunzip(data.bytes));
		const base = data.base ? decode(await gunzip(data.base)) : undefined;
		const tree = callTree(profile, base);
		postMessage({ id: data.id, result: tree }, transferable(tree));
		// Nobody should wait for this when they ask for the graph.
		import("./graphlayout.js").catch(() => null);
	}
	catch (ex) {
		postMessage({ id: data.id, error: ex.message || String(ex) });
	}
};
