import type { IndexDocument } from './IndexDocument';
import { combineScores, scoreDocuments, type DocumentScores } from './scoreDocuments';
import { readListParameter, readSingleParameter, type PhpParameters } from './phpParameters';
import { compileVufindQuery, VufindQueryProblem } from './compileVufindQuery';

/**
 * Finds the documents that match, sorted by relevance or by title.
 *
 * @throws VufindQueryProblem
 */
export function searchDocuments(documents: readonly IndexDocument[], parameters: PhpParameters): IndexDocument[] {
	const scores = scoresOf(documents, parameters);
	const passes = filterOf(readListParameter(parameters, 'filter'));
	const found = documents.filter((document) => scores.has(document) && passes(document));
	const relevanceOf = (document: IndexDocument): number => scores.get(document) ?? 0;
	const titleOf = ({ values }: IndexDocument): string => values.title?.[0] ?? '\uffff';
	const sort = readSingleParameter(parameters, 'sort');
	if (sort !== undefined && sort !== 'title') throw new VufindQueryProblem(`The practice consortium cannot sort by ${sort}`);
	return found.sort(
		sort === undefined
			? (left, right) => relevanceOf(right) - relevanceOf(left)
			: (left, right) => titleOf(left).localeCompare(titleOf(right), 'en'),
	);
}

/** Scores the documents for the plain query, or for the groups of rows of the advanced form. */
function scoresOf(documents: readonly IndexDocument[], parameters: PhpParameters): DocumentScores {
	const score = (text: string, type: string | undefined, isRow: boolean): DocumentScores =>
		scoreDocuments(documents, compileVufindQuery(text, type ?? 'AllFields', isRow));
	const lookfor = readSingleParameter(parameters, 'lookfor') ?? '';
	if (lookfor !== '') return score(lookfor, readSingleParameter(parameters, 'type'), false);
	const groups = [...parameters.keys()].flatMap((name) => /^lookfor(\d+)$/u.exec(name)?.[1] ?? []);
	const scored = groups.flatMap((number) => {
		const rowTypes = readListParameter(parameters, `type${number}`);
		const rows = readListParameter(parameters, `lookfor${number}`).flatMap((text, index) =>
			text === '' ? [] : [score(text, rowTypes[index], true)],
		);
		return rows.length === 0 ? [] : [combineScores(rows, operatorOf(readListParameter(parameters, `bool${number}`)[0]))];
	});
	return scored.length === 0 ? score('*:*', undefined, false) : combineScores(scored, operatorOf(readSingleParameter(parameters, 'join')));
}

function operatorOf(operator = 'AND'): 'AND' | 'OR' {
	if (operator !== 'AND' && operator !== 'OR') throw new VufindQueryProblem(`The practice consortium cannot join by ${operator}`);
	return operator;
}

/** Makes the filter. The client only filters with `-field:"value"`, which leaves documents out. */
function filterOf(filters: readonly string[]): (document: IndexDocument) => boolean {
	const excluded = filters.map((filter) => {
		const [, field, value] = /^-([a-z_]+):"((?:\\.|[^"\\])*)"$/u.exec(filter) ?? [];
		if (field === undefined || value === undefined) throw new VufindQueryProblem(`The practice consortium cannot filter by ${filter}`);
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
