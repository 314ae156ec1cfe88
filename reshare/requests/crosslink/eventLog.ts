import { isAtWork } from '../model/request';
import { microsOf, type BrokerEvent, type LibraryMessage } from './schemas';

/**
 * How far the broker came with an entry of its log. `applied`: the request went where that leads. `refused`: it stayed as it was, though
 * what another library said is true. `underWay`: until everything that follows is done, too. `hangs`: it was when the broker went down.
 */
type StepOutcome = 'applied' | 'refused' | 'underWay' | 'hangs';

interface Entry {
	readonly event: BrokerEvent;
	readonly outcome: StepOutcome;
}

/** Something that staff, the broker itself or one of its jobs did. */
export type Deed = Entry & { readonly kind: 'deed' };

export type Arrival = Entry & LibraryMessage & { readonly kind: 'arrival' };

export type Log = ReadonlyArray<Deed | Arrival>;

/**
 * The log of a request, in its order, without what only accompanies it. The broker marks an entry as failed also when something that it set
 * off has failed; but whatever set off a next step was applied. A message that was under way when the broker went down blocks
 * nothing, unlike
 * an action, and is never taken up again: without a next step it counts as refused.
 */
export function readLog(events: readonly BrokerEvent[], now: number): Log {
	const leading = new Set(events.filter(isDeed).map(({ parentID }) => parentID));
	const outcomeOf = (event: BrokerEvent): StepOutcome => {
		const { eventStatus, resultData, id, timestamp } = event;
		if (eventStatus === 'NEW' || eventStatus === 'PROCESSING') {
			if (isAtWork(timestamp, now)) return 'underWay';
			if (isDeed(event)) return 'hangs';
		}
		const { outcome, toState } = resultData?.actionResult ?? {};
		// A check that holds the request is marked as a problem, too.
		const isFinding = toState !== undefined && outcome !== 'failure';
		return eventStatus === 'SUCCESS' || isFinding || leading.has(id) ? 'applied' : 'refused';
	};
	return eventsInOrder(events).flatMap((event): Log => {
		const outcome = outcomeOf(event);
		if (isDeed(event)) return [{ kind: 'deed', event, outcome }];
		return event.eventName === 'patron-request-message' ? [{ kind: 'arrival', event, outcome, ...event.eventData?.incomingMessage }] : [];
	});
}

function isDeed({ eventName }: BrokerEvent): boolean {
	return eventName === 'invoke-action' || eventName === 'invoke-background-action';
}

/** What the broker says of a step that failed; its details may name the patron. */
export function problemIn({ resultData }: BrokerEvent): string | undefined {
	return resultData?.problem?.Kind ?? resultData?.eventError?.Message;
}

export function eventsInOrder(events: readonly BrokerEvent[]): BrokerEvent[] {
	return [...events].sort((a, b) => microsOf(a.timestamp) - microsOf(b.timestamp));
}
