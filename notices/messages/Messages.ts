import type { ActionResult, AdviceName, CreateResult, FindResult, RequestAction, Requests } from '../../reshare/index';
import type en from './en.json';

/**
 * A message. Names in braces are placeholders for facts of the item; a sentence with an unknown fact is left out. A line break stays a line
 * break, and an empty line begins a paragraph.
 */
export interface NoticeMessage {
	/** The subject: first its point, then the title and the number, so that a phone shows them. A long title is shortened. */
	readonly subject: string;
	readonly text: string;
}

type Texts<Code extends string> = Readonly<Record<Code, string>>;
type AppliedRule = Awaited<ReturnType<ReturnType<Requests['ownRules']>['apply']>>;

/** The texts for codes of the client. A new code does not compile without its text. */
interface TextsOfCodes {
	/** Why a node gave an item its outcome, as sentences for staff. */
	readonly causes: {
		readonly search: Texts<FindResult['reason']>;
		/** `copiesNotCounted`: Create refused a copy because the requests that count against the copyright limit could not be read. */
		readonly request: Texts<NonNullable<CreateResult['reason']> | 'created' | 'copiesNotCounted'>;
		readonly action: Texts<ActionResult['reason'] | 'notFound' | 'severalRequests'>;
		readonly blockers: Texts<NonNullable<ActionResult['blocker']>>;
		readonly rules: Texts<AppliedRule['reason']>;
	};
	readonly actions: Texts<RequestAction['kind']>;
	readonly advice: Texts<AdviceName>;
	readonly candidate: { readonly lending: Texts<Exclude<FindResult['candidates'][number]['lending'], 'lent'>> };
}

/**
 * The texts of a language. Each language has the keys of the English file, which means:
 *
 * - `patron` and `staff`: the notices. `whatToDo` is the instruction to staff if the item itself has none.
 * - `inOwnLibrary`: the letter that a title is not available, where our own library has it.
 * - `forLibraryUse`: the letter that an item has arrived, if its lender lets patrons use it in the library only.
 * - `questions`: the end of each email to a patron, which says where to ask.
 * - `labels`: `explanation` says that what follows is English. `patronSubject` is the subject of a letter that staff pass on.
 * - `colon`: the text between a label and its value.
 * - `quotes`: the quotation marks around a quotation, and those around a quotation within it.
 * - `conditions` and `refusals`: codes of ISO 18626. A code without a text is shown as the other library wrote it.
 * - `why`, `otherWay`, `whatNext` and `howToGetIt`: sentences for the placeholders of the same names.
 * - `chooseOnPage`: what staff do about a doubtful record if a page lets them choose one.
 * - `sentToTester` and `isTest`: the remarks below a notice that goes to the address for tests, where `{reader}` would get it otherwise,
 *   and below one that was made from a test event. `testMark` begins the subject of both.
 * - `noPatron`: said to staff where the patron should be told, and the item does not say who that is.
 * - `lists`: `notComplete` and `incomplete` are the end and the subject of a list that lacks items because they failed. `legend` says what
 *   a bar shows. `lastDays` is a label with the period whose events its number counts; `soFar` the month that has not ended. `columnHeads`
 *   are columns of the spreadsheets that no label or figure names. `isSent` and `arrives` name the days within which 9 of 10 requests are
 *   sent or arrive, and those that this one has taken.
 * - `pages`: `couldNotAsk` is for a failure without a reason, `notAccepted` for an answer whose token was not accepted, `barcode` what
 *   screen readers read in place of the bars. `confirm` is the page to which the letter about a lending rule's response links, `choose` and
 *   `approve` are the forms for a record and for a copy beyond the limit.
 * - `systems`: what is written into other systems (`note`), and what staff read about it. `handOver` is for a request that no library
 *   fills, `end` for a transaction of ILLiad, where `lost` answers an unknown call, and `alma` for a request of Alma.
 *
 * A text with `one` and `other` has a form for each grammatical number, and `#` in place of the number.
 */
export type Messages = typeof en & TextsOfCodes;

export type ListMessages = Messages['lists'];
export type PageMessages = Messages['pages'];
export type OtherSystemMessages = Messages['systems'];
export type RuleAnswerName = keyof ListMessages['rehearsal']['answers'];
