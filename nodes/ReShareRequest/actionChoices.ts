import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { RequestAction } from '../shared/client';

export type ActionKind = RequestAction['kind'];

interface ActionChoice extends INodePropertyOptions {
	readonly value: ActionKind;
}

const both: readonly ActionChoice[] = [
	{ name: 'Send Message', value: 'sendMessage', description: 'Write to the other library' },
	{ name: 'Mark Messages as Read', value: 'markMessagesSeen', description: 'Mark all messages of the request as read' },
	{ name: 'Write Staff Note', value: 'writeStaffNote', description: 'Write the note that only your own staff read, in place of the one before; on the borrowing side only with CrossLink' },
	{ name: 'Close Manually', value: 'closeManually', description: 'Close the request whatever its status is; not with CrossLink' },
];

/** Each in the order of the day: until the item comes, while it is here, when it goes back. */
const borrowing: readonly ActionChoice[] = [
	{ name: 'Check Again', value: 'checkAgain', description: 'Have ReShare check a request again that it holds for staff, once what was wrong is put right' },
	{ name: 'Approve as It Is', value: 'approveAsIs', description: 'Let a request go on that a check of ReShare holds for staff, such as an unknown patron or a duplicate' },
	{ name: 'Fill Locally', value: 'fillLocally', description: "Fill the request from your library's own copy, where ReShare found one" },
	{ name: 'Cannot Fill Locally', value: 'cannotFillLocally', description: "Your library's own copy cannot be had: ask other libraries" },
	{ name: 'Agree to Conditions', value: 'agreeConditions', description: 'Accept what the lending library asks for' },
	{ name: 'Reject Conditions', value: 'rejectConditions', description: 'Turn the conditions down, so that the next library is asked' },
	{ name: 'Cancel', value: 'cancel', description: 'Cancel the request, asking the lending library where there is one' },
	{ name: 'Mark as Received', value: 'receive', description: 'The item has arrived at your library' },
	{ name: 'Check Out to Patron', value: 'checkOut', description: 'The patron takes the item; only with CrossLink' },
	{ name: 'Ask for a Renewal', value: 'renew', description: 'Ask the lending library for a longer loan; only with CrossLink' },
	{ name: 'Mark as Returned by Patron', value: 'patronReturned', description: 'The patron has brought the item back' },
	{ name: 'Mark as Shipped Back', value: 'shipBack', description: 'The item is on its way back to the lending library' },
	{ name: 'Mark as Returned and Shipped Back', value: 'returnAndShipBack', description: 'The patron has brought the item back, and it is on its way back to the lending library' },
	{ name: 'Mark as Lost', value: 'markLost', description: 'The item is lost; only with mod-rs, where the consortium has this step' },
	{ name: 'Request Again', value: 'requestAgain', description: 'Make a new request like this one, which was canceled or could not be filled, or for which the lending library asks to be asked again' },
	{ name: 'Decline Another Try', value: 'declineRetry', description: 'The lending library asks to be asked again, and your library does not want that; only with CrossLink' },
	{ name: 'Mark End of Rota as Reviewed', value: 'markReviewed', description: 'Staff have dealt with a request that nobody could fill; not with CrossLink' },
];

const lending: readonly ActionChoice[] = [
	{ name: 'Will Supply', value: 'willSupply', description: 'Tell the borrowing library that the item will come' },
	{ name: 'Send Conditions', value: 'sendConditions', description: 'Tell the borrowing library under which condition, or at what cost, the item can come' },
	{ name: 'Mark Conditions as Agreed', value: 'conditionsAgreed', description: 'The borrowing library has agreed in another way, such as by phone; not with CrossLink' },
	{ name: 'Cannot Supply', value: 'cannotSupply', description: 'Tell the borrowing library that the item will not come, so that the next library is asked' },
	{ name: 'Ask for Another Request', value: 'askForRetry', description: 'The item was not found as it was cited: ask the borrowing library to request another record in its place; only with CrossLink' },
	{ name: 'Mark Pull Slip as Printed', value: 'printPullSlip', description: 'The pull slip is printed, and the item is looked for on the shelf' },
	{ name: 'Mark as Shipped', value: 'markShipped', description: 'The items with these barcodes are on their way to the borrowing library' },
	{ name: 'Send Document', value: 'sendDocument', description: 'Tell the borrowing library where to find the copy that it asked for' },
	{ name: 'Agree to Cancellation', value: 'agreeCancellation', description: 'The borrowing library wants to cancel, and nothing will be sent' },
	{ name: 'Refuse Cancellation', value: 'refuseCancellation', description: 'The borrowing library wants to cancel, but the item comes all the same' },
	{ name: 'Agree to Renewal', value: 'agreeRenewal', description: 'The borrowing library may keep the item longer; only with CrossLink' },
	{ name: 'Refuse Renewal', value: 'refuseRenewal', description: 'The borrowing library may not keep the item longer; only with CrossLink' },
	{ name: 'Mark as Overdue', value: 'markOverdue', description: 'Tell the borrowing library that the item is overdue; only with CrossLink' },
	{ name: 'Recall', value: 'recall', description: 'Ask the borrowing library to send the item back; only with CrossLink' },
	{ name: 'Mark as Received Back', value: 'receivedBack', description: 'The item has come back to your library, and the request is complete' },
];

const choices = { borrowing: [...borrowing, ...both], lending: [...lending, ...both] } as const;

/** A field of one name for each side, with what that side allows. */
export function actionField(side: 'borrowing' | 'lending', usual: ActionKind): INodeProperties {
	return {
		displayName: 'Action',
		name: 'requestAction',
		type: 'options',
		options: [...choices[side]],
		default: usual,
		description: 'What to do with the request. An expression may name it, such as willSupply.',
		displayOptions: { show: { side: [side] } },
	};
}
