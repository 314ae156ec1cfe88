/** Matches a placeholder, which is a name in braces, together with the quotation marks around it, if there are any. */
const mark = /(["“”„«]\s?)?\{(\w+)\}(\s?["“”»])?/gu;

/** The names of the placeholders in a text. */
export function placeholderNamesIn(text: string): string[] {
	return [...text.matchAll(mark)].map(([, , name = '']) => name);
}

/**
 * The values of placeholders; undefined and empty mean unknown. A value that is a quotation replaces the quotation marks around its
 * placeholder.
 */
type PlaceholderValues = Readonly<Record<string, string | undefined>>;

interface Filled {
	readonly text: string;
	/** The placeholder's name, if the paragraph consists of a single placeholder. */
	readonly alone: string | undefined;
}

/** The values of a text's placeholders. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Fills in a text of which all values are known. Braces in a value, or of a name without a value, stay as they are. */
export function fillMessage(message: string, values: MessageValues): string {
	const valueOf = (name: string): string | number | undefined => (Object.hasOwn(values, name) ? values[name] : undefined);
	return message.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(valueOf(name) ?? placeholder));
}

/**
 * Fills in a text and returns its paragraphs. A sentence with an unknown placeholder is left out, and so is a paragraph that is then empty.
 */
export function fillParagraphs(text: string, known: PlaceholderValues): Filled[] {
	return text.split(/\n\s*\n/).flatMap((paragraph) => {
		const filled = paragraph
			.split('\n')
			.map((line) => fillLine(line, known))
			.filter((line) => line !== '')
			.join('\n');
		const alone = /^\{(\w+)\}$/.exec(paragraph.trim())?.[1];
		return filled === '' ? [] : [{ text: filled, alone }];
	});
}

function fillLine(line: string, known: PlaceholderValues): string {
	const sentences = line.trim().split(/(?<=[.!?]) /);
	return sentences
		.filter((sentence) => placeholderNamesIn(sentence).every((name) => isKnown(known[name])))
		.map((sentence) => fill(sentence, known))
		.join(' ');
}

/** Fills in a subject. An unknown placeholder is removed, together with the signs beside it. */
export function fillSubject(subject: string, known: PlaceholderValues): string {
	const template = subject
		.replaceAll(mark, (whole, _opening, name: string) => (isKnown(known[name]) ? whole : ''))
		.replaceAll(/ ?\(\)/g, '')
		.replaceAll(/[^\S\u00A0]+/g, ' ')
		.replace(/ :(?= )/, (colon) => (subject.includes(' :') ? colon : ':'))
		.replace(/: \((\{\w+\})\)$/, ': $1')
		.replace(/^[\s:,;]+|(?<![\s:,;])[\s:,;]+$/g, '');
	return fill(template, known);
}

function fill(text: string, known: PlaceholderValues): string {
	return text.replaceAll(mark, (_mark, opening: string | undefined, name: string, closing: string | undefined) => {
		const fact = known[name]?.trim() ?? '';
		return /^["„«]/u.test(fact) ? fact : `${opening ?? ''}${fact}${closing ?? ''}`;
	});
}

function isKnown(value: string | undefined): boolean {
	return value !== undefined && value.trim() !== '';
}
