import { randomSource } from '../randomSource';
import { resolveCombinedSymbol } from '../consortium';
import { formatModRsTime } from '../SandboxClock';
import { makeStableId, makeStableNumber } from '../stableIds';
import { messageMarks } from '../messageMarks';
import type { SupplierScenario } from '../scenarios';
import type { RequestRow } from './requestRow';
import type { AuditTrail } from './AuditTrail';
import type { ModRsContext } from './ModRsContext';

/** The status in a supplier's message (ISO 18626). */
export type SupplierStatus =
	'WillSupply' | 'Conditional' | 'Loaned' | 'Unfilled' | 'CopyCompleted' | 'LoanedDigitally' | 'Overdue' | 'Recalled' | 'LoanCompleted';

/** What staff wrote in a message. The supplier's scenario adds what is missing. */
export interface MessageContent {
	readonly reason?: string;
	readonly condition?: string;
	readonly cost?: number;
	readonly currency?: string;
	readonly note?: string;
	/** Whether the supplier continues as if its condition had been accepted. */
	readonly goesOn?: boolean;
}

/** Returns the scenario for this title of the supplier that has the request now. */
export function scenarioOf(world: ModRsContext, row: RequestRow): SupplierScenario {
	const supplier = actingSupplierOf(row);
	const member = supplier === undefined ? undefined : resolveCombinedSymbol(supplier);
	return member === undefined ? { kind: 'silent' } : world.scenarios.of(member.symbol, row.systemInstanceIdentifier);
}

/** Returns the `authority:symbol` of the supplier that has the request now, even if a broker hides it. */
export function actingSupplierOf(row: RequestRow): string | undefined {
	return row.supplier ?? row.brokerRota?.entries[row.brokerRota.next - 1] ?? row.supplyingInstitutionSymbol;
}

export function receiveSupplierMessage(
	world: ModRsContext,
	trail: AuditTrail,
	row: RequestRow,
	status: SupplierStatus,
	said: MessageContent = {},
): void {
	const scenario = scenarioOf(world, row);
	const isAnswer = row.state === 'REQ_REQUEST_SENT_TO_SUPPLIER';
	const attachedAction = isAnswer ? 'RequestResponse' : 'StatusChange';
	const move = (to: string) =>
		trail.move(row, to, isAnswer ? 'Request Response message received' : 'Status Change message received', {
			event: `ISO18626${attachedAction}`,
		});
	const told = (text?: string) => sendMessageAsSupplier(world, row, { attachedAction, actionStatus: status, text: said.note ?? text });
	row.peerRequestIdentifier ??= makeStableId(`${row.id} at ${actingSupplierOf(row) ?? ''}`);
	row.lastSequenceReceived = (row.lastSequenceReceived ?? -1) + 1;
	if (status === 'Unfilled')
		return decline(
			world,
			trail,
			row,
			{ reason: 'reason' in scenario ? scenario.reason : 'NotOnShelf', ...('note' in scenario ? { note: scenario.note } : {}), ...said },
			{ attachedAction, move },
		);
	if (row.brokerRota !== undefined) row.supplyingInstitutionSymbol = actingSupplierOf(row);
	switch (status) {
		case 'WillSupply':
			told();
			return move('REQ_EXPECTS_TO_SUPPLY');
		case 'Conditional':
			return addCondition(world, trail, row, { ...(scenario.kind === 'conditional' ? scenario : {}), ...said }, isAnswer);
		case 'Loaned':
			addLoan(world, row);
			told('Please return in the packaging it came in.');
			return move('REQ_SHIPPED');
		case 'CopyCompleted':
			row.pickupURL = `https://documents.example.org/${row.id}`;
			told('The scan is ready for download.');
			return move('REQ_DOCUMENT_DELIVERED');
		case 'LoanedDigitally':
			row.pickupURL = `https://documents.example.org/${row.id}`;
			told();
			return move('REQ_LOANED_DIGITALLY');
		case 'Overdue':
			told('Request is Overdue');
			// A message about an overdue item ends a digital loan (DIGITAL_RETURNABLE_REQUESTER_LOANED_DIGITALLY_ISO18626).
			return move(row.state === 'REQ_LOANED_DIGITALLY' ? 'REQ_REQUEST_COMPLETE' : 'REQ_OVERDUE');
		case 'Recalled':
			told('Needed for a course. Please send it back.');
			return move('REQ_RECALLED');
		case 'LoanCompleted':
			told();
			return move('REQ_REQUEST_COMPLETE');
	}
}

