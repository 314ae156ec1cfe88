import { advice, type AdviceName } from '../reshare/requests/model/advice';
import { isUuid, toSingleLine } from '../reshare/text';
import { formatCitation } from './formatCitation';
import { isWebAddress } from './noticeBlocks';
import { fillMessage, fillParagraphs } from './fillPlaceholders';
import { formatDay, formatMoment, formatMoney } from './formatInLanguage';
import {
	errorTextOf,
	failedExecutionOf,
	nestedItemOf,
	nestedItemsOf,
	isLending,
	outcomeOf,
	statusLabelOf,
	textOfField,
	trimTitle,
	type WorkflowItem,
} from './workflowItem';
import type { Audience } from './noticeKinds';
import { placeholders, type PlaceholderDefinition, type PlaceholderName } from './placeholders';
import type { LibraryProfile } from './libraryProfile';
import { messagesByLanguage } from './messages/messagesByLanguage';
import type { Messages, RuleAnswerName } from './messages/Messages';
import type { Language } from './messages/languages';

export type FactTexts = Partial<Readonly<Record<PlaceholderName, string>>>;

/** Collects the facts of an item, in the form in which readers of the language expect them. */
export function noticeFactsOf(item: WorkflowItem, audience: Audience, language: Language, profile: LibraryProfile): FactTexts {
	return dropUnknown({
		...Object.fromEntries(namedAlike.map((name) => [name, textOfField(item, name)])),
		...citedFacts(item),
		...requestFacts(item, audience, language),
		...eventFacts(item),
		...sentencesFor(item, language, profile),
	});
}

/** The facts that stand in fields of the same names. */
const namedAlike: readonly PlaceholderName[] = [
	'problem',
	'edition',
	'issue',
	'language',
	'reference',
	'pickupLocation',
	'patronName',
	'patronEmail',
	'explanation',
];

type KnownFacts = Partial<Readonly<Record<PlaceholderName, string | undefined>>>;

/** Returns the facts of the citation. */
function citedFacts(item: WorkflowItem): KnownFacts {
	const asked = nestedItemOf(item, 'askedFor');
	const given = (name: string): string | undefined => textOfField(asked, name) ?? textOfField(item, name);
	// In Search's items, the fields themselves belong to the record that was found, which may not be the one that was asked for.
	const ofCitation = (name: string): string | undefined =>
		Object.keys(asked).length > 0 ? textOfField(asked, name) : textOfField(item, name);
	const [part, whole, isbn] = [trimTitle(given('partTitle')), trimTitle(given('title')), given('isbn')];
	return {
		title: part ?? whole ?? (isbn === undefined ? undefined : `ISBN ${isbn}`),
		author: part === undefined ? ofCitation('author') : (given('partAuthor') ?? ofCitation('author')),
		journal: part === undefined ? undefined : whole,
		citation: formatCitation(item),
		isbn,
		issn: given('issn'),
		oclcNumber: ofCitation('oclcNumber'),
		// The item of a copy has the date that the patron gave, and never the years in which the journal appeared.
		year: ofCitation('publicationDate') ?? (item.serviceType === 'copy' ? textOfField(item, 'publicationDate') : undefined),
		volume: given('volume'),
		pages: given('pages'),
		// The notes are left out after a request was made: either the request has them, or a warning of the node says that it does not.
		...(textOfField(item, 'requestId') === undefined ? { note: textOfField(item, 'note'), staffNote: textOfField(item, 'staffNote') } : {}),
	};
}

/** Returns the facts of the request, with its days and times in words. */
function requestFacts(item: WorkflowItem, audience: Audience, language: Language): KnownFacts {
	const inWords = nestedItemOf(item, 'inWords');
	const day = (name: string): string | undefined => formatDay(language, textOfField(item, name)) ?? textOfField(inWords, name);
	return {
		number: textOfField(item, 'hrid') ?? textOfField(item, 'requestId'),
		patron: textOfField(item, 'patronId'),
		status: statusLabelOf(item),
		supplier: isLending(item) ? undefined : nameIn(item, 'supplier'),
		borrower: isLending(item) ? nameIn(item, 'borrower') : undefined,
		conditions: conditionsIn(item, audience, language),
		holdUntil: day('holdUntil'),
		dueDate:
			formatDay(language, textOfField(item, 'dueDate')) ??
			foreignDay(textOfField(inWords, 'dueDate') ?? textOfField(item, 'dueDateInWords'), messagesByLanguage[language]),
		expectedArrival: day('expectedArrival'),
		neededBy: day('neededBy'),
		since: formatMoment(language, textOfField(item, 'occurredAt')) ?? textOfField(inWords, 'occurredAt'),
	};
}

