import { byTitle, byTitleAndAuthor, type InventoryForm, type SearchKind } from '../cql';
import { authorSearchWord } from '../match/author';
import { readIsbns } from '../match/isbn';
import { readIssns } from '../match/issn';
import { readOclcNumbers } from '../match/oclc';
import { cleanTitle, searchWords, titleParts } from '../match/title';
import { readInstanceIds } from '../match/uuid';
import type { ReadIdentifiers } from '../match/values';
import type { Wish } from './wish';

/** One step of the search by an identifier. */
export interface IdentifierStep {
	readonly matchedBy: SearchKind;
	/** The identifiers, each in the form that all its notations share. */
	readonly values: readonly string[];
	/** How the step is named in a sentence, e.g. `ISBN 9780071387767`. */
	readonly words: string;
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
	const steps: ReadonlyArray<readonly [matchedBy: SearchKind, name: string, read: ReadIdentifiers]> = [
		['instanceId', 'Instance ID', readInstanceIds(wish.instanceId ?? '')],
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
