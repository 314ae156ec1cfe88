import { textWithoutSystemMarks } from '../model/messageMarks';
import { conditionInMessage } from './conditions';
import { buildEventLog, endTimeOfStep, sortEvents } from './eventLog';
import { isMereNote } from './libraryMessages';
import { modRsIdOf, staffNoteFieldsOf } from './migratedRow';
import { Replay, type ReplayedHistory } from './Replay';
import { replayMigratedRequest } from './replayMigratedRequest';
import { microsecondsOf, type BrokerEvent, type CrossLinkRow } from './schemas';
import type { StateModel } from './stateModel';

/**
 * Replays the log of a request from its beginning, because only the state model shows where a message led. A message that the broker
 * refused did not change the state, but is reported: the other library has asked, promised or sent all the same.
 */
export function replayEvents(row: CrossLinkRow, events: readonly BrokerEvent[], model: StateModel, now: number): ReplayedHistory {
	const log = buildEventLog(events, now);
	const first = modRsIdOf(row) === undefined ? model.first(row.side) : staffNoteFieldsOf(row).migratedState;
	return first === undefined ? replayMigratedRequest(row, log, model) : new Replay(first, row, model).read(log);
}

/**
 * Whether notes say more than the log: a lender has set a condition, whose note is stored when the borrower has confirmed it; or the other
 * library has written an answer, a condition or the borrower's note with the request.
 */
export function mayNotesAddToLog({ illRequest, side, unreadNotificationsCount }: CrossLinkRow, events: readonly BrokerEvent[]) {
	if (events.some(({ eventData }) => eventData?.action === 'add-condition')) return true;
	if ((unreadNotificationsCount ?? 0) === 0) return false;
	if (side === 'lending' && illRequest?.serviceInfo?.note !== undefined) return true;
	return events.some(
		({ eventData: { incomingMessage = {} } = {} }) =>
			conditionInMessage(incomingMessage) !== undefined || textWithoutSystemMarks(incomingMessage.note) !== undefined,
	);
}

/**
 * Replays only the events that the row reflects. A request that changes each time while it is read also has later events, which come with
 * its next reading; notes, which no row shows, are always included. If no later event began at the row's state, the log is incomplete, and
 * the whole history is returned.
 */
export function replayReflectedEvents(
	row: CrossLinkRow,
	events: readonly BrokerEvent[],
	history: ReplayedHistory,
	model: StateModel,
	now: number,
): ReplayedHistory {
	const { steps, messages } = history;
	const first = steps.findLast(
		({ event, from }) => from === row.state && microsecondsOf(endTimeOfStep(event)) > microsecondsOf(row.updatedAt),
	);
	if (first === undefined) return history;
	const notes = new Set(messages.filter(isMereNote).map(({ event }) => event));
	const ordered = sortEvents(events);
	const seen = ordered.indexOf(first.event);
	const reflected = ordered.filter((event, index) => index < seen || notes.has(event));
	return replayEvents(row, reflected, model, now);
}
