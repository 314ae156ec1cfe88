import { resolveCombinedSymbol } from '../consortium';
import { findPatron } from '../patrons';
import { findsLendersInReservoir } from './buildRota';
import type { RequestRow } from './requestRow';
import { hasTag } from './statuses';
import type { AuditTrail } from './AuditTrail';
import type { ModRsContext } from './ModRsContext';

interface PatronAnswer {
	/** Whether the library's own system answered. */
	readonly reached: boolean;
	readonly valid: boolean;
	readonly status?: 'OK' | 'BLOCKED' | 'FAIL';
	readonly problems?: string;
}

/** Asks the library's own system about a patron. If the borrower check is off, everyone is valid. */
export function askAboutPatron(world: Pick<ModRsContext, 'settings'>, tenant: string, barcode: string | undefined): PatronAnswer {
	if (world.settings.get(tenant, 'borrower_check') === 'none') return { reached: true, valid: true, status: 'OK' };
	const patron = barcode === undefined ? undefined : findPatron(barcode);
	if (patron === undefined) return { reached: true, valid: false, status: 'FAIL', problems: '[Unknown User]' };
	if (patron.standing === 'lmsDown')
		return { reached: false, valid: false, status: 'FAIL', problems: '[NCIP lookup user call failed: connection timed out]' };
	if (patron.standing === 'blocked')
		return { reached: true, valid: false, status: 'BLOCKED', problems: '[Blocked: borrowing privileges suspended]' };
	return { reached: true, valid: true, status: 'OK' };
}

const event = 'Req_New_Patron_Request_ind';

/** Makes the automatic checks of a new borrowing request, in mod-rs's order. The first one that finds something decides. */
export function checkNewRequest(world: ModRsContext, trail: AuditTrail, row: RequestRow): void {
	row.refdata.serviceType ??= 'loan';
	nameRequest(world, row);
	const { state, message } = verdict(world, row);
	if (statesNeedingStaff.has(state)) row.needsAttention = true;
	storeInventoryRecord(world, row);
	trail.move(row, state, message ?? `Executing event: ${event}`, { event });
}

/**
 * Processes a new request of the SLNP state models: it gets a number and a pickup location, no checks are made, and the state stays,
 * because the broker does the rest.
 */
export function takeInSlnpRequest(world: ModRsContext, trail: AuditTrail, row: RequestRow): void {
	nameRequest(world, row);
	trail.note(row, 'Request validation done', { event: 'Req_New_SLNP_Patron_Request_ind' });
}

const statesNeedingStaff = new Set(['REQ_ERROR', 'REQ_INVALID_PATRON', 'REQ_DUPLICATE_REVIEW', 'REQ_BLANK_FORM_REVIEW']);

function nameRequest(world: ModRsContext, row: RequestRow): void {
	const { settings, store } = world;
	row.hrid ??= `${settings.get(row.tenant, 'request_id_prefix') ?? ''}${store.nextNumber(row.tenant)}`;
	fillInPickupLocation(world, row);
}

/**
 * Looks the pickup location up by its slug, and adds its name. If the Directory does not know the slug, the text stays as somebody typed
 * it: with the setting `free_text_pickup_location`, the staff interface accepts any text, and sends no slug.
 */
export function fillInPickupLocation({ directory }: ModRsContext, row: RequestRow): void {
	const pickup = row.pickupLocationSlug === undefined ? undefined : directory.pickup(row.tenant, row.pickupLocationSlug);
	if (pickup === undefined) {
		delete row.resolvedPickup;
		return;
	}
	row.resolvedPickup = row.pickupLocationSlug;
	row.pickupLocation = pickup.shippingSymbol === undefined ? pickup.name : `${pickup.name} --> ${pickup.shippingSymbol}`;
	row.pickupLocationCode = pickup.lmsLocationCode;
}

