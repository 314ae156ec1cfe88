import type { z } from 'zod';
import { secondsToIso, isoToSeconds } from '../model/datesAndTimes';
import type { DueDate } from '../model/request';
import type { patronRequestSchema } from './schemas';

/**
 * Matches day, time and zone as mod-rs reads them (openlibraryenvironment/mod-rs ReshareActionService.DEFAULT_DATE_FORMAT), or a day alone.
 */
const written = /^(\d{4}-\d{2}-\d{2})(?:[ T]{1,2}(\d{2}:\d{2}(?::\d{2}(?:\.\d+(?!\d))?)?)\s*(\S.*)?)?$/;

const offset = /^(?:Z|[+-]\d{2}:?\d{2})$/;
const zoneAtEnd = /(?:Z|[+-]\d{2}:?\d{2}|[A-Z]{3,4})$/;

/**
 * The borrower's due date comes from the supplier, the lender's from its own system.
 *
 * mod-rs treats a time without a zone as one in UTC, so that only its day is sure. A text that it cannot read, such as one with fractions
 * of a second in other than three digits, leaves an earlier time unchanged, so that the text counts.
 */
export function readDueDate(row: z.output<typeof patronRequestSchema>): DueDate {
	const fromSupplier = read(row.dueDateRS, row.parsedDueDateRS, false);
	const fromOwnSystem = read(row.dueDateFromLMS, row.parsedDueDateFromLMS, true);
	return (row.isRequester === false ? (fromOwnSystem ?? fromSupplier) : (fromSupplier ?? fromOwnSystem)) ?? {};
}

/**
 * Reads a due date.
 *
 * @param isInOwnFormat whether mod-rs reads the text in a format that the library has configured, and that may lack a zone
 */
function read(text: string | undefined, parsed: string | undefined, isInOwnFormat: boolean): DueDate | undefined {
	if (text === undefined && parsed === undefined) return undefined;
	const [, day, clock, zone] = written.exec(text?.trim() ?? '') ?? [];
	if (day !== undefined) {
		const seconds = offset.test(zone ?? '') ? isoToSeconds(`${day}T${clock}${zone}`) : undefined;
		if (seconds !== undefined) return { iso: secondsToIso(seconds) };
		return { iso: zone === undefined ? day : (parsed ?? day) };
	}
	if (parsed === undefined || (text !== undefined && !isInOwnFormat)) return { words: text };
	// Midnight in UTC is not a time when a library closes: it is a day that was read as a time.
	const isInstant = text === undefined ? parsed.slice(11, 19) !== '00:00:00' : zoneAtEnd.test(/(?<=\d:\d{2}).*$/.exec(text)?.[0] ?? '');
	return { iso: isInstant ? parsed : parsed.slice(0, 10) };
}
