import type { Side } from '../model/request';
import type { BrokerEvent, RequestingMessage, Row, SupplyingMessage } from './answers';
import type { StateModel } from './stateModel';
import { movedFrom, notedOf } from './moved';
import { crossLinkStates } from './states';

/** What the events tell to have happened: a change of state, or what left the state as it was. */
export interface Step {
	readonly event: BrokerEvent;
	readonly from: string;
	readonly to: string;
	/** The library that had the request by then: `authority:symbol`. */
	readonly supplier: string | undefined;
	/** Where the state is the same: the next library was asked, the one that was asked said itself that it expects to supply, or the broker's next step failed. */
	readonly told?: 'supplierChosen' | 'expectsToSupply' | 'needsStaff';
}

/** A message of the other library that came in. */
export interface Arrival {
	readonly event: BrokerEvent;
	readonly supplying: SupplyingMessage | undefined;
	readonly requesting: RequestingMessage | undefined;
	/** Whether the broker could not apply it to the request, which stays as it was. */
	readonly isRefused: boolean;
}

export interface Story {
	readonly steps: readonly Step[];
	readonly arrivals: readonly Arrival[];
	/** The state to which the events lead; it is not the request's where they do not tell all. */
	readonly end: string;
	/** The last message that was taken and led nowhere, as far as this package understands it; undefined where there is none since the last step. */
	readonly unexplained: BrokerEvent | undefined;
}

/** Marks of ReShare's in a message for the other library's machine. */
const conditionsMark = '#ReShareAddLoanCondition#';
const agreedMark = '#ReShareLoanConditionAgreeResponse#';
const rejectedMark = '#ReShareLoanConditionRejectResponse#';

/** Noted beside an action of staff that changes the state itself (message-handler.go). */
const notedOnly: ReadonlySet<string> = new Set(['completed-local', 'cancelled-local', 'unfilled-local']);

/** By staff, by the broker itself behind another one, and by its jobs. */
const actions: ReadonlySet<string> = new Set(['invoke-action', 'invoke-background-action']);

/** Whether the broker is still at work on it: what it leads to stands in the event only when everything behind it is done, too. */
export function isUnderWay({ eventName = '', eventStatus }: BrokerEvent): boolean {
	return (actions.has(eventName) || eventName === 'patron-request-message') && (eventStatus === 'NEW' || eventStatus === 'PROCESSING');
}

function hasFailed({ eventStatus }: BrokerEvent): boolean {
	return eventStatus === 'PROBLEM' || eventStatus === 'ERROR';
}

/** Whether another step set it off, or the making of the request. Who acts in person is told at once what came of it. */
function isBrokersOwn({ parentID }: BrokerEvent, isFirst: boolean): boolean {
	return isFirst || parentID !== undefined;
}

export function sideOf({ side }: { readonly side?: string | undefined }): Side {
	return side === 'lending' ? 'lending' : 'borrowing';
}

/**
 * Goes through the events of a request from its beginning, since the history tells of a message only that it came: where it led is
 * in the state model. A message that could not be applied changed nothing, except that it may tell of the next library in the rota.
 */
export function storyOf(row: Row, events: readonly BrokerEvent[], model: StateModel): Story {
	const first = movedFrom(row) === undefined ? model.first(sideOf(row)) : notedOf(row).movedAs;
	return first === undefined ? storyOfMoved(row, events, model) : storyFrom(first, row, events, model);
}

/**
 * The events of a moved request begin with the move, and nothing but a note may tell in which state it came: one from which they lead to where it
 * is. Where several do, it is that of a promise, which most moved requests have, or the earliest.
 */
function storyOfMoved(row: Row, events: readonly BrokerEvent[], model: StateModel): Story {
	const side = sideOf(row);
	const isPromise = (code: string): boolean => crossLinkStates.of(code, side)?.event === 'expectsToSupply';
	const codes = model.codes(side).sort((a, b) => Number(isPromise(b)) - Number(isPromise(a)));
	const stories = codes.map((code) => storyFrom(code, row, events, model)).filter(({ steps: [step], end }) => end === row.state && step !== undefined && (step.told !== undefined || model.leads(side, step.from, step.to)));
	const most = Math.max(0, ...stories.map(({ steps }) => steps.length));
	return stories.find(({ steps }) => steps.length === most) ?? storyFrom(row.state ?? model.first(side), row, events, model);
}

function storyFrom(first: string, row: Row, events: readonly BrokerEvent[], model: StateModel): Story {
	const side = sideOf(row);
	const serviceType = row.illRequest?.serviceInfo?.serviceType ?? 'Loan';
	const broker = row.illRequest?.header?.supplyingAgencyId;
	const steps: Step[] = [];
	const arrivals: Arrival[] = [];
	let state = first;
	let supplier = side === 'lending' ? row.supplierSymbol : undefined;
	let unexplained: BrokerEvent | undefined;
	const step = (event: BrokerEvent, to: string | undefined): void => {
		if (to === undefined || to === state) return;
		steps.push({ event, from: state, to, supplier });
		state = to;
		unexplained = undefined;
	};
	const tell = (event: BrokerEvent, told: NonNullable<Step['told']>): void => {
		steps.push({ event, from: state, to: state, supplier, told });
	};
	for (const event of inOrder(events)) {
		if (actions.has(event.eventName ?? '')) {
			const { toState = state } = event.resultData?.actionResult ?? {};
			if (toState !== state) step(event, toState);
			else if (hasFailed(event) && isBrokersOwn(event, state === model.first(side)) && steps.at(-1)?.told !== 'needsStaff') tell(event, 'needsStaff');
		}
		if (event.eventName !== 'patron-request-message') continue;
		const arrival = arrivalOf(event);
		arrivals.push(arrival);
		const asker = arrival.supplying?.header?.supplyingAgencyId;
		const sender = side === 'lending' || asker === broker ? undefined : asker;
		const isOther = sender !== undefined && supplier !== undefined && sender !== supplier;
		const name = messageName(side, row, arrival, isOther);
		const isExpectation = sender !== undefined && name?.endsWith('expect-to-supply') === true && crossLinkStates.of(state, side)?.broughtBy?.includes('ExpectToSupply') === true;
		if (isExpectation) {
			// The state is the same. Older brokers refuse the message, and are with the next library nevertheless.
			supplier = sender;
			tell(event, isOther ? 'supplierChosen' : 'expectsToSupply');
		} else if (event.eventStatus === 'SUCCESS' && name !== undefined) {
			supplier = sender ?? supplier;
			if (!notedOnly.has(name)) step(event, model.target(side, state, name, serviceType));
		} else if (event.eventStatus === 'SUCCESS' && isOfUnknownKind(arrival)) {
			unexplained = event;
		}
	}
	return { steps, arrivals, end: state, unexplained };
}

