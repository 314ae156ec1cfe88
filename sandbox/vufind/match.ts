import { foldText, termsOf } from './analysis';
import { fieldTypes, type IndexDocument } from './document';
import type { CompiledQuery } from './handlers';
import type { QueryNode } from './syntax';

type Fields = Readonly<Record<string, number>>;

/** How well a document fits; 0 is not at all. Undefined: nothing of the query is left after analysis, so that it asks for nothing. */
type Score = (document: IndexDocument) => number | undefined;

/** How well documents fit a query; 0 is not at all. The query's words are made once. */
export function scorer({ node, fields }: CompiledQuery): (document: IndexDocument) => number {
	const score = scoreOf(node, fields);
	return (document) => score(document) ?? 0;
}

function scoreOf(node: QueryNode, outer: Fields): Score {
	if (node.kind === 'all') return () => 1;
	const isKnown = node.field !== undefined && fieldTypes[node.field] !== undefined;
	const fields = isKnown ? { [node.field ?? '']: 1 } : outer;
	if (node.kind === 'term') {
		// edismax takes a field that it does not know for a word.
		const words = node.field === undefined || isKnown ? [node.text] : [node.field, node.text];
		return sum(words.map((text) => termScore(text, node.phrase, fields)));
	}
	const clauses = node.clauses.map(({ occur, node: inner }) => ({ occur, score: scoreOf(inner, fields) }));
	return (document) => {
		let total = 0;
		let asked = 0;
		let required = 0;
		let optional = 0;
		for (const { occur, score } of clauses) {
			const found = score(document);
			if (found === undefined) continue;
			asked += 1;
			if (occur === 'not') {
				if (found > 0) return 0;
				continue;
			}
			if (occur === 'must') {
				if (found === 0) return 0;
				required += 1;
			} else if (found > 0) optional += 1;
			total += found;
		}
		if (asked === 0) return undefined;
		return required + optional > 0 ? total : 0;
	};
}

function sum(scores: readonly Score[]): Score {
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

function termScore(text: string, phrase: boolean, fields: Fields): Score {
	if (/[*?]/u.test(text) && !phrase) return best(fields, (field) => wildcardScore(field, text));
	const range = /^[[{](\S+)\s+TO\s+(\S+)[\]}]$/u.exec(text);
	if (range !== null && !phrase) return best(fields, (field) => rangeScore(field, range[1] ?? '*', range[2] ?? '*'));
	if (phrase) return best(fields, (field) => phraseScore(field, text));
	// Each word of a term may be in another field.
	const count = Math.max(0, ...Object.keys(fields).map((field) => termsOf(text, fieldTypes[field] ?? 'string').length));
	const words = count <= 1 ? [text] : text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
	return sum(words.map((word) => best(fields, (field) => phraseScore(field, word))));
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

/** Short fields count more. */
function phraseScore(field: string, text: string): Score {
	const wanted = termsOf(text, fieldTypes[field] ?? 'string');
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

function wildcardScore(field: string, text: string): Score {
	const isString = fieldTypes[field] === 'string';
	const source = (isString ? text : foldText(text))
		.replace(/[.+^${}()|[\]\\]/gu, '\\$&')
		.replaceAll('*', '.*')
		.replaceAll('?', '.');
	const pattern = new RegExp(`^${source}$`, 'u');
	return (document) => (document.terms(field).some((terms) => terms.some((term) => pattern.test(term))) ? 1 : 0);
}

function rangeScore(field: string, from: string, to: string): Score {
	return (document) =>
		document.terms(field).some((terms) => terms.some((term) => (from === '*' || term >= from) && (to === '*' || term <= to))) ? 1 : 0;
}
