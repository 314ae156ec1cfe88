import { mayStillBeProcessing } from '../model/request';
import { microsecondsOf, type BrokerEvent, type LibraryMessage } from './schemas';

/**
 * How far the broker came with an entry of its log. `applied`: the request moved on. `refused`: the request stayed as it was, although the
 * message of another library is true. `underWay`: until all steps that follow are done, too. `hangs`: it was under way when the broker went
 * down.
 */
type StepOutcome = 'applied' | 'refused' | 'underWay' | 'hangs';

interface Entry {
	readonly event: BrokerEvent;
	readonly outcome: StepOutcome;
}

/** An action by staff, by the broker itself or by one of its jobs. */
export type LoggedAction = Entry & { readonly kind: 'deed' };

export type LoggedMessage = Entry & LibraryMessage & { readonly kind: 'arrival' };

export type EventLog = ReadonlyArray<LoggedAction | LoggedMessage>;

/**
 * Reads the log of a request, in its order, without entries that only accompany others. The broker marks an entry as failed also when a
 * step that it caused has failed; but an entry that caused a next step was applied. A message that was under way when the broker went down
 * blocks nothing, unlike an action, and is never resumed: without a next step it counts as refused.
 */
export function readEventLog(events: readonly BrokerEvent[], now: number): EventLog {
	const leading = new Set(events.filter(isDeed).map(({ parentID }) => parentID));
	const outcomeOf = (event: BrokerEvent): StepOutcome => {
		const { eventStatus, resultData, id, timestamp } = event;
		if (eventStatus === 'NEW' || eventStatus === 'PROCESSING') {
			if (mayStillBeProcessing(timestamp, now)) return 'underWay';
			if (isDeed(event)) return 'hangs';
		}
		const { outcome, toState } = resultData?.actionResult ?? {};
		// A check that holds the request is also marked as a problem.
		const isFinding = toState !== undefined && outcome !== 'failure';
		return eventStatus === 'SUCCESS' || isFinding || leading.has(id) ? 'applied' : 'refused';
	};
	return sortEvents(events).flatMap((event): EventLog => {
		const outcome = outcomeOf(event);
		if (isDeed(event)) return [{ kind: 'deed', event, outcome }];
		return event.eventName === 'patron-request-message' ? [{ kind: 'arrival', event, outcome, ...event.eventData?.incomingMessage }] : [];
	});
}

function isDeed({ eventName }: BrokerEvent): boolean {
	return eventName === 'invoke-action' || eventName === 'invoke-background-action';
}

/** The broker's explanation of a step that failed; its details may name the patron. */
export function problemOfEvent({ resultData }: BrokerEvent): string | undefined {
	return resultData?.problem?.Kind ?? resultData?.eventError?.Message;
}

export function sortEvents(events: readonly BrokerEvent[]): BrokerEvent[] {
	return [...events].sort((a, b) => microsecondsOf(a.timestamp) - microsecondsOf(b.timestamp));
}
