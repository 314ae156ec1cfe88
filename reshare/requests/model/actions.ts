import type { Side } from './request';
import type { CloseAs } from './state';

/**
 * What may be done to a request, in the order of its day: on the borrowing side, on the lending side, on both. Messages and
 * conditions are those of the other library.
 */
export type RequestAction =
	| { readonly kind: 'checkAgain' }
	| { readonly kind: 'approveAsIs' }
	| { readonly kind: 'fillLocally' }
	| ({ readonly kind: 'cannotFillLocally' } & Said<'reason' | 'note'>)
	| ({ readonly kind: 'agreeConditions' } & Said<'note'>)
	| ({ readonly kind: 'rejectConditions' } & Said<'note'>)
	| ({ readonly kind: 'cancel' } & Said<'reason' | 'note'>)
	| { readonly kind: 'receive' }
	| { readonly kind: 'checkOut' }
	| { readonly kind: 'renew' }
	| { readonly kind: 'patronReturned' }
	| { readonly kind: 'shipBack' }
	| { readonly kind: 'returnAndShipBack' }
	| { readonly kind: 'markLost' }
	| { readonly kind: 'requestAgain' }
	| { readonly kind: 'declineRetry' }
	| { readonly kind: 'markReviewed' }
	| ({ readonly kind: 'willSupply' } & Said<'place' | 'callNumber' | 'note'>)
	| ({ readonly kind: 'sendConditions' } & Said<'condition' | 'cost' | 'currency' | 'note' | 'place' | 'withoutWaiting'>)
	| { readonly kind: 'conditionsAgreed' }
	| ({ readonly kind: 'cannotSupply' } & Said<'reason' | 'note'>)
	| ({ readonly kind: 'askForRetry' } & Said<'recordId' | 'note'>)
	| { readonly kind: 'printPullSlip' }
	| ({ readonly kind: 'markShipped' } & Said<'barcodes' | 'note'>)
	| ({ readonly kind: 'sendDocument'; readonly link: string } & Said<'note'>)
	| ({ readonly kind: 'agreeCancellation' } & Said<'note'>)
	| ({ readonly kind: 'refuseCancellation' } & Said<'note'>)
	| ({ readonly kind: 'agreeRenewal' } & Said<'dueDay'>)
	| { readonly kind: 'refuseRenewal' }
	| { readonly kind: 'markOverdue' }
	| ({ readonly kind: 'recall' } & Said<'dueDay' | 'note'>)
	| { readonly kind: 'receivedBack' }
	| { readonly kind: 'sendMessage'; readonly text: string }
	| { readonly kind: 'markMessagesSeen' }
	| { readonly kind: 'writeStaffNote'; readonly text: string }
	| { readonly kind: 'closeManually'; readonly as: CloseAs };

export type ActionKind = RequestAction['kind'];

/** What may be said with an action, where the back end takes it. */
interface Sayable {
	/** Of the back end's own list for this action. */
	readonly reason: string;
	/** The other library reads it. */
	readonly note: string;
	/** Of the shared inventory: what the other library is to request instead. */
	readonly recordId: string;
	/** Where the item is fetched from, of the library's own list. */
	readonly place: string;
	readonly callNumber: string;
	/** Of the back end's own list. */
	readonly condition: string;
	/** In whole units of the currency, e.g. `12.5`. */
	readonly cost: number;
	/** ISO 4217 code. */
	readonly currency: string;
	/** The request goes on as if the other library had agreed already. */
	readonly withoutWaiting: boolean;
	readonly barcodes: readonly string[];
	/** `YYYY-MM-DD`, in the lending library's own zone. */
	readonly dueDay: string;
}

export type ActionSetting = keyof Sayable;

type Said<Setting extends ActionSetting> = Partial<Pick<Sayable, Setting>>;

/** The actions that a back end has at all, each with what of its settings it takes. */
export type ActionsOffered = Readonly<Partial<Record<ActionKind, readonly ActionSetting[]>>>;

/** Something that a request allows now. */
export interface AllowedAction {
	/** Undefined for an action of the back end for which there is no word here. */
	readonly kind?: ActionKind;
	readonly label: string;
	/** The back end's own name of it. */
	readonly name: string;
	/** Why it would come to nothing now although it is offered, as a sentence. */
	readonly hindrance?: string | undefined;
}

interface Words {
	/** As the user reads it. */
	readonly label: string;
	/** The side that has it; absent: both. */
	readonly side?: Side;
	/** Told when it was done. */
	readonly done: string;
}