interface Arrival {
	readonly attachedAction: string;
	readonly move: (to: string) => void;
}

/**
 * Makes the supplier decline. A broker passes each refusal on as a notification, which takes a promised request back to sent (mod-rs since
 * September 2025), and asks the next library. If none is left, a bare status change follows.
 */
function decline(
	world: ModRsContext,
	trail: AuditTrail,
	row: RequestRow,
	{ reason, note }: MessageContent,
	{ attachedAction, move }: Arrival,
): void {
	const broker = row.brokerRota;
	const tells = (reasonForMessage: string) =>
		sendMessageAsSupplier(world, row, { attachedAction: reasonForMessage, actionStatus: 'Unfilled', actionData: reason, text: note });
	if (broker === undefined) {
		tells(attachedAction);
		// mod-rs has no rule for a copy whose conditions are not answered yet (NR_REQUESTER_CONDITION_ANSWER_RECEIVED_ISO18626).
		if (row.stateModel === 'NonreturnableRequester' && row.state === 'REQ_CONDITIONAL_ANSWER_RECEIVED') return move(row.state);
		move('REQ_UNFILLED');
	} else {
		if (broker.entries.length > 0) tells('Notification');
		const goesBack = row.state === 'REQ_EXPECTS_TO_SUPPLY' || row.state === 'REQ_CONDITIONAL_ANSWER_RECEIVED';
		const to = goesBack ? 'REQ_REQUEST_SENT_TO_SUPPLIER' : row.state;
		const event = 'ISO18626Notification';
		if (broker.next < broker.entries.length) {
			if (goesBack) delete row.supplyingInstitutionSymbol;
			broker.next += 1;
			return trail.move(row, to, notificationReceived(note), { event, anew: true });
		}
		if (broker.entries.length > 0) trail.note(row, notificationReceived(note), { event }, row.state, to);
		row.state = to;
		trail.move(row, 'REQ_UNFILLED', 'Status Change message received', { event: 'ISO18626StatusChange' });
	}
	delete row.supplier;
	delete row.supplyingInstitutionSymbol;
}

/**
 * Makes the supplier set a condition. The supplier waits for an answer or continues without one, and its mod-rs says which in a second
 * message without text; the requester must answer in both cases. A condition that comes after the supplier's first answer begins with the
 * marker `#ReShareAddLoanCondition#`, and is stored with it. A condition that comes while another is not answered yet changes no state.
 */
function addCondition(
	world: ModRsContext,
	trail: AuditTrail,
	row: RequestRow,
	{ condition = 'Other', note, cost, currency = 'USD', goesOn = false }: MessageContent,
	isAnswer: boolean,
): void {
	const supplier = actingSupplierOf(row);
	if (supplier === undefined) return;
	const text = isAnswer ? note : `${messageMarks.addLoanCondition}${note === undefined ? '' : ` ${note}`}`;
	row.conditions.push({
		id: randomSource.uuid(),
		at: world.clock.now(),
		code: condition.toLowerCase(),
		accepted: false,
		supplier,
		...(text === undefined ? {} : { note: text }),
		...(cost === undefined ? {} : { cost, currency }),
	});
	sendMessageAsSupplier(world, row, {
		attachedAction: isAnswer ? 'RequestResponse' : 'Notification',
		actionStatus: 'Conditional',
		actionData: condition,
		text,
	});
	const [message, event] = isAnswer
		? ['Request Response message received', 'ISO18626RequestResponse']
		: [notificationReceived(text), 'ISO18626Notification'];
	trail.move(row, row.state === 'REQ_CANCEL_PENDING' ? row.state : 'REQ_CONDITIONAL_ANSWER_RECEIVED', message, { event });
	const whether = goesOn ? messageMarks.conditionsAssumedAgreed : messageMarks.awaitingConditionConfirmed;
	sendMessageAsSupplier(world, row, { attachedAction: 'Notification', text: whether });
	trail.note(row, notificationReceived(whether), { event: 'ISO18626Notification' });
}

function notificationReceived(text: string | undefined): string {
	return `Notification message received from supplying agency: ${text ?? 'null'}`;
}

