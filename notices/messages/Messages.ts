import type { ListMessages } from '../lists/ListMessages';
import type { PageMessages } from '../pages/PageMessages';
import type { SystemMessages } from '../systems/SystemMessages';
import type { ActionResult, AdviceName, CreateResult, FindResult, RequestAction, Requests } from '../../reshare/index';
import type { DetailName, LinkKind, PatronNoticeName, StaffNoticeName } from '../noticeKinds';

/**
 * A message. Names in braces are placeholders for facts of the item; a sentence with an unknown fact is left out. A line break stays a line
 * break, and an empty line begins a paragraph.
 */
export interface NoticeMessage {
	/** The subject: first its point, then the title and the number, so that a phone shows them. A long title is shortened. */
	readonly subject: string;
	readonly text: string;
}

interface StaffMessage extends NoticeMessage {
	/** The instruction to staff if the item itself has none. */
	readonly whatToDo: string;
}

/** Why a node gave an item its outcome, as sentences for staff. */
export interface CauseMessages {
	readonly search: Readonly<Record<FindResult['reason'], string>>;
	/** `copiesNotCounted`: the limit for which the requests that count could not be read. */
	readonly request: Readonly<Record<NonNullable<CreateResult['reason']> | 'created' | 'copiesNotCounted', string>>;
	readonly action: Readonly<Record<ActionResult['reason'] | 'notFound' | 'severalRequests', string>>;
	readonly blockers: Readonly<Record<NonNullable<ActionResult['blocker']>, string>>;
	readonly rules: Readonly<Record<RuleReason, string>>;
}
type ActionKind = RequestAction['kind'];
type RuleReason = Awaited<ReturnType<ReturnType<Requests['ownRules']>['apply']>>['reason'];

/** Codes of ISO 18626, which ReShare's libraries use. A code without a row is shown as the other library wrote it. */
type ConditionCode = 'LibraryUseOnly' | 'NoReproduction' | 'SignatureRequired' | 'SpecCollSupervReq' | 'WatchLibraryUseOnly';
type RefusalCode =
	'OnLoan' | 'InUse' | 'NotOnShelf' | 'NotHeld' | 'NotAvailable' | 'NonCirculating' | 'PolicyProblem' | 'PoorCondition' | 'Other';

/** The texts for who lends a record, for all cases but that of some libraries. */
type Lending = Exclude<FindResult['candidates'][number]['lending'], 'lent'>;

export interface Messages {
	readonly patron: Readonly<Record<PatronNoticeName, NoticeMessage>>;
	readonly staff: Readonly<Record<StaffNoticeName, StaffMessage>>;
	readonly greeting: string;
	/** The letter that a title is not available, where our own library has it. */
	readonly inOwnLibrary: NoticeMessage;
	/** The end of each email to a patron, which says where to ask. */
	readonly questions: string;
	readonly closing: string;
	readonly labels: Readonly<Record<DetailName, string>>;
	/** The text between a label and its value. */
	readonly colon: string;
	/** The quotation marks around a quotation, and those around a quotation within it. */
	readonly quotes: readonly [opening: string, closing: string, innerOpening: string, innerClosing: string];
	readonly links: Readonly<Record<LinkKind, string>>;
	readonly causes: CauseMessages;
	/** The actions of ReShare Request. */
	readonly actions: Readonly<Record<ActionKind, string>>;
	readonly advice: Readonly<Record<AdviceName, string>>;
	readonly conditions: Readonly<Record<ConditionCode, string>>;
	/** When a lender set its conditions. */
	setOn(moment: string): string;
	readonly refusals: Readonly<Record<RefusalCode, string>>;
	readonly lists: ListMessages;
	readonly pages: PageMessages;
	readonly systems: SystemMessages;
	readonly headings: {
		readonly formFields: string;
		readonly warnings: string;
		readonly candidates: string;
		readonly refusals: string;
		readonly otherRequests: string;
		readonly forms: string;
	};
	readonly candidate: { readonly noDate: string; lenders(count: number): string; readonly lending: Readonly<Record<Lending, string>> };
	/** Sentences for the placeholders of the same names. */
	readonly why: { readonly nothingFound: string; readonly nobodyLends: string; readonly ownLibrary: string };
	readonly otherWay: { readonly usual: string; readonly ownLibrary: string };
	readonly whatNext: string;
	readonly howToGetIt: { readonly here: string; readonly withoutLink: string; readonly askUs: string };
	/** What staff do about a doubtful record if a page lets them choose one. */
	readonly chooseOnPage: string;
	/** The remark below a notice that goes to the address for tests; `{reader}` is the one who would get it otherwise. */
	readonly sentToTester: string;
	/** The remark below a notice that was made from a test event. */
	readonly isTest: string;
	/** The prefix of the subject of both. */
	readonly testMark: string;
	readonly unknownLibrary: string;
}
