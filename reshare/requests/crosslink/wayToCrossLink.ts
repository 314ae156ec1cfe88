import { findPickupLocation, type PickupLocation } from '../../directory';
import { ReShareError } from '../../errors';
import type { Wish } from '../../wish';
import { answerToFailure, type Sendable, type SendAnswer, type Way } from '../port/way';
import type { PatronRequest } from '../model/request';
import type { RowWithRaw } from './schemas';
import { notOwned, type CrossLinkClient, type Posted } from './CrossLinkClient';
import { newRequest } from './newRequest';
import { withNoted } from './staffNote';
import { requestId } from './requestId';

/** What sending needs of the desk. */
interface CrossLinkCounter {
	readonly client: Pick<CrossLinkClient, 'postRow' | 'getRow'>;
	readonly tenant: string;
	/** The request with this reference that was begun in mod-rs: the broker does not know it by the reference. */
	movedWith(reference: string): Promise<PatronRequest | undefined>;
	/** A record as our model has it. */
	read(record: RowWithRaw): Promise<PatronRequest>;
	pickupLocations(): Promise<readonly PickupLocation[]>;
}

/** So many requests may have had a reference; more mean that the server says of every id that it exists. */
const mostTakes = 50;

/**
 * Posts to CrossLink under an id made from the reference, which the broker takes once. The checks run before it answers, so
 * that the answer tells what came of them.
 *
 * @param requestingSymbol `authority:symbol`; without it the tenant's first symbol counts
 */
export function wayToCrossLink(desk: CrossLinkCounter, requestingSymbol: string | undefined): Way {
	return {
		namesItsRequest: () => true,
		checksBeforeAnswer: true,
		obstacle: async () => await Promise.resolve(undefined),
		async build(wish, reference) {
			const pickup = await pickupOf(desk, wish.pickupLocation);
			const message = (take: number): Sendable => {
				const id = requestId(desk.tenant, reference, take);
				const request = newRequest(wish, { id, requesterSymbol: requestingSymbol, pickupLocationId: pickup.id, internalNote: [pickup.noteToStaff, wish.staffNote].filter(Boolean).join('\n') || undefined });
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
	desk: CrossLinkCounter,
	id: string,
	request: Readonly<Record<string, unknown>>,
	requestingSymbol: string | undefined,
	next: () => Sendable | undefined,
): Promise<SendAnswer> {
	let answer: Posted;
	try {
		answer = await desk.client.postRow(request);
	} catch (error) {
		// With an answer of a gateway or of a module the broker may work on; the id tells what came of it.
		if (error instanceof ReShareError) return answerToFailure(error, 'CrossLink', true);
		throw error;
	}
	if (answer.kind === 'made') {
		const { record } = answer;
		return await unlessUnread(async () => ({ kind: 'created', row: await desk.read(record) }), 'the request was made, and it could not be read');
	}
	if (!/\bID already exists\b/i.test(answer.message)) return refusal(answer.message, requestingSymbol);
	const following = next();
	if (following === undefined) return { kind: 'refused', reason: 'resolverRefused', detail: 'CrossLink says of every number that it was given already', mayPass: false };
	return await unlessUnread(async () => {
		const record = await desk.client.getRow(id);
		return { kind: 'taken', row: record === undefined ? undefined : await desk.read(record), next: following };
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
	readonly id: string | undefined;
	readonly noteToStaff: string | undefined;
	readonly warnings: readonly string[];
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The pickup location as the broker takes it: the id of its entry. Where the directory does not tell it, staff read it in
 * their note, and the place that is set for the library serves.
 */
async function pickupOf(desk: CrossLinkCounter, wanted: Wish['pickupLocation']): Promise<Pickup> {
	if (wanted === undefined) return { id: undefined, noteToStaff: undefined, warnings: [] };
	const places = await desk.pickupLocations().catch((error: unknown) => {
		if (error instanceof ReShareError) return error;
		throw error;
	});
	const place = places instanceof ReShareError ? undefined : findPickupLocation(places, wanted);
	if (place !== undefined) return { id: place.slug, noteToStaff: undefined, warnings: [] };
	if (uuid.test(wanted)) return { id: wanted, noteToStaff: undefined, warnings: [] };
	const why = places instanceof ReShareError ? places.message : 'the Directory of CrossLink does not know it';
	return {
		id: undefined,
		noteToStaff: withNoted({ pickupLocation: wanted }),
		warnings: [`'${wanted}' could not be given to CrossLink as the pickup location: ${why}. It stands in the request's internal note, and the place that is set for the library serves.`],
	};
}
