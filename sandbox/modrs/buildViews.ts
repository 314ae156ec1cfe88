import { formatModRsTime } from '../SandboxClock';
import { makeStableId } from '../stableIds';
import type { Directory } from '../directory/Directory';
import { buildNestedEntryView } from '../directory/buildEntryViews';
import { findPatron } from '../patrons';
import { buildRefdataView, refdataProperties, type RefdataProperty } from './referenceData';
import {
	booleanProperties,
	dayProperties,
	longTextProperties,
	numberProperties,
	textProperties,
	timeProperties,
	type AuditEntry,
	type LoanCondition,
	type ModRsNotification,
	type RequestRow,
	type ModRsRotaEntry,
	type RequestVolume,
} from './requestRow';
import { actionEventId, countUnreadMessages } from './requestListProperties';
import { initialStates, statusByCode } from './statuses';

const fullOnlyRefdata: readonly RefdataProperty[] = ['cancellationReason', 'copyrightType', 'publicationType'];
/** Reference data of which the brief view shows only the id. */
const briefIdRefdata: readonly RefdataProperty[] = ['deliveryMethod', 'serviceLevel', 'costCurrency', 'maximumCostsCurrencyCode'];

/**
 * Builds a row as lists show it. Values that are absent are undefined, so that JSON leaves them out, as the real view omits nulls.
 * `bibRecord` and `lastProtocolData` belong to it and can be large.
 */
export function buildBriefRequestView(row: RequestRow, directory: Directory): Record<string, unknown> {
	return {
		...common(row),
		...refdataView(row, false),
		state: statusByCode(row.state),
		resolvedSupplier: row.supplier === undefined ? undefined : directory.buildSymbolView(row.tenant, row.supplier),
		volumes: volumesView(row.volumes),
	};
}

/**
 * Builds a row as `GET /rs/patronrequests/{id}` and `fullRecord=true` show it.
 *
 * @param validActions the actions in the form of the simulated version: codes, or objects
 */
export function buildFullRequestView(row: RequestRow, directory: Directory, validActions: readonly unknown[]): Record<string, unknown> {
	const pickup = row.resolvedPickup === undefined ? undefined : directory.pickup(row.tenant, row.resolvedPickup);
	const symbol = (combined: string | undefined) => (combined === undefined ? undefined : directory.buildSymbolView(row.tenant, combined));
	return {
		...common(row),
		...refdataView(row, true),
		networkStatus: row.networkStatus,
		previousStates: row.previousStates,
		state: statusByCode(row.state),
		stateModel: {
			id: makeStableId(`stateModel:${row.stateModel}`),
			initialState: { id: statusByCode(initialStates[row.stateModel]).id },
			shortcode: row.stateModel,
		},
		resolvedRequester: symbol(row.requester),
		resolvedSupplier: symbol(row.supplier),
		resolvedPickupLocation: pickup === undefined ? undefined : buildNestedEntryView(pickup),
		resolvedPatron: patronView(row),
		// Sets have no order: the rota is printed in the order of its ids, and the audit trail with the newest entry first.
		rota: [...row.rota].sort((left, right) => (left.id < right.id ? -1 : 1)).map((entry) => rotaView(entry, row, directory)),
		audit: [...row.audit].reverse().map((entry) => auditView(entry, row.id)),
		protocolAudit: [],
		tags: row.tags.map((tag, index) => ({ id: 900 + index, normValue: tag.toLowerCase(), value: tag })),
		conditions: row.conditions.map((condition) => conditionView(condition, row, directory)),
		notifications: row.notifications.map((notification) => notificationView(notification, row, directory)),
		requestIdentifiers: row.requestIdentifiers.map(({ id, identifier, identifierType }) => ({ id, identifier, identifierType })),
		volumes: volumesView(row.volumes),
		validActions,
	};
}

/** Builds the body of a 201. Sets that were not posted are absent, and so is what the database computes. */
export function buildCreatedRequestView(row: RequestRow, directory: Directory, validActions: readonly unknown[]): Record<string, unknown> {
	const view = buildFullRequestView(row, directory, validActions);
	const computed = ['hasUnreadMessages', 'networkStatus'];
	const sets = ['rota', 'audit', 'protocolAudit', 'tags', 'conditions', 'notifications', 'requestIdentifiers'];
	const isThere = ([name, value]: [string, unknown]) =>
		!computed.includes(name) && !(sets.includes(name) && Array.isArray(value) && value.length === 0);
	return Object.fromEntries(Object.entries(view).filter(isThere));
}