function verdict(world: ModRsContext, row: RequestRow): { state: string; message?: string } {
	const { settings } = world;
	const symbol = row.requestingInstitutionSymbol;
	const fallback = settings.get(row.tenant, 'default_request_symbol');
	if (symbol === undefined && fallback === undefined) return { state: 'REQ_ERROR', message: 'No Requesting Institution Symbol' };
	const requester = symbol === undefined ? undefined : resolveCombinedSymbol(symbol);
	if (requester !== undefined && symbol !== undefined) row.requester = symbol.toUpperCase();

	const patron = askAboutPatron(world, row.tenant, row.patronIdentifier);
	if (!patron.reached) {
		return {
			state: 'REQ_INVALID_PATRON',
			message: `Host LMS integration: lookupPatron call failed. Review configuration and try again or deconfigure host LMS integration in settings. ${patron.problems ?? ''}`,
		};
	}
	if (patron.valid) describePatron(row);
	if (settings.isInBrokerMode(row.tenant)) {
		assignOrDrop(row, 'requestingInstitutionSymbol', fallback);
		assignOrDrop(row, 'supplyingInstitutionSymbol', settings.get(row.tenant, 'default_peer_symbol'));
	}
	if (requester === undefined && fallback === undefined)
		return { state: 'REQ_ERROR', message: `Unknown Requesting Institution Symbol: ${symbol ?? ''}` };
	if (!patron.valid) {
		const status = patron.status === undefined ? '' : ` (Patron state = ${patron.status})`;
		const problems = patron.problems === undefined ? '' : ` (Errors: ${patron.problems})`;
		return {
			state: 'REQ_INVALID_PATRON',
			message: `Failed to validate patron with id: "${row.patronIdentifier ?? 'null'}".${status}${problems}`,
		};
	}
	if (isOverLimit(world, row)) return { state: 'REQ_OVER_LIMIT' };
	if (row.stateModel !== 'NonreturnableRequester' && isPossibleDuplicate(world, row)) return { state: 'REQ_DUPLICATE_REVIEW' };
	if (row.systemInstanceIdentifier === undefined) return { state: 'REQ_BLANK_FORM_REVIEW', message: 'Blank Request Form, needs review' };
	return { state: 'REQ_VALIDATED' };
}

function assignOrDrop(
	row: RequestRow,
	name: 'requestingInstitutionSymbol' | 'supplyingInstitutionSymbol',
	value: string | undefined,
): void {
	if (value === undefined) delete row[name];
	else row[name] = value;
}

/** Whether the patron has more requests in a state that counts than the limit allows, including this one; 0 means no limit. */
function isOverLimit(world: ModRsContext, row: RequestRow): boolean {
	const limit = world.settings.number(row.tenant, 'max_requests');
	if (limit <= 0 || row.patronIdentifier === undefined) return false;
	let count = 0;
	for (const other of world.store.table(row.tenant).values()) {
		if (other.patronIdentifier === row.patronIdentifier && hasTag(other.state, 'ACTIVE_PATRON')) count++;
	}
	return count > limit;
}

/**
 * Whether there is a request of the same title and patron within the window of hours; 0 switches the check off. A request with a
 * predecessor is not checked.
 */
function isPossibleDuplicate(world: ModRsContext, row: RequestRow): boolean {
	const hours = world.settings.number(row.tenant, 'check_duplicate_time');
	if (hours <= 0 || row.precededBy !== undefined) return false;
	const since = world.clock.now() - hours * 3_600_000;
	for (const other of world.store.table(row.tenant).values()) {
		if (other !== row && other.title === row.title && other.patronIdentifier === row.patronIdentifier && other.dateCreated >= since)
			return true;
	}
	return false;
}

function describePatron(row: RequestRow): void {
	const patron = row.patronIdentifier === undefined ? undefined : findPatron(row.patronIdentifier);
	if (patron === undefined) return;
	row.resolvedPatron = patron.barcode;
	row.patronSurname = patron.surname;
	row.patronGivenName = patron.givenName;
	row.patronEmail ??= patron.email;
	row.patronType = patron.profile;
}

/** Stores the record of the shared inventory in the row. mod-rs sends it with every row of a list, which makes lists large. */
function storeInventoryRecord(world: ModRsContext, row: RequestRow): void {
	if (row.bibliographicRecordId === undefined && row.systemInstanceIdentifier !== undefined)
		row.bibliographicRecordId = row.systemInstanceIdentifier;
	if (findsLendersInReservoir(world, row.tenant)) {
		// The record is stored as XML, as it came. No OCLC number is read from it.
		const xml = world.reservoir.oaiXml(row.bibliographicRecordId ?? '');
		if (xml !== undefined) row.bibRecord = xml;
		return;
	}
	const instance = row.bibliographicRecordId === undefined ? undefined : world.inventory.instance(row.bibliographicRecordId);
	if (instance === undefined) return;
	row.bibRecord = JSON.stringify({
		id: instance.id,
		title: instance.title,
		contributors: instance.author === null ? [] : [{ name: instance.author }],
		publication: [{ dateOfPublication: instance.publicationDate }],
		identifiers: instance.identifiers.map(({ value }) => ({ value })),
		holdingsRecords2: instance.holdings.map((holding) => ({
			localIdentifier: holding.id,
			callNumber: holding.callNumber,
			illPolicy: holding.illPolicyName,
			permanentLocation: holding.locationCode,
			holdingsStatements: [{ statement: `${holding.callNumber ?? ''} ${'v.1 no.1-12; '.repeat(40)}`.trim() }],
		})),
	});
	const oclc = instance.identifiers.map(({ value }) => /^(?:ocn|ocm|on)(\d+)/.exec(value)?.[1]).find((number) => number !== undefined);
	if (oclc !== undefined) row.oclcNumber ??= oclc;
}
