import { findPickupLocationBySlugOrCode } from '../../directory';
import { ReShareError } from '../../errors';
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
				const next = () => (take + 1 < mostRequestsOfReference ? sendable(take + 1) : undefined);
				// The request is read by its id, because a list may leave out the requests of the draft's symbol.
				const find = async () => {
					const row = await backend.client.getRow(id);
					return row && (await backend.read(row));
				};
				const answer = () => send(backend, requesterSymbol, { request, find }, next);
				return { openUrl: null, request, warnings, find, send: answer };
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

async function send(
	backend: CrossLinkReadingBackend,
	requesterSymbol = '',
	{ request, find }: Required<Pick<SendableRequest, 'request' | 'find'>>,
	next: () => SendableRequest | undefined,
): Promise<SendAnswer> {
	const answer = await backend.client.postRow(request).catch(failure);
	if (answer instanceof ReShareError) return sendAnswerOfFailure(answer, 'CrossLink', () => true);
	if (answer.kind === 'made') {
		const row = await backend.read(answer.row).catch(failure);
		return row instanceof ReShareError ? unread('the request was made', row) : { kind: 'created', row };
	}
	const { message } = answer;
	if (message.includes(symbolNotOwnedMessage))
		return refused('badInput', `The library symbol ${requesterSymbol} is none of this tenant's in CrossLink`);
	if (answer.kind === 'refused') return refused('resolverRefused', `CrossLink did not take the request: ${message}`);
	const following = next();
	if (following === undefined) return refused('resolverRefused', 'CrossLink says of every number that it was given already');
	const row = await find().catch(failure);
	return row instanceof ReShareError ? unread('a request has the reference already', row) : { kind: 'taken', row, next: following };
}

function failure(error: unknown) {
	if (error instanceof ReShareError) return error;
	throw error;
}

function unread(what: string, { message }: ReShareError): SendAnswer {
	return { kind: 'unclear', detail: `${what}, and it could not be read: ${message}`, mayStillRun: false };
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
