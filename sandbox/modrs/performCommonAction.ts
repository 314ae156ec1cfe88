import { doneOutcome, systemErrorOutcome, type ActionOutcome, type ActionParams } from './actionOutcome';
import { actingSupplierOf, noteSentMessage, peerOf, sendMessageToPeer } from './messages';
import type { RequestRow } from './requestRow';
import type { PracticeModRs } from './PracticeModRs';
import { statusByCode, statuses } from './statuses';

export function performCommonAction(
	service: PracticeModRs,
	row: RequestRow,
	action: string,
	params: ActionParams,
): ActionOutcome | undefined {
	if (action === 'manualClose') return closeByHand(service, row, params);
	if (action === 'message') return sendMessage(service, row, params);
	return action === 'messageSeen' || action === 'messagesAllSeen' ? markSeen(service, row, action, params) : undefined;
}

/**
 * The terminal states that `manualClose` really sets, by side. For any other terminal state it reports success and changes nothing
 * (ActionEventResultData). In both cases the other library gets the message that the request was closed (ActionManualCloseService).
 */
const closesTo = {
	borrowing: ['REQ_CANCELLED', 'REQ_REQUEST_COMPLETE', 'REQ_END_OF_ROTA', 'REQ_FILLED_LOCALLY'],
	lending: ['RES_CANCELLED', 'RES_COMPLETE', 'RES_NOT_SUPPLIED', 'RES_UNFILLED'],
};

function closeByHand(service: PracticeModRs, row: RequestRow, params: ActionParams): ActionOutcome {
	const code = typeof params.terminalState === 'string' ? params.terminalState : '';
	if (!/^[A-Z_]+$/.test(code)) return { status: 400, body: { status: false } };
	const isTerminal = statuses.some((status) => status.code === code) && statusByCode(code).terminal;
	if (!isTerminal) return systemErrorOutcome(row);
	const own = row.isRequester === true;
	sendMessage(service, row, { note: `The ${own ? 'requester' : 'responder'} has manually closed this request.` });
	service.trail.move(row, closesTo[own ? 'borrowing' : 'lending'].includes(code) ? code : row.state, 'Manually closed', {
		event: 'manualClose',
	});
	return { status: 200, body: { status: true } };
}

/** Sends free text to the other side. If there is no supplier, nothing is sent, and the answer is still 200. */
function sendMessage(service: PracticeModRs, row: RequestRow, params: ActionParams): ActionOutcome {
	const { note } = params;
	if (typeof note !== 'string' || note === '') {
		service.trail.note(row, 'No note supplied to send', { event: 'message' });
		return { status: 400, body: { status: false } };
	}
	const requester = row.requester ?? row.requestingInstitutionSymbol;
	if (actingSupplierOf(row) === undefined || requester === undefined) {
		service.trail.note(row, 'Executing action: message', { event: 'message' });
		return { status: 200, body: { status: false } };
	}
	const { messagesFail } = service.options;
	if (messagesFail !== 'no') {
		// Even if sending fails, the message is recorded as sent (ReshareActionService.sendProtocolMessage). mod-rs tries again only in the
		// network states Retry and Timeout.
		noteSentMessage(service.world, row, { attachedAction: 'Notification', text: note });
		row.networkStatus = messagesFail === 'retry' ? 'Retry' : 'Error';
		service.trail.note(
			row,
			messagesFail === 'retry' ? 'Encountered a network error while trying to send message' : 'Protocol error interpreting response',
		);
		service.trail.note(row, `Message sent: ${note}`, { event: 'message' });
		return { status: 200, body: { status: false } };
	}
	sendMessageToPeer(service.world, row, { attachedAction: 'Notification', text: note });
	service.trail.note(row, `Message sent: ${note}`, { event: 'message' });
	const other = peerOf(service.world, row);
	const from = row.isRequester === true ? 'requesting' : 'supplying';
	if (other !== undefined)
		service.trail.note(other, `Notification message received from ${from} agency: ${note}`, { event: 'ISO18626Notification' });
	return { status: 200, body: { status: true } };
}

/** Marks one message or all as read. Each call is written into the audit trail, with the state unchanged. */
function markSeen(service: PracticeModRs, row: RequestRow, action: string, params: ActionParams): ActionOutcome {
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
	return doneOutcome;
}
