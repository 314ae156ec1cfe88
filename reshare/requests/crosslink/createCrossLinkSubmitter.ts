import { findPickupLocationBySlugOrCode } from '../../directory';
import { ReShareError, rethrowUnlessOfKind } from '../../errors';
import { isUuid } from '../../text';
import type { RequestDraft } from '../../draft';
import { sendAnswerOfFailure, type SendableRequest, type SendAnswer, type Submitter } from '../port/Submitter';
import { symbolNotOwnedMessage } from './CrossLinkClient';
import type { CrossLinkReadingBackend } from './CrossLinkReadingBackend';
import { buildNewRequest } from './buildNewRequest';
import { addToStaffNote } from './staffNote';
import { mostRequestsOfReference, buildRequestId } from './requestId';

export function createCrossLinkSubmitter(backend: CrossLinkReadingBackend, requesterSymbol: string | undefined): Submitter {
	return {
		namesItsRequest: () => true,
		checksBeforeAnswer: true,
		async build(draft, reference) {
			const { id: requesterPickupLocationId, noteToStaff, warnings } = await pickupOf(backend, draft.pickupLocation);
			const internalNote = [noteToStaff, draft.staffNote].filter(Boolean).join('\n') || undefined;
			const sendable = (take: number): SendableRequest => {
				const id = buildRequestId(backend.tenant, reference, take);
				const request = buildNewRequest(draft, { id, requesterSymbol, requesterPickupLocationId, internalNote });
				// The request is read by its id, because a list may leave out the requests of the draft's symbol.
				const find = async () => {
					const row = await backend.client.getRow(id);
					return row && (await backend.read(row));
				};
				const send = async (): Promise<SendAnswer> => {
					const answer = await backend.client.postRow(request).catch(failure);
					if (answer instanceof ReShareError) return sendAnswerOfFailure(answer, 'CrossLink', () => true);
					const { row: made, message, isTaken } = answer;
					if (made !== undefined) return await backend.read(made).then((row) => ({ kind: 'created', row }), unread('the request was made'));
					if (message.includes(symbolNotOwnedMessage))
						return refused('badInput', `The library symbol ${requesterSymbol ?? ''} is none of this tenant's in CrossLink`);
					if (!isTaken) return refused('resolverRefused', `CrossLink did not take the request: ${message}`);
					const next = take + 1;
					if (next === mostRequestsOfReference)
						return refused('resolverRefused', 'CrossLink says of every number that it was given already');
					return await find().then((row) => ({ kind: 'taken', row, next: sendable(next) }), unread('a request has the reference already'));
				};
				return { openUrl: null, request, warnings, find, send };
			};
			const first = sendable(0);
			return {
				...first,
				send: async () => {
					const row = await backend.migratedWith(reference);
					return row === undefined ? await first.send() : { kind: 'taken', row, next: first };
				},
			};
		},
	};
}

function failure(error: unknown) {
	rethrowUnlessOfKind(error);
	return error;
}

/** Makes the answer for a request that is there, but cannot be read. */
function unread(what: string) {
	return (error: unknown): SendAnswer => ({
		kind: 'unclear',
		detail: `${what}, and it could not be read: ${failure(error).message}`,
		mayStillRun: false,
	});
}

function refused(reason: 'badInput' | 'resolverRefused', detail: string): SendAnswer {
	return { kind: 'refused', reason, detail, mayPass: false };
}

/**
 * Finds what to send as the pickup location. The broker accepts the id of the directory's entry. If the directory does not give it, the
 * location is written into the note for staff, and the broker uses its default.
 */
async function pickupOf(backend: CrossLinkReadingBackend, wanted: RequestDraft['pickupLocation']) {
	if (wanted === undefined) return {};
	const places = await backend.pickupLocations().catch(failure);
	const place = places instanceof ReShareError ? undefined : findPickupLocationBySlugOrCode(places, wanted);
	if (place !== undefined) return { id: place.slug };
	if (isUuid(wanted)) return { id: wanted };
	const why = places instanceof ReShareError ? places.message : 'the Directory of CrossLink does not know it';
	return {
		noteToStaff: addToStaffNote({ pickupLocation: wanted }),
		warnings: [
			`'${wanted}' could not be given to CrossLink as the pickup location: ${why}. It stands in the request's internal note, and the place that is set for the library serves.`,
		],
	};
}
