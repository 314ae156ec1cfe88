import { isTransition } from '../model/history';
import type { HistoryEntry } from '../model/request';
import { isTerminal, isWithPatron, needsStaff, readHistory, whatToDo, wordOf, type HistoryEvent, type RequestState } from '../model/state';
import type { Change } from './change';
import { toSeconds } from '../model/times';

/** Words that do not change between versions. `statusChange` is every other transition. */
export type EventWord = HistoryEvent | 'newRequest' | 'unreadMessage' | 'statusChange';

/** `needsStaff` includes unread messages. */
export type WantedEvent = Exclude<EventWord, 'unreadMessage' | 'statusChange'> | 'anyStatusChange';

/** The state that the change led to, or else the present one. */
export function stateAfter(change: Change): RequestState | undefined {
	return change.kind === 'transition' ? change.entry.to : change.request.state;
}

export function eventWord(change: Change): EventWord {
	if (change.kind === 'created') return 'newRequest';
	if (change.kind === 'message') return 'unreadMessage';
	if (change.kind === 'told') return change.event;
	return wordOf(change.entry);
}

export function changeNeedsStaff(change: Change): boolean {
	return change.kind === 'message' || (change.kind === 'told' && (change.event === 'needsStaff' || change.entry?.standsStill === true)) || (change.kind === 'transition' && needsStaff(change.entry.to));
}

export function changeWhatToDo(change: Change): string | null {
	if (change.kind === 'message') return 'Read and answer the message of the other library.';
	if (change.kind === 'told') return changeNeedsStaff(change) ? readHistory : null;
	if (eventWord(change) === 'conditionsAnswered') return 'Send the item: the borrowing library agrees to your conditions.';
	return change.kind === 'transition' ? whatToDo(change.entry.to) : null;
}

export function patronHasIt(change: Change): boolean | null {
	return change.kind === 'transition' ? isWithPatron(change.entry.to, change.entry.from) : isWithPatron(change.request.state);
}

export function isWanted(change: Change, wanted: ReadonlySet<WantedEvent>): boolean {
	if (change.kind === 'transition' && wanted.has('anyStatusChange')) return true;
	if (changeNeedsStaff(change) && wanted.has('needsStaff')) return true;
	const word = eventWord(change);
	return word !== 'unreadMessage' && word !== 'statusChange' && wanted.has(word);
}

/** Whether it still holds, so that a late notice can be held back. A message is told only while nobody has read it. */
export function isStillCurrent(change: Change): boolean {
	const { request } = change;
	if (change.kind === 'message') return true;
	const transitions = request.history.filter(isTransition);
	if (change.kind !== 'created' && request.history.some((entry) => !isTransition(entry) && tellsOfLibrary(entry) && (entry.order ?? -1) > change.order)) return false;
	if (change.kind === 'told') return !transitions.some(({ at, order = -1 }) => (toSeconds(at) ?? 0) > change.at || (toSeconds(at) === change.at && order > change.order));
	if (change.kind === 'created') return transitions.length === 0;
	const { entry } = change;
	if (request.state?.code !== entry.to.code) return false;
	return !transitions.some((other) => other.id !== entry.id && (other.order ?? -1) > (entry.order ?? -1));
}

function tellsOfLibrary({ event = null }: HistoryEntry): boolean {
	return event !== null && event !== 'needsStaff';
}

export function isAtEnd(change: Change): boolean {
	return isTerminal(stateAfter(change));
}
