/** A text in plain letters and digits: no invisible signs, one kind of hyphen, no list brackets or quotes round it. */
export function plain(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.replace(/[‐-―−]/gu, '-');
}

/**
 * Splits a field in which people write several values: one per line, or separated by comma, semicolon or `|`. Empty
 * values and repetitions go, order stays.
 */
export function splitValues(text: string): string[] {
	const values = plain(text)
		.replace(/["'[\]]/gu, ' ')
		.split(/[\n\r,;|]+/u)
		.map((value) => value.trim())
		.filter((value) => value !== '');
	return [...new Set(values)];
}

/** The same, where an entry may hold several numbers without a sign between them. */
export function eachIn(text: string, numbersIn: (entry: string) => readonly string[]): string[] {
	const entries = splitValues(text).flatMap((entry) => {
		const numbers = numbersIn(entry);
		return numbers.length > 1 ? numbers : [entry];
	});
	return [...new Set(entries)];
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

/** What one value means, or a sentence that says why it cannot be used, or both. */
export interface ReadValue {
	readonly value?: string;
	readonly warning?: string;
}

/** A value as it may appear in a sentence: one line, no longer than a line. */
export function shown(value: string): string {
	const line = value.replace(/\s+/gu, ' ').trim();
	return line.length > 60 ? `${[...line].slice(0, 57).join('')}...` : line;
}

/** Values of one field that are used: a query goes to the inventory in an address, which has its limits. */
const mostValues = 20;

/** Reads each entry of a field, which may hold several values. */
export function readAll(text: string, read: (entry: string) => readonly ReadValue[]): ReadIdentifiers {
	const values: string[] = [];
	const warnings: string[] = [];
	let refused = 0;
	const found = splitValues(text).flatMap(read);
	if (found.length > mostValues) warnings.push(`Only the first ${mostValues} of ${found.length} values in one field were used`);
	for (const { value, warning } of found.slice(0, mostValues)) {
		if (value === undefined) refused += 1;
		else if (!values.includes(value)) values.push(value);
		if (warning !== undefined) warnings.push(warning);
	}
	return { values, warnings, refused };
}

/** Takes qualifiers in brackets away, e.g. `(hbk., 2nd ed.)`, unless a number of this kind stands in them. */
export function withoutQualifiers(text: string, number: RegExp): string {
	return plain(text).replace(/\([^()]*\)/gu, (qualifier) => (number.test(qualifier) ? qualifier : ' '));
}
