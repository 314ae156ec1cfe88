import { z } from 'zod';
import { badInputError } from '../../errors';
import { parseStoredValue } from '../../json';
import type { PatronRequest, Side } from './request';
import { needsStaff, stateLabelOf } from './state';

const text = z.string().nullable();

/**
 * What is saved of an open request before its migration to another back end, which loses references, emails, pickup locations and dates. Of
 * a lending request, only its identity and its state are saved, because its patron is another library's.
 */
const savedSchema = z.object({
	v: z.literal(1),
	side: z.enum(['borrowing', 'lending']),
	/** The back end's own id of the request. */
	id: z.string(),
	hrid: text,
	title: text,
	/** The label of the request's status. */
	status: text,
	phase: text,
	event: text,
	needsStaff: z.boolean(),
	references: z.array(z.string()),
	recordId: text,
	patronEmail: text,
	pickupLocation: text,
	/** A day, `YYYY-MM-DD`, or a moment. */
	neededBy: text,
	dueDate: text,
});
export type RequestSavedBeforeMigration = z.output<typeof savedSchema>;

/**
 * Reads a saved request.
 *
 * @throws ReShareError `badInput` for anything else
 */
export function readSavedRequest(value: unknown): RequestSavedBeforeMigration {
	const parsed = savedSchema.safeParse(parseStoredValue(value));
	if (parsed.success) return parsed.data;
	throw badInputError('This is no saved request', 'Give the field saved as Save Before Move made it.');
}

/**
 * Returns the data of a request to save.
 *
 * @param request a request that was read whole
 */
export function toRequestSavedBeforeMigration(request: PatronRequest, side: Side): RequestSavedBeforeMigration {
	const { id, hrid, title, state, due } = request;
	const { references = [], recordId, patronEmail, pickupLocation, neededBy }: Partial<PatronRequest> = side === 'borrowing' ? request : {};
	return {
		v: 1,
		side,
		id,
		hrid: hrid ?? null,
		title: title ?? null,
		status: stateLabelOf(state)?.label ?? null,
		...standingOf(request),
		references: [...references],
		recordId: recordId ?? null,
		patronEmail: patronEmail ?? null,
		pickupLocation: pickupLocation ?? null,
		neededBy: neededBy?.slice(0, 10) ?? null,
		dueDate: due.iso ?? null,
	};
}

function standingOf({ state }: PatronRequest) {
	return { phase: state?.known?.phase ?? null, event: state?.known?.event ?? null, needsStaff: needsStaff(state) };
}

/**
 * Whether the request's state no longer matches the saved one. While libraries are asked, back ends have different states for the same
 * thing; once an item was sent, the event must be the same, too.
 */
export function hasChangedSinceSaved(saved: RequestSavedBeforeMigration, request: PatronRequest) {
	const now = standingOf(request);
	return (
		saved.phase === null ||
		saved.phase !== now.phase ||
		saved.needsStaff !== now.needsStaff ||
		((saved.phase === 'onLoan' || saved.phase === 'onItsWayBack') && saved.event !== now.event)
	);
}
