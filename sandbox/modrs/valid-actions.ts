import { isSlnp, type RequestRow } from './row';
import { statusOf } from './states';

/** Actions that staff are offered, per state of a borrowing request. Primary ones first. */
const borrowing: Readonly<Record<string, readonly string[]>> = {
	REQ_IDLE: ['requesterCancel', 'borrowerCheck'],
	REQ_INVALID_PATRON: ['requesterRetryValidation', 'requesterBypassValidation', 'requesterCancel'],
	REQ_BLANK_FORM_REVIEW: ['requesterRetryValidation', 'requesterBypassValidation', 'requesterCancel'],
	REQ_DUPLICATE_REVIEW: ['requesterBypassValidation', 'requesterCancel'],
	REQ_VALIDATED: ['requesterCancel'],
	REQ_SOURCING_ITEM: ['requesterCancel'],
	REQ_SUPPLIER_IDENTIFIED: ['requesterCancel'],
	REQ_REQUEST_SENT_TO_SUPPLIER: ['requesterCancel'],
	REQ_EXPECTS_TO_SUPPLY: ['requesterCancel'],
	REQ_CONDITIONAL_ANSWER_RECEIVED: ['requesterAgreeConditions', 'requesterRejectConditions', 'requesterCancel'],
	REQ_LOCAL_REVIEW: ['fillLocally', 'localSupplierCannotSupply', 'cancelLocal'],
	REQ_SHIPPED: ['requesterReceived'],
	REQ_BORROWING_LIBRARY_RECEIVED: ['requesterManualCheckIn'],
	REQ_CHECKED_IN: ['patronReturnedItem', 'patronReturnedItemAndShippedReturn'],
	REQ_OVERDUE: ['requesterReceived', 'patronReturnedItem', 'shippedReturn', 'patronReturnedItemAndShippedReturn'],
	REQ_AWAITING_RETURN_SHIPPING: ['shippedReturn'],
	REQ_END_OF_ROTA: ['requesterMarkEndOfRotaReviewed', 'rerequest'],
	REQ_CANCELLED: ['rerequest'],
	SLNP_REQ_IDLE: ['requesterCancel'],
	SLNP_REQ_SHIPPED: ['slnpRequesterReceived'],
	SLNP_REQ_CHECKED_IN: ['patronReturnedItem', 'patronReturnedItemAndShippedReturn', 'slnpMarkItemLost'],
	SLNP_REQ_AWAITING_RETURN_SHIPPING: ['shippedReturn'],
};

/** Not offered for copies: the model has no such rule, though the state can occur. */
const notForCopies = new Set([
	'REQ_SOURCING_ITEM:requesterCancel',
	'REQ_SUPPLIER_IDENTIFIED:requesterCancel',
	'REQ_DUPLICATE_REVIEW:requesterCancel',
	'REQ_IDLE:borrowerCheck',
]);

const lending: Readonly<Record<string, readonly string[]>> = {
	RES_IDLE: ['respondYes', 'supplierCannotSupply', 'supplierConditionalSupply'],
	RES_NEW_AWAIT_PULL_SLIP: ['supplierPrintPullSlip', 'supplierAddCondition', 'supplierCannotSupply'],
	RES_AWAIT_PICKING: ['supplierCheckInToReshare', 'supplierCheckInToReshareAndSupplierMarkShipped', 'supplierAddCondition', 'supplierCannotSupply'],
	RES_AWAIT_SHIP: ['supplierMarkShipped', 'supplierAddCondition'],
	RES_PENDING_CONDITIONAL_ANSWER: ['supplierMarkConditionsAgreed', 'supplierCannotSupply'],
	RES_CANCEL_REQUEST_RECEIVED: ['supplierRespondToCancel'],
	RES_ITEM_RETURNED: ['supplierCheckOutOfReshare'],
	RES_OVERDUE: ['supplierCheckOutOfReshare'],
	SLNP_RES_IDLE: ['slnpRespondYes', 'supplierCannotSupply', 'slnpAbortSupply'],
	SLNP_RES_NEW_AWAIT_PULL_SLIP: ['supplierPrintPullSlip', 'supplierCannotSupply'],
	SLNP_RES_AWAIT_PICKING: ['slnpSupplierFillAndMarkShipped', 'supplierCannotSupply', 'slnpAbortSupply'],
	'SLNP_RES_AWAIT_PICKING of a copy': ['slnpSupplierSuppliesDocument', 'supplierCannotSupply'],
	SLNP_RES_ITEM_SHIPPED: ['slnpSupplierCheckOutOfReshare'],
	RES_COPY_AWAIT_PICKING: ['supplierAddURLToDocument', 'supplierAddCondition', 'supplierCannotSupply'],
};

/** Codes of the actions that are offered for a request now; none while the network is busy with it. */
export function offeredActions(row: RequestRow): string[] {
	if (row.networkStatus === 'Waiting' || row.networkStatus === 'Retry') return [];
	const status = statusOf(row.state);
	const copy = row.stateModel === 'NonreturnableRequester';
	const table = row.isRequester === true ? borrowing : lending;
	const actions = ((row.refdata?.serviceType === 'copy' ? table[`${row.state} of a copy`] : undefined) ?? table[row.state] ?? []).filter((action) => !(copy && notForCopies.has(`${row.state}:${action}`)));
	// The models of the SLNP have none of these (SLNPStateModelData).
	if (isSlnp(row)) return actions;
	if (status.stage.startsWith('ACTIVE') || status.stage === 'COMPLETED') actions.push('message');
	if (!status.terminal) actions.push('manualClose');
	if (row.isRequester !== true) actions.push('localNote');
	return actions;
}

/** Actions that a program may send although no button offers them. */
const systemActions = ['messageSeen', 'messagesAllSeen'];

export function isAllowed(row: RequestRow, action: string): boolean {
	return offeredActions(row).includes(action) || (systemActions.includes(action) && !isSlnp(row));
}

/** As the views show them: objects since version 2.18, codes before. */
export function printActions(row: RequestRow, form: 'objects' | 'codes'): unknown[] {
	const actions = offeredActions(row);
	if (form === 'codes') return actions;
	return actions.map((actionCode, index) => (index === 0 ? { actionCode, isPrimary: true } : { actionCode }));
}
