/**
 * The body of a long table, which shows its first rows, and more when they are asked for:
 * what nobody reads shall not take time.
 */
import { button, h } from "./dom.js";

const AT_ONCE = 100;

/**
 * @param rows what there is
 * @param rowOf makes the element of one
 * @param shown how many to begin with: what count() gave, if the same rows were shown before
 * @returns { body, more, count() }: the rows, the button that adds to them, how many there are
 */
export function growing(rows, rowOf, shown = AT_ONCE) {
	const body = h("tbody");
	let count = 0;
	const add = (most) => {
		body.append(...rows.slice(count, most).map(rowOf));
		count = Math.min(most, rows.length);
		const others = rows.length - count;
		another.textContent = `Show ${Math.min(AT_ONCE, others)} more of the ${others} others`;
		more.hidden = others === 0;
	};
	const another = button("", () => add(count + AT_ONCE));
	const more = h("p", { class: "actions" }, another);
	add(shown);
	return { body, more, count: () => Math.max(count, AT_ONCE) };
}
