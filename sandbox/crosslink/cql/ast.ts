/** A query as it was written. */
export type Query =
	| { readonly kind: 'clause'; readonly index: string; readonly relation: string; readonly term: Term }
	| { readonly kind: 'boolean'; readonly operator: 'and' | 'or' | 'not'; readonly left: Query; readonly right: Query };

/** One character of a term, or something that stands for characters. */
export type TermPart = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'any' } | { readonly kind: 'one' } | { readonly kind: 'anchor' };
export type Term = readonly TermPart[];

export interface SortKey {
	readonly index: string;
	readonly descending: boolean;
}

export interface SortedQuery {
	readonly query: Query;
	readonly sort: readonly SortKey[];
}

/** The term without its wildcards, as it is compared to the letter. */
export function plainText(term: Term): string {
	return term.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}
