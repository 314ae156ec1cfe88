import { singleLine } from '../reshare/text';
import { citationOf } from './citation';
import { isWebAddress } from './document';
import { errorOf, failureOf, groupOf, groupsOf, isLending, statusLabelOf, fieldText, type WorkflowItem } from './item';
import { placeholders, type Placeholder, type PlaceholderName } from './placeholders';
import type { Profile } from './profile';
import { messagesIn } from './messages/index';
import type { Messages } from './messages/Messages';
import type { Language } from './messages/languages';

export type Facts = Partial<Readonly<Record<PlaceholderName, string>>>;

/** The facts of an item, in the form in which readers of the language expect them. */
export function factsOf(item: WorkflowItem, language: Language, profile: Profile): Facts {
	const words = messagesIn[language];
	const failure = failureOf(item) ?? {};
	const asked = groupOf(item, 'askedFor');
	const given = (name: string): string | undefined => fieldText(asked, name) ?? fieldText(item, name);
	// In Search's items, the fields themselves belong to the record that was found, which may not be the one that was asked for.
	const ofCitation = (name: string): string | undefined => (Object.keys(asked).length > 0 ? fieldText(asked, name) : fieldText(item, name));
	const part = given('partTitle');
	const isbn = given('isbn');
	const whole = given('title');
	const inWords = groupOf(item, 'inWords');
	const documentLink = fieldText(item, 'documentLink');
	const day = (name: string): string | undefined => dayIn(language, fieldText(item, name)) ?? fieldText(inWords, name);
	return dropUnknown({
		title: part ?? whole ?? (isbn === undefined ? undefined : `ISBN ${isbn}`),
		author: part === undefined ? ofCitation('author') : (given('partAuthor') ?? ofCitation('author')),
		journal: part === undefined ? undefined : whole,
		citation: citationOf(item),
		problem: fieldText(item, 'problem'),
		isbn,
		issn: given('issn'),
		year: ofCitation('publicationDate'),
		volume: given('volume'),
		pages: given('pages'),
		number: fieldText(item, 'hrid') ?? fieldText(item, 'requestId'),
		reference: fieldText(item, 'reference'),
		status: statusLabelOf(item),
		supplier: isLending(item) ? undefined : fieldText(item, 'supplier'),
		pickupLocation: fieldText(item, 'pickupLocation'),
		dueDate:
			dayIn(language, fieldText(item, 'dueDate')) ?? foreignDay(fieldText(inWords, 'dueDate') ?? fieldText(item, 'dueDateInWords'), words),
		expectedArrival: day('expectedArrival'),
		neededBy: day('neededBy'),
		patronName: fieldText(item, 'patronName'),
		why: why(item, words),
		ourAddress: profile.fromEmail,
		whatNext: profile.writesOn ? words.whatNext.weWrite : words.whatNext.nameTheNumber,
		howToGetIt: words.howToGetIt[documentLink === undefined ? 'usualWay' : isWebAddress(documentLink) ? 'here' : 'askUs'],
		patron: fieldText(item, 'patronId'),
		patronEmail: fieldText(item, 'patronEmail'),
		borrower: isLending(item) ? fieldText(item, 'borrower') : undefined,
		reason: fieldText(item, 'event') === undefined ? undefined : fieldText(item, 'reason'),
		conditions: conditionsIn(item),
		since: fieldText(inWords, 'occurredAt'),
		explanation: fieldText(item, 'explanation'),
		reader: fieldText(item, 'to'),
		patronSubject: fieldText(item, 'subject'),
		workflow: fieldText(groupOf(item, 'workflow'), 'name'),
		node: fieldText(failure, 'lastNodeExecuted'),
		error: errorOf(failure) ?? ownError(item) ?? errorOf(item) ?? fieldText(item, 'explanation'),
	});
}

/** The conditions that wait for an answer, or else those that were accepted. */
function conditionsIn(item: WorkflowItem): string | undefined {
	const all = groupsOf(item, 'conditions');
	const open = all.filter(({ accepted }) => accepted === null);
	const shown = open.length > 0 ? open : all.filter(({ accepted }) => accepted === true);
	return shown
		.map((one) => [fieldText(one, 'inWords') ?? '-', fieldText(one, 'at')?.slice(0, 16).replace('T', ' ')].filter(Boolean).join(', '))
		.join('; ');
}

/** The nodes of this package say in `details` what to do about an error. */
function ownError(item: WorkflowItem): string | undefined {
	const error = fieldText(item, 'error');
	return error === undefined ? undefined : [error, fieldText(item, 'details')].filter(Boolean).join('. ');
}

function why(item: WorkflowItem, { why: sentences }: Messages): string | undefined {
	const { reason } = item;
	const cause = reason === 'nothingFound' || reason === 'nobodyLends' ? [sentences[reason]] : [];
	const own = item.heldByOwnLibrary === true || groupsOf(item, 'candidates').some(({ heldByOwnLibrary }) => heldByOwnLibrary === true);
	return [...cause, ...(own ? [sentences.ownLibrary] : [])].join(' ');
}

/** A day that another library may have typed in any form. */
function foreignDay(text: string | undefined, words: Messages): string | undefined {
	return text === undefined ? undefined : quotation(singleLine(withoutAddresses(singleLine(text, longestFact)), longestInSentence), words);
}

/** A day in words, such as `Friday, March 5, 2027`; undefined where the text is no day. */
export function dayIn(language: Language, day: string | undefined): string | undefined {
	const iso = /^\d{4}-\d\d-\d\d/.exec(day ?? '')?.[0];
	const date = iso === undefined ? undefined : new Date(`${iso}T00:00:00Z`);
	if (date === undefined || Number.isNaN(date.getTime())) return undefined;
	return new Intl.DateTimeFormat(language === 'en' ? 'en-US' : language, { dateStyle: 'full', timeZone: 'UTC' }).format(date);
}

/** The most characters of a fact: a citation has several fields of a thousand characters. */
const longestFact = 4000;
const longestInSentence = 100;

/** Removes unknown facts, and writes each of the others in one line. */
function dropUnknown(facts: Readonly<Record<string, string | undefined>>): Facts {
	return Object.fromEntries(
		Object.entries(facts)
			.map(([name, value = '']) => [name, singleLine(value, longestFact)])
			.filter(([, value]) => value !== ''),
	);
}

/** The facts as patrons read them: a stranger must not reach patrons with a message or a link of his own. */
export function shortened(facts: Facts): Facts {
	return mapped(facts, (fact, name) => ('foreign' in placeholders[name] ? singleLine(withoutAddresses(fact), longestInSentence) : fact));
}

/** The shortened facts, as parts of sentences. */
export function inSentences(facts: Facts, words: Messages): Facts {
	return mapped(facts, (fact, name) => ((placeholders[name] as Placeholder).foreign === 'quoted' ? quotation(fact, words) : fact));
}

function mapped(facts: Facts, change: (fact: string, name: PlaceholderName) => string): Facts {
	return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, change(fact, name as PlaceholderName)]));
}

/** Puts a text in quotation marks that the text itself cannot end. */
function quotation(text: string, { quotes: [opening, closing] }: Messages): string {
	return `${opening}${text.replaceAll(/["“”„«»]/gu, "'")}${closing}`;
}

/** Removes what programs turn into links. A name alone, such as `amazon.com`, stays, because titles contain such names. */
function withoutAddresses(line: string): string {
	return line
		.split(' ')
		.map((word) => (/:\/\/|@|^\P{L}*www\.|\.\p{L}{2,}(?:[/?#]|:\d)/iu.test(word) ? '…' : word))
		.join(' ');
}
