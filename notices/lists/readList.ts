import type { Item } from '../item';

/** A line of a pasted list with its number: its values under the names given, or why it has none. */
export function readList(text: string, names: readonly string[]): Item[] {
	const lines = text.split(/\r?\n/u).map((line) => line.trim()).filter((line) => line !== '');
	return [...new Set(lines)].map((line, index) => {
		const values = line.split(/[\s,;]+/u).filter((value) => value !== '');
		const place = { row: index + 1, line };
		if (values.length === names.length) return { ...place, ...Object.fromEntries(names.map((name, at) => [name, values[at]])) };
		return { ...place, outcome: 'notRead', explanation: `A line has ${names.length === 1 ? '1 value' : `${names.length} values`}: ${names.join(', ')}. This one has ${values.length}.` };
	});
}
