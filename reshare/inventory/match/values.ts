/**
 * Splits a field in which people write several values: one per line, or separated by comma, semicolon or `|`. Empty
 * values and repetitions go, order stays.
 */
export function splitValues(text: string): string[] {
	const values = text
		.split(/[\n\r,;|]+/u)
		.map((value) => value.trim())
		.filter((value) => value !== '');
	return [...new Set(values)];
}

/** What became of the values of one identifier field. */
export interface ReadIdentifiers {
	/** Usable values in the form that all notations of one identifier share. */
	readonly values: readonly string[];
	/** One sentence for each value that cannot be used, and for each that is doubtful. */
	readonly warnings: readonly string[];
	/** How many values cannot be used. */
	readonly refused: number;
}

/** A value as it may appear in a sentence: one line, no longer than a line. */
export function shown(value: string): string {
	const line = value.replace(/\s+/gu, ' ').trim();
	return line.length > 60 ? `${[...line].slice(0, 57).join('')}...` : line;
}

/** Values of one field that are used: a query goes to the inventory in an address, which has its limits. */
const mostValues = 20;

/** Reads each value of a field; `read` gives what it means, or a sentence that says why it cannot be used, or both. */
export function readAll(text: string, read: (value: string) => { value?: string; warning?: string }): ReadIdentifiers {
	const values: string[] = [];
	const warnings: string[] = [];
	let refused = 0;
	const entries = splitValues(text);
	if (entries.length > mostValues) warnings.push(`Only the first ${mostValues} of ${entries.length} values in one field were used`);
	for (const entry of entries.slice(0, mostValues)) {
		const { value, warning } = read(entry);
		if (value === undefined) refused += 1;
		else if (!values.includes(value)) values.push(value);
		if (warning !== undefined) warnings.push(warning);
	}
	return { values, warnings, refused };
}
