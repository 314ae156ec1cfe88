import type { IndexDocument } from './document';
import { compileBasic, compileRow } from './handlers';
import { scorer } from './match';
import { many, one, type PhpParameters } from './php';
import { QueryProblem } from './syntax';

type Scorer = (document: IndexDocument) => number;

/**
 * The documents that fit, in the order that was asked for.
 *
 * @throws QueryProblem for a query that Solr cannot parse
 */
export function search(documents: readonly IndexDocument[], parameters: PhpParameters): IndexDocument[] {
	const score = scorerOf(parameters);
	const passes = filterOf(many(parameters, 'filter'));
	const found = documents.flatMap((document) => {
		const relevance = passes(document) ? score(document) : 0;
		return relevance > 0 ? [{ document, relevance }] : [];
	});
	return found.sort(orderOf(one(parameters, 'sort') ?? 'relevance')).map(({ document }) => document);
}

function scorerOf(parameters: PhpParameters): Scorer {
	const lookfor = one(parameters, 'lookfor') ?? '';
	if (lookfor !== '') return scorer(compileBasic(lookfor, one(parameters, 'type') ?? 'AllFields'));
	const groups = [...parameters.keys()]
		.flatMap((name) => /^lookfor(\d+)$/u.exec(name)?.[1] ?? [])
		.flatMap((number) => groupOf(parameters, number));
	if (groups.length === 0) return () => 1;
	const positive = groups.filter(({ negated }) => !negated);
	const negative = groups.filter(({ negated }) => negated);
	const join = (one(parameters, 'join') ?? 'AND').toUpperCase();
	const joined =
		positive.length === 0
			? () => 1
			: combined(
					positive.map((group) => group.score),
					join,
				);
	return (document) => (negative.some((group) => group.score(document) > 0) ? 0 : joined(document));
}

/** One group of rows; empty rows do not count. */
function groupOf(parameters: PhpParameters, number: string): Array<{ score: Scorer; negated: boolean }> {
	const types = many(parameters, `type${number}`);
	const rows = many(parameters, `lookfor${number}`).flatMap((text, index) =>
		text === '' ? [] : [scorer(compileRow(text, types[index] ?? 'AllFields'))],
	);
	if (rows.length === 0) return [];
	const operator = (many(parameters, `bool${number}`)[0] ?? 'AND').toUpperCase();
	return [{ score: combined(rows, operator === 'NOT' ? 'OR' : operator), negated: operator === 'NOT' }];
}

function combined(scorers: readonly Scorer[], operator: string): Scorer {
	if (operator !== 'AND' && operator !== 'OR') throw new QueryProblem(`There is no operator ${operator}`);
	return (document) => {
		const scores = scorers.map((score) => score(document));
		if (operator === 'AND' && scores.includes(0)) return 0;
		return scores.reduce((total, score) => total + score, 0);
	};
}

/** `field:"value"`; `-` excludes, `~` joins the values of a field with OR. */
function filterOf(filters: readonly string[]): (document: IndexDocument) => boolean {
	const parsed = filters.flatMap((filter) => {
		const match = /^([-~]?)([^:]+):(?:"(.*)"|(.*))$/u.exec(filter);
		return match === null ? [] : [{ sign: match[1] ?? '', field: match[2] ?? '', value: match[3] ?? match[4] ?? '' }];
	});
	const alternatives = new Map<string, string[]>();
	for (const { sign, field, value } of parsed) if (sign === '~') alternatives.set(field, [...(alternatives.get(field) ?? []), value]);
	const has = (document: IndexDocument, field: string, value: string): boolean => document.values[field]?.includes(value) === true;
	return (document) =>
		parsed.every(({ sign, field, value }) => sign === '~' || has(document, field, value) === (sign === '')) &&
		[...alternatives].every(([field, values]) => values.some((value) => has(document, field, value)));
}

interface Found {
	readonly document: IndexDocument;
	readonly relevance: number;
}

const orders: Readonly<Record<string, readonly [field: string, direction: 1 | -1]>> = {
	year: ['publishDate', -1],
	'year asc': ['publishDate', 1],
	title: ['title', 1],
};

/** What has no value comes last, whichever way the others are sorted. */
function orderOf(sort: string): (left: Found, right: Found) => number {
	const order = orders[sort];
	if (order === undefined) return (left, right) => right.relevance - left.relevance;
	return (left, right) => {
		const [one, other] = [left, right].map(({ document }) => document.values[order[0]]?.[0]);
		if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
		return one.localeCompare(other, 'en') * order[1];
	};
}

/** How many of the documents have each value, for the values that most of them have. */
export function facetCounts(
	documents: readonly IndexDocument[],
	field: string,
	limit: number,
): Array<{ value: string; translated: string; count: number }> {
	const counts = new Map<string, number>();
	for (const { values } of documents) for (const value of values[field] ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts]
		.map(([value, count]) => ({ value, translated: value, count }))
		.sort((left, right) => right.count - left.count)
		.slice(0, limit);
}