export const actionWords: Readonly<Record<ActionKind, Words>> = {
	checkAgain: { label: 'Check Again', side: 'borrowing', done: 'The request is checked again.' },
	approveAsIs: { label: 'Approve as It Is', side: 'borrowing', done: 'The request goes on as it is.' },
	fillLocally: { label: 'Fill Locally', side: 'borrowing', done: "The request is filled from your library's own copy." },
	cannotFillLocally: { label: 'Cannot Fill Locally', side: 'borrowing', done: 'The request goes on to other libraries.' },
	agreeConditions: { label: 'Agree to Conditions', side: 'borrowing', done: 'The conditions were accepted.' },
	rejectConditions: { label: 'Reject Conditions', side: 'borrowing', done: 'The conditions were rejected.' },
	cancel: { label: 'Cancel', side: 'borrowing', done: 'Cancellation was asked of the lending library.' },
	receive: { label: 'Mark as Received', side: 'borrowing', done: 'The item is marked as received.' },
	checkOut: { label: 'Check Out to Patron', side: 'borrowing', done: 'The item is checked out to the patron.' },
	renew: { label: 'Ask for a Renewal', side: 'borrowing', done: 'The lending library was asked for a longer loan.' },
	patronReturned: { label: 'Mark as Returned by Patron', side: 'borrowing', done: 'The item is marked as returned by the patron.' },
	shipBack: { label: 'Mark as Shipped Back', side: 'borrowing', done: 'The item is marked as shipped back.' },
	returnAndShipBack: { label: 'Mark as Returned and Shipped Back', side: 'borrowing', done: 'The item is marked as returned by the patron and shipped back.' },
	markLost: { label: 'Mark as Lost', side: 'borrowing', done: 'The item is marked as lost.' },
	requestAgain: { label: 'Request Again', side: 'borrowing', done: 'The item was requested again.' },
	declineRetry: { label: 'Decline Another Try', side: 'borrowing', done: 'The item is not requested again.' },
	markReviewed: { label: 'Mark End of Rota as Reviewed', side: 'borrowing', done: 'The request is marked as reviewed.' },
	willSupply: { label: 'Will Supply', side: 'lending', done: 'The borrowing library was told that the item will come.' },
	sendConditions: { label: 'Send Conditions', side: 'lending', done: 'The conditions were sent.' },
	conditionsAgreed: { label: 'Mark Conditions as Agreed', side: 'lending', done: 'The conditions are marked as agreed.' },
	cannotSupply: { label: 'Cannot Supply', side: 'lending', done: 'The borrowing library was told that the item will not come.' },
	askForRetry: { label: 'Ask for Another Request', side: 'lending', done: 'The borrowing library was asked to request another record in its place.' },
	printPullSlip: { label: 'Mark Pull Slip as Printed', side: 'lending', done: 'The pull slip is marked as printed.' },
	markShipped: { label: 'Mark as Shipped', side: 'lending', done: 'The item is marked as shipped.' },
	sendDocument: { label: 'Send Document', side: 'lending', done: 'The link to the document was sent.' },
	agreeCancellation: { label: 'Agree to Cancellation', side: 'lending', done: 'The borrowing library was told that the request is canceled.' },
	refuseCancellation: { label: 'Refuse Cancellation', side: 'lending', done: 'The borrowing library was told that the request is not canceled.' },
	agreeRenewal: { label: 'Agree to Renewal', side: 'lending', done: 'The borrowing library may keep the item longer.' },
	refuseRenewal: { label: 'Refuse Renewal', side: 'lending', done: 'The borrowing library was told that it may not keep the item longer.' },
	markOverdue: { label: 'Mark as Overdue', side: 'lending', done: 'The item is marked as overdue.' },
	recall: { label: 'Recall', side: 'lending', done: 'The borrowing library was asked to send the item back.' },
	receivedBack: { label: 'Mark as Received Back', side: 'lending', done: 'The item is marked as received back.' },
	sendMessage: { label: 'Send Message', done: 'The message was sent.' },
	markMessagesSeen: { label: 'Mark Messages as Read', done: 'The messages are marked as read.' },
	writeStaffNote: { label: 'Write Staff Note', done: 'The note for staff is written.' },
	closeManually: { label: 'Close Manually', done: 'The request was closed.' },
};

export const actionKinds = Object.keys(actionWords) as readonly ActionKind[];

/** For an adapter's list of what is allowed. */
export function allowedAction(kind: ActionKind, name: string): AllowedAction {
	return { kind, label: actionWords[kind].label, name };
}

/** A back end's own names of the actions, the likeliest first; which of several there is depends on the state. */
export type ActionNames = Readonly<Partial<Record<ActionKind, readonly [string, ...string[]]>>>;

/** The name of an action among those that the request allows; where they were not asked for, the usual one. */
export function nameAmong(names: ActionNames, kind: ActionKind, allowed: readonly string[] = []): string {
	const known = names[kind] ?? [];
	return known.find((name) => allowed.includes(name)) ?? known[0] ?? kind;
}
