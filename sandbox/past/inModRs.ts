import { combinedSymbol, findMember, type LibraryTenant, libraries } from '../consortium';
import { stableId } from '../ids';
import type { AuditEntry, ModRsNotification } from '../modrs/row';
import type { NewRow } from '../modrs/store';
import type { PastRequest } from './lives';

/** A past request as mod-rs keeps it, with its audit trail, rota and messages. Nothing happens to it by itself. */
export function modRsRowOf(tenant: LibraryTenant, life: PastRequest): NewRow {
	const library = libraries[tenant];
	const member = findMember(library.symbol);
	const requester = member === undefined ? '' : combinedSymbol(member);
	const id = stableId(`past:${tenant}:${life.number}`);
	const audit: AuditEntry[] = [];
	const notifications: ModRsNotification[] = [];
	let state = 'REQ_IDLE';
	let place: number | undefined;
	const go = (at: number, to: string, event: string): void => {
		audit.push({
			id: stableId(`${id}:audit:${audit.length}`),
			auditNo: audit.length + 1,
			at,
			from: state,
			to,
			message: `Status change from ${state} to ${to}`,
			event,
			...(place === undefined ? {} : { rotaPosition: place }),
		});
		state = to;
	};
	go(life.createdAt + 1000, 'REQ_VALIDATED', 'STATUS_REQ_IDLE');
	go(life.createdAt + 2000, 'REQ_SUPPLIER_IDENTIFIED', 'STATUS_REQ_VALIDATED');
	for (const [index, turn] of life.turns.entries()) {
		const symbol = symbolOf(turn.lender);
		place = index;
		go(turn.askedAt, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'STATUS_REQ_SUPPLIER_IDENTIFIED');
		if (turn.refusedAt !== undefined) {
			const at = turn.refusedAt;
			notifications.push({
				id: stableId(`${id}:message:${index}`),
				at,
				updatedAt: at,
				seen: true,
				isSender: false,
				attachedAction: 'RequestResponse',
				actionStatus: 'Unfilled',
				actionData: turn.reason ?? 'Other',
				sender: symbol,
				receiver: requester,
			});
			go(at, 'REQ_UNFILLED', 'ISO18626RequestResponse');
		}
		if (turn.promisedAt !== undefined) go(turn.promisedAt, 'REQ_EXPECTS_TO_SUPPLY', 'ISO18626RequestResponse');
		if (turn.shippedAt !== undefined) go(turn.shippedAt, life.isCopy ? 'REQ_DOCUMENT_DELIVERED' : 'REQ_SHIPPED', 'ISO18626StatusChange');
		if (turn.receivedAt !== undefined) go(turn.receivedAt, 'REQ_CHECKED_IN', 'requesterReceived');
		if (turn.patronReturnedAt !== undefined) go(turn.patronReturnedAt, 'REQ_AWAITING_RETURN_SHIPPING', 'patronReturnedItem');
		if (turn.returnShippedAt !== undefined) go(turn.returnShippedAt, 'REQ_SHIPPED_TO_SUPPLIER', 'shippedReturn');
		if (turn.completeAt !== undefined) go(turn.completeAt, 'REQ_REQUEST_COMPLETE', 'ISO18626StatusChange');
	}
	if (life.endOfRotaAt !== undefined) go(life.endOfRotaAt, 'REQ_END_OF_ROTA', 'STATUS_REQ_UNFILLED');
	const last = life.turns.at(-1);
	return {
		id,
		hrid: `${library.hridPrefix}P${life.number}`,
		isRequester: true,
		state,
		stateModel: life.isCopy ? 'NonreturnableRequester' : 'PatronRequest',
		refdata: { serviceType: life.isCopy ? 'copy' : 'loan' },
		dateCreated: life.createdAt,
		lastUpdated: audit.at(-1)?.at ?? life.createdAt,
		title: life.title,
		patronIdentifier: life.patron,
		requester,
		requestingInstitutionSymbol: requester,
		audit,
		notifications,
		rota: life.turns.map(({ lender, askedAt }, position) => ({
			id: stableId(`${id}:rota:${position}`),
			createdAt: life.createdAt,
			updatedAt: askedAt,
			position,
			directoryId: symbolOf(lender),
			sentTo: true,
		})),
		...(life.neededBy === undefined ? {} : { neededBy: life.neededBy }),
		...(place === undefined ? {} : { rotaPosition: place }),
		...(last === undefined || last.refusedAt !== undefined ? {} : { supplier: symbolOf(last.lender) }),
	};
}

function symbolOf(lender: string): string {
	const member = findMember(lender);
	if (member === undefined) throw new Error(`No member has the symbol ${lender}`);
	return combinedSymbol(member);
}
