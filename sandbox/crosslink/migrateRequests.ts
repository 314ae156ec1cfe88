import { randomSource } from '../randomSource';
import { findMember } from '../consortium';
import { withoutUndefined } from '../withoutUndefined';
import { type RequestRow, isBorrowing, isSlnp } from '../modrs/requestRow';
import { stateInCrossLink, statusByCode } from '../modrs/statuses';
import type { Broker } from './Broker';
import type { IsoRequest } from './iso/readIllRequest';
import { buildAgencyId } from './isoMessages';
import { isilOf } from './crossLinkMembers';
import { modelSideOf, type CrossLinkRequest, type StoredNotification, type LocatedSupplier } from './crossLinkRequest';
import { formatBrokerTime } from './buildViews';

export interface MigrationReport {
	readonly imported: string[];
	readonly failed: Array<{ readonly id: string; readonly error: string }>;
}

/**
 * Migrates the open requests of mod-rs into CrossLink as the consortium's scripts do in a maintenance window: it exports them, and the
 * broker imports them. A borrowing request gets its position in the rota behind its number, and its id is kept as `multipleItemRequestId`;
 * a lending one keeps its id. References, emails, pickup locations, dates and the history are not exported. A request whose state the
 * broker's model does not have is not imported.
 */
export function migrateRequests(rows: readonly RequestRow[], broker: Broker): MigrationReport {
	const report: MigrationReport = { imported: [], failed: [] };
	const numbers = new Map(rows.map((row) => [row.id, isBorrowing(row) ? numberOf(row) : row.id]));
	for (const row of rows.filter(({ state }) => !statusByCode(state).terminal)) {
		// In mod-rs nothing happens to the request any more.
		row.epoch++;
		const id = numbers.get(row.id) ?? row.id;
		const state = stateOf(row, broker);
		const side = isBorrowing(row) ? 'borrowing' : 'lending';
		const known = broker.model.state(modelSideOf({ side }), state ?? '');
		if (state === undefined || known === undefined)
			report.failed.push({ id, error: `validate patron request state: state "${state ?? row.state}" is not valid for side "${side}"` });
		else if (broker.store.get(id) !== undefined) report.failed.push({ id, error: `patron request "${id}" already exists` });
		else {
			const request = broker.store.add({
				...requestOf(row, id, numbers),
				side,
				state,
				terminalState: known.terminal === true,
				needsAttention: row.needsAttention ?? statusByCode(row.state).needsAttention ?? false,
			});
			report.imported.push(request.id);
			broker.rota.takeUp(request);
		}
	}
	return report;
}

/**
 * Returns the broker's state for a request of mod-rs. The newer state model has no states for what the library's own system knows about an
 * item, such as CHECKED_OUT.
 */
function stateOf({ state }: RequestRow, broker: Broker): string | undefined {
	const wanted = stateInCrossLink(state);
	return broker.isLater && (wanted === 'CHECKED_OUT' || wanted === 'CHECKED_IN') ? 'RECEIVED' : wanted;
}

function numberOf(row: RequestRow): string {
	const number = row.hrid ?? row.id;
	return isSlnp(row) ? number : `${number}~${row.rotaPosition ?? 'norota'}`;
}

/** Returns the ISIL of the member with this symbol of mod-rs, because CrossLink knows members only by their ISILs. */
function symbolIn(combined: string | undefined): string | undefined {
	const member = combined === undefined ? undefined : findMember(combined.slice(combined.indexOf(':') + 1));
	return member === undefined ? undefined : isilOf(member);
}

function requestOf(
	row: RequestRow,
	id: string,
	numbers: ReadonlyMap<string, string>,
): Partial<CrossLinkRequest> & { readonly id: string; readonly requesterSymbol: string } {
	const requesterSymbol = symbolIn(row.requester ?? row.requestingInstitutionSymbol) ?? '';
	const supplierSymbol = symbolIn(row.supplier ?? row.supplyingInstitutionSymbol);
	const requesterRequestId = isBorrowing(row)
		? id
		: (numbers.get(row.peerRequestIdentifier ?? '') ?? row.peerRequestIdentifier ?? row.hrid ?? id);
	return {
		id,
		requesterSymbol,
		requesterRequestId,
		createdAt: row.dateCreated * 1000,
		updatedAt: row.lastUpdated * 1000,
		illRequest: illRequestOf(row, { requesterSymbol, supplierSymbol, requesterRequestId }),
		transactionId: `${row.id}:ill`,
		suppliers: isBorrowing(row) ? suppliersOf(row) : [],
		notifications: notificationsOf(row, requesterSymbol, supplierSymbol),
		items:
			row.selectedItemBarcode === undefined
				? []
				: [
						{
							id: `${row.id}:selected-item`,
							barcode: row.selectedItemBarcode,
							...withoutUndefined({ callNumber: row.localCallNumber, title: row.title, itemId: row.systemInstanceIdentifier }),
							createdAt: row.dateCreated * 1000,
						},
					],
		...withoutUndefined({
			patron: row.patronIdentifier,
			supplierSymbol,
			internalNote: row.localNote,
			nextReqId: numbers.get(row.succeededBy ?? ''),
			prevReqId: numbers.get(row.precededBy ?? ''),
		}),
	};
}

