/** A text in plain letters and digits: no invisible signs, one kind of hyphen. */
export const plain = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.replace(/[‐-―−]/gu, '-');

/** Splits a field in which people write several values: one per line, or with comma, semicolon or `|` between them, each once. */
export function splitValues(text: string): string[] {
	const values = plain(text)
		.replace(/["'[\]]/gu, ' ')
		.split(/[\n\r,;|]+/u);
	return [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))];
}

/** Numbers of one kind, as people write them in a field. */
export interface NumberKind {
	/** e.g. `an ISBN`. */
	readonly name: string;
	/** A field without what parts no numbers, e.g. qualifiers. */
	readonly cleaned?: (field: string) => string;
	/** The numbers in an entry, which may stand there without a sign between them. */
	readonly in: (entry: string) => readonly string[];
	/** What such a number means, or a sentence that says why it cannot be used, or both. */
	readonly read: (number: string) => { readonly value?: string; readonly warning?: string };
}

/** Numbers of which an entry holds one and nothing else. */
export const wholeEntries = (name: string, key: (entry: string) => string | undefined): NumberKind => ({
	name,
	in: (entry) => [key(entry) ?? []].flat(),
	read: (value) => ({ value }),
});

/** Without brackets that hold no such number, as `(hbk., 2nd ed.)`. */
export const withoutQualifiers =
	(shape: RegExp) =>
	(field: string): string =>
		plain(field).replace(/\([^()]*\)/gu, (bracket) => (shape.test(bracket) ? bracket : ' '));

/** The first number in a text, in the form that all its notations share; undefined where there is none that can be used. */
export const keyIn = (text: string, kind: NumberKind): string | undefined =>
	kind
		.in(text)
		.slice(0, 1)
		.map((number) => kind.read(number).value)[0];

const entriesOf = (text: string, { cleaned }: NumberKind): string[] => splitValues(cleaned?.(text) ?? text);

export function eachIn(text: string, kind: NumberKind): string[] {
	return [...new Set(entriesOf(text, kind).flatMap((entry) => (kind.in(entry).length > 1 ? kind.in(entry) : [entry])))];
}

/** A value as it may appear in a sentence: one line, no longer than a line. */
export function shownIdentifiers(value: string, most = 60): string {
	const line = [...value.replace(/\s+/gu, ' ').trim()];
	return line.length > most ? `${line.slice(0, most - 3).join('')}...` : line.join('');
}

/** Values of one field that are used: a query goes to the inventory in an address, which has its limits. */
const mostValues = 20;

/** Usable values in the form that all notations of one identifier share, and a sentence for each that is doubtful or cannot be used. */
export function readAll(text: string, kind: NumberKind) {
	const found = entriesOf(text, kind).flatMap((entry) => {
		const numbers = kind.in(entry);
		return numbers.length === 0
			? [{ warning: `'${shownIdentifiers(entry)}' is not ${kind.name} and was left out` }]
			: numbers.map((number) => kind.read(number));
	});
	const used: ReadonlyArray<ReturnType<NumberKind['read']>> = found.slice(0, mostValues);
	const tooMany = found.length > mostValues ? [`Only the first ${mostValues} of ${found.length} values in one field were used`] : [];
	return {
		values: [...new Set(used.flatMap(({ value }) => value ?? []))],
		warnings: [...tooMany, ...used.flatMap(({ warning }) => warning ?? [])],
	};
}
