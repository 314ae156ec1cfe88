import { clock } from '../../clock';
import { ReShareError } from '../../errors';
import type { PatronRequest } from '../model/request';
import type { ActionAnswer } from '../port/RequestBackend';
import type { CrossLinkReadingBackend } from './CrossLinkReadingBackend';
import { staffNoteFieldsOf, callerReferencesOf } from './migratedRow';
import { listPossibleRequestIds } from './requestId';
import { addToStaffNote } from './staffNote';

/**
 * Posts a request like the old one as its successor, which the broker accepts only once. Its id is the next one for the reference, so that
 * a lookup by the reference finds it.
 */
export async function requestAgain({ client, tenant }: CrossLinkReadingBackend, { id }: PatronRequest): Promise<ActionAnswer> {
	const row = await client.getRow(id);
	if (row === undefined) throw new ReShareError('notFound', 'The request is not there any more');
	const { header: _, ...illRequest } = row.raw.illRequest as Record<string, unknown>;
	const [reference = id] = callerReferencesOf(row, tenant);
	// The patron is named as in the draft, because a request shows the id of the library's own system after its check.
	const patron = row.illRequest?.patronInfo?.patronId ?? row.patron;
	const note = addToStaffNote({ pickupLocation: staffNoteFieldsOf(row).pickupLocation });
	let refused: string | undefined;
	for (const next of listPossibleRequestIds(tenant, reference).filter((candidate) => candidate !== id)) {
		const answer = await client.postRow({
			id: next,
			prevReqId: id,
			illRequest: withoutPastDay(illRequest),
			patron,
			requesterSymbol: row.requesterSymbol,
			requesterPickupLocationId: row.requesterPickupLocationId,
			internalNote: note || undefined,
		});
		if (answer.kind === 'made') return { accepted: true };
		refused = answer.message;
		if (answer.kind === 'refused') break;
	}
	return { accepted: false, message: refused };
}

function withoutPastDay(illRequest: Readonly<Record<string, unknown>>) {
	const { serviceInfo } = illRequest as { readonly serviceInfo?: { readonly needBeforeDate?: unknown } };
	const isPast = Date.parse(String(serviceInfo?.needBeforeDate)) <= clock.now();
	return isPast ? { ...illRequest, serviceInfo: { ...serviceInfo, needBeforeDate: undefined } } : illRequest;
}
