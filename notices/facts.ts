import { advice, type AdviceName } from '../reshare/requests/model/advice';
import { isUuid, singleLine } from '../reshare/text';
import { citationOf } from './citation';
import { isWebAddress } from './document';
import { fillText } from './fill';
import { dayIn, momentIn, sumIn } from './inLanguage';
import { errorOf, failureOf, groupOf, groupsOf, isLending, outcomeOf, statusLabelOf, fieldText, titleIn, type WorkflowItem } from './item';
import type { Audience } from './kinds';
import type { RuleAnswerWord } from './lists/ListMessages';
import { placeholders, type Placeholder, type PlaceholderName } from './placeholders';
import type { Profile } from './profile';
import { messagesIn } from './messages/index';
import type { CauseMessages, Messages } from './messages/Messages';
import type { Language } from './messages/languages';

export type Facts = Partial<Readonly<Record<PlaceholderName, string>>>;

/** The facts of an item, in the form in which readers of the language expect them. */
export function factsOf(item: WorkflowItem, audience: Audience, language: Language, profile: Profile): Facts {
	const words = messagesIn[language];
	const failure = failureOf(item) ?? {};
	const asked = groupOf(item, 'askedFor');
	const given = (name: string): string | undefined => fieldText(asked, name) ?? fieldText(item, name);
	// In Search's items, the fields themselves belong to the record that was found, which may not be the one that was asked for.
	const ofCitation = (name: string): string | undefined => (Object.keys(asked).length > 0 ? fieldText(asked, name) : fieldText(item, name));
	const part = titleIn(given('partTitle'));
	const isbn = given('isbn');
	const whole = titleIn(given('title'));
	const inWords = groupOf(item, 'inWords');
	const documentLink = fieldText(item, 'documentLink');
	const day = (name: string): string | undefined => dayIn(language, fieldText(item, name)) ?? fieldText(inWords, name);
	const isMessage = item.event === 'unreadMessage';
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
		supplier: isLending(item) ? undefined : nameIn(item, 'supplier'),
		pickupLocation: fieldText(item, 'pickupLocation'),
		pickupHours: profile.pickupHours.get(fieldText(item, 'pickupLocation')?.toLowerCase() ?? ''),
		holdUntil: day('holdUntil'),
		dueDate:
			dayIn(language, fieldText(item, 'dueDate')) ?? foreignDay(fieldText(inWords, 'dueDate') ?? fieldText(item, 'dueDateInWords'), words),
		expectedArrival: day('expectedArrival'),
		neededBy: day('neededBy'),
		patronName: fieldText(item, 'patronName'),
		why: why(item, words),
		ourAddress: profile.fromEmail,
		whatNext: profile.writesOn ? words.whatNext : undefined,
		howToGetIt: words.howToGetIt[documentLink === undefined ? 'withoutLink' : isWebAddress(documentLink) ? 'here' : 'askUs'],
		conditions: conditionsIn(item, audience, language),
		patron: fieldText(item, 'patronId'),
		patronEmail: fieldText(item, 'patronEmail'),
		borrower: isLending(item) ? nameIn(item, 'borrower') : undefined,
		cause: causeOf(item, words),
		reason: fieldText(item, 'event') === undefined || isMessage ? undefined : reasonIn(item),
		message: isMessage ? fieldText(item, 'reason') : undefined,
		since: momentIn(language, fieldText(item, 'occurredAt')) ?? fieldText(inWords, 'occurredAt'),
		explanation: fieldText(item, 'explanation'),
		reader: fieldText(item, 'to'),
		patronSubject: fieldText(item, 'subject'),
		workflow: fieldText(groupOf(item, 'workflow'), 'name'),
		node: fieldText(failure, 'lastNodeExecuted'),
		error: errorOf(failure) ?? ownError(item) ?? errorOf(item) ?? fieldText(item, 'explanation'),
	});
}

/** The text for a code or for its words, such as `NotOnShelf` and `not on shelf`. */
export function textFor(texts: Readonly<Record<string, string>>, code = ''): string | undefined {
	const letters = (text: string): string => text.replaceAll(/\P{L}/gu, '').toLowerCase();
	return Object.entries(texts).find(([name]) => letters(name) === letters(code))?.[1];
}

/** ReShare's client calls a library so if its directory has no name for it. */
const nameless = 'a library without a name';

function nameIn(item: WorkflowItem, name: string): string | undefined {
	const text = fieldText(item, name);
	return text === nameless ? undefined : text;
}

/** The operation that gives each outcome, and with it the meaning of the reason. */
const operations: Readonly<Record<string, keyof CauseMessages>> = {
	eligible: 'search',
	needsReview: 'search',
	notAvailable: 'search',
	created: 'request',
	needsStaff: 'request',
	notCreated: 'request',
	done: 'action',
	notPossible: 'action',
	unclear: 'action',
	notFound: 'action',
	answered: 'rules',
	wouldAnswer: 'rules',
	leftToStaff: 'rules',
	alreadyAnswered: 'rules',
};

