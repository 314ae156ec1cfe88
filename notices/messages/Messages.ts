import type { ListMessages } from '../lists/ListMessages';
import type { PageMessages } from '../pages/PageMessages';
import type { SystemMessages } from '../systems/SystemMessages';
import type { Detail, LinkKind, PatronNotice, StaffNotice } from '../kinds';

/**
 * Names in braces stand for facts of the item; a sentence with an unknown one is left out. A line stays a line, an empty line
 * begins a paragraph.
 */
export interface NoticeMessage {
	readonly subject: string;
	readonly text: string;
}

export interface StaffMessage extends NoticeMessage {
	/** If the item itself does not say what staff should do. */
	readonly whatToDo: string;
}

export interface Messages {
	readonly patron: Readonly<Record<PatronNotice, NoticeMessage>>;
	readonly staff: Readonly<Record<StaffNotice, StaffMessage>>;
	readonly greeting: string;
	readonly closing: string;
	readonly labels: Readonly<Record<Detail, string>>;
	/** Between a label and its value. */
	readonly colon: string;
	/** Before and behind a quotation. */
	readonly quotes: readonly [opening: string, closing: string];
	readonly links: Readonly<Record<LinkKind, string>>;
	readonly lists: ListMessages;
	readonly pages: PageMessages;
	readonly systems: SystemMessages;
	readonly headings: { readonly candidates: string; readonly refusals: string; readonly forms: string };
	readonly candidate: { readonly noDate: string; lenders(count: number): string };
	/** Sentences for placeholders of the same name. */
	readonly why: { readonly nothingFound: string; readonly nobodyLends: string; readonly ownLibrary: string };
	readonly whatNext: { readonly weWrite: string; readonly nameTheNumber: string };
	readonly howToGetIt: { readonly here: string; readonly usualWay: string; readonly askUs: string };
	/** What staff do about a doubtful record if a page lets them choose. */
	readonly chooseOnPage: string;
	/** Below a notice that goes to the address for tests; `{reader}` would get it otherwise. */
	readonly sentToTester: string;
	/** Below a notice that was made from a test event. */
	readonly isTest: string;
	/** Before the subject of both. */
	readonly testMark: string;
	readonly unknownLibrary: string;
}
