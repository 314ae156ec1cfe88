import { analyzedTermsOf } from './analyzeText';
import { fieldTypes, type IndexDocument } from './IndexDocument';
import type { CompiledQuery } from './compileQuery';

type Fields = Readonly<Record<string, number>>;

/**
 * Returns how well a document matches; 0 is not at all. Undefined: nothing of the query is left after analysis, so that it restricts
 * nothing.
 */
type Score = (document: IndexDocument) => number | undefined;

/** Makes a function that says how well documents match a query; 0 is not at all. The query is split into words only once. */
export function createScorer({ clauses, fields }: CompiledQuery): (document: IndexDocument) => number {
	if (clauses === 'everything') return () => 1;
	const scored = clauses.map(({ occur, field, text, isPhrase, isBeginning }) => {
		const own = field === undefined ? fields : { [field]: 1 };
		return { occur, score: isBeginning ? best(own, (one) => beginningScore(one, text)) : clauseScore(text, isPhrase, own) };
	});
	return (document) => {
		let total = 0;
		for (const { occur, score } of scored) {
			const found = score(document);
			if (found === undefined) continue;
			if (occur === 'not' ? found > 0 : occur === 'must' && found === 0) return 0;
			if (occur !== 'not') total += found;
		}
		return total;
	};
}

function clauseScore(text: string, isPhrase: boolean, fields: Fields): Score {
	if (isPhrase) return best(fields, (field) => phraseScore(field, text));
	// Each word of a clause may be in another field.
	const count = Math.max(0, ...Object.keys(fields).map((field) => analyzedTermsOf(text, fieldTypes[field] ?? 'string').length));
	const words = count <= 1 ? [text] : text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
	const scores = words.map((word) => best(fields, (field) => phraseScore(field, word)));
	return (document) => {
		let total: number | undefined;
		for (const score of scores) {
			const found = score(document);
			if (found === 0) return 0;
			if (found !== undefined) total = (total ?? 0) + found;
		}
		return total;
	};
}

function best(fields: Fields, scoreIn: (field: string) => Score): Score {
	const weighed = Object.entries(fields).map(([field, weight]) => ({ score: scoreIn(field), weight }));
	return (document) => {
		let most: number | undefined;
		for (const { score, weight } of weighed) {
			const found = score(document);
			if (found !== undefined) most = Math.max(most ?? 0, found * weight);
		}
		return most;
	};
}

/** The score of the beginning of a term, which is the same for every field that has it. */
function beginningScore(field: string, text: string): Score {
	const [wanted = text] = analyzedTermsOf(text, fieldTypes[field] ?? 'string');
	return (document) => (document.terms(field).some((terms) => terms.some((term) => term.startsWith(wanted))) ? 1 : 0);
}

/** Makes the score of a phrase in a field. Short fields count more. */
function phraseScore(field: string, text: string): Score {
	const wanted = analyzedTermsOf(text, fieldTypes[field] ?? 'string');
	const [first] = wanted;
	if (first === undefined) return () => undefined;
	return (document) => {
		if (!wanted.every((word) => document.has(field, word))) return 0;
		const lengths = document
			.terms(field)
			.filter((terms) => terms.some((term, start) => term === first && wanted.every((word, index) => terms[start + index] === word)))
			.map((terms) => terms.length);
		return lengths.length === 0 ? 0 : 1 / Math.sqrt(Math.min(...lengths));
	};
}
