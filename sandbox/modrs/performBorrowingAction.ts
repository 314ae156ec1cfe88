import { doneOutcome, type ActionOutcome, type ActionParams } from './actionOutcome';
import { readNewRequestBody } from './readNewRequestBody';
import { askAboutPatron, fillInPickupLocation } from './checkNewRequest';
import { actingSupplierOf } from './messages';
import { refdataCategoryOf } from './referenceData';
import { isSlnp, type RequestRow } from './requestRow';
import type { PracticeModRs } from './PracticeModRs';

/** Actions that only change the state. `slnp` is the state in the models of the SLNP, if it differs. */
const moves: Readonly<Record<string, { readonly to: string; readonly slnp?: string; readonly message?: string }>> = {
	requesterManualCheckIn: { to: 'REQ_CHECKED_IN' },
	slnpRequesterReceived: { to: 'SLNP_REQ_CHECKED_IN' },
	slnpMarkItemLost: { to: 'SLNP_REQ_ITEM_LOST', message: 'Mark item lost' },
	patronReturnedItem: { to: 'REQ_AWAITING_RETURN_SHIPPING', slnp: 'SLNP_REQ_AWAITING_RETURN_SHIPPING' },
	shippedReturn: { to: 'REQ_SHIPPED_TO_SUPPLIER', slnp: 'SLNP_REQ_COMPLETE' },
	patronReturnedItemAndShippedReturn: { to: 'REQ_SHIPPED_TO_SUPPLIER', slnp: 'SLNP_REQ_COMPLETE' },
	fillLocally: { to: 'REQ_FILLED_LOCALLY', message: 'Request locally completed' },
	requesterMarkEndOfRotaReviewed: { to: 'REQ_END_OF_ROTA_REVIEWED' },
};

export function performBorrowingAction(
	service: PracticeModRs,
	row: RequestRow,
	action: string,
	params: ActionParams,
): ActionOutcome | undefined {
	const { life, trail } = service;
	const note = typeof params.note === 'string' && params.note !== '' ? params.note : undefined;
	const move = (to: string, message?: string): ActionOutcome => {
		life.act(row, action, to, message, note);
		return doneOutcome;
	};
	const planned = moves[action];
	if (planned !== undefined) return move((isSlnp(row) ? planned.slnp : undefined) ?? planned.to, planned.message);
	switch (action) {
		case 'requesterCancel':
			rememberReason(row, params.reason);
			life.cancel(row, note);
			if (row.state === 'REQ_CANCEL_PENDING') service.networkIsBusy(row);
			return doneOutcome;
		case 'requesterAgreeConditions':
			for (const condition of row.conditions) condition.accepted ||= condition.supplier === actingSupplierOf(row);
			return move('REQ_EXPECTS_TO_SUPPLY', 'Agreed to loan conditions');
		case 'requesterRejectConditions':
			row.requestToContinue = true;
			row.previousStates.REQ_CANCEL_PENDING = row.state;
			return move('REQ_CANCEL_PENDING', 'Rejected loan conditions');
		case 'requesterReceived':
			if (service.options.hostLmsFails) {
				trail.note(row, 'NCIP AcceptItem call failed', { event: action });
				return { status: 400, body: { code: -3, message: 'NCIP AcceptItem call failed' } };
			}
			life.checkIn(row);
			return doneOutcome;
		case 'requesterRetryValidation':
			editRow(row, params);
			fillInPickupLocation(service.world, row);
			row.needsAttention = false;
			return move('REQ_IDLE', 'Record has been edited:');
		case 'requesterBypassValidation':
			row.needsAttention = false;
			return move('REQ_VALIDATED');
		case 'borrowerCheck':
			return checkBorrower(service, row);
		case 'cancelLocal':
			rememberReason(row, params.reason);
			return move('REQ_CANCELLED', 'Local request cancelled');
		case 'localSupplierCannotSupply':
			// With an external broker, the request goes to the broker next.
			return move(
				service.world.settings.isInBrokerMode(row.tenant) ? 'REQ_REQUEST_SENT_TO_SUPPLIER' : 'REQ_UNFILLED',
				'Request locally flagged as unable to supply',
			);
		case 'rerequest':
			return requestAgain(service, row, params);
		default:
			return undefined;
	}
}

