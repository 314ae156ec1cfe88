import type { Change, ChangeEventName } from './change';
import { changeNeedsStaff } from './judgeChange';

/** The kinds of change that a user can select. `needsStaff` includes unread messages. */
export type WantedEvent = Exclude<ChangeEventName, 'unreadMessage' | 'statusChange'> | 'anyStatusChange';

export function hasWantedEvent(change: Change, wanted: ReadonlySet<WantedEvent>): boolean {
	const { event, step, condition } = change;
	if ((step !== undefined || condition !== undefined) && wanted.has('anyStatusChange')) return true;
	if (changeNeedsStaff(change) && wanted.has('needsStaff')) return true;
	return event !== 'unreadMessage' && event !== 'statusChange' && wanted.has(event);
}