function illRequestOf(
	row: RequestRow,
	header: { readonly requesterSymbol: string; readonly supplierSymbol: string | undefined; readonly requesterRequestId: string },
): IsoRequest {
	const numbered = (code: string, number: string | undefined) =>
		number === undefined ? [] : [{ bibliographicItemIdentifierCode: { '#text': code }, bibliographicItemIdentifier: number }];
	const serviceType =
		{ copy: 'Copy', copyorloan: 'CopyOrLoan' }[row.refdata.serviceType?.toLowerCase().replaceAll('_', '') ?? ''] ?? 'Loan';
	return {
		header: withoutUndefined({
			requestingAgencyId: buildAgencyId(header.requesterSymbol),
			supplyingAgencyId: header.supplierSymbol === undefined ? undefined : buildAgencyId(header.supplierSymbol),
			multipleItemRequestId: row.id,
			timestamp: formatBrokerTime(row.dateCreated * 1000),
			requestingAgencyRequestId: header.requesterRequestId,
			supplyingAgencyRequestId: isBorrowing(row) ? row.peerRequestIdentifier : row.id,
		}),
		bibliographicInfo: withoutUndefined({
			supplierUniqueRecordId: row.supplierUniqueRecordId,
			title: row.title,
			author: row.author,
			edition: row.edition,
			titleOfComponent: row.titleOfComponent,
			authorOfComponent: row.authorOfComponent,
			volume: row.volume,
			issue: row.issue,
			pagesRequested: row.pagesRequested,
			bibliographicItemId: [...numbered('isbn', row.isbn), ...numbered('issn', row.issn)],
		}),
		publicationInfo: withoutUndefined({ publisher: row.publisher, publicationDate: row.publicationDate }),
		serviceInfo: withoutUndefined({ serviceType, anyEdition: 'Y', note: row.patronNote }),
		patronInfo: withoutUndefined({ patronId: row.patronIdentifier, surname: row.patronSurname, givenName: row.patronGivenName }),
	} as IsoRequest;
}

function suppliersOf(row: RequestRow): LocatedSupplier[] {
	const at = row.rotaPosition;
	return [...row.rota]
		.sort((left, right) => left.position - right.position)
		.flatMap(({ id, position, directoryId, copyIdentifier, instanceIdentifier, state, note }) => {
			const symbol = symbolIn(directoryId);
			if (symbol === undefined) return [];
			const status = at === undefined || position > at ? 'new' : position === at ? 'selected' : 'skipped';
			return [
				{
					id,
					symbol,
					status,
					...withoutUndefined({
						localId: copyIdentifier,
						instanceId: instanceIdentifier,
						lastStatus: state,
						lastReason: note,
						supplierRequestId: status === 'selected' ? row.peerRequestIdentifier : undefined,
					}),
				} satisfies LocatedSupplier,
			];
		});
}

function notificationsOf(row: RequestRow, requester: string, supplier: string | undefined): StoredNotification[] {
	const [owner, other] = isBorrowing(row) ? [requester, supplier] : [supplier, requester];
	if (owner === undefined || other === undefined) return [];
	const between = (isSent: boolean) => ({
		fromSymbol: isSent ? owner : other,
		toSymbol: isSent ? other : owner,
		direction: isSent ? ('sent' as const) : ('received' as const),
	});
	return [
		...row.notifications.map((note): StoredNotification => ({
			id: note.id,
			...between(note.isSender),
			kind: 'note',
			createdAt: note.at * 1000,
			...(note.seen ? { acknowledgedAt: note.updatedAt * 1000 } : {}),
			...withoutUndefined({ note: note.messageContent ?? note.actionData ?? note.actionStatus ?? note.attachedAction }),
		})),
		...row.conditions.map(({ id, at, code, note, cost, currency }): StoredNotification => ({
			id: id || randomSource.uuid(),
			...between(!isBorrowing(row)),
			kind: 'condition',
			condition: code,
			createdAt: at * 1000,
			...withoutUndefined({ note, cost, currency }),
		})),
	];
}
