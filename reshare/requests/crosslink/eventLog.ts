import { isAtWork } from '../model/underWay';
import type { BrokerEvent, RequestingMessage, SupplyingMessage } from './schemas';

/**
 * How far the broker came with an entry of its log. `applied`: the request went where that leads. `refused`: it stayed as it was; what
 * another library said, or the broker for it, is true nevertheless. `underWay`: that shows only when everything behind it is done, too, and
 * never where the broker went down meanwhile.
 */
type StepOutcome = 'applied' | 'refused' | 'underWay';

interface Entry {
	readonly event: BrokerEvent;
	readonly outcome: StepOutcome;
}

/** Something that staff, the broker itself or one of its jobs did. */
export interface Deed extends Entry {
	readonly kind: 'deed';
	readonly name: string;
	/** The state that it led to, as the broker tells it. */
	readonly toState: string | undefined;
	/** Whether another entry set it off. */
	readonly isFollowing: boolean;
}

/** A message of the other library that came in. */
export interface Arrival extends Entry {
	readonly kind: 'arrival';
	readonly supplying: SupplyingMessage | undefined;
	readonly requesting: RequestingMessage | undefined;
}

export type LogEntry = Deed | Arrival;

/** By staff, by the broker itself behind another one, and by its jobs. */
const deeds: ReadonlySet<string> = new Set(['invoke-action', 'invoke-background-action']);

/**
 * The log of a request, in its order, without what only accompanies it. An entry is marked as failed when it failed or anything that it set off
 * did. The broker sets off its next step from where an entry has led: whatever has one was applied. A message that was under way when the broker
 * went down keeps nothing out, other than an action, and is taken up by nobody: without a next step it counts as refused.
 *
 * @param now seconds since 1970 on the server's clock
 */
export function readLog(events: readonly BrokerEvent[], now: number): LogEntry[] {
	const leading = new Set(events.filter(isDeed).map(({ parentID }) => parentID));
	const outcomeOf = (event: BrokerEvent): StepOutcome => {
		const { eventStatus, resultData, id, timestamp } = event;
		if ((eventStatus === 'NEW' || eventStatus === 'PROCESSING') && (isDeed(event) || isAtWork(timestamp, now))) return 'underWay';
		const { outcome, toState } = resultData?.actionResult ?? {};
		// A check that holds the request is a problem, too.
		const isFinding = toState !== undefined && outcome !== 'failure';
		return eventStatus === 'SUCCESS' || isFinding || leading.has(id) ? 'applied' : 'refused';
	};
	return eventsInOrder(events).flatMap((event): LogEntry[] => {
		const { supplyingAgencyMessage: supplying, requestingAgencyMessage: requesting } = event.eventData?.incomingMessage ?? {};
		const outcome = outcomeOf(event);
		if (isDeed(event)) return [{ kind: 'deed', event, outcome, name: event.eventData?.action ?? '', toState: event.resultData?.actionResult?.toState, isFollowing: event.parentID !== undefined }];
		return event.eventName === 'patron-request-message' ? [{ kind: 'arrival', event, outcome, supplying, requesting }] : [];
	});
}

function isDeed({ eventName = '' }: BrokerEvent): boolean {
	return deeds.has(eventName);
}

/** What the broker says of a step that failed; its details may name the patron. */
export function problemIn({ resultData }: BrokerEvent): string | undefined {
	return resultData?.problem?.Kind ?? resultData?.eventError?.Message;
}

export function eventsInOrder(events: readonly BrokerEvent[]): BrokerEvent[] {
	return [...events].sort((a, b) => microsOf(a.timestamp) - microsOf(b.timestamp));
}

/** Microseconds since 1970 of a time as the broker prints it, which numbers its rows and events; 0 where there is none. */
export function microsOf(time: string | undefined): number {
	const match = /^(.+?)(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})$/.exec(time ?? '');
	const seconds = Date.parse(`${match?.[1] ?? ''}${match?.[3] ?? ''}`);
	return Number.isNaN(seconds) ? 0 : seconds * 1000 + Number((match?.[2] ?? '').padEnd(6, '0').slice(0, 6));
}