/**
 * The events that the row has seen. A request that changes again and again while it is read has later ones, too: they come with its next
 * reading, but for notes, which no row shows. All events where none of the later ones began at the row's state, since then they do not tell all.
 */
export function eventsSeenBy(row: Row, events: readonly BrokerEvent[], { steps, end }: Story): readonly BrokerEvent[] {
	if (end === row.state) return events;
	const later = steps.filter(({ event }) => microsOf(event.timestamp) > microsOf(row.updatedAt));
	const first = later.findLast(({ from }) => from === row.state);
	if (first === undefined) return events;
	const isNote = (event: BrokerEvent): boolean => event.eventName === 'patron-request-message' && !isOfUnknownKind(arrivalOf(event)) && !steps.some((step) => step.event === event);
	const ordered = inOrder(events);
	const seen = ordered.indexOf(first.event);
	return ordered.filter((event, index) => index < seen || isNote(event));
}

function inOrder(events: readonly BrokerEvent[]): BrokerEvent[] {
	return [...events].sort((a, b) => microsOf(a.timestamp) - microsOf(b.timestamp));
}

function arrivalOf(event: BrokerEvent): Arrival {
	const message = event.eventData?.incomingMessage;
	return { event, supplying: message?.supplyingAgencyMessage, requesting: message?.requestingAgencyMessage, isRefused: hasFailed(event) };
}

/** The state model's name for a message; undefined for a mere note, and for what is not known. */
function messageName(side: Side, row: Row, { supplying, requesting }: Arrival, isOther: boolean): string | undefined {
	if (side === 'lending') return requesting === undefined ? undefined : requestersName(requesting);
	return supplying === undefined ? undefined : suppliersName(supplying, supplying.header?.supplyingAgencyId === row.requesterSymbol, isOther);
}

function suppliersName({ messageInfo, statusInfo }: SupplyingMessage, isOwn: boolean, isOther: boolean): string | undefined {
	const reason = messageInfo?.reasonForMessage;
	const local = isOwn ? '-local' : '';
	if (reason === 'Notification') return undefined;
	if (reason === 'RenewResponse') return messageInfo?.answerYesNo === 'N' ? 'renewal-rejected' : 'renewal-accepted';
	switch (statusInfo?.status) {
		case 'ExpectToSupply':
			return `${isOther ? 'new-' : ''}expect-to-supply${local}`;
		case 'WillSupply':
			if (reason === 'CancelResponse') return 'cancel-rejected';
			return messageInfo?.note?.includes(conditionsMark) === true ? 'will-supply-conditional' : 'will-supply';
		case 'Loaned':
			return 'loaned';
		case 'LoanCompleted':
		case 'CopyCompleted':
			return `completed${local}`;
		case 'Unfilled':
			return `unfilled${local}`;
		case 'Cancelled':
			return reason === 'CancelResponse' ? 'cancel-accepted' : `cancelled${local}`;
		case 'RetryPossible':
			return 'retry-conditional';
		case 'Overdue':
			return 'overdue';
		case 'Recalled':
			return 'recalled';
		default:
			return undefined;
	}
}

function requestersName({ action, note }: RequestingMessage): string | undefined {
	switch (action) {
		case 'Notification':
			return note?.includes(agreedMark) === true ? 'conditions-accepted' : undefined;
		case 'Cancel':
			return note?.includes(rejectedMark) === true ? 'condition-rejected' : 'cancel-request';
		case 'Received':
			return 'received';
		case 'ShippedReturn':
			return 'shipped-return';
		case 'Renew':
			return 'renew';
		default:
			return undefined;
	}
}

/** A note of the other library, which the broker keeps and does not write into the request. */
export function isMereNote({ supplying, requesting }: Arrival): boolean {
	if (supplying !== undefined) return supplying.messageInfo?.reasonForMessage === 'Notification';
	return requesting?.action === 'Notification' && requestersName(requesting) === undefined;
}

/** A message that is no note, and of which this package knows no name. */
function isOfUnknownKind({ supplying, requesting }: Arrival): boolean {
	if (supplying !== undefined) return supplying.messageInfo?.reasonForMessage !== 'Notification';
	return requesting !== undefined && requesting.action !== 'Notification';
}

/** Microseconds since 1970 of a time as the broker prints it, which numbers its rows and events; 0 where there is none. */
export function microsOf(time: string | undefined): number {
	const match = /^(.+?)(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})$/.exec(time ?? '');
	const seconds = Date.parse(`${match?.[1] ?? ''}${match?.[3] ?? ''}`);
	return Number.isNaN(seconds) ? 0 : seconds * 1000 + Number((match?.[2] ?? '').padEnd(6, '0').slice(0, 6));
}
