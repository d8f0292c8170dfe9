/**
 * Lays out a call graph in layers, with dagre (see dagre.js.LICENSE.txt).
 */
import { Graph, layout } from "./dagre.js";

/**
 * @param graph { nodes: [{ id, width, height }], edges: [{ from, to, width, height, weight }] }
 * @returns { width, height, nodes: [{ x, y }], edges: [{ points, x, y }] }, in the same order
 */
export function layoutGraph({ nodes, edges }) {
	const graph = new Graph({ multigraph: true });
	graph.setGraph({ rankdir: "TB", nodesep: 24, ranksep: 44, edgesep: 12, marginx: 12, marginy: 12 });
	graph.setDefaultEdgeLabel(() => ({}));
	for (const { id, width, height } of nodes) {
		graph.setNode(id, { width, height });
	}
	edges.forEach(({ from, to, width, height, weight }, index) => {
		graph.setEdge(from, to, { width, height, weight, labelpos: "c" }, String(index));
	});
	layout(graph);
	const { width, height } = graph.graph();
	return {
		width: Number.isFinite(width) ? width : 0, height: Number.isFinite(height) ? height : 0,
		nodes: nodes.map(({ id }) => {
			const { x, y } = graph.node(id);
			return { x, y };
		}),
		edges: edges.map(({ from, to }, index) => {
			const { points, x, y } = graph.edge(from, to, String(index));
			return { points, x, y };
		})
	};
}
