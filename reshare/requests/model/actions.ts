import type { Side } from './request';
import type { CloseAs } from './state';

/** What an action cannot do without. */
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

interface ActionRow {
	/** The side whose requests have the action; undefined: both sides. */
	readonly side: Side | undefined;
	readonly label: string;
	/** What the action does, for the person who chooses it. */
	readonly hint: string;
	/** What staff read after the action. */
	readonly done: string;
	/** The settings that go along with the action, where the back end takes them. */
	readonly says?: readonly ActionSetting[];
	readonly needs?: keyof Needed;
}

/** Makes a function that makes the rows of the actions of one side. Its arguments are explained in `ActionRow`. */
const makeRowMaker =
	(side: Side | undefined) =>
	<const Settings extends readonly ActionSetting[] = readonly []>(label: string, hint: string, done: string, says?: Settings) => ({
		side,
		label,
		hint,
		done,
		says,
	});
const borrowing = makeRowMaker('borrowing');
const lending = makeRowMaker('lending');
const either = makeRowMaker(undefined);

/**
 * The actions in the order of a request's life: those of the borrowing side, of the lending side, and of both. In their texts, messages and
 * conditions are those of the other library.
 */
const table = {
	checkAgain: borrowing(
		'Check Again',
		'Have ReShare check a request again that it holds for staff, once what was wrong is put right',
		'The request is checked again.',
	),
	approveAsIs: borrowing(
		'Approve as It Is',
		'Let a request go on that a check of ReShare holds for staff, such as an unknown patron or a duplicate',
		'The request goes on as it is.',
	),
	fillLocally: borrowing(
		'Fill Locally',
		"Fill the request from your library's own copy, where ReShare found one",
		"The request is filled from your library's own copy.",
	),
	cannotFillLocally: borrowing(
		'Cannot Fill Locally',
		"Your library's own copy cannot be had: ask other libraries",
		'The request goes on to other libraries.',
		['reason', 'note'],
	),
	agreeConditions: borrowing('Agree to Conditions', 'Accept what the lender requires', 'The conditions were accepted.', ['note', 'shown']),
	rejectConditions: borrowing(
		'Reject Conditions',
		'Turn the conditions down, so that the next library is asked',
		'The conditions were rejected.',
		['note'],
	),
	cancel: borrowing(
		'Cancel',
		'Cancel the request, with the consent of the lender where there is one',
		'Cancellation was asked of the lender.',
		['reason', 'note'],
	),
	receive: borrowing('Mark as Received', 'The item has arrived at your library', 'The item is marked as received.'),
	checkOut: borrowing('Check Out to Patron', 'The patron takes the item; only with CrossLink', 'The item is checked out to the patron.'),
	renew: borrowing('Request a Renewal', 'Ask the lender for a longer loan; only with CrossLink', 'The lender was asked for a longer loan.'),
	patronReturned: borrowing(
		'Mark as Returned by Patron',
		'The patron has brought the item back',
		'The item is marked as returned by the patron.',
	),
	shipBack: borrowing('Mark as Shipped Back', 'The item is on its way back to the lender', 'The item is marked as shipped back.'),
	returnAndShipBack: borrowing(
		'Mark as Returned and Shipped Back',
		'The patron has brought the item back, and it is on its way back to the lender',
		'The item is marked as returned by the patron and shipped back.',
	),
	markLost: borrowing(
		'Mark as Lost',
		'The item is lost; only with mod-rs, where the consortium has this step',
		'The item is marked as lost.',
	),
	requestAgain: borrowing(
		'Request Again',
		'Make a new request like this one, which was canceled or could not be filled, or for which the lender wants a retry',
		'The item was requested again.',
	),
	declineRetry: borrowing(
		'Decline Retry',
		'The lender wants a retry, and your library does not; only with CrossLink',
		'The item is not requested again.',
	),
	markReviewed: borrowing(
		'Mark End of Rota as Reviewed',
		'Staff have dealt with a request that nobody could fill; not with CrossLink',
		'The request is marked as reviewed.',
	),
	willSupply: lending('Will Supply', 'Tell the borrower that the item will come', 'The borrower was told that the item will come.', [
		'place',
		'callNumber',
		'note',
	]),
	sendConditions: lending(
		'Send Conditions',
		'Tell the borrower under which condition, or at what cost, the item can come',
		'The conditions were sent.',
		['condition', 'cost', 'currency', 'note', 'place', 'withoutWaiting'],
	),
	conditionsAgreed: lending(
		'Mark Conditions as Agreed',
		'The borrower has agreed in another way, such as by phone; not with CrossLink',
		'The conditions are marked as agreed.',
	),
	cannotSupply: lending(
		'Cannot Supply',
		'Tell the borrower that the item will not come, so that the next library is asked',
		'The borrower was told that the item will not come.',
		['reason', 'note'],
	),
	askForRetry: lending(
		'Retry with Another Record',
		'The item was not found as cited: ask the borrower to request another record instead; only with CrossLink',
		'The borrower was asked to request another record in its place.',
		['recordId', 'note'],
	),
	printPullSlip: lending(
		'Mark Pull Slip as Printed',
		'The pull slip is printed, and the item is looked for on the shelf',
		'The pull slip is marked as printed.',
	),
	markShipped: lending(
		'Mark as Shipped',
		'The items with these barcodes are on their way to the borrower',
		'The item is marked as shipped.',
		['barcodes', 'note'],
	),
	sendDocument: {
		...either('Send Document', 'Tell the borrower where to find the copy', 'The link to the document was sent.', ['note']),
		needs: 'link',
	},
	agreeCancellation: lending(
		'Agree to Cancellation',
		'The borrower wants to cancel, and nothing will be sent',
		'The borrower was told that the request is canceled.',
		['note'],
	),
	refuseCancellation: lending(
		'Refuse Cancellation',
		'The borrower wants to cancel, but the item comes all the same',
		'The borrower was told that the request is not canceled.',
		['note'],
	),
	agreeRenewal: lending(
		'Agree to Renewal',
		'The borrower may keep the item longer; only with CrossLink',
		'The borrower may keep the item longer.',
		['dueDay'],
	),
	refuseRenewal: lending(
		'Refuse Renewal',
		'The borrower may not keep the item longer; only with CrossLink',
		'The borrower was told that it may not keep the item longer.',
	),
	markOverdue: lending(
		'Mark as Overdue',
		'Tell the borrower that the item is overdue; only with CrossLink',
		'The item is marked as overdue.',
	),
	recall: lending(
		'Recall',
		'Ask the borrower to send the item back; only with CrossLink',
		'The borrower was asked to send the item back.',
		['dueDay', 'note'],
	),
	receivedBack: lending(
		'Mark as Received Back',
		'The item has come back to your library, and the request is complete',
		'The item is marked as received back.',
	),
	sendMessage: { ...either('Send Message', 'Write to the other library', 'The message was sent.'), needs: 'text' },
	markMessagesSeen: either('Mark Messages as Read', 'Mark all messages of the request as read', 'The messages are marked as read.'),
	writeStaffNote: {
		...either(
			'Write Staff Note',
			'Write the note that only your own staff read, in place of the one before; on the borrowing side only with CrossLink',
			'The note for staff is written.',
		),
		needs: 'text',
	},
	closeManually: {
		...either('Close Manually', 'Close the request whatever its status is; not with CrossLink', 'The request was closed.'),
		needs: 'as',
	},
} as const satisfies Readonly<Record<string, ActionRow>>;

export type ActionKind = keyof typeof table;

type With<Row extends ActionRow> = Partial<Pick<Sayable, NonNullable<Row['says']>[number]>> &
	(Row extends { readonly needs: infer Need extends keyof Needed } ? Pick<Needed, Need> : unknown);

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
		| 'stuck'
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
	/** The settings that the back end accepts with the action. Absent: all that the action has. */
	readonly takes?: readonly ActionSetting[];
	/** What staff can do if there is no such action, as a sentence. */
	readonly instead?: string;
}
export type BackEndActions = Readonly<Partial<Record<ActionKind, OwnAction>>>;

export function acceptedSettings(own: BackEndActions, kind: ActionKind) {
	return own[kind]?.takes ?? actionTable[kind].says ?? [];
}

/** Chooses the back end's name of an action among those that the request allows. If these were not read, it is the most probable one. */
export function chooseBackEndActionName(own: BackEndActions, kind: ActionKind, allowed: readonly string[] = []) {
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
