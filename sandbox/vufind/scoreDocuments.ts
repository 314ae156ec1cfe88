import { analyzedTermsOf } from './analyzeText';
import { indexFieldTypes, type IndexDocument } from './IndexDocument';
import type { CompiledVufindQuery } from './compileVufindQuery';

type Fields = Readonly<Record<string, number>>;

/** How well each document matches. Documents that do not match are missing. */
export type DocumentScores = ReadonlyMap<IndexDocument, number>;

/** The scores for a part of a query. Undefined: nothing of it is left after analysis, so that it restricts nothing. */
type PartScores = DocumentScores | undefined;

/** Scores the documents for a query. */
export function scoreDocuments(documents: readonly IndexDocument[], { clauses, fields }: CompiledVufindQuery): DocumentScores {
	if (clauses === 'everything') return new Map(documents.map((document) => [document, 1]));
	const index = invertedIndexOf(documents);
	const scored = clauses.flatMap(({ occur, field, text, isPhrase, isBeginning }) => {
		const own = field === undefined ? fields : { [field]: 1 };
		const scores = isBeginning ? best(own, (one) => scoreBeginning(index, one, text)) : scoreClause(index, text, isPhrase, own);
		return scores === undefined ? [] : [{ occur, scores }];
	});
	const total = combineScores(
		scored.filter(({ occur }) => occur !== 'not').map(({ scores }) => scores),
		'OR',
	);
	const isLeft = (document: IndexDocument): boolean =>
		scored.every(({ occur, scores }) => occur === 'should' || scores.has(document) === (occur === 'must'));
	return new Map([...total].filter(([document]) => isLeft(document)));
}

/** Adds the scores of parts of a query, of which a document must match all, or one. */
export function combineScores(parts: readonly DocumentScores[], operator: 'AND' | 'OR'): DocumentScores {
	const total = new Map<IndexDocument, number>();
	for (const scores of parts)
		for (const [document, score] of scores)
			if (operator === 'OR' || parts.every((other) => other.has(document))) total.set(document, (total.get(document) ?? 0) + score);
	return total;
}

function scoreClause(index: InvertedIndex, text: string, isPhrase: boolean, fields: Fields): PartScores {
	if (isPhrase) return best(fields, (field) => scorePhrase(index, field, text));
	// Each word of a clause may be in another field.
	const count = Math.max(0, ...Object.keys(fields).map((field) => analyzedTermsOf(text, indexFieldTypes[field] ?? 'string').length));
	const words = count <= 1 ? [text] : text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== '');
	const scores = words.flatMap((word) => best(fields, (field) => scorePhrase(index, field, word)) ?? []);
	return scores.length === 0 ? undefined : combineScores(scores, 'AND');
}

function best(fields: Fields, scoreIn: (field: string) => PartScores): PartScores {
	const weighed = Object.entries(fields).flatMap(([field, weight]) => {
		const scores = scoreIn(field);
		return scores === undefined ? [] : [{ scores, weight }];
	});
	if (weighed.length === 0) return undefined;
	const most = new Map<IndexDocument, number>();
	for (const { scores, weight } of weighed)
		for (const [document, score] of scores) most.set(document, Math.max(most.get(document) ?? 0, score * weight));
	return most;
}

/** Scores the beginning of a term, the same for every field that has it. */
function scoreBeginning(index: InvertedIndex, field: string, text: string): DocumentScores {
	const [wanted = text] = analyzedTermsOf(text, indexFieldTypes[field] ?? 'string');
	const found = [...index(field)].flatMap(([term, documents]) => (term.startsWith(wanted) ? [...documents] : []));
	return new Map(found.map((document) => [document, 1]));
}

/** Scores a phrase in a field. Short fields count more. */
function scorePhrase(index: InvertedIndex, field: string, text: string): PartScores {
	const wanted = analyzedTermsOf(text, indexFieldTypes[field] ?? 'string');
	const [first] = wanted;
	if (first === undefined) return undefined;
	const scores = new Map<IndexDocument, number>();
	for (const document of index(field).get(first) ?? []) {
		const lengths = document
			.terms(field)
			.filter((terms) => terms.some((term, start) => term === first && wanted.every((word, offset) => terms[start + offset] === word)))
			.map((terms) => terms.length);
		if (lengths.length > 0) scores.set(document, 1 / Math.sqrt(Math.min(...lengths)));
	}
	return scores;
}

/** Returns the documents that have each term of a field. */
type InvertedIndex = (field: string) => ReadonlyMap<string, ReadonlySet<IndexDocument>>;

const invertedIndexes = new WeakMap<readonly IndexDocument[], InvertedIndex>();

/** Returns the index of a list of documents, of which each field is indexed when it is first searched. */
function invertedIndexOf(documents: readonly IndexDocument[]): InvertedIndex {
	const known = invertedIndexes.get(documents);
	if (known !== undefined) return known;
	const fields = new Map<string, Map<string, Set<IndexDocument>>>();
	const index: InvertedIndex = (field) => {
		const indexed = fields.get(field);
		if (indexed !== undefined) return indexed;
		const made = new Map<string, Set<IndexDocument>>();
		for (const document of documents)
			for (const term of document.terms(field).flat()) {
				const having = made.get(term);
				if (having === undefined) made.set(term, new Set([document]));
				else having.add(document);
			}
		fields.set(field, made);
		return made;
	};
	invertedIndexes.set(documents, index);
	return index;
}
