import { authorSearchWord } from '../match/author';
import { readIsbns } from '../match/isbn';
import { readIssns } from '../match/issn';
import { readOclcNumbers } from '../match/oclc';
import { cleanTitle, searchWords, titleParts } from '../match/title';
import { readAll, shown, type ReadIdentifiers } from '../match/values';
import type { IdentifierKind, RecordIds, TitleQuery } from '../SharedIndex';
import type { Wish } from './wish';

/** One step of the search by an identifier. */
export interface IdentifierStep {
	readonly matchedBy: IdentifierKind;
	/** The identifiers, each in the form that all its notations share. */
	readonly values: readonly string[];
	/** How the step is named in a sentence, e.g. `ISBN 9780071387767`. */
	readonly words: string;
}

/** Queries for the title, the most exact first; a later one is asked when the earlier found no record that fits in everything. */
export interface TitleStep {
	readonly queries: readonly TitleQuery[];
	/** The same narrowed to the author, for titles that too many records have; missing where no author was given. */
	readonly narrowed?: TitleQuery;
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

/**
 * Reads the fields of a wish and plans the steps: instance id, OCLC number, ISBN, ISSN, title. Never throws.
 *
 * @param ids what the index takes as the id of a record
 */
export function planFor(wish: Wish, ids: RecordIds): SearchPlan {
	const steps: ReadonlyArray<readonly [matchedBy: IdentifierKind, name: string, read: ReadIdentifiers]> = [
		['instanceId', 'Instance ID', readInstanceIds(wish.instanceId ?? '', ids)],
		['oclcNumber', 'OCLC number', readOclcNumbers(wish.oclcNumber ?? '')],
		['isbn', 'ISBN', readIsbns(wish.isbn ?? '')],
		['issn', 'ISSN', readIssns(wish.issn ?? '')],
	];
	const title = titleStep(wish);
	return {
		identifiers: steps.flatMap(([matchedBy, name, { values }]) => (values.length === 0 ? [] : [{ matchedBy, values, words: `${name} ${values.join(', ')}` }])),
		...(title === undefined ? {} : { title }),
		warnings: steps.flatMap(([, , { warnings }]) => warnings),
		hasBadInput: steps.some(([, , { refused }]) => refused > 0),
	};
}

function readInstanceIds(text: string, ids: RecordIds): ReadIdentifiers {
	return readAll(text, (entry) => {
		const value = ids.read(entry);
		return [value === undefined ? { warning: `'${shown(entry)}' is not an Instance ID (${ids.form}) and was left out` } : { value }];
	});
}

function titleStep(wish: Wish): TitleStep | undefined {
	const title = cleanTitle(wish.title ?? '');
	const { main, rest } = titleParts(title);
	const mainWords = searchWords(main === '' ? title : main);
	// A subtitle that the record lacks would hide it, so it is searched only where the title proper is a single word.
	const wholeWords = searchWords(main).length > 1 || rest === '' ? [] : searchWords(`${main} ${rest}`);
	const queries = [wholeWords, mainWords].filter((words, index, all) => words.length > 0 && all.findIndex((other) => other.join(' ') === words.join(' ')) === index).map((words) => ({ words }));
	if (queries.length === 0) return undefined;
	const author = authorSearchWord(wish.author ?? '');
	return { queries, ...(author === undefined || mainWords.length === 0 ? {} : { narrowed: { words: mainWords, author } }) };
}
