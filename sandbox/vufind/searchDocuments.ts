import type { IndexDocument } from './IndexDocument';
import { createScorer } from './scoreDocuments';
import { listParameter, singleParameter, type PhpParameters } from './phpParameters';
import { compileQuery, QueryProblem } from './compileQuery';

type Scorer = (document: IndexDocument) => number;

/**
 * Finds the documents that match, sorted by relevance or by title.
 *
 * @throws QueryProblem
 */
export function searchDocuments(documents: readonly IndexDocument[], parameters: PhpParameters): IndexDocument[] {
	const score = scorerOf(parameters);
	const passes = filterOf(listParameter(parameters, 'filter'));
	const found = documents.flatMap((document) => {
		const relevance = passes(document) ? score(document) : 0;
		return relevance > 0 ? [{ document, relevance }] : [];
	});
	const titleOf = ({ document }: (typeof found)[number]): string => document.values.title?.[0] ?? '\uffff';
	const sort = singleParameter(parameters, 'sort');
	if (sort !== undefined && sort !== 'title') throw new QueryProblem(`The practice consortium cannot sort by ${sort}`);
	return found
		.sort(
			sort === undefined
				? (left, right) => right.relevance - left.relevance
				: (left, right) => titleOf(left).localeCompare(titleOf(right), 'en'),
		)
		.map(({ document }) => document);
}

/** Makes the score for the plain query, or for the groups of rows of the advanced form. */
function scorerOf(parameters: PhpParameters): Scorer {
	const lookfor = singleParameter(parameters, 'lookfor') ?? '';
	if (lookfor !== '') return createScorer(compileQuery(lookfor, singleParameter(parameters, 'type') ?? 'AllFields', false));
	const groups = [...parameters.keys()].flatMap((name) => /^lookfor(\d+)$/u.exec(name)?.[1] ?? []);
	const scorers = groups.flatMap((number) => {
		const rowTypes = listParameter(parameters, `type${number}`);
		const rows = listParameter(parameters, `lookfor${number}`).flatMap((text, index) =>
			text === '' ? [] : [createScorer(compileQuery(text, rowTypes[index] ?? 'AllFields', true))],
		);
		return rows.length === 0 ? [] : [combined(rows, listParameter(parameters, `bool${number}`)[0] ?? 'AND')];
	});
	return scorers.length === 0 ? () => 1 : combined(scorers, singleParameter(parameters, 'join') ?? 'AND');
}

function combined(scorers: readonly Scorer[], operator: string): Scorer {
	if (operator !== 'AND' && operator !== 'OR') throw new QueryProblem(`The practice consortium cannot join by ${operator}`);
	return (document) => {
		const scores = scorers.map((score) => score(document));
		if (operator === 'AND' && scores.includes(0)) return 0;
		return scores.reduce((total, score) => total + score, 0);
	};
}

/** Makes the filter. The client only filters with `-field:"value"`, which leaves documents out. */
function filterOf(filters: readonly string[]): (document: IndexDocument) => boolean {
	const excluded = filters.map((filter) => {
		const [, field, value] = /^-([a-z_]+):"((?:\\.|[^"\\])*)"$/u.exec(filter) ?? [];
		if (field === undefined || value === undefined) throw new QueryProblem(`The practice consortium cannot filter by ${filter}`);
		return { field, value: value.replace(/\\(.)/gu, '$1') };
	});
	return ({ values }) => excluded.every(({ field, value }) => values[field]?.includes(value) !== true);
}

/** Counts how many of the documents have each value, and returns the values that most of them have. */
export function countFacets(
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