export interface LibraryMessage {
	/** The reason in a supplier's message, or the action in a requester's. */
	readonly attachedAction: string;
	readonly actionStatus?: string;
	readonly actionData?: string | undefined;
	readonly text?: string | undefined;
}

export function sendMessageAsSupplier(world: ModRsContext, borrower: RequestRow, message: LibraryMessage): void {
	const lender = peerOf(world, borrower);
	if (lender !== undefined) noteSentMessage(world, lender, message);
	noteReceived(world, borrower, message);
}

export function sendMessageToPeer(world: ModRsContext, row: RequestRow, message: LibraryMessage): void {
	noteSentMessage(world, row, message);
	const other = peerOf(world, row);
	if (other !== undefined) noteReceived(world, other, message);
}

export function peerOf(world: ModRsContext, row: RequestRow): RequestRow | undefined {
	return row.peer === undefined ? undefined : world.store.get(row.peer.tenant, row.peer.id);
}

/** Stores a message that was sent. Since September 2025 every such message is stored, with its marks, and without text if it had none. */
export function noteSentMessage(world: ModRsContext, row: RequestRow, message: LibraryMessage): void {
	addNotification(world, row, true, { ...message, text: message.text ?? '' });
}

/** Stores a message that came in, if it has text or is the reason of a supplier that cannot supply. */
function noteReceived(world: ModRsContext, row: RequestRow, message: LibraryMessage): void {
	const text = row.isRequester === true ? message.text : message.text?.replace(messageMarks.agreeLoanCondition, '');
	const isReason = message.actionStatus === 'Unfilled' && message.actionData !== undefined;
	if ((text ?? '') !== '' || isReason) addNotification(world, row, false, { ...message, text: text === '' ? undefined : text });
}

function addNotification(world: ModRsContext, row: RequestRow, isSender: boolean, { text, actionData, ...message }: LibraryMessage): void {
	const supplier = actingSupplierOf(row);
	const requester = row.requester ?? row.requestingInstitutionSymbol;
	if (supplier === undefined || requester === undefined) return;
	const at = world.clock.now();
	const fromRequester = (row.isRequester === true) === isSender;
	const [sender, receiver] = fromRequester ? [requester, supplier] : [supplier, requester];
	row.notifications.push({
		id: randomSource.uuid(),
		at,
		updatedAt: at,
		seen: false,
		isSender,
		sender,
		receiver,
		...message,
		...(actionData === undefined ? {} : { actionData }),
		...(text === undefined ? {} : { messageContent: text }),
	});
}

function addLoan(world: ModRsContext, row: RequestRow): void {
	const due = formatModRsTime(world.clock.now() + world.waits.loanPeriod);
	const forms = { instant: due, withoutZone: `${due.slice(0, 10)}T00:00:00`, day: due.slice(0, 10), words: 'in six weeks' };
	row.dueDateRS = forms[world.options.dueDateForm];
	// A time without a zone counts as UTC. If the text cannot be read, the former time stays.
	const read = /^\d{4}-\d{2}-\d{2}T/.test(row.dueDateRS) ? Date.parse(row.dueDateRS.replace(/Z?$/, 'Z')) : NaN;
	if (!Number.isNaN(read)) row.parsedDueDateRS = read;
	const rotaEntry = row.rota.find((entry) => entry.position === row.rotaPosition);
	const holding = world.inventory.instance(row.systemInstanceIdentifier ?? '')?.holdings.find(({ id }) => id === rotaEntry?.copyIdentifier);
	const copy = world.reservoir
		.copies(row.systemInstanceIdentifier ?? '')
		.find(({ symbol }) => symbol.toUpperCase() === rotaEntry?.directoryId);
	const callNumber = holding?.callNumber ?? copy?.callNumber;
	if (callNumber !== undefined) row.localCallNumber = callNumber;
	const itemId = `39${String(makeStableNumber(row.id)).padStart(12, '0')}`;
	row.selectedItemBarcode = itemId;
	row.volumes = [
		{
			id: randomSource.uuid(),
			name: row.volume ?? itemId,
			itemId,
			...(callNumber === undefined ? {} : { callNumber }),
			status: 'Awaiting temporary item creation',
			temporaryItemBarcode: row.hrid ?? itemId,
		},
	];
}
