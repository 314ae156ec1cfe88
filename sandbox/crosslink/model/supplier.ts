import { auto, copies, loans, mail, on, to, type ModelAction, type ModelState } from './types';

const side = 'SUPPLIER' as const;
const cancelled = on('cancel-request', 'CANCEL_REQUESTED');
const cannot = to('cannot-supply', 'UNFILLED');
const condition = to('add-condition', 'CONDITION_PENDING');
const retry = to('ask-retry', 'COMPLETED_WITH_RETRY');
const ship = to('ship', 'SHIPPED', { appliesTo: loans, primaryFor: loans });
const deliver = to('supply-document', 'COMPLETED', { appliesTo: copies, primaryFor: ['Copy'] });
const closing = { closingAction: 'cannot-supply' };

function answering(later: boolean): ModelState[] {
	const fresh: ModelState = {
		name: 'NEW', display: 'New', side, initial: true, primaryAction: 'validate-patron',
		actions: [mail('new-supply-request-notification', 'staff'), auto('validate-patron', { success: 'VALIDATED' })],
	};
	const willSupply = auto('will-supply', { success: 'WILL_SUPPLY', failure: 'VALIDATED' });
	if (!later) {
		return [fresh, { name: 'VALIDATED', display: 'Validated', side, ...closing, primaryAction: 'will-supply', actions: [willSupply, cannot, condition, retry], events: [cancelled] }];
	}
	const requested = { success: 'WILL_SUPPLY_PENDING', failure: 'ITEM_PENDING' };
	return [
		fresh,
		{
			name: 'VALIDATED', display: 'Validated', side, ...closing,
			actions: [
				{ ...auto('request-item', requested), appliesTo: ['Loan'], primaryFor: ['Loan'] },
				{ ...willSupply, appliesTo: copies, primaryFor: copies },
				cannot, { ...condition, appliesTo: copies }, retry,
			],
			events: [cancelled],
		},
		{
			name: 'ITEM_PENDING', display: 'Item pending', side, ...closing, needsAttention: true, appliesTo: ['Loan'], primaryAction: 'request-item',
			actions: [{ name: 'request-item', transitions: requested }, to('add-item', 'WILL_SUPPLY_PENDING'), to('remove-item', 'ITEM_PENDING'), cannot, retry],
			events: [cancelled],
		},
		{
			name: 'WILL_SUPPLY_PENDING', display: 'Will supply pending', side, ...closing, appliesTo: ['Loan'], primaryAction: 'will-supply',
			actions: [auto('will-supply', { success: 'WILL_SUPPLY', failure: 'WILL_SUPPLY_PENDING' }), cannot, condition, retry],
			events: [cancelled],
		},
	];
}

function promised(later: boolean): ModelState[] {
	const items: readonly ModelAction[] = later ? [to('add-item', undefined, { appliesTo: loans }), to('remove-item', undefined, { appliesTo: loans })] : [];
	const accepted = later ? [] : [{ name: 'CONDITION_ACCEPTED', display: 'Condition Accepted', side, ...closing, actions: [condition, ship, deliver, cannot], events: [cancelled] }];
	// Later versions send a loan only once its pull slip is printed; printing it again changes nothing.
	const printed = to('pullslip-printed', 'SEARCHING', { appliesTo: loans, primaryFor: loans });
	const searching: ModelState = { name: 'SEARCHING', display: 'Searching', side, ...closing, appliesTo: loans, actions: [...items, condition, ship, printed, cannot, retry], events: [cancelled] };
	return [
		{ name: 'WILL_SUPPLY', display: 'Will Supply', side, ...closing, actions: [...items, condition, later ? printed : ship, deliver, cannot, retry], events: [cancelled] },
		...(later ? [searching] : []),
		{
			name: 'CONDITION_PENDING', display: 'Condition Pending', side, ...closing, primaryAction: 'cannot-supply', actions: [condition, cannot],
			events: [on('conditions-accepted', later ? 'WILL_SUPPLY' : 'CONDITION_ACCEPTED'), on('condition-rejected', 'CANCEL_REQUESTED'), cancelled],
		},
		...accepted,
		{ name: 'CANCEL_REQUESTED', display: 'Cancel Requested', side, needsAttention: true, primaryAction: 'accept-cancel', actions: [to('accept-cancel', 'CANCELLED'), to('reject-cancel', 'WILL_SUPPLY')] },
	];
}

function lent(later: boolean): ModelState[] {
	const back = on('shipped-return', 'SHIPPED_RETURN');
	const claims = later ? [to('recall', 'RECALLED'), to('overdue', 'OVERDUE')] : [];
	const renewal = later ? [on('renew', 'RENEWAL_PENDING')] : [];
	const more: ModelState[] = later
		? [
			{ name: 'OVERDUE', display: 'Overdue', side, appliesTo: loans, actions: [to('recall', 'RECALLED')], events: [back, ...renewal] },
			{ name: 'RENEWAL_PENDING', display: 'Renewal Pending', side, appliesTo: loans, needsAttention: true, primaryAction: 'accept-renewal', actions: [to('accept-renewal', 'RENEWED'), to('reject-renewal', 'RECEIVED'), to('recall', 'RECALLED')], events: [back] },
			{ name: 'RENEWED', display: 'Renewed', side, appliesTo: loans, actions: claims, events: [back, ...renewal] },
			{ name: 'RECALLED', display: 'Recalled', side, appliesTo: loans, events: [back] },
		]
		: [];
	return [
		{ name: 'SHIPPED', display: 'Shipped', side, appliesTo: loans, events: [on('received', 'RECEIVED')] },
		{ name: 'RECEIVED', display: 'Received', side, appliesTo: loans, ...(later ? { actions: claims } : {}), events: [back, ...renewal] },
		...more,
		{ name: 'SHIPPED_RETURN', display: 'Shipped Return', side, appliesTo: loans, primaryAction: 'mark-received', actions: [to('mark-received', 'COMPLETED')] },
	];
}

/** The supplier's states; `later` is 3.7.0. */
export function supplierStates(later: boolean): ModelState[] {
	const end = { side, terminal: true };
	return [
		...answering(later), ...promised(later), ...lent(later),
		{ name: 'COMPLETED', display: 'Completed', ...end },
		{ name: 'CANCELLED', display: 'Cancelled', ...end },
		{ name: 'UNFILLED', display: 'Unfilled', ...end },
		{ name: 'COMPLETED_WITH_RETRY', display: 'Completed with Retry', ...end },
		{ name: 'MANUALLY_CLOSED', display: 'Manually closed', ...end, manualClose: true },
	];
}
