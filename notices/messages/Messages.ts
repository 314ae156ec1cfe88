import type { ListMessages } from '../lists/ListMessages';
import type { PageMessages } from '../pages/PageMessages';
import type { SystemMessages } from '../systems/SystemMessages';
import type { Detail, LinkKind, PatronNotice, StaffNotice } from '../kinds';

/**
 * A message. Names in braces are placeholders for facts of the item; a sentence with an unknown one is left out. A line break remains a
 * line break, and an empty line begins a paragraph.
 */
export interface NoticeMessage {
	readonly subject: string;
	readonly text: string;
}

export interface StaffMessage extends NoticeMessage {
	/** The instruction to staff if the item itself has none. */
	readonly whatToDo: string;
}

export interface Messages {
	readonly patron: Readonly<Record<PatronNotice, NoticeMessage>>;
	readonly staff: Readonly<Record<StaffNotice, StaffMessage>>;
	readonly greeting: string;
	readonly closing: string;
	readonly labels: Readonly<Record<Detail, string>>;
	/** The text between a label and its value. */
	readonly colon: string;
	/** The quotation marks around a quotation. */
	readonly quotes: readonly [opening: string, closing: string];
	readonly links: Readonly<Record<LinkKind, string>>;
	readonly lists: ListMessages;
	readonly pages: PageMessages;
	readonly systems: SystemMessages;
	readonly headings: { readonly candidates: string; readonly refusals: string; readonly forms: string };
	readonly candidate: { readonly noDate: string; lenders(count: number): string };
	/** Sentences for the placeholders of the same names. */
	readonly why: { readonly nothingFound: string; readonly nobodyLends: string; readonly ownLibrary: string };
	readonly whatNext: { readonly weWrite: string; readonly nameTheNumber: string };
	readonly howToGetIt: { readonly here: string; readonly usualWay: string; readonly askUs: string };
	/** What staff do about a doubtful record if a page lets them choose one. */
	readonly chooseOnPage: string;
	/** The remark below a notice that goes to the address for tests; `{reader}` would get it otherwise. */
	readonly sentToTester: string;
	/** The remark below a notice that was made from a test event. */
	readonly isTest: string;
	/** The prefix of the subject of both. */
	readonly testMark: string;
	readonly unknownLibrary: string;
}
