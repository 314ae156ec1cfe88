import type { Side } from '../request';
import type { CloseAs } from '../state';

/** What may be done to a request. Messages and conditions are those of the other library; a message and the read mark change no state. */
export type RequestAction =
	| { readonly kind: 'cancel'; readonly reason?: string; readonly note?: string }
	| { readonly kind: 'closeManually'; readonly as: CloseAs }
	| { readonly kind: 'agreeConditions'; readonly note?: string }
	| { readonly kind: 'rejectConditions'; readonly note?: string }
	| { readonly kind: 'markMessagesSeen' }
	| { readonly kind: 'sendMessage'; readonly text: string };

export type ActionKind = RequestAction['kind'];

/** What may be said with an action, where the back end takes it. */
export type ActionSetting = 'reason' | 'note';

/** The actions that a back end has at all, each with what of its settings it takes. */
export type ActionsOffered = Readonly<Partial<Record<ActionKind, readonly ActionSetting[]>>>;

/** Something that a request allows now. */
export interface AllowedAction {
	/** Undefined for an action of the back end for which there is no word here. */
	readonly kind?: ActionKind;
	readonly label: string;
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
	cancel: { label: 'Cancel', side: 'borrowing', done: 'Cancellation was asked of the lending library.' },
	closeManually: { label: 'Close Manually', done: 'The request was closed.' },
	agreeConditions: { label: 'Agree to Conditions', side: 'borrowing', done: 'The conditions were accepted.' },
	rejectConditions: { label: 'Reject Conditions', side: 'borrowing', done: 'The conditions were rejected.' },
	markMessagesSeen: { label: 'Mark Messages as Read', done: 'The messages are marked as read.' },
	sendMessage: { label: 'Send Message', done: 'The message was sent.' },
};

/** For an adapter's list of what is allowed. */
export function allowedAction(kind: ActionKind): AllowedAction {
	return { kind, label: actionWords[kind].label };
}
