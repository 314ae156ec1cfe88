import { randomUUID } from 'node:crypto';
import { done, systemError } from './action-outcome';
import type { ActionOutcome, ActionParams } from './action-outcome';
import { actingSupplier } from './messages';
import type { RequestRow } from './row';
import type { RequestService } from './service';
import { statusOf, statuses } from './states';

/** Terminal states that `manualClose` really sets; for other terminal ones it reports success and changes nothing. */
const closesTo = new Set(['REQ_CANCELLED', 'REQ_REQUEST_COMPLETE', 'REQ_END_OF_ROTA', 'REQ_FILLED_LOCALLY', 'RES_COMPLETE', 'RES_CANCELLED', 'RES_UNFILLED', 'RES_NOT_SUPPLIED']);

export function closeByHand(service: RequestService, row: RequestRow, params: ActionParams): ActionOutcome {
	const code = typeof params.terminalState === 'string' ? params.terminalState : '';
	if (!/^[A-Z_]+$/.test(code)) return { status: 400, body: { status: false } };
	const isTerminal = statuses.some((status) => status.code === code) && statusOf(code).terminal;
	if (!isTerminal) return systemError(row);
	service.trail.move(row, closesTo.has(code) ? code : row.state, 'Manually closed', { event: 'manualClose' });
	return done;
}

/** Free text to the other side. Without a supplier nothing is sent, and the answer is still 200. */
export function sendMessage(service: RequestService, row: RequestRow, params: ActionParams): ActionOutcome {
	const { note } = params;
	if (typeof note !== 'string' || note === '') {
		service.trail.note(row, 'No note supplied to send', { event: 'message' });
		return { status: 400, body: { status: false } };
	}
	const supplier = actingSupplier(row);
	const requester = row.requester ?? row.requestingInstitutionSymbol;
	if (supplier === undefined || requester === undefined) {
		service.trail.note(row, 'Executing action: message', { event: 'message' });
		return { status: 200, body: { status: false } };
	}
	const at = service.world.clock.now();
	const own = row.isRequester === true;
	const message = { messageContent: note, attachedAction: 'Notification', sender: own ? requester : supplier, receiver: own ? supplier : requester };
	row.notifications.push({ id: randomUUID(), at, updatedAt: at, seen: false, isSender: true, ...message });
	service.trail.note(row, `Message sent: ${note}`, { event: 'message' });
	const other = row.peer === undefined ? undefined : service.world.store.get(row.peer.tenant, row.peer.id);
	if (other !== undefined) {
		other.notifications.push({ id: randomUUID(), at, updatedAt: at, seen: false, isSender: false, ...message });
		service.trail.note(other, `Notification message received from ${own ? 'requesting' : 'supplying'} agency: ${note}`, { event: 'ISO18626Notification' });
	}
	return { status: 200, body: { status: true } };
}

/** Read flags of one message or of all. Each call is noted in the audit trail, with the state unchanged. */
export function markSeen(service: RequestService, row: RequestRow, action: string, params: ActionParams): ActionOutcome {
	if (typeof params.seenStatus !== 'boolean') {
		service.trail.note(row, 'No seenStatus supplied to mark as seen', { event: action });
		return { status: 400, body: { status: false } };
	}
	const excludes = Array.isArray(params.excludes) ? params.excludes : [];
	const chosen =
		action === 'messageSeen'
			? row.notifications.filter(({ id }) => id === params.id)
			: row.notifications.filter(({ isSender, id }) => !isSender && !excludes.includes(id));
	if (action === 'messageSeen' && chosen.length === 0) {
		service.trail.note(row, `Message with id: ${String(params.id)} does not exist`, { event: action });
		return { status: 400, body: { status: false } };
	}
	for (const notification of chosen) {
		notification.seen = params.seenStatus;
		notification.updatedAt = service.world.clock.now();
	}
	service.trail.note(row, `Executing action: ${action}`, { event: action });
	return done;
}
