import { combinedSymbolOf, findMember, type LibraryTenant, libraries } from '../consortium';
import { makeStableId } from '../stableIds';
import type { AuditEntry, ModRsNotification } from '../modrs/requestRow';
import type { NewRequestRow } from '../modrs/RequestStore';
import type { PastAttempt, PastRequest } from './inventPastRequests';

/** Makes a past request as mod-rs stores it, with its audit trail, rota and messages. Nothing happens to it by itself. */
export function pastModRsRowOf(tenant: LibraryTenant, life: PastRequest): NewRequestRow {
	const library = libraries[tenant];
	const requester = symbolOf(library.symbol);
	const id = makeStableId(`past:${tenant}:${life.number}`);
	const audit = auditOf(id, life);
	const last = life.attempts.at(-1);
	return {
		id,
		hrid: `${library.hridPrefix}P${life.number}`,
		isRequester: true,
		state: audit.at(-1)?.to ?? 'REQ_IDLE',
		stateModel: life.isCopy ? 'NonreturnableRequester' : 'PatronRequest',
		refdata: { serviceType: life.isCopy ? 'copy' : 'loan' },
		dateCreated: life.createdAt,
		lastUpdated: audit.at(-1)?.at ?? life.createdAt,
		title: life.title,
		patronIdentifier: life.patron,
		requester,
		requestingInstitutionSymbol: requester,
		audit,
		notifications: life.attempts.flatMap((attempt, index) => refusalOf(attempt, makeStableId(`${id}:message:${index}`), requester)),
		rota: life.attempts.map(({ lender, askedAt }, position) => ({
			id: makeStableId(`${id}:rota:${position}`),
			createdAt: life.createdAt,
			updatedAt: askedAt,
			position,
			directoryId: symbolOf(lender),
			sentTo: true,
		})),
		...(life.neededBy === undefined ? {} : { neededBy: life.neededBy }),
		...(last === undefined ? {} : { rotaPosition: life.attempts.length - 1 }),
		...(last === undefined || last.refusedAt !== undefined ? {} : { supplier: symbolOf(last.lender) }),
	};
}

/** Lists the changes of state, each with the event that caused it. */
function auditOf(id: string, life: PastRequest): AuditEntry[] {
	type Step = readonly [at: number | undefined, to: string, event: string, rotaPosition?: number];
	const steps: Step[] = [
		[life.createdAt + 1000, 'REQ_VALIDATED', 'STATUS_REQ_IDLE'],
		[life.createdAt + 2000, 'REQ_SUPPLIER_IDENTIFIED', 'STATUS_REQ_VALIDATED'],
		...life.attempts.flatMap((attempt, place): Step[] => [
			[attempt.askedAt, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'STATUS_REQ_SUPPLIER_IDENTIFIED', place],
			[attempt.refusedAt, 'REQ_UNFILLED', 'ISO18626RequestResponse', place],
			[attempt.promisedAt, 'REQ_EXPECTS_TO_SUPPLY', 'ISO18626RequestResponse', place],
			[attempt.shippedAt, life.isCopy ? 'REQ_DOCUMENT_DELIVERED' : 'REQ_SHIPPED', 'ISO18626StatusChange', place],
			[attempt.receivedAt, 'REQ_CHECKED_IN', 'requesterReceived', place],
			[attempt.patronReturnedAt, 'REQ_AWAITING_RETURN_SHIPPING', 'patronReturnedItem', place],
			[attempt.returnShippedAt, 'REQ_SHIPPED_TO_SUPPLIER', 'shippedReturn', place],
			[attempt.completeAt, 'REQ_REQUEST_COMPLETE', 'ISO18626StatusChange', place],
		]),
		[life.endOfRotaAt, 'REQ_END_OF_ROTA', 'STATUS_REQ_UNFILLED', life.attempts.length - 1],
	];
	let from = 'REQ_IDLE';
	const audit: AuditEntry[] = [];
	for (const [at, to, event, rotaPosition] of steps) {
		if (at === undefined) continue;
		const message = `Status change from ${from} to ${to}`;
		const place = rotaPosition === undefined ? {} : { rotaPosition };
		audit.push({ id: makeStableId(`${id}:audit:${audit.length}`), auditNo: audit.length + 1, at, from, to, message, event, ...place });
		from = to;
	}
	return audit;
}

function refusalOf({ refusedAt, reason, lender }: PastAttempt, id: string, receiver: string): ModRsNotification[] {
	if (refusedAt === undefined) return [];
	const message = { attachedAction: 'RequestResponse', actionStatus: 'Unfilled', actionData: reason ?? 'Other' };
	return [{ id, at: refusedAt, updatedAt: refusedAt, seen: true, isSender: false, ...message, sender: symbolOf(lender), receiver }];
}

function symbolOf(lender: string): string {
	const member = findMember(lender);
	if (member === undefined) throw new Error(`No member has the symbol ${lender}`);
	return combinedSymbolOf(member);
}
