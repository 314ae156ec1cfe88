import { randomSource } from '../randomSource';
import type { SandboxAnswer, ModuleRequest } from '../sharedTypes';
import { optionalTextIn, readBody } from './readBodies';
import type { Broker } from './Broker';
import { notSelectedError, buildRequestingExchange } from './isoMessages';
import {
	buildPageInfo,
	buildJsonAnswer,
	buildNotFoundProblem,
	buildUnlistedValueProblem,
	usualPageSize,
	readWholeNumber,
} from './brokerHttp';
import { badRequestProblem } from './brokerProblems';
import type { CrossLinkRequest, StoredNotification } from './crossLinkRequest';
import { buildNotificationView } from './buildViews';

export function answerCreateNotification(broker: Broker, request: ModuleRequest, row: CrossLinkRequest): SandboxAnswer {
	const note = optionalTextIn(readBody(request, 'CreatePrNotification'), 'note') ?? '';
	if (note.trim() === '') throw badRequestProblem('note is required');
	const now = broker.store.now();
	const [fromSymbol, toSymbol] =
		row.side === 'borrowing' ? [row.requesterSymbol, row.supplierSymbol ?? ''] : [row.supplierSymbol ?? '', row.requesterSymbol];
	const sent: StoredNotification = {
		...{ id: randomSource.uuid(), fromSymbol, toSymbol, note, createdAt: now, acknowledgedAt: now },
		direction: 'sent',
		kind: 'note',
	};
	const shown = buildNotificationView(sent);
	// The caller gets its answer before the broker sends the note. If nobody can receive the note, the answer is 201 all the same, and only
	// the stored receipt says later that sending failed.
	const isElsewhere = row.side === 'borrowing' && broker.rota.isElsewhere(row);
	sent.receipt = row.supplierSymbol === undefined || isElsewhere ? 'FAILED_TO_SEND' : 'SENT';
	row.notifications.push(sent);
	const refused = {
		eventStatus: 'PROBLEM' as const,
		resultData: {
			...buildRequestingExchange(row, 'Notification', note, now, notSelectedError),
			eventError: { Message: 'failed to send notification', Cause: 'not successful response' },
		},
	};
	broker.store.note(row.events, {
		eventType: 'TASK',
		eventName: 'send-notification',
		eventData: {
			notification: { ID: sent.id, PrID: row.id, FromSymbol: fromSymbol, ToSymbol: toSymbol, Direction: 'sent', Kind: 'note', Note: note },
		},
		...(isElsewhere ? refused : {}),
	});
	if (sent.receipt === 'SENT') deliver(broker, row, sent, note);
	return buildJsonAnswer(shown, 201);
}

/** Delivers a note to the other side's request, if that is in this broker. */
function deliver(broker: Broker, row: CrossLinkRequest, { fromSymbol, toSymbol, createdAt }: StoredNotification, note: string): void {
	const isAsked = ({ id }: CrossLinkRequest) =>
		row.suppliers.some((supplier) => supplier.status === 'selected' && supplier.supplierRequestId === id);
	const peer = broker.store
		.all()
		.find(
			(other) =>
				other.side !== row.side && other.requesterRequestId === row.requesterRequestId && (row.side === 'lending' || isAsked(other)),
		);
	if (peer === undefined) return;
	if (peer.side === 'borrowing') {
		// A lender's note repeats its last status, such as Unfilled.
		const status = peer.suppliers.find(({ supplierRequestId }) => supplierRequestId === row.id)?.lastStatus ?? 'ExpectToSupply';
		broker.receive(peer, fromSymbol, { reason: 'Notification', status, note });
		return;
	}
	// As in message-handler.go, each message of the borrower is noted as an event of the lender's request.
	const { outgoingMessage: incomingMessage } = buildRequestingExchange(row, 'Notification', note, createdAt);
	broker.store.note(peer.events, { eventType: 'TASK', eventName: 'patron-request-message', eventData: { incomingMessage } });
	const received = { id: randomSource.uuid(), fromSymbol, toSymbol, note, createdAt: broker.store.now() };
	peer.notifications.push({ ...received, direction: 'received', kind: 'note' });
}

export function answerNotificationList(request: ModuleRequest, row: CrossLinkRequest): SandboxAnswer {
	const limit = readWholeNumber(request, 'limit', usualPageSize);
	const offset = readWholeNumber(request, 'offset', 0);
	const kind = request.query.get('kind');
	if (kind !== null && kind !== 'note' && kind !== 'condition') throw buildUnlistedValueProblem('kind', ['note', 'condition']);
	const found = row.notifications.filter((entry) => kind === null || entry.kind === kind);
	return buildJsonAnswer({
		about: buildPageInfo(request, found.length, limit, offset),
		items: found.slice(offset, offset + limit).map(buildNotificationView),
	});
}

export function answerNotificationReceipt(
	broker: Broker,
	request: ModuleRequest,
	row: CrossLinkRequest,
	id: string | undefined,
): SandboxAnswer {
	const value = optionalTextIn(readBody(request, 'UpdateNotificationReceipt'), 'receipt') ?? '';
	const found = row.notifications.find((entry) => entry.id === id);
	if (found === undefined) throw buildNotFoundProblem();
	found.receipt = value;
	found.acknowledgedAt ??= broker.store.now();
	return { status: 204 };
}