function common(row: RequestRow): Record<string, unknown> {
	const view: Record<string, unknown> = {
		id: row.id,
		isRequester: row.isRequester ?? undefined,
		awaitingProtocolResponse: row.awaitingProtocolResponse,
		requestToContinue: row.requestToContinue,
		unreadMessageCount: countUnreadMessages(row),
		hasUnreadMessages: countUnreadMessages(row) > 0,
		dateCreated: formatModRsTime(row.dateCreated),
		lastUpdated: formatModRsTime(row.lastUpdated),
		lastAuditNo: row.lastAuditNo === 0 ? undefined : row.lastAuditNo,
		pickLocation: placeView(row.shelf?.location),
		pickShelvingLocation: placeView(row.shelf?.place),
		precededBy: row.precededBy === undefined ? undefined : { id: row.precededBy },
		succeededBy: row.succeededBy === undefined ? undefined : { id: row.succeededBy },
	};
	for (const name of [...textProperties, ...longTextProperties, ...booleanProperties, ...numberProperties, ...dayProperties])
		view[name] = row[name];
	for (const name of timeProperties) {
		const time = row[name];
		view[name] = time === undefined ? undefined : formatModRsTime(time);
	}
	return view;
}

function placeView(name: string | undefined): unknown {
	return name === undefined ? undefined : { id: makeStableId(`place:${name}`), code: name.slice(0, 4).toUpperCase(), name };
}

function refdataView(row: RequestRow, full: boolean): Record<string, unknown> {
	const names = (Object.keys(refdataProperties) as RefdataProperty[]).filter((name) => full || !fullOnlyRefdata.includes(name));
	return Object.fromEntries(
		names.map((name) => {
			const value = row.refdata[name];
			const printed = value === undefined ? undefined : buildRefdataView(name, value);
			if (printed === undefined || full || !briefIdRefdata.includes(name)) return [name, printed];
			return [name, { id: (printed as { id: string }).id }];
		}),
	);
}

function patronView(row: RequestRow): unknown {
	const patron = row.resolvedPatron === undefined ? undefined : findPatron(row.resolvedPatron);
	if (patron === undefined) return undefined;
	return {
		id: patron.id,
		dateCreated: '2025-09-01T08:00:00Z',
		givenname: patron.givenName,
		hostSystemIdentifier: patron.barcode,
		lastUpdated: formatModRsTime(row.dateCreated),
		surname: patron.surname,
		userProfile: patron.profile,
	};
}

function rotaView(entry: ModRsRotaEntry, row: RequestRow, directory: Directory): unknown {
	const peer = entry.sentTo === true ? directory.owner(row.tenant, entry.directoryId) : undefined;
	return {
		id: entry.id,
		availability: 'LOANABLE',
		copyIdentifier: entry.copyIdentifier,
		dateCreated: formatModRsTime(entry.createdAt),
		directoryId: entry.directoryId,
		instanceIdentifier: entry.instanceIdentifier,
		lastUpdated: formatModRsTime(entry.updatedAt),
		loadBalancingReason: entry.scoreReason,
		loadBalancingScore: entry.score,
		note: entry.note,
		peerSymbol: peer === undefined ? undefined : { id: peer.symbol.id },
		rotaPosition: entry.position,
		state: entry.state === undefined ? undefined : statusByCode(entry.state),
	};
}

function auditView(entry: AuditEntry, requestId: string): unknown {
	return {
		id: entry.id,
		actionEvent: entry.event === undefined ? undefined : { id: actionEventId(entry.event) },
		auditNo: entry.auditNo,
		dateCreated: formatModRsTime(entry.at),
		fromStatus: entry.from === undefined ? undefined : statusByCode(entry.from),
		toStatus: entry.to === undefined ? undefined : statusByCode(entry.to),
		message: entry.message,
		patronRequest: { id: requestId },
		rotaPosition: entry.rotaPosition,
		showInAuditTrail: true,
	};
}

function notificationView(notification: ModRsNotification, row: RequestRow, directory: Directory): unknown {
	const { at, updatedAt, receiver, sender, ...shownAsStored } = notification;
	return {
		...shownAsStored,
		dateCreated: formatModRsTime(at),
		lastUpdated: formatModRsTime(updatedAt),
		messageReceiver: directory.buildSymbolView(row.tenant, receiver),
		messageSender: directory.buildSymbolView(row.tenant, sender),
		senderSymbol: sender,
		timestamp: at,
	};
}

function conditionView(condition: LoanCondition, row: RequestRow, directory: Directory): unknown {
	const { id, accepted, code, cost, currency, at, note, supplier } = condition;
	return {
		id,
		accepted,
		code,
		cost,
		costCurrency: currency === undefined ? undefined : buildRefdataView('costCurrency', currency.toLowerCase()),
		dateCreated: formatModRsTime(at),
		lastUpdated: formatModRsTime(at),
		note,
		relevantSupplier: directory.buildSymbolView(row.tenant, supplier),
		supplyingInstitutionSymbol: supplier,
	};
}

function volumesView(volumes: readonly RequestVolume[]): unknown[] {
	const sorted = [...volumes].sort((left, right) => `${left.name}\n${left.itemId}`.localeCompare(`${right.name}\n${right.itemId}`));
	return sorted.map(({ status, ...volume }) => ({
		...volume,
		status: {
			id: makeStableId(`volumeStatus:${status}`),
			label: status,
			owner: { id: makeStableId('volumeStatus'), desc: 'RequestVolume.Status', internal: false },
			value: status.toLowerCase().replaceAll(' ', '_'),
		},
	}));
}
