import type { PatronRequest } from '../model/request';
import type { Change } from './change';
import type { RowMark } from './cursor';

/** Stand-ins for `lastAuditNo`: the request has no history yet, or the number is unknown, so that the request is read again. */
export const noAudits = -1;
export const unknownAudits = -2;

export function markOf({ version, history }: Pick<PatronRequest, 'version' | 'history'>, updated: number): RowMark {
	return [version ?? (history.length === 0 ? noAudits : unknownAudits), updated];
}

/** Whether the change happened after the read to which the mark belongs. */
export function isAfterMark({ at, step, entry }: Change, [auditNo, updated]: RowMark): boolean {
	const number = auditNo === unknownAudits ? undefined : (step ?? entry)?.order;
	return number === undefined ? at > updated : number > auditNo;
}
