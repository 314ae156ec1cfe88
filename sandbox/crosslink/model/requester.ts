import { auto, copies, loans, mail, on, to, type ModelEvent, type ModelState } from './types';

const side = 'REQUESTER' as const;
const close = to('close-request', 'MANUALLY_CLOSED');
const skipPatron = to('skip-patron-validation', 'VALIDATED');
const checkPatron = { success: 'VALIDATED', review: 'INVALID_PATRON' };
const send = { success: 'SENT', duplicate: 'DUPLICATE' };
const waitsForStaff = { needsAttention: true, editable: true, closingAction: 'close-request' };

const willSupply = on('will-supply', 'WILL_SUPPLY');
const conditional = on('will-supply-conditional', 'CONDITION_PENDING');
const retry = on('retry-conditional', 'RETRY_PENDING');
const loaned = on('loaned', 'SHIPPED', loans);
const delivered = on('completed', 'COMPLETED', copies);
const unfilled = on('unfilled', 'UNFILLED');
/** Since 3.4: another supplier's turn is seen. */
const nextSupplier: readonly ModelEvent[] = [on('new-expect-to-supply', 'SUPPLIER_LOCATED'), on('new-expect-to-supply-local', 'LOCAL_SUPPLY')];

/** From the creation to the sending. */
function beforeSending(later: boolean): ModelState[] {
	const validated: ModelState = { name: 'VALIDATED', display: 'Patron Validated', side, closingAction: 'close-request' };
	const metadata = auto('update-metadata', { success: 'METADATA_UPDATED', review: 'NEEDS_REVIEW' });
	const skipMetadata = to('skip-metadata-update', 'METADATA_UPDATED');
	const common: ModelState[] = [
		{ name: 'NEW', display: 'New', side, initial: true, editable: true, primaryAction: 'validate-patron', closingAction: 'close-request', actions: [auto('validate-patron', checkPatron), skipPatron, close] },
		{ name: 'INVALID_PATRON', display: 'Invalid Patron', side, ...waitsForStaff, primaryAction: 'validate-patron', actions: [{ name: 'validate-patron', transitions: checkPatron }, skipPatron, close] },
	];
	const metadataUpdated: ModelState = { name: 'METADATA_UPDATED', display: 'Metadata Updated', side, closingAction: 'close-request' };
	const needsReview: ModelState = { name: 'NEEDS_REVIEW', display: 'Needs review', side, ...waitsForStaff };
	const duplicate: ModelState = { name: 'DUPLICATE', display: 'Duplicate', side, ...waitsForStaff, primaryAction: 'send-request' };
	const closeDuplicate = to('close-request', 'CLOSED_DUPLICATE');
	if (!later) {
		return [
			...common,
			{ ...validated, primaryAction: 'update-metadata', actions: [metadata, skipMetadata, close] },
			{ ...metadataUpdated, primaryAction: 'send-request', actions: [auto('send-request', send), close] },
			{ ...needsReview, primaryAction: 'send-request', actions: [{ name: 'send-request', transitions: send }, close] },
			{ ...duplicate, actions: [{ name: 'send-request', transitions: send }, closeDuplicate] },
		];
	}
	const limit = { success: 'LIMIT_CHECKED', review: 'OVER_LIMIT' };
	const checked = { success: 'READY_TO_SEND', review: 'DUPLICATE' };
	return [
		...common,
		{ ...validated, primaryAction: 'check-limit', actions: [auto('check-limit', limit), close] },
		{ name: 'OVER_LIMIT', display: 'Over Limit', side, needsAttention: true, primaryAction: 'check-limit', closingAction: 'close-request', actions: [{ name: 'check-limit', transitions: limit }, to('override-limit', 'LIMIT_CHECKED'), close] },
		{ name: 'LIMIT_CHECKED', display: 'Limit checked', side, primaryAction: 'update-metadata', closingAction: 'close-request', actions: [metadata, skipMetadata, close] },
		{ ...metadataUpdated, primaryAction: 'check-duplicate', actions: [auto('check-duplicate', checked), close] },
		{ ...needsReview, primaryAction: 'check-duplicate', actions: [{ name: 'check-duplicate', transitions: checked }, close] },
		{ name: 'READY_TO_SEND', display: 'Ready to send', side, primaryAction: 'send-request', closingAction: 'close-request', actions: [auto('send-request', { success: 'SENT' }), close] },
		{ ...duplicate, actions: [to('send-request', 'SENT'), closeDuplicate] },
	];
}

