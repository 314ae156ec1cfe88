import { randomUUID } from 'node:crypto';
import { resolveCombinedSymbol } from '../consortium';
import { printTime } from '../clock';
import { stableId, stableNumber } from '../ids';
import type { Fate } from './fates';
import type { RequestRow } from './row';
import type { Trail } from './trail';
import type { World } from './world';

/** What a supplier's message says (ISO 18626 status). */
export type SupplierStatus = 'WillSupply' | 'Conditional' | 'Loaned' | 'Unfilled' | 'CopyCompleted' | 'LoanedDigitally' | 'Overdue' | 'LoanCompleted';

const statusChange = { event: 'ISO18626StatusChange' };
const message = 'Status Change message received';

/** What the supplier acting on the request does with this title. */
export function fateOf(world: World, row: RequestRow): Fate {
	const supplier = actingSupplier(row);
	const member = supplier === undefined ? undefined : resolveCombinedSymbol(supplier);
	return member === undefined ? { kind: 'silent' } : world.fates.of(member.symbol, row.systemInstanceIdentifier);
}

/** `authority:symbol` of the supplier acting now, also when a broker hides it. */
export function actingSupplier(row: RequestRow): string | undefined {
	return row.supplier ?? row.supplyingInstitutionSymbol;
}

/** A message of the supplier arrives and moves the request. */
export function receive(world: World, trail: Trail, row: RequestRow, status: SupplierStatus): void {
	const fate = fateOf(world, row);
	row.peerRequestIdentifier ??= stableId(`${row.id} at ${actingSupplier(row) ?? ''}`);
	row.lastSequenceReceived = (row.lastSequenceReceived ?? -1) + 1;
	switch (status) {
		case 'WillSupply':
			return trail.move(row, 'REQ_EXPECTS_TO_SUPPLY', message, statusChange);
		case 'Conditional':
			addCondition(world, row, fate);
			return trail.move(row, 'REQ_CONDITIONAL_ANSWER_RECEIVED', message, statusChange);
		case 'Loaned':
			addLoan(world, row);
			notify(world, row, { actionStatus: 'Loaned', messageContent: 'Please return in the packaging it came in.' });
			return trail.move(row, 'REQ_SHIPPED', message, statusChange);
		case 'CopyCompleted':
			row.pickupURL = `https://documents.example.org/${row.id}`;
			notify(world, row, { actionStatus: 'CopyCompleted', messageContent: 'The scan is ready for download.' });
			return trail.move(row, 'REQ_DOCUMENT_DELIVERED', message, statusChange);
		case 'LoanedDigitally':
			row.pickupURL = `https://documents.example.org/${row.id}`;
			return trail.move(row, 'REQ_LOANED_DIGITALLY', message, statusChange);
		case 'Overdue':
			row.overdue = true;
			notify(world, row, { actionStatus: 'Overdue', messageContent: 'The loan is overdue.' });
			return trail.move(row, 'REQ_OVERDUE', message, statusChange);
		case 'LoanCompleted':
			return trail.move(row, 'REQ_REQUEST_COMPLETE', message, statusChange);
		case 'Unfilled':
			notify(world, row, {
				actionStatus: 'Unfilled',
				actionData: 'reason' in fate ? fate.reason : 'NotOnShelf',
				...('note' in fate && fate.note !== undefined ? { messageContent: fate.note } : {}),
			});
			trail.move(row, 'REQ_UNFILLED', message, statusChange);
			delete row.supplier;
			delete row.supplyingInstitutionSymbol;
			return;
	}
}

interface NotificationText {
	readonly actionStatus: string;
	readonly actionData?: string;
	readonly messageContent?: string;
}

/** An unread message of the supplier. */
export function notify(world: World, row: RequestRow, text: NotificationText, attachedAction = 'StatusChange'): void {
	const sender = actingSupplier(row);
	const receiver = row.requester ?? row.requestingInstitutionSymbol;
	if (sender === undefined || receiver === undefined) return;
	const at = world.clock.now();
	row.notifications.push({ id: randomUUID(), at, updatedAt: at, seen: false, isSender: false, attachedAction, sender, receiver, ...text });
}

function addCondition(world: World, row: RequestRow, fate: Fate): void {
	const supplier = actingSupplier(row);
	if (supplier === undefined) return;
	const condition = fate.kind === 'conditional' ? fate : { condition: 'Other', note: undefined, cost: undefined };
	row.conditions.push({
		id: randomUUID(),
		at: world.clock.now(),
		code: condition.condition.toLowerCase(),
		accepted: false,
		supplier,
		...(condition.note === undefined ? {} : { note: condition.note }),
		...(condition.cost === undefined ? {} : { cost: condition.cost }),
	});
	notify(world, row, { actionStatus: 'Conditional', actionData: condition.condition, ...(condition.note === undefined ? {} : { messageContent: condition.note }) });
}

/** Due date, barcode and call number of the item sent. */
function addLoan(world: World, row: RequestRow): void {
	const due = Math.floor((world.clock.now() + world.waits.loanPeriod) / 1000) * 1000;
	row.dueDateRS = printTime(due);
	row.parsedDueDateRS = due;
	const rotaEntry = row.rota.find((entry) => entry.position === row.rotaPosition);
	const holding = world.inventory.instance(row.systemInstanceIdentifier ?? '')?.holdings.find(({ id }) => id === rotaEntry?.copyIdentifier);
	if (holding?.callNumber != null) row.localCallNumber = holding.callNumber;
	const itemId = `39${String(stableNumber(row.id)).padStart(12, '0')}`;
	row.selectedItemBarcode = itemId;
	row.volumes = [
		{
			id: randomUUID(),
			name: row.volume ?? itemId,
			itemId,
			...(holding?.callNumber == null ? {} : { callNumber: holding.callNumber }),
			status: 'Awaiting temporary item creation',
			temporaryItemBarcode: row.hrid ?? itemId,
		},
	];
}
