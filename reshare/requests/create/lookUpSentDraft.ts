import { createdAtMs, isOpenRequest, mayBelongToPatron, sortOldestFirst, type PatronRequest } from '../model/request';
import type { SendableRequest } from '../port/Submitter';
import { asksForSameThing, isOfAnotherDraft } from './compareRequestWithDraft';
import type { CreateJob } from './createTypes';
import { findExistingRequest, type ReferenceHolder } from './findExisting';
import { clockSkewMs } from './timing';

/** A draft that can be sent, and what was known before. */
export interface PreparedDraft {
	readonly message: SendableRequest;
	/** Ids of the patron's open requests; undefined if they could not be read. */
	readonly known: ReadonlySet<string> | undefined;
	/** Ids of requests that have the reference but no longer count; undefined if the reference was not looked up. */
	readonly before: ReadonlySet<string> | undefined;
}

export type PreparedJob = Pick<CreateJob, 'requests' | 'lookups' | 'timing' | 'reference' | 'draft'> & PreparedDraft;

export interface SentDraft extends PreparedJob {
	/** When the first attempt began, in milliseconds since 1970. */
	readonly since: number;
}

type SentLookup =
	| { readonly kind: 'found'; readonly row: PatronRequest }
	/** On a server that enforces unique references: by our clock, the request with the reference is older than our attempt. */
	| ReferenceHolder
	| { readonly kind: 'none' | 'unknown' };

/** How many of a patron's newest requests are read after an unclear answer. */
const latest = 20;

/**
 * Looks up the request that an attempt to send the draft may have made: by its reference, or without it, because an old resolver drops it.
 * The result is `unknown` if ReShare could not be asked.
 */
export async function lookUpSentDraft(sent: SentDraft): Promise<SentLookup> {
	try {
		const named = await lookUpReference(sent);
		if (named.kind !== 'none') return named;
		const row = sent.requests.enforcesUniqueReference === true ? undefined : await lookUpWithoutReference(sent);
		return row === undefined ? named : { kind: 'found', row };
	} catch {
		return { kind: 'unknown' };
	}
}

/** Looks up the request after each of the pauses, and then repeatedly until the moment `until`. */
export async function lookUpSentDraftUntil(sent: SentDraft, pauses: readonly number[], until: number) {
	const { timing } = sent;
	let found: SentLookup = { kind: 'unknown' };
	for (let round = 0; !timing.isStopped() && (round < pauses.length || timing.now() < until); round++) {
		await timing.sleep(pauses[round] ?? timing.lookupRetries.at(-1) ?? 1000);
		found = await lookUpSentDraft(sent);
		if (found.kind === 'found' || found.kind === 'taken') return found;
	}
	return found;
}

/** Whether an attempt to send the draft may have made this request, which has the draft's reference. */
export function mayComeFromSentDraft(row: PatronRequest, sent: SentDraft) {
	const { before, draft } = sent;
	const isNew = before === undefined ? isCreatedSinceFirstAttempt(row, sent) : !before.has(row.id);
	return isNew && mayBelongToPatron(row, draft.patronId) && !isOfAnotherDraft(row, sent);
}

/**
 * Whether the request is young enough to come from one of our attempts. Its age is measured by the server's clock, which may differ much
 * from ours. A request whose creation lies in the server's future is an older one: that clock has been set back since it was made.
 */
function isCreatedSinceFirstAttempt(row: PatronRequest, { requests, since, timing }: SentDraft) {
	const localNow = timing.now();
	const ageMs = (requests.serverNow() ?? localNow / 1000) * 1000 - createdAtMs(row);
	return !(ageMs > localNow - since + clockSkewMs || ageMs < -clockSkewMs);
}

async function lookUpReference(sent: SentDraft): Promise<SentLookup> {
	const { lookups, message, reference, requests } = sent;
	const rows = message.find === undefined ? await lookups.references.find(reference.value) : [(await message.find()) ?? []].flat();
	const named = rows.filter((row) => mayComeFromSentDraft(row, sent));
	const [row] = [...sortOldestFirst(named.filter(isOpenRequest)), ...sortOldestFirst(named)];
	if (row !== undefined) return { kind: 'found', row };
	if (requests.enforcesUniqueReference !== true) return { kind: 'none' };
	// The clocks may differ so much that a request that seems older than our attempt is our own. If it is another one, it has taken the
	// reference.
	return await findExistingRequest(sent, rows);
}

/**
 * Looks up a request without its reference, which resolvers before v1.5.1 drop: it is the only new request for the same thing. An open
 * request is new if it is not among the `known` ones. A closed request, and any if the known ones could not be read, is new if it was
 * created since the first attempt.
 */
async function lookUpWithoutReference(sent: SentDraft) {
	const { draft, known, requests } = sent;
	const { listed } = await requests.find({ side: 'borrowing', patronId: draft.patronId, sort: 'createdNewest', limit: latest });
	const isNew = (row: PatronRequest) =>
		known !== undefined && isOpenRequest(row) ? !known.has(row.id) : isCreatedSinceFirstAttempt(row, sent);
	const candidates = listed.filter(({ request }) => isNew(request) && asksForSameThing(request, draft));
	const full = await Promise.all(candidates.map(({ request }) => requests.get(request.id)));
	const unnamed = full.filter((row) => row !== undefined && row.references.length === 0);
	return unnamed.length === 1 ? unnamed[0] : undefined;
}