/**
 * Checks only the patron. If the patron is not accepted, or the library's own system does not answer, the caller gets status 500 without a
 * message.
 */
function checkBorrower({ world, trail }: PracticeModRs, row: RequestRow): ActionOutcome {
	const patron = askAboutPatron(world, row.tenant, row.patronIdentifier);
	const [to, message] = !patron.reached
		? [row.state, 'Host LMS integration: lookupPatron call failed.']
		: patron.valid
			? ['REQ_VALIDATED', 'Executing action: borrowerCheck']
			: ['REQ_INVALID_PATRON', 'Failed to validate patron'];
	row.needsAttention = !patron.valid;
	trail.move(row, to, message, { event: 'borrowerCheck' });
	return { status: patron.valid ? 200 : 500, body: { status: patron.valid } };
}

/** Stores the reason of a cancellation. It is case-sensitive; an unknown reason is dropped, and the cancellation continues. */
function rememberReason(row: RequestRow, reason: unknown): void {
	const known = refdataCategoryOf('cancellationReasons')?.values.find(({ value }) => value === reason);
	if (known !== undefined) row.refdata.cancellationReason = known.value;
}

/** The fields that a repeated validation may change. */
const editableFields = [
	'author',
	'authorOfComponent',
	'edition',
	'isbn',
	'issn',
	'issue',
	'localNote',
	'neededBy',
	'oclcNumber',
	'pagesRequested',
	'patronNote',
	'patronIdentifier',
	'pickupLocation',
	'pickupLocationSlug',
	'placeOfPublication',
	'publicationDate',
	'publisher',
	'serviceLevel',
	'subtitle',
	'systemInstanceIdentifier',
	'title',
	'titleOfComponent',
	'volume',
	'copyrightType',
	'maximumCostsMonetaryValue',
	'maximumCostsCurrencyCode',
] as const;

/**
 * Sets the editable fields of a request that the body contains to the values of the body.
 *
 * @throws BindingErrors if a value does not fit
 */
function editRow(row: RequestRow, body: ActionParams): void {
	const names = editableFields.filter((name) => body[name] !== undefined);
	const { refdata, ...fields } = readNewRequestBody(Object.fromEntries(names.map((name) => [name, body[name]])));
	Object.assign(row, fields);
	Object.assign(row.refdata, refdata);
}

/** The fields that may be given to the new request of a `rerequest` (RerequestService). All others are dropped. */
const takenAlong: ReadonlySet<string> = new Set([
	'author',
	'authorOfComponent',
	'copyrightType',
	'edition',
	'isbn',
	'isRequester',
	'issn',
	'issue',
	'maximumCostsCurrencyCode',
	'maximumCostsMonetaryValue',
	'neededBy',
	'numberOfPages',
	'oclcNumber',
	'pagesRequested',
	'patronEmail',
	'patronGivenName',
	'patronIdentifier',
	'patronNote',
	'patronReference',
	'patronSurname',
	'patronType',
	'pickLocation',
	'pickupLocationSlug',
	'placeOfPublication',
	'publicationDate',
	'publisher',
	'requestingInstitutionSymbol',
	'serviceLevel',
	'serviceType',
	'sponsoringBody',
	'startPage',
	'stateModel',
	'subtitle',
	'systemInstanceIdentifier',
	'title',
	'titleOfComponent',
	'volume',
]);

/** Makes a new request like an old one. It is built only from the parameters, and each of the two names the other. */
function requestAgain(service: PracticeModRs, row: RequestRow, params: ActionParams): ActionOutcome {
	const given = Object.fromEntries(Object.entries(params).filter(([name]) => takenAlong.has(name)));
	const successor = service.createNow(row.tenant, { ...readNewRequestBody(given), precededBy: row.id });
	row.succeededBy = successor.id;
	service.life.act(row, 'rerequest', row.state === 'REQ_END_OF_ROTA' ? 'REQ_END_OF_ROTA_REVIEWED' : row.state);
	return doneOutcome;
}
