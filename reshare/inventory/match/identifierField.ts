/** A text in plain letters and digits: no invisible signs, one kind of hyphen. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/\p{Cf}/gu, '').replace(/[‐-―−]/gu, '-');

/** Splits a field in which people write several values: one per line, or with comma, semicolon or `|` between them, each once. */
export function splitValues(text: string): string[] {
	const values = plain(text).replace(/["'[\]]/gu, ' ').split(/[\n\r,;|]+/u);
	return [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))];
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

/** Numbers of one kind, as people write them in a field. */
export interface NumberKind {
	/** e.g. `an ISBN`. */
	readonly name: string;
	/** What a bracket must have that is no qualifier, as `(hbk., 2nd ed.)` is one; without it no bracket is. */
	readonly shape?: RegExp;
	/** The numbers in an entry, which may stand there without a sign between them. */
	in(entry: string): readonly string[];
	/** What such a number means, or a sentence that says why it cannot be used, or both. */
	read(number: string): { readonly value?: string; readonly warning?: string };
}

function entriesOf(text: string, { shape }: NumberKind): string[] {
	return splitValues(shape === undefined ? text : plain(text).replace(/\([^()]*\)/gu, (bracket) => (shape.test(bracket) ? bracket : ' ')));
}

/** The entries of a field as they are written, each number by itself. */
export function eachIn(text: string, kind: NumberKind): string[] {
	const entries = entriesOf(text, kind).flatMap((entry) => {
		const numbers = kind.in(entry);
		return numbers.length > 1 ? numbers : [entry];
	});
	return [...new Set(entries)];
}

/** A value as it may appear in a sentence: one line, no longer than a line. */
export function shown(value: string): string {
	const line = value.replace(/\s+/gu, ' ').trim();
	return line.length > 60 ? `${[...line].slice(0, 57).join('')}...` : line;
}

/** Values of one field that are used: a query goes to the inventory in an address, which has its limits. */
const mostValues = 20;

export function readAll(text: string, kind: NumberKind): ReadIdentifiers {
	const found = entriesOf(text, kind).flatMap((entry) => {
		const numbers = kind.in(entry);
		return numbers.length === 0 ? [{ warning: `'${shown(entry)}' is not ${kind.name} and was left out` }] : numbers.map((number) => kind.read(number));
	});
	const used: ReadonlyArray<ReturnType<NumberKind['read']>> = found.slice(0, mostValues);
	const tooMany = found.length > mostValues ? [`Only the first ${mostValues} of ${found.length} values in one field were used`] : [];
	return {
		values: [...new Set(used.flatMap(({ value }) => value ?? []))],
		warnings: [...tooMany, ...used.flatMap(({ warning }) => warning ?? [])],
		refused: used.filter(({ value }) => value === undefined).length,
	};
}
