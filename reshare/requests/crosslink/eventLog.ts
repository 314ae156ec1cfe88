import { mayStillBeProcessing } from '../model/request';
import { microsecondsOf, type BrokerEvent, type LibraryMessage } from './schemas';

/**
 * What became of an entry of the broker's log. `applied`: the request's state changed. `refused`: the broker did not accept the other
 * library's message, so that the request stayed as it was, although what the message says has happened. `underWay`: the entry, or a step
 * that follows from it, is not finished. `hangs`: it was under way when the broker crashed.
 */
type StepOutcome = 'applied' | 'refused' | 'underWay' | 'hangs';

interface Entry {
	readonly event: BrokerEvent;
	readonly outcome: StepOutcome;
}

/** An action by staff, by the broker itself or by one of its jobs. */
export type LoggedAction = Entry & { readonly kind: 'action' };

export type LoggedMessage = Entry & LibraryMessage & { readonly kind: 'message' };

export type EventLog = ReadonlyArray<LoggedAction | LoggedMessage>;

/**
 * Reads the log of a request in its order, without entries that only accompany others. The broker also marks an entry as failed if a step
 * that it caused has failed; but an entry that caused a step was applied. A message that was under way when the broker crashed blocks
 * nothing, unlike an action, and is never resumed: if it caused no step, it counts as refused.
 */
export function buildEventLog(events: readonly BrokerEvent[], now: number) {
	const leading = new Set(events.filter(isAction).map(({ parentID }) => parentID));
	const outcomeOf = (event: BrokerEvent): StepOutcome => {
		const { eventStatus, resultData, id, timestamp } = event;
		if (eventStatus === 'NEW' || eventStatus === 'PROCESSING') {
			if (mayStillBeProcessing(timestamp, now)) return 'underWay';
			if (isAction(event)) return 'hangs';
		}
		const { outcome, toState } = resultData?.actionResult ?? {};
		// The broker also marks a check as a problem if it holds the request for staff.
		const isFinding = toState !== undefined && outcome !== 'failure';
		return eventStatus === 'SUCCESS' || isFinding || leading.has(id) ? 'applied' : 'refused';
	};
	return sortEvents(events).flatMap((event): EventLog => {
		const outcome = outcomeOf(event);
		if (isAction(event)) return [{ kind: 'action', event, outcome }];
		return event.eventName === 'patron-request-message' ? [{ kind: 'message', event, outcome, ...event.eventData?.incomingMessage }] : [];
	});
}

function isAction({ eventName }: BrokerEvent) {
	return eventName === 'invoke-action' || eventName === 'invoke-background-action';
}

/** Returns the broker's explanation of a step that failed. Its details are left out, because they may name the patron. */
export function problemOfEvent({ resultData }: BrokerEvent) {
	return resultData?.problem?.Kind ?? resultData?.eventError?.Message;
}

/**
 * Returns when a step was done. The time of its event is that of its beginning; but an action may wait for minutes until the other library
 * confirms its message, and only then changes the request (indexdata/crosslink broker/patron_request/service/message_sender.go). The time
 * of the confirmation is by the broker's own clock, because the broker writes its header (createConfirmationHeader in broker/handler). For
 * a lender's action that succeeded, the broker stores no confirmation (checkSupplyingResponse in broker/patron_request/service/action.go):
 * only its beginning is known.
 */
export function endTimeOfStep({ timestamp, resultData }: BrokerEvent) {
	const confirmedAt = resultData?.incomingMessage?.confirmationHeader?.timestamp;
	return microsecondsOf(confirmedAt) > microsecondsOf(timestamp) ? confirmedAt : timestamp;
}

/** Sorts the events by when their steps were done, because only then did they change the request. */
export function sortEvents(events: readonly BrokerEvent[]) {
	return [...events].sort((a, b) => microsecondsOf(endTimeOfStep(a)) - microsecondsOf(endTimeOfStep(b)));
}
