import { isAtWork } from '../model/underWay';
import type { BrokerEvent, RequestingMessage, SupplyingMessage } from './schemas';

/**
 * How far the broker came with an entry of its log. `applied`: the request went where that leads. `refused`: it stayed as it was, though
 * what another library said is true. `underWay`: until everything that follows is done, too, and for good where the broker went down.
 */
type StepOutcome = 'applied' | 'refused' | 'underWay';

interface Entry {
	readonly event: BrokerEvent;
	readonly outcome: StepOutcome;
}

/** Something that staff, the broker itself or one of its jobs did. */
export interface Deed extends Entry {
	readonly kind: 'deed';
	/** Where it led, as the broker tells it. */
	readonly toState: string | undefined;
	/** Whether another entry set it off. */
	readonly isFollowing: boolean;
}

/** A message of the other library. */
export interface Arrival extends Entry {
	readonly kind: 'arrival';
	readonly supplying: SupplyingMessage | undefined;
	readonly requesting: RequestingMessage | undefined;
}

export type LogEntry = Deed | Arrival;

const deeds: ReadonlySet<string> = new Set(['invoke-action', 'invoke-background-action']);

/**
 * The log of a request, in its order, without what only accompanies it. The broker marks an entry as failed also when something that it set
 * off has failed; but whatever set off a next step was applied. A message that was under way when the broker went down blocks nothing, unlike
 * an action, and is never taken up again: without a next step it counts as refused.
 *
 * @param now seconds since 1970 on the server's clock
 */
export function readLog(events: readonly BrokerEvent[], now: number): LogEntry[] {
	const leading = new Set(events.filter(isDeed).map(({ parentID }) => parentID));
	const outcomeOf = (event: BrokerEvent): StepOutcome => {
		const { eventStatus, resultData, id, timestamp } = event;
		if ((eventStatus === 'NEW' || eventStatus === 'PROCESSING') && (isDeed(event) || isAtWork(timestamp, now))) return 'underWay';
		const { outcome, toState } = resultData?.actionResult ?? {};
		// A check that holds the request is marked as a problem, too.
		const isFinding = toState !== undefined && outcome !== 'failure';
		return eventStatus === 'SUCCESS' || isFinding || leading.has(id) ? 'applied' : 'refused';
	};
	return eventsInOrder(events).flatMap((event): LogEntry[] => {
		const { supplyingAgencyMessage: supplying, requestingAgencyMessage: requesting } = event.eventData?.incomingMessage ?? {};
		const outcome = outcomeOf(event);
		if (isDeed(event)) return [{ kind: 'deed', event, outcome, toState: event.resultData?.actionResult?.toState, isFollowing: event.parentID !== undefined }];
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
