import { indexFieldTypes } from './IndexDocument';

/**
 * Queries to VuFind as far as the client sends them: words, phrases, numbers and their beginnings, joined by AND, OR and NOT, of one search
 * type; a field may stand before a word or phrase. Brackets, other wildcards, ranges and weights are refused, as VuFind refuses what Solr
 * cannot parse.
 */

interface Clause {
	readonly occur: 'must' | 'should' | 'not';
	readonly text: string;
	readonly isPhrase: boolean;
	/** Whether the text is only the beginning of a number, because a `*` follows it in the query. */
	readonly isBeginning: boolean;
	/** The field that the query names. Without one, the fields of the search type are searched. */
	readonly field?: string;
}

export interface CompiledVufindQuery {
	readonly clauses: readonly Clause[] | 'everything';
	/** The fields in which a clause is searched, with their weights. */
	readonly fields: Readonly<Record<string, number>>;
}

export class VufindQueryProblem extends Error {}

/** The search types, with the weights of vufind-org/vufind config/vufind/searchspecs.yaml. */
const types: Readonly<Record<string, Readonly<Record<string, number>>>> = {
	allfields: {
		title_short: 750,
		title_full_unstemmed: 600,
		title: 500,
		title_full: 400,
		title_alt: 200,
		title_new: 100,
		series: 50,
		series2: 30,
		author: 300,
		topic_unstemmed: 550,
		topic: 500,
		allfields_unstemmed: 10,
		allfields: 1,
		isbn: 1,
		issn: 1,
	},
	title: {
		title_short: 500,
		title_full_unstemmed: 450,
		title_full: 400,
		title: 300,
		title_alt: 200,
		title_new: 100,
		title_old: 1,
		series: 100,
		series2: 1,
	},
	author: { author: 100, author2: 1, author_corporate: 1 },
	isn: { isbn: 1, issn: 1 },
	id: { id: 1 },
	oclc_num: { oclc_num: 1 },
};

/**
 * @param isRow whether the text stands in a row of the advanced form, where a colon separates words and names no field
 * @throws VufindQueryProblem
 */
export function compileVufindQuery(input: string, type: string, isRow: boolean): CompiledVufindQuery {
	const fields = types[type.toLowerCase()];
	if (fields === undefined) throw new VufindQueryProblem(`The practice consortium has no search type ${type}`);
	const text = withPlainQuotes(type.toLowerCase() === 'oclc_num' ? oclcDigits(input) : input);
	if (text === '' || text === '*:*') return { clauses: 'everything', fields };
	const plain = isRow ? text.replaceAll(':', ' ') : text.replace(/:\s+|\s+:/gu, ' ');
	return { clauses: parse(plain), fields };
}

/** Removes everything but digits as VuFind does, which joins two numbers into one. */
function oclcDigits(text: string): string {
	const digits = text.replace(/[^0-9]/gu, '').replace(/^0+/u, '');
	if (digits === '') throw new VufindQueryProblem('An empty clause');
	return digits;
}

function withPlainQuotes(text: string): string {
	return text
		.replace(/[«»“”„‟]/gu, '"')
		.replace(/[‘’‚‛‹›]/gu, "'")
		.trim();
}

/** Parses Lucene's syntax. Between two clauses without an operator, AND is meant. */
function parse(text: string): Clause[] {
	const tokens = text.match(/(?:[a-z_]+:)?"[^"]*"|[^\s"]+/gu) ?? [];
	const clauses: Array<{ -readonly [Key in keyof Clause]: Clause[Key] }> = [];
	let operator: string | undefined;
	for (const token of tokens) {
		const isOperator = /^(?:AND|OR|NOT)$/u.test(token) && tokens.length > 1;
		if (isOperator && (operator !== undefined || (clauses.length === 0 && token !== 'NOT')))
			throw new VufindQueryProblem(`Cannot parse ${text}`);
		if (isOperator) {
			operator = token;
			continue;
		}
		const before = clauses.at(-1);
		if (operator === 'OR' && before?.occur === 'must') before.occur = 'should';
		clauses.push({ occur: operator === 'NOT' ? 'not' : operator === 'OR' ? 'should' : 'must', ...readClause(token) });
		operator = undefined;
	}
	if (operator !== undefined || clauses.length === 0) throw new VufindQueryProblem(`Cannot parse ${text}`);
	return clauses;
}

function readClause(token: string): Omit<Clause, 'occur'> {
	const [, field, phrase, written = ''] = /^(?:([a-z_]+):)?(?:"([^"]*)"|(.*))$/u.exec(token) ?? [];
	const word = /^(\d+X?)\*$/iu.exec(written)?.[1] ?? written;
	if (field !== undefined && indexFieldTypes[field] === undefined) throw new VufindQueryProblem(`undefined field ${field}`);
	if (phrase === undefined && /[()[\]{}*?~^\\:]|^[-+!]/u.test(word))
		throw new VufindQueryProblem(`The practice consortium cannot read ${token}`);
	return { text: phrase ?? word, isPhrase: phrase !== undefined, isBeginning: word !== written, ...(field === undefined ? {} : { field }) };
}
