import type { SupplierMessage } from '../../../sandbox/crosslink/isoMessages';
import { readHistory, type RecordedEvent, type RecordedMessage, type HistoryName } from '../requests/crosslink/recordedHistory';
import { day } from './sandboxCalls';
import { act, one, play, requests, type Play } from './crossLinkCalls';

/** The practice broker reacts to messages and actions as the real one did. */
let stage: Play;
afterEach(() => stage.sandbox.close());

function told({ eventName, eventStatus, eventData, resultData, parentID }: RecordedEvent): unknown {
	const message = eventData.incomingMessage?.supplyingAgencyMessage;
	return [
		eventName,
		eventStatus,
		eventData.action,
		message?.header.supplyingAgencyId.agencyIdValue,
		message?.messageInfo.reasonForMessage,
		message?.statusInfo.status,
		resultData.actionResult?.outcome,
		resultData.actionResult?.toState,
		resultData.eventError?.Message,
		parentID !== undefined,
	];
}

function said({ messageInfo, statusInfo, deliveryInfo }: RecordedMessage): SupplierMessage {
	const values = {
		note: messageInfo.note,
		reasonUnfilled: messageInfo.reasonUnfilled?.['#text'],
		loanCondition: deliveryInfo?.loanCondition?.['#text'],
		itemId: deliveryInfo?.itemId,
		dueDate: statusInfo.dueDate,
	};
	const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
	return { reason: messageInfo.reasonForMessage as SupplierMessage['reason'], status: statusInfo.status, ...given };
}

it.each<[HistoryName, 'no' | 'beforeSent' | 'beforeDone']>([
	['localRace', 'beforeSent'],
	['otherRace', 'beforeSent'],
	['promiseBack', 'beforeSent'],
	['cancelThenShipped', 'no'],
	['cancelNobodyNext', 'no'],
	['conditionsThenNo', 'no'],
	['unfilledNeedsStaff', 'beforeDone'],
	['lookupFailed', 'no'],
])('the practice broker reproduces the recorded history %s', async (name, crosslinkHaste) => {
	stage = await play({ crosslinkHaste, routingTakesMs: day });
	const { row, events, suppliers } = readHistory(name);
	const { header: _header, ...illRequest } = row.illRequest;
	const { id } = row;
	await stage.east.post(requests, { id, patron: 'P1001', illRequest });
	const access = stage.sandbox.crosslink.requests;
	// The recorded broker had other members.
	access.get(id).suppliers = suppliers.map((supplier) => ({
		id: supplier.id,
		symbol: supplier.supplierSymbol,
		status: supplier.supplierStatus,
	}));
	for (const { eventName, eventData, parentID } of events.slice(4)) {
		const message = eventData.incomingMessage?.supplyingAgencyMessage;
		if (message !== undefined) access.receive(id, `ISIL:${message.header.supplyingAgencyId.agencyIdValue}`, said(message));
		else if (eventName === 'invoke-action' && parentID === undefined) {
			// During an action, the addressee of the message has the request, unless the recording shows otherwise.
			const isTaken = name !== 'conditionsThenNo';
			const { suppliers: rota } = access.get(id);
			if (isTaken) access.get(id).suppliers = [];
			await act(stage.east, id, eventData.action ?? '');
			access.get(id).suppliers = rota;
		}
	}
	const { items } = (await stage.east.get(`${requests}/${id}/events`)).json as { items: RecordedEvent[] };
	expect(items.map(told)).toEqual(events.map(told));
	const standing = ({
		state,
		terminalState,
		needsAttention,
		lastAction,
		lastActionOutcome,
		lastActionResult,
		supplierSymbol,
	}: Readonly<Record<string, unknown>>) => ({
		state,
		terminalState,
		needsAttention,
		lastAction,
		lastActionOutcome,
		lastActionResult,
		supplierSymbol,
	});
	expect(standing(await one(stage.east, id))).toEqual(standing(row));
});
