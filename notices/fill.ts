const mark = /\{(\w+)\}/g;

/** The names that stand in braces in a text. */
export function namesIn(text: string): string[] {
	return [...text.matchAll(mark)].map(([, name = '']) => name);
}

/** What the names in braces stand for; undefined and empty are not known. */
export type Known = Readonly<Record<string, string | undefined>>;

/** A paragraph, and the name that it consists of where it is a single one. */
export interface Filled {
	readonly text: string;
	readonly alone?: string;
}

/** The paragraphs of a text with its names filled in. A sentence with one that is not known is left out, and what is then empty with it. */
export function fillText(text: string, known: Known): Filled[] {
	return text.split(/\n\s*\n/).flatMap((paragraph) => {
		const filled = paragraph.split('\n').map((line) => fillLine(line, known)).filter((line) => line !== '').join('\n');
		const alone = /^\{(\w+)\}$/.exec(paragraph.trim())?.[1];
		return filled === '' ? [] : [{ text: filled, ...(alone === undefined ? {} : { alone }) }];
	});
}

function fillLine(line: string, known: Known): string {
	const sentences = line.trim().split(/(?<=[.!?]) /);
	return sentences.filter((sentence) => namesIn(sentence).every((name) => isKnown(known[name]))).map((sentence) => fill(sentence, known)).join(' ');
}

/** A subject with its names filled in; of one that is not known nothing stays, nor the colon that stood beside it. */
export function fillSubject(subject: string, known: Known): string {
	return fill(subject, known).replaceAll(/\s+/g, ' ').replace(/\s+:(?=\s)/, (colon) => (subject.includes(' :') ? colon : ':')).replace(/^[\s:,;]+|[\s:,;]+$/g, '');
}

function fill(text: string, known: Known): string {
	return text.replaceAll(mark, (_mark, name: string) => known[name]?.trim() ?? '');
}

function isKnown(value: string | undefined): boolean {
	return value !== undefined && value.trim() !== '';
}