/** Why the item has its outcome, in the reader's language; undefined for a reason that is not known here. */
export function causeOf(item: WorkflowItem, { causes, lists, quotes }: Messages): string | undefined {
	const outcome = outcomeOf(item) ?? '';
	const operation = Object.hasOwn(operations, outcome) ? operations[outcome] : undefined;
	if (operation === undefined) return undefined;
	const sentence = textFor(causes.blockers, fieldText(item, 'blocker')) ?? textFor(causes[operation], fieldText(item, 'reason') ?? outcome);
	const answer = fieldText(item, 'answer');
	const facts = {
		number: fieldText(item, 'hrid'),
		rule: quoted(fieldText(item, 'rule'), quotes),
		answer: answer === undefined ? undefined : lists.rehearsal.answers[answer as RuleAnswerWord],
	};
	return sentence === undefined ? undefined : fillText(sentence, facts)[0]?.text;
}

/** The client's advice in the reader's language; undefined for a sentence that is not the client's. */
export function adviceIn(words: Messages, sentence: string | undefined): string | undefined {
	const known = (Object.entries(advice) as [AdviceName, string][]).find(([, text]) => text === sentence);
	return known === undefined ? undefined : words.advice[known[0]];
}

/** The reason of a change. Conditions are shown with their costs, so that the reason need not name them once more. */
function reasonIn(item: WorkflowItem): string | undefined {
	const reason = fieldText(item, 'reason');
	const conditions = groupsOf(item, 'conditions').map((condition) => fieldText(condition, 'inWords'));
	return reason !== undefined && (conditions.includes(reason) || reason === conditions.join('; ')) ? undefined : reason;
}

/** The conditions that were accepted; for staff, first those that wait for their answer. */
function conditionsIn(item: WorkflowItem, audience: Audience, language: Language): string | undefined {
	const { conditions: inLanguage, quotes } = messagesIn[language];
	const all = groupsOf(item, 'conditions');
	const open = audience === 'staff' ? all.filter(({ accepted }) => accepted === null) : [];
	const shown = open.length > 0 ? open : all.filter(({ accepted }) => accepted === true);
	return shown
		.map((one) => {
			const code = fieldText(one, 'code');
			const cost = fieldText(one, 'cost');
			const terms = [
				textFor(inLanguage, code) ?? code,
				cost === undefined ? undefined : sumIn(language, cost, fieldText(one, 'currency')),
				quoted(fieldText(one, 'note'), quotes),
			].filter((term) => term !== undefined);
			const at = audience === 'staff' ? momentIn(language, fieldText(one, 'at')) : undefined;
			return [...(terms.length > 0 ? terms : [fieldText(one, 'inWords') ?? '–']), ...(at === undefined ? [] : [at])].join(', ');
		})
		.join('; ');
}

/** The error of a node of this package, which says in `details` what to do about it. */
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

/** Writes a day that another library may have typed in any form. */
function foreignDay(text: string | undefined, { quotes }: Messages): string | undefined {
	return text === undefined ? undefined : quoted(singleLine(withoutAddresses(singleLine(text, longestFact)), longestInSentence), quotes);
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

/** The facts as patrons read them: a stranger must not reach patrons with a message or a link of his own, and codes tell them nothing. */
export function shortened(facts: Facts): Facts {
	const { number, pickupLocation, ...others } = mapped(facts, (fact, name) =>
		'foreign' in placeholders[name] ? singleLine(withoutAddresses(fact), longestInSentence) : fact,
	);
	return {
		...others,
		...(number === undefined || isUuid(number) ? {} : { number }),
		...(pickupLocation === undefined || isCode(pickupLocation) ? {} : { pickupLocation }),
	};
}

/** Whether a directory's code stands in place of a name, such as `main-library` or `US-EAST_MAIN`. */
function isCode(text: string): boolean {
	return /^[\p{L}\d]+(?:[-_][\p{L}\d]+)+$/u.test(text) && (text === text.toLowerCase() || text === text.toUpperCase());
}

/** Makes the shortened facts parts of sentences. */
export function inSentences(facts: Facts, { quotes }: Messages): Facts {
	return mapped(facts, (fact, name) => ((placeholders[name] as Placeholder).foreign === 'quoted' ? (quoted(fact, quotes) ?? '') : fact));
}

function mapped(facts: Facts, change: (fact: string, name: PlaceholderName) => string): Facts {
	return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, change(fact, name as PlaceholderName)]));
}

/** Puts a text in quotation marks that the text itself cannot end; marks within it become those of a quotation in a quotation. */
export function quoted(text: string | undefined, [opening, closing, innerOpening, innerClosing]: Messages['quotes']): string | undefined {
	if (text === undefined) return undefined;
	const marks = /["“”„«»]/gu;
	const pairs = Math.floor((text.match(marks) ?? []).length / 2);
	let count = 0;
	const inner = text.replaceAll(marks, () => {
		count += 1;
		return count > 2 * pairs ? "'" : count % 2 === 1 ? innerOpening : innerClosing;
	});
	return `${opening}${inner}${closing}`;
}

/** Removes what programs turn into links. A name alone, such as `amazon.com`, stays, because titles contain such names. */
function withoutAddresses(line: string): string {
	return line
		.split(' ')
		.map((word) => (/:\/\/|@|^\P{L}*www\.|\.\p{L}{2,}(?:[/?#]|:\d)/iu.test(word) ? '…' : word))
		.join(' ');
}
