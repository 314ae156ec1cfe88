import { findPickupLocation } from '../../directory';
import { ReShareError } from '../../errors';
import { isUuid } from '../../text';
import type { Wish } from '../../wish';
import { answerToFailure, type Sendable, type SendAnswer, type Way } from '../port/way';
import { notOwned, type Posted } from './CrossLinkClient';
import type { CrossLinkReader } from './CrossLinkReader';
import { newRequest } from './newRequest';
import { withNoted } from './staffNote';
import { mostTakes, requestId } from './requestId';

/** @param requestingSymbol `authority:symbol`; without it the tenant's first symbol counts */
export function wayToCrossLink(desk: CrossLinkReader, requestingSymbol: string | undefined): Way {
	return {
		namesItsRequest: () => true,
		checksBeforeAnswer: true,
		async build(wish, reference) {
			const pickup = await pickupOf(desk, wish.pickupLocation);
			const message = (take: number): Sendable => {
				const id = requestId(desk.tenant, reference, take);
				const request = newRequest(wish, { id, requesterSymbol: requestingSymbol, requesterPickupLocationId: pickup.id, internalNote: [pickup.noteToStaff, wish.staffNote].filter(Boolean).join('\n') || undefined });
				return {
					openUrl: null,
					request,
					warnings: pickup.warnings,
					send: async () => await send(desk, id, request, requestingSymbol, () => (take + 1 < mostTakes ? message(take + 1) : undefined)),
				};
			};
			const first = message(0);
			return {
				...first,
				send: async () => {
					const row = await desk.movedWith(reference);
					return row === undefined ? await first.send() : { kind: 'taken', row, next: first };
				},
			};
		},
	};
}

async function send(
	desk: CrossLinkReader,
	id: string,
	request: Readonly<Record<string, unknown>>,
	requestingSymbol: string | undefined,
	next: () => Sendable | undefined,
): Promise<SendAnswer> {
	let answer: Posted;
	try {
		answer = await desk.client.postRow(request);
	} catch (error) {
		return answerToFailure(error, 'CrossLink', () => true);
	}
	if (answer.kind === 'made') {
		const { row } = answer.record;
		return await unlessUnread(async () => ({ kind: 'created', row: await desk.read(row) }), 'the request was made, and it could not be read');
	}
	if (!/\bID already exists\b/i.test(answer.message)) return refusal(answer.message, requestingSymbol);
	const following = next();
	if (following === undefined) return { kind: 'refused', reason: 'resolverRefused', detail: 'CrossLink says of every number that it was given already', mayPass: false };
	return await unlessUnread(async () => {
		const record = await desk.client.getRow(id);
		return { kind: 'taken', row: record && (await desk.read(record.row)), next: following };
	}, 'a request has the reference already, and it could not be read');
}

async function unlessUnread(read: () => Promise<SendAnswer>, what: string): Promise<SendAnswer> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof ReShareError) return { kind: 'unclear', detail: `${what}: ${error.message}`, mayStillRun: false };
		throw error;
	}
}

function refusal(message: string, requestingSymbol: string | undefined): SendAnswer {
	if (message.includes(notOwned)) {
		return { kind: 'refused', reason: 'badInput', detail: `The library symbol ${requestingSymbol ?? ''} is none of this tenant's in CrossLink`, mayPass: false };
	}
	return { kind: 'refused', reason: 'resolverRefused', detail: `CrossLink did not take the request: ${message}`, mayPass: false };
}

interface Pickup {
	readonly id?: string;
	readonly noteToStaff?: string;
	readonly warnings?: readonly string[];
}

/** The broker takes the entry's id. Where the directory does not tell it, staff read the place in their note, and the usual one serves. */
async function pickupOf(desk: CrossLinkReader, wanted: Wish['pickupLocation']): Promise<Pickup> {
	if (wanted === undefined) return {};
	const places = await desk.pickupLocations().catch((error: unknown) => {
		if (error instanceof ReShareError) return error;
		throw error;
	});
	const place = places instanceof ReShareError ? undefined : findPickupLocation(places, wanted);
	if (place !== undefined) return { id: place.slug };
	if (isUuid(wanted)) return { id: wanted };
	const why = places instanceof ReShareError ? places.message : 'the Directory of CrossLink does not know it';
	return {
		noteToStaff: withNoted({ pickupLocation: wanted }),
		warnings: [`'${wanted}' could not be given to CrossLink as the pickup location: ${why}. It stands in the request's internal note, and the place that is set for the library serves.`],
	};
}
