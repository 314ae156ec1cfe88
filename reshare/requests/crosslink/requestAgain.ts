import { clock } from '../../clock';
import { ReShareError } from '../../errors';
import type { CrossLinkReadingBackend } from './CrossLinkReadingBackend';
import { callerReferencesOf, staffNoteFieldsOf } from './migratedRow';
import { listPossibleRequestIds } from './requestId';
import { addToStaffNote } from './staffNote';

/**
 * Posts a request like the old one as its successor, which the broker accepts only once. Its id is the next one for the reference, so that
 * a lookup by the reference finds it.
 */
export async function requestAgain({ client, tenant }: CrossLinkReadingBackend, id: string) {
	const row = await client.getRow(id);
	if (row === undefined) throw new ReShareError('notFound', 'The request is not there any more');
	const { requesterSymbol, requesterPickupLocationId } = row;
	const {
		header: _,
		serviceInfo,
		...illRequest
	} = row.raw.illRequest as {
		readonly header: unknown;
		readonly serviceInfo?: { readonly needBeforeDate?: unknown };
	};
	const isDayPast = Date.parse(String(serviceInfo?.needBeforeDate)) <= clock.now();
	const [reference = id] = callerReferencesOf(row, tenant);
	// The patron is named as in the draft, because a request shows the id of the library's own system after its check.
	const patron = row.illRequest?.patronInfo?.patronId ?? row.patron;
	const internalNote = addToStaffNote({ pickupLocation: staffNoteFieldsOf(row).pickupLocation }) || undefined;
	const body = {
		prevReqId: id,
		illRequest: { ...illRequest, serviceInfo: isDayPast ? { ...serviceInfo, needBeforeDate: undefined } : serviceInfo },
		patron,
		requesterSymbol,
		requesterPickupLocationId,
		internalNote,
	};
	let refused: string | undefined;
	for (const next of listPossibleRequestIds(tenant, reference).filter((candidate) => candidate !== id)) {
		const { row: made, message, isTaken } = await client.postRow({ ...body, id: next });
		if (made !== undefined) return { accepted: true };
		refused = message;
		if (!isTaken) break;
	}
	return { accepted: false, message: refused };
}