/** Returns the facts of a change, of a notice that was not delivered, and of a failure. */
function eventFacts(item: WorkflowItem): KnownFacts {
	const failure = failedExecutionOf(item) ?? {};
	const isMessage = item.event === 'unreadMessage';
	return {
		reason: textOfField(item, 'event') === undefined || isMessage ? undefined : reasonIn(item),
		message: isMessage ? textOfField(item, 'reason') : undefined,
		reader: textOfField(item, 'to'),
		patronSubject: textOfField(item, 'subject'),
		workflow: textOfField(nestedItemOf(item, 'workflow'), 'name'),
		node: textOfField(failure, 'lastNodeExecuted'),
		error: errorTextOf(failure) ?? ownError(item) ?? errorTextOf(item) ?? textOfField(item, 'explanation'),
	};
}

/** Returns the sentences that fit the item, in the language of the notice and with the data of the profile. */
function sentencesFor(item: WorkflowItem, language: Language, profile: LibraryProfile): KnownFacts {
	const words = messagesByLanguage[language];
	const documentLink = textOfField(item, 'documentLink');
	return {
		why: why(item, words),
		otherWay: words.otherWay[isHeldByOwnLibrary(item) ? 'ownLibrary' : 'usual'],
		whatNext: profile.writesOn ? words.whatNext : undefined,
		howToGetIt: words.howToGetIt[documentLink === undefined ? 'withoutLink' : isWebAddress(documentLink) ? 'here' : 'askUs'],
		action: findTextForCode(words.actions, textOfField(item, 'requestAction')),
		cause: causeOfOutcome(item, words),
		ourAddress: profile.fromEmail,
		pickupHours: profile.pickupHours.get(textOfField(item, 'pickupLocation')?.toLowerCase() ?? ''),
	};
}

/** Finds the text for a code, which may also be written in words: `NotOnShelf` or `not on shelf`. */
export function findTextForCode(texts: Readonly<Record<string, string>>, code = ''): string | undefined {
	const letters = (text: string): string => text.replaceAll(/\P{L}/gu, '').toLowerCase();
	const wanted = letters(code);
	return Object.entries(texts).find(([name]) => letters(name) === wanted)?.[1];
}

/** The client's name for a library that the directory does not name. */
const nameless = 'a library without a name';

function nameIn(item: WorkflowItem, name: string): string | undefined {
	const text = textOfField(item, name);
	return text === nameless ? undefined : text;
}

