import type { Requests } from '../../reshare/index';
import type { LendingButton, ScanTask } from './readPostedAnswer';

/** The part of the lending desk's daily work for which a request waits. */
export type DeskPart = NonNullable<ReturnType<Requests['standing']>['deskPart']>;

/** What the button to cancel has led to. */
export type CancelResult = 'canceled' | 'asked' | 'notCanceled' | 'notSure' | 'noSuchRequest' | 'tryLater';

export interface PageMessages {
	readonly noTitle: string;
	readonly details: Readonly<Record<'callNumber' | 'shelf' | 'dueDate' | 'serviceType', string>>;
	readonly serviceTypes: Readonly<Record<'loan' | 'copy', string>>;
	/** The text for an item of an error output that does not say why it failed. */
	readonly couldNotAsk: string;
	/** The text for an answer whose token was not accepted, so that nothing was done. */
	readonly notAccepted: string;
	/** The text that screen readers read in place of the bars. */
	barcode(number: string): string;
	readonly lendingDesk: {
		readonly title: string;
		readonly parts: Readonly<Record<DeskPart | 'other', string>>;
		readonly answers: Readonly<Record<LendingButton, string>>;
		readonly reason: string;
		readonly fetchedFrom: string;
		choosePlace(number: string): string;
		readonly nothing: string;
		readonly lookAgain: string;
		readonly notRead: string;
		readonly done: string;
		readonly notDone: string;
		partlyDone(done: number, notDone: number): string;
		readonly noSuchAnswer: string;
		readonly slips: string;
		printSlips(count: number): string;
		readonly markPrinted: string;
		readonly print: string;
		readonly back: string;
		readonly noSlip: string;
	};
	readonly scanDesk: {
		readonly title: string;
		readonly whatIsDone: string;
		readonly tasks: Readonly<Record<ScanTask, string>>;
		readonly code: string;
		readonly item: string;
		readonly go: string;
		readonly nextItem: string;
		request(code: string): string;
		done(number: string): string;
		notDone(number: string): string;
		lookIntoReShare(number: string): string;
		readonly chooseTask: string;
		readonly notFound: string;
	};
	readonly cancel: {
		readonly title: string;
		readonly forPatrons: string;
		readonly forStaff: string;
		readonly note: string;
		readonly button: string;
		/** The texts of the results, with placeholders as in notices. */
		readonly results: Readonly<Record<CancelResult, { readonly heading: string; readonly text: string }>>;
	};
	/** The page to which the letter about a lending rule's response links. */
	readonly confirm: { readonly title: string; readonly introduction: string; readonly button: string; readonly done: string };
	/** The form on which staff choose a record. */
	readonly choose: { readonly title: string; readonly record: string; readonly done: string };
	/** The form on which staff approve a copy beyond the limit; its title is the subject of the letter. */
	readonly approve: { readonly approvedBy: string; readonly done: string };
}
