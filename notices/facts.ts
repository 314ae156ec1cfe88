import type { Audience, Detail } from './kinds';
import { groupOf, groupsOf, isLending, textOf, type Item } from './item';
import type { Profile } from './profile';
import type { Words } from './words/Words';
import type { Language } from './words/languages';

/** A fact that the words of a notice may name in braces, and who may read it. */
interface Placeholder {
	readonly means: string;
	readonly for?: Audience;
	/** The package writes it in English, whatever the notice's language. */
	readonly inEnglish?: true;
}

/** All of them, in the order in which the node offers them. */
export const placeholders = {
	title: { means: 'the title that was asked for' },
	author: { means: 'its author' },
	journal: { means: 'the journal or book that the article is in' },
	isbn: { means: 'ISBN' },
	issn: { means: 'ISSN' },
	year: { means: 'year of publication' },
	volume: { means: 'volume' },
	pages: { means: 'pages' },
	number: { means: 'number of the request' },
	reference: { means: 'your own number for it' },
	status: { means: 'status in ReShare', inEnglish: true },
	supplier: { means: 'the lending library' },
	pickupLocation: { means: 'where the patron picks it up' },
	dueDate: { means: 'the day it is due back' },
	neededBy: { means: 'the day until which it is needed' },
	patronName: { means: 'the patron\'s name' },
	why: { means: 'why it is not available, as a sentence', for: 'patron' },
	whatNext: { means: 'whether the patron hears from you again, as a sentence', for: 'patron' },
	howToGetIt: { means: 'how the patron gets the copy, as a sentence', for: 'patron' },
	patron: { means: "the patron's ID", for: 'staff' },
	patronEmail: { means: "the patron's address", for: 'staff' },
	patronSubject: { means: 'what the notice to the patron is about', for: 'staff' },
	borrower: { means: 'the borrowing library', for: 'staff' },
	reason: { means: 'why it happened', for: 'staff', inEnglish: true },
	since: { means: 'when it happened', for: 'staff', inEnglish: true },
	explanation: { means: 'what the node says of it', for: 'staff', inEnglish: true },
	error: { means: 'what went wrong', for: 'staff', inEnglish: true },
	whatToDo: { means: 'what staff do now', for: 'staff' },
} as const satisfies Record<string, Placeholder>;

export type PlaceholderName = keyof typeof placeholders;

/** The placeholders that a notice to them may use. */
export function placeholdersFor(audience: Audience): readonly (readonly [PlaceholderName, Placeholder])[] {
	return (Object.entries(placeholders) as [PlaceholderName, Placeholder][]).filter(([, { for: only = audience }]) => only === audience);
}

/** What is known of an item. */
export type Facts = Partial<Readonly<Record<PlaceholderName, string>>>;

/** Every detail is a placeholder, too. */
export type DetailIsPlaceholder = Detail extends PlaceholderName ? true : never;

export interface FactWords {
	readonly words: Words;
	readonly language: Language;
	readonly profile: Profile;
}

/** The facts of an item, as a reader of the language reads them. */
export function factsOf(item: Item, { words, language, profile }: FactWords): Facts {
	const asked = groupOf(item, 'askedFor');
	const given = (name: string): string | undefined => textOf(asked, name) ?? textOf(item, name);
	const part = given('partTitle');
	const isbn = given('isbn');
	const whole = given('title');
	const number = textOf(item, 'hrid') ?? textOf(item, 'requestId');
	const inWords = groupOf(item, 'inWords');
	const day = (name: string): string | undefined => dayIn(language, textOf(item, name)) ?? textOf(inWords, name);
	return dropUnknown({
		title: part ?? whole ?? (isbn === undefined ? undefined : `ISBN ${isbn}`),
		author: part === undefined ? given('author') : (given('partAuthor') ?? given('author')),
		journal: part === undefined ? undefined : whole,
		isbn,
		issn: given('issn'),
		year: given('publicationDate'),
		volume: given('volume'),
		pages: given('pages'),
		number,
		reference: textOf(item, 'reference'),
		status: textOf(groupOf(item, 'status'), 'label'),
		supplier: isLending(item) ? undefined : textOf(item, 'supplier'),
		pickupLocation: textOf(item, 'pickupLocation'),
		dueDate: day('dueDate') ?? textOf(item, 'dueDateInWords'),
		neededBy: day('neededBy'),
		patronName: textOf(item, 'patronName'),
		why: why(item, words),
		whatNext: profile.writesOn ? words.whatNext.weWrite : words.whatNext.nameTheNumber,
		howToGetIt: textOf(item, 'documentLink') === undefined ? words.howToGetIt.usualWay : words.howToGetIt.here,
		patron: textOf(item, 'patronId'),
		patronEmail: textOf(item, 'patronEmail'),
		borrower: isLending(item) ? textOf(item, 'borrower') : undefined,
		reason: textOf(item, 'event') === undefined ? undefined : textOf(item, 'reason'),
		since: textOf(inWords, 'occurredAt'),
		explanation: textOf(item, 'explanation'),
		error: textOf(item, 'error') ?? textOf(groupOf(item, 'error'), 'message') ?? textOf(item, 'explanation'),
	});
}

function why(item: Item, { why: sentences }: Words): string | undefined {
	const { reason } = item;
	const said = reason === 'nothingFound' || reason === 'nobodyLends' ? [sentences[reason]] : [];
	const own = item.heldByOwnLibrary === true || groupsOf(item, 'candidates').some(({ heldByOwnLibrary }) => heldByOwnLibrary === true);
	return [...said, ...(own ? [sentences.ownLibrary] : [])].join(' ');
}

/** A day in words, such as `Friday, March 5, 2027`; undefined where it is none. */
function dayIn(language: Language, day: string | undefined): string | undefined {
	const iso = /^\d{4}-\d\d-\d\d/.exec(day ?? '')?.[0];
	const date = iso === undefined ? undefined : new Date(`${iso}T00:00:00Z`);
	if (date === undefined || Number.isNaN(date.getTime())) return undefined;
	return new Intl.DateTimeFormat(language === 'en' ? 'en-US' : language, { dateStyle: 'full', timeZone: 'UTC' }).format(date);
}

function dropUnknown(facts: Readonly<Record<string, string | undefined>>): Facts {
	return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== ''));
}
