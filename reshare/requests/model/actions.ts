import type { Side } from './request';
import type { CloseAs } from './state';

interface ActionRow {
	readonly label: string;
	readonly hint: string;
	/** The side whose requests have the action; absent: both sides. */
	readonly side?: Side;
	/** What staff read after the action. */
	readonly done: string;
	readonly needs?: keyof Needed;
	readonly says?: readonly ActionSetting[];
}

/**
 * The actions in the order of a request's life: those of the borrowing side, of the lending side, and of both. In their texts, messages and
 * conditions are those of the other library.
 */
const table = {
	checkAgain: {
		label: 'Check Again',
		hint: 'Have ReShare check a request again that it holds for staff, once what was wrong is put right',
		side: 'borrowing',
		done: 'The request is checked again.',
	},
	approveAsIs: {
		label: 'Approve as It Is',
		hint: 'Let a request go on that a check of ReShare holds for staff, such as an unknown patron or a duplicate',
		side: 'borrowing',
		done: 'The request goes on as it is.',
	},
	fillLocally: {
		label: 'Fill Locally',
		hint: "Fill the request from your library's own copy, where ReShare found one",
		side: 'borrowing',
		done: "The request is filled from your library's own copy.",
	},
	cannotFillLocally: {
		label: 'Cannot Fill Locally',
		hint: "Your library's own copy cannot be had: ask other libraries",
		side: 'borrowing',
		done: 'The request goes on to other libraries.',
		says: ['reason', 'note'],
	},
	agreeConditions: {
		label: 'Agree to Conditions',
		hint: 'Accept what the lender requires',
		side: 'borrowing',
		done: 'The conditions were accepted.',
		says: ['note', 'shown'],
	},
	rejectConditions: {
		label: 'Reject Conditions',
		hint: 'Turn the conditions down, so that the next library is asked',
		side: 'borrowing',
		done: 'The conditions were rejected.',
		says: ['note'],
	},
	cancel: {
		label: 'Cancel',
		hint: 'Cancel the request, with the consent of the lender where there is one',
		side: 'borrowing',
		done: 'Cancellation was asked of the lender.',
		says: ['reason', 'note'],
	},
	receive: {
		label: 'Mark as Received',
		hint: 'The item has arrived at your library',
		side: 'borrowing',
		done: 'The item is marked as received.',
	},
	checkOut: {
		label: 'Check Out to Patron',
		hint: 'The patron takes the item; only with CrossLink',
		side: 'borrowing',
		done: 'The item is checked out to the patron.',
	},
	renew: {
		label: 'Request a Renewal',
		hint: 'Ask the lender for a longer loan; only with CrossLink',
		side: 'borrowing',
		done: 'The lender was asked for a longer loan.',
	},
	patronReturned: {
		label: 'Mark as Returned by Patron',
		hint: 'The patron has brought the item back',
		side: 'borrowing',
		done: 'The item is marked as returned by the patron.',
	},
	shipBack: {
		label: 'Mark as Shipped Back',
		hint: 'The item is on its way back to the lender',
		side: 'borrowing',
		done: 'The item is marked as shipped back.',
	},
	returnAndShipBack: {
		label: 'Mark as Returned and Shipped Back',
		hint: 'The patron has brought the item back, and it is on its way back to the lender',
		side: 'borrowing',
		done: 'The item is marked as returned by the patron and shipped back.',
	},
	markLost: {
		label: 'Mark as Lost',
		hint: 'The item is lost; only with mod-rs, where the consortium has this step',
		side: 'borrowing',
		done: 'The item is marked as lost.',
	},
	requestAgain: {
		label: 'Request Again',
		hint: 'Make a new request like this one, which was canceled or could not be filled, or for which the lender wants a retry',
		side: 'borrowing',
		done: 'The item was requested again.',
	},
	declineRetry: {
		label: 'Decline Retry',
		hint: 'The lender wants a retry, and your library does not; only with CrossLink',
		side: 'borrowing',
		done: 'The item is not requested again.',
	},
	markReviewed: {
		label: 'Mark End of Rota as Reviewed',
		hint: 'Staff have dealt with a request that nobody could fill; not with CrossLink',
		side: 'borrowing',
		done: 'The request is marked as reviewed.',
	},
	willSupply: {
		label: 'Will Supply',
		hint: 'Tell the borrower that the item will come',
		side: 'lending',
		done: 'The borrower was told that the item will come.',
		says: ['place', 'callNumber', 'note'],
	},
	sendConditions: {
		label: 'Send Conditions',
		hint: 'Tell the borrower under which condition, or at what cost, the item can come',
		side: 'lending',
		done: 'The conditions were sent.',
		says: ['condition', 'cost', 'currency', 'note', 'place', 'withoutWaiting'],
	},
	conditionsAgreed: {
		label: 'Mark Conditions as Agreed',
		hint: 'The borrower has agreed in another way, such as by phone; not with CrossLink',
		side: 'lending',
		done: 'The conditions are marked as agreed.',
	},
	cannotSupply: {
		label: 'Cannot Supply',
		hint: 'Tell the borrower that the item will not come, so that the next library is asked',
		side: 'lending',
		done: 'The borrower was told that the item will not come.',
		says: ['reason', 'note'],
	},
	askForRetry: {
		label: 'Retry with Another Record',
		hint: 'The item was not found as cited: ask the borrower to request another record instead; only with CrossLink',
		side: 'lending',
		done: 'The borrower was asked to request another record in its place.',
		says: ['recordId', 'note'],
	},
	printPullSlip: {
		label: 'Mark Pull Slip as Printed',
		hint: 'The pull slip is printed, and the item is looked for on the shelf',
		side: 'lending',
		done: 'The pull slip is marked as printed.',
	},
	markShipped: {
		label: 'Mark as Shipped',
		hint: 'The items with these barcodes are on their way to the borrower',
		side: 'lending',
		done: 'The item is marked as shipped.',
		says: ['barcodes', 'note'],
	},
	sendDocument: {
		label: 'Send Document',
		hint: 'Tell the borrower where to find the copy',
		done: 'The link to the document was sent.',
		needs: 'link',
		says: ['note'],
	},
	agreeCancellation: {
		label: 'Agree to Cancellation',
		hint: 'The borrower wants to cancel, and nothing will be sent',
		side: 'lending',
		done: 'The borrower was told that the request is canceled.',
		says: ['note'],
	},
	refuseCancellation: {
		label: 'Refuse Cancellation',
		hint: 'The borrower wants to cancel, but the item comes all the same',
		side: 'lending',
		done: 'The borrower was told that the request is not canceled.',
		says: ['note'],
	},
	agreeRenewal: {
		label: 'Agree to Renewal',
		hint: 'The borrower may keep the item longer; only with CrossLink',
		side: 'lending',
		done: 'The borrower may keep the item longer.',
		says: ['dueDay'],
	},
	refuseRenewal: {
		label: 'Refuse Renewal',
		hint: 'The borrower may not keep the item longer; only with CrossLink',
		side: 'lending',
		done: 'The borrower was told that it may not keep the item longer.',
	},
	markOverdue: {
		label: 'Mark as Overdue',
		hint: 'Tell the borrower that the item is overdue; only with CrossLink',
		side: 'lending',
		done: 'The item is marked as overdue.',
	},
	recall: {
		label: 'Recall',
		hint: 'Ask the borrower to send the item back; only with CrossLink',
		side: 'lending',
		done: 'The borrower was asked to send the item back.',
		says: ['dueDay', 'note'],
	},
	receivedBack: {
		label: 'Mark as Received Back',
		hint: 'The item has come back to your library, and the request is complete',
		side: 'lending',
		done: 'The item is marked as received back.',
	},
	sendMessage: { label: 'Send Message', hint: 'Write to the other library', done: 'The message was sent.', needs: 'text' },
	markMessagesSeen: {
		label: 'Mark Messages as Read',
		hint: 'Mark all messages of the request as read',
		done: 'The messages are marked as read.',
	},
	writeStaffNote: {
		label: 'Write Staff Note',
		hint: 'Write the note that only your own staff read, in place of the one before; on the borrowing side only with CrossLink',
		done: 'The note for staff is written.',
		needs: 'text',
	},
	closeManually: {
		label: 'Close Manually',
		hint: 'Close the request whatever its status is; not with CrossLink',
		done: 'The request was closed.',
		needs: 'as',
	},
} as const satisfies Readonly<Record<string, ActionRow>>;