/** While suppliers are asked. */
function withSuppliers(later: boolean): ModelState[] {
	const next = later ? nextSupplier : [];
	const cancel = to('cancel-request', 'CANCEL_PENDING');
	return [
		{
			name: 'LOCAL_SUPPLY', display: 'Local Supply', side, needsAttention: true, editable: true,
			actions: [
				to('fill-locally', 'COMPLETED', { appliesTo: loans, primaryFor: loans }),
				to('supply-document', 'COMPLETED', { appliesTo: copies, primaryFor: ['Copy'] }),
				to('cancel-local-supply', 'CANCELLED'),
				to('cannot-supply-locally', 'SENT'),
			],
			events: [on('completed-local'), on('cancelled-local'), on('unfilled-local')],
		},
		{
			name: 'SENT', display: 'Sent', side,
			events: [on('expect-to-supply', 'SUPPLIER_LOCATED'), on('expect-to-supply-local', 'LOCAL_SUPPLY'), ...next, willSupply, conditional, loaned, delivered, unfilled, retry],
		},
		{ name: 'SUPPLIER_LOCATED', display: 'Supplier Located', side, primaryAction: 'cancel-request', actions: [cancel], events: [...next, willSupply, conditional, retry, loaned, delivered, unfilled] },
		{
			name: 'CONDITION_PENDING', display: 'Condition Pending', side, needsAttention: true, primaryAction: 'accept-condition',
			actions: [to('accept-condition', 'WILL_SUPPLY'), to('reject-condition', 'CANCEL_PENDING'), ...(later ? [cancel] : [])],
			events: [...next, conditional, delivered, unfilled],
		},
		{ name: 'RETRY_PENDING', display: 'Retry Pending', side, needsAttention: true, primaryAction: 'accept-retry', actions: [to('accept-retry', 'RETRY_ACCEPTED'), to('reject-retry', 'RETRY_REJECTED')] },
		{ name: 'WILL_SUPPLY', display: 'Will Supply', side, primaryAction: 'cancel-request', actions: [cancel], events: [...next, conditional, retry, loaned, delivered, unfilled] },
		{
			name: 'CANCEL_PENDING', display: 'Cancel Pending', side,
			events: [
				...next, on('cancel-accepted', 'CANCELLED'), on('cancel-rejected', 'WILL_SUPPLY'), delivered,
				...(later ? [loaned, unfilled] : [on('unfilled', 'UNFILLED', copies)]),
			],
		},
	];
}

/** While the item is here. */
function withItem(later: boolean): ModelState[] {
	const shipped: ModelState = { name: 'SHIPPED', display: 'Shipped', side, appliesTo: loans, primaryAction: 'receive', actions: [to('receive', 'RECEIVED')] };
	const shipReturn = to('ship-return', 'SHIPPED_RETURNED');
	const returned: ModelState = { name: 'SHIPPED_RETURNED', display: 'Shipped Returned', side, appliesTo: loans, events: [on('completed', 'COMPLETED')] };
	if (!later) {
		return [
			shipped,
			{ name: 'RECEIVED', display: 'Received', side, appliesTo: loans, primaryAction: 'check-out', actions: [to('check-out', 'CHECKED_OUT'), mail('received-notification')] },
			{ name: 'CHECKED_OUT', display: 'Checked Out', side, appliesTo: loans, primaryAction: 'check-in', actions: [to('check-in', 'CHECKED_IN')] },
			{ name: 'CHECKED_IN', display: 'Checked In', side, appliesTo: loans, primaryAction: 'ship-return', actions: [shipReturn] },
			returned,
		];
	}
	const desk = [to('check-out'), to('check-in'), shipReturn];
	const renew = to('renew', 'RENEWAL_PENDING');
	const claims = [on('overdue', 'OVERDUE'), on('recalled', 'RECALLED')];
	return [
		shipped,
		{ name: 'RECEIVED', display: 'Received', side, appliesTo: loans, primaryAction: 'ship-return', actions: [...desk, renew, mail('received-notification')], events: claims },
		{ name: 'OVERDUE', display: 'Overdue', side, appliesTo: loans, primaryAction: 'ship-return', actions: [...desk, renew], events: claims },
		{ name: 'RENEWAL_PENDING', display: 'Renewal Pending', side, appliesTo: loans, primaryAction: 'ship-return', actions: [shipReturn], events: [on('renewal-accepted', 'RENEWED'), on('renewal-rejected', 'RECEIVED'), ...claims] },
		{ name: 'RENEWED', display: 'Renewed', side, appliesTo: loans, primaryAction: 'ship-return', actions: [...desk, renew], events: claims },
		{ name: 'RECALLED', display: 'Recalled', side, appliesTo: loans, needsAttention: true, primaryAction: 'ship-return', actions: desk },
		returned,
	];
}

function ends(later: boolean): ModelState[] {
	const end = { side, terminal: true };
	const again = later ? [to('rerequest')] : [];
	return [
		{ name: 'COMPLETED', display: 'Completed', ...end },
		{ name: 'CANCELLED', display: 'Cancelled', ...end, actions: [mail('cancelled-notification'), ...again] },
		{ name: 'UNFILLED', display: 'Unfilled', ...end, actions: [mail('unfilled-notification'), ...again] },
		{ name: 'RETRY_ACCEPTED', display: 'Retry Accepted', ...end },
		{ name: 'RETRY_REJECTED', display: 'Retry Rejected', ...end },
		{ name: 'MANUALLY_CLOSED', display: 'Manually closed', ...end, manualClose: true },
		{ name: 'CLOSED_DUPLICATE', display: 'Closed Duplicate', ...end },
	];
}

/** The requester's states; `later` is 3.7.0. */
export function requesterStates(later: boolean): ModelState[] {
	return [...beforeSending(later), ...withSuppliers(later), ...withItem(later), ...ends(later)];
}
