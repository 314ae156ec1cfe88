import { byIds, byIsbns, byIssns, byOclcNumbers, byTitle, byTitleAndAuthor, type IdentifierTypeIds, type InventoryForm } from '../cql';
import { authorSearchWord } from '../match/author';
import { readIsbns } from '../match/isbn';
import { readIssns } from '../match/issn';
import { readOclcNumbers } from '../match/oclc';
import { cleanTitle, searchWords, titleParts } from '../match/title';
import { readInstanceIds } from '../match/uuid';
import type { ReadIdentifiers } from '../match/values';
import type { InventoryRecord } from '../records';
import type { MatchedBy, Wish } from './wish';

/** One step of the search by an identifier. */
export interface IdentifierStep {
	readonly matchedBy: Exclude<MatchedBy, 'title'>;
	/** How the step is named in a sentence, e.g. `ISBN 9780071387767`. */
	readonly words: string;
	cql(form: InventoryForm, types: IdentifierTypeIds): string;
	/** Whether the record really has the identifier: an index may find more than was asked for. */
	confirms(record: InventoryRecord): boolean;
}

/** Queries for the title, the most exact first; a later one is asked when the earlier found no record that fits in everything. */
export interface TitleStep {
	readonly queries: readonly string[];
	/** The same narrowed to the author, for titles that too many records have. */
	narrowed(form: InventoryForm): string | undefined;
}

/** How a wish is searched for. */
export interface SearchPlan {
	readonly identifiers: readonly IdentifierStep[];
	readonly title?: TitleStep;
	/** One sentence for each value that cannot be used. */
	readonly warnings: readonly string[];
	/** Whether the wish has at least one value that cannot be used. */
	readonly hasBadInput: boolean;
}

/** Reads the fields of a wish and plans the steps: instance id, OCLC number, ISBN, ISSN, title. Never throws. */
export function planFor(wish: Wish): SearchPlan {
	const ids = readInstanceIds(wish.instanceId ?? '');
	const oclc = readOclcNumbers(wish.oclcNumber ?? '');
	const isbns = readIsbns(wish.isbn ?? '');
	const issns = readIssns(wish.issn ?? '');
	const steps: Array<IdentifierStep & { readonly read: ReadIdentifiers }> = [
		{ matchedBy: 'instanceId', read: ids, words: named('Instance ID', ids), cql: () => byIds(ids.values), confirms: ({ id }) => ids.values.includes(id.toLowerCase()) },
		{
			matchedBy: 'oclcNumber',
			read: oclc,
			words: named('OCLC number', oclc),
			cql: (form, types) => byOclcNumbers(form, oclc.values, types),
			confirms: ({ identifiers }) => identifiers.oclc.some((key) => oclc.values.includes(key)),
		},
		{
			matchedBy: 'isbn',
			read: isbns,
			words: named('ISBN', isbns),
			cql: () => byIsbns(isbns.values),
			confirms: ({ identifiers }) => identifiers.isbn.some((key) => isbns.values.includes(key)),
		},
		{
			matchedBy: 'issn',
			read: issns,
			words: named('ISSN', issns),
			cql: (form, types) => byIssns(form, issns.values, types),
			confirms: ({ identifiers }) => identifiers.issn.some((key) => issns.values.includes(key)),
		},
	];
	const title = titleStep(wish);
	return {
		identifiers: steps.filter(({ read }) => read.values.length > 0),
		...(title === undefined ? {} : { title }),
		warnings: steps.flatMap(({ read }) => read.warnings),
		hasBadInput: steps.some(({ read }) => read.refused > 0),
	};
}

function named(kind: string, { values }: ReadIdentifiers): string {
	return `${kind} ${values.join(', ')}`;
}

function titleStep(wish: Wish): TitleStep | undefined {
	const title = cleanTitle(wish.title ?? '');
	const { main, rest } = titleParts(title);
	// A subtitle that the record lacks would hide it, so it is searched only where the title proper is a single word.
	const isTelling = searchWords(main).length > 1;
	const queries = [isTelling || rest === '' ? undefined : byTitle(`${main} ${rest}`), byTitle(main === '' ? title : main)].filter((cql) => cql !== undefined);
	if (queries.length === 0) return undefined;
	const author = authorSearchWord(wish.author ?? '');
	return {
		queries: [...new Set(queries)],
		narrowed: (form) => (author === undefined ? undefined : byTitleAndAuthor(form, main, author)),
	};
}