export type ActionKind = keyof typeof table;

interface Needed {
	readonly link: string;
	readonly text: string;
	readonly as: CloseAs;
}

/** The settings of an action. They are sent only if the back end accepts them. */
interface Sayable {
	/** The reason, a code from the back end's list for this action. */
	readonly reason: string;
	/** A note that the other library reads. */
	readonly note: string;
	/** The record of the shared inventory to request instead. */
	readonly recordId: string;
	/** The location from which the item is fetched, from the library's own list. */
	readonly place: string;
	readonly callNumber: string;
	/** The condition, a code from the back end's own list. */
	readonly condition: string;
	/** The cost in the main unit of the currency, e.g. `12.5`. */
	readonly cost: number;
	/** The currency's ISO 4217 code. */
	readonly currency: string;
	/**
	 * The ids of the conditions that were shown to the person who agrees; no others are agreed to. Absent: those that the request has when
	 * it is read.
	 */
	readonly shown: readonly string[];
	/** Whether the request continues as if the other library had already agreed. */
	readonly withoutWaiting: boolean;
	readonly barcodes: readonly string[];
	/** The due day as `YYYY-MM-DD`, in the lending library's own zone. */
	readonly dueDay: string;
}

export type ActionSetting = keyof Sayable;

type With<Row> = (Row extends { readonly needs: infer Need extends keyof Needed } ? Pick<Needed, Need> : unknown) &
	(Row extends { readonly says: readonly (infer Setting extends ActionSetting)[] } ? Partial<Pick<Sayable, Setting>> : unknown);