/** The operation that gives each outcome. The meaning of a reason depends on it. */
const operations: Readonly<Record<string, keyof Messages['causes']>> = {
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

/** Returns why the item has its outcome, in the reader's language; undefined for a reason that is not known here. */
export function causeOfOutcome(item: WorkflowItem, { causes, lists, quotes }: Messages): string | undefined {
	const outcome = outcomeOf(item) ?? '';
	const operation = Object.hasOwn(operations, outcome) ? operations[outcome] : undefined;
	if (operation === undefined) return undefined;
	const counted = nestedItemsOf(item, 'otherRequests').length;
	const reason = item.reason === 'copyrightLimit' && counted === 0 ? 'copiesNotCounted' : (textOfField(item, 'reason') ?? outcome);
	const sentence = findTextForCode(causes.blockers, textOfField(item, 'blocker')) ?? findTextForCode(causes[operation], reason);
	const answer = textOfField(item, 'answer');
	const facts = {
		number: textOfField(item, 'hrid'),
		counted: String(counted),
		rule: quoteText(textOfField(item, 'rule'), quotes),
		answer: answer === undefined ? undefined : lists.rehearsal.answers[answer as RuleAnswerName],
	};
	return sentence === undefined ? undefined : fillParagraphs(sentence, facts)[0]?.text;
}

/** Translates an advice of the client into the reader's language; undefined for any other sentence. */
export function translateAdvice(words: Messages, sentence: string | undefined): string | undefined {
	const known = (Object.entries(advice) as [AdviceName, string][]).find(([, text]) => text === sentence);
	return known === undefined ? undefined : words.advice[known[0]];
}

/** Returns the reason of a change. It leaves out conditions, which are listed with their costs anyway. */
function reasonIn(item: WorkflowItem): string | undefined {
	const reason = textOfField(item, 'reason');
	const conditions = nestedItemsOf(item, 'conditions').map((condition) => textOfField(condition, 'inWords'));
	return reason !== undefined && (conditions.includes(reason) || reason === conditions.join('; ')) ? undefined : reason;
}

/**
 * Returns the conditions. Patrons get those that were accepted; staff first get those that wait for an answer, and the cost of each,
 * because the library decides whether a patron pays.
 */
function conditionsIn(item: WorkflowItem, audience: Audience, language: Language): string | undefined {
	const { conditions: inLanguage, quotes, setOn } = messagesByLanguage[language];
	const all = nestedItemsOf(item, 'conditions');
	const open = audience === 'staff' ? all.filter(({ accepted }) => accepted === null) : [];
	const shown = open.length > 0 ? open : all.filter(({ accepted }) => accepted === true);
	return shown
		.flatMap((one) => {
			const code = textOfField(one, 'code');
			const cost = textOfField(one, 'cost');
			const terms = [
				findTextForCode(inLanguage, code) ?? code,
				cost === undefined || audience === 'patron' ? undefined : formatMoney(language, cost, textOfField(one, 'currency')),
				quoteText(textOfField(one, 'note'), quotes),
			].filter((term) => term !== undefined);
			const at = audience === 'staff' ? formatMoment(language, textOfField(one, 'at')) : undefined;
			if (terms.length === 0 && cost !== undefined) return [];
			const inWords = terms.length > 0 ? terms.join(', ') : (textOfField(one, 'inWords') ?? '–');
			return [at === undefined ? inWords : `${inWords} (${fillMessage(setOn, { moment: at })})`];
		})
		.join('; ');
}

/** Returns the error of a node of this package, with the advice in `details`. */
function ownError(item: WorkflowItem): string | undefined {
	const error = textOfField(item, 'error');
	return error === undefined ? undefined : [error, textOfField(item, 'details')].filter(Boolean).join('. ');
}

function why(item: WorkflowItem, { why: sentences }: Messages): string | undefined {
	const { reason } = item;
	const cause = reason === 'nothingFound' || reason === 'nobodyLends' ? [sentences[reason]] : [];
	return [...cause, ...(isHeldByOwnLibrary(item) ? [sentences.ownLibrary] : [])].join(' ');
}

export function isHeldByOwnLibrary(item: WorkflowItem): boolean {
	return [item, ...nestedItemsOf(item, 'candidates')].some(({ heldByOwnLibrary }) => heldByOwnLibrary === true);
}

/** Whether the lender has required that the item stays in the library, and its condition was accepted. */
export function isForLibraryUseOnly(item: WorkflowItem): boolean {
	return nestedItemsOf(item, 'conditions').some(
		({ accepted, code }) => accepted === true && typeof code === 'string' && /library\s?use\s?only/i.test(code),
	);
}

/** Quotes a date that cannot be read as a day, because another library may have typed any text. */
function foreignDay(text: string | undefined, { quotes }: Messages): string | undefined {
	return text === undefined
		? undefined
		: quoteText(toSingleLine(withoutAddresses(toSingleLine(text, longestFact)), longestInSentence), quotes);
}

/** The most characters of a fact, because a citation has several fields of a thousand characters. */
const longestFact = 4000;
const longestInSentence = 100;

/** Removes unknown facts, and writes each of the others on one line. */
function dropUnknown(facts: Readonly<Record<string, string | undefined>>): FactTexts {
	return Object.fromEntries(
		Object.entries(facts)
			.map(([name, value = '']) => [name, toSingleLine(value, longestFact)])
			.filter(([, value]) => value !== ''),
	);
}

/**
 * Shortens the facts that are free text, and removes web addresses, ids and codes. Strangers could otherwise send patrons messages or links
 * in the texts of a request, and ids and codes tell patrons nothing.
 */
export function sanitizeFacts(facts: FactTexts): FactTexts {
	const { number, pickupLocation, ...others } = mapped(facts, (fact, name) =>
		'foreign' in placeholders[name] ? toSingleLine(withoutAddresses(fact), longestInSentence) : fact,
	);
	return {
		...others,
		...(number === undefined || isUuid(number) ? {} : { number }),
		...(pickupLocation === undefined || isCode(pickupLocation) ? {} : { pickupLocation }),
	};
}

/** Whether a text is a directory's code in place of a name, such as `main-library` or `US-EAST_MAIN`. */
function isCode(text: string): boolean {
	return /^[\p{L}\d]+(?:[-_][\p{L}\d]+)+$/u.test(text) && (text === text.toLowerCase() || text === text.toUpperCase());
}

/** Puts the sanitized facts that are free text in quotation marks, so that they can be parts of sentences. */
export function quoteFactsForSentences(facts: FactTexts, { quotes }: Messages): FactTexts {
	return mapped(facts, (fact, name) =>
		(placeholders[name] as PlaceholderDefinition).foreign === 'quoted' ? (quoteText(fact, quotes) ?? '') : fact,
	);
}

function mapped(facts: FactTexts, change: (fact: string, name: PlaceholderName) => string): FactTexts {
	return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, change(fact, name as PlaceholderName)]));
}

/** Puts a text in quotation marks that the text itself cannot end. Marks within it become those of a quotation within a quotation. */
export function quoteText(
	text: string | undefined,
	{ opening, closing, innerOpening, innerClosing }: Messages['quotes'],
): string | undefined {
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

/** Removes what programs turn into links. A bare name such as `amazon.com` stays, because titles contain such names. */
function withoutAddresses(line: string): string {
	return line
		.split(' ')
		.map((word) => (/:\/\/|@|^\P{L}*www\.|\.\p{L}{2,}(?:[/?#]|:\d)/iu.test(word) ? '…' : word))
		.join(' ');
}
