import { badRequest } from '../problems';

/** One character of a term, or something that stands for characters. */
export type TermPart =
	{ readonly kind: 'text'; readonly text: string } | { readonly kind: 'any' } | { readonly kind: 'one' } | { readonly kind: 'anchor' };
export type Term = readonly TermPart[];

const masks: Readonly<Record<string, TermPart>> = { '*': { kind: 'any' }, '?': { kind: 'one' }, '^': { kind: 'anchor' } };

/** @throws BrokerProblem 400 for a backslash before anything but `*`, `?`, `^`, `"` and the backslash */
export function readTerm(text: string): Term {
	return [...text.matchAll(/\\?[\s\S]/gu)].map(([part]): TermPart => {
		if (!part.startsWith('\\')) return masks[part] ?? { kind: 'text', text: part };
		if (!/^\\[*?^"\\]$/u.test(part)) throw badRequest('a masking backslash in a CQL string must be followed by *, ?, ^, " or \\');
		return { kind: 'text', text: part.slice(1) };
	});
}

/** The term without its wildcards, as it is compared to the letter. */
export function plainText(term: Term): string {
	return term.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}