export type RequestAction = { [Kind in ActionKind]: { readonly kind: Kind } & With<(typeof table)[Kind]> }[ActionKind];

export const actionTable: Readonly<Record<ActionKind, ActionRow>> = table;

export const actionKinds = Object.keys(actionTable) as readonly ActionKind[];

/** The actions that a version of a back end has at all, each with the settings that it accepts. */
export type SupportedActions = Readonly<Partial<Record<ActionKind, readonly ActionSetting[]>>>;

/** Why a request does not allow an action now, as a word and as a sentence. */
export interface ActionBlocker {
	readonly kind:
		| 'actionUnderWay'
		| 'actionBrokenOff'
		| 'duplicateAgain'
		| 'otherLibraryActs'
		| 'alreadyRequestedAgain'
		| 'waitsForOtherLibrary'
		| 'otherStatus'
		| 'changedMeanwhile';
	readonly sentence: string;
}

export interface AllowedAction {
	/** The action in this package's terms; undefined if it has no such action. */
	readonly kind?: ActionKind;
	readonly label: string;
	/** The back end's name of the action. */
	readonly name: string;
	/** Why the action would fail now although it is offered. */
	readonly blocker?: ActionBlocker;
}

interface OwnAction {
	/**
	 * The back end's names of the action, the most probable first, since the name depends on the state. Absent: the back end has no such
	 * action.
	 */
	readonly names?: readonly [string, ...string[]];
	readonly takes?: readonly ActionSetting[];
	/** What staff can do if there is no such action, as a sentence. */
	readonly instead?: string;
}
export type BackEndActions = Readonly<Partial<Record<ActionKind, OwnAction>>>;

/** Chooses the back end's name of an action among those that the request allows. If these were not read, it is the most probable one. */
export function chooseBackEndActionName(own: BackEndActions, kind: ActionKind, allowed: readonly string[] = []): string {
	const known = own[kind]?.names ?? [];
	return known.find((name) => allowed.includes(name)) ?? known[0] ?? kind;
}

/** Translates a back end's action into one or several actions of this package, or at least into a label. */
export function toAllowedActions(
	own: BackEndActions,
	name: string,
	otherLabels: Readonly<Record<string, string>>,
	side?: Side,
): [AllowedAction, ...AllowedAction[]] {
	const kinds = actionKinds.filter(
		(kind) => own[kind]?.names?.includes(name) === true && (side === undefined || (actionTable[kind].side ?? side) === side),
	);
	const [first, ...others] = kinds.map((kind) => toAllowedAction(kind, name));
	return first === undefined ? [{ label: otherLabels[name] ?? name, name }] : [first, ...others];
}

export function toAllowedAction(kind: ActionKind, name: string): AllowedAction {
	return { kind, label: actionTable[kind].label, name };
}
