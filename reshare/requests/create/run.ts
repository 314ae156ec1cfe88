import pLimit from 'p-limit';
import type { PickupLocation } from '../../directory';
import { memoize } from '../../memoize';
import { isOpenRequest, type PatronRequest } from '../model/request';
import { partOfLife } from '../model/state';
import { ReferenceLoader } from '../port/ReferenceLoader';
import type { PatronCheck, PatronLimit, RequestBackend } from '../port/RequestBackend';
import type { ReferenceKey } from './reference';
import { timingUntil, type Timing } from './timing';

export interface CreateDeps {
	readonly requests: RequestBackend;
	/** For drafts without a reference. */
	readonly referenceKey: ReferenceKey;
	readonly lookups: RunLookups;
	readonly timing: Timing;
	/** Limits drafts from preparing to settling, for memory's sake. */
	readonly inProgress: Turns;
	/** Limits drafts that are checked and sent; the waiting afterwards needs no place. */
	readonly slot: Turns;
	/** No other process can make requests with the same references: one look for those after sending is enough. */
	readonly isAlone?: boolean;
}

export type CreateSurroundings = Pick<CreateDeps, 'isAlone'> & { readonly signal?: AbortSignal | undefined };

type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

const atOnce = 4;
/** They share look-ups, and wait for their verdicts together. More would only take memory. */
const maxInProgress = 1000;

/**
 * Another `referenceKey` makes other references for the same drafts. Aborting `signal` stops the run; a call that sends a request
 * is finished, and its result says what is known by then.
 */
export function startCreating(
	requests: RequestBackend,
	referenceKey: ReferenceKey,
	{ signal, ...surroundings }: CreateSurroundings = {},
): CreateDeps {
	return {
		requests,
		referenceKey,
		...surroundings,
		lookups: new RunLookups(requests),
		timing: timingUntil(signal),
		inProgress: pLimit(maxInProgress),
		slot: pLimit(atOnce),
	};
}

/**
 * Each thing is asked once in a run; a failure is remembered, too: many items must not ask a dead service once each. References
 * are looked for each time.
 */
export class RunLookups {
	readonly references: ReferenceLoader;
	#formerReferences: Promise<ReferenceLoader | undefined> | undefined;
	readonly #open = new Map<string, Promise<PatronRequest[]>>();
	readonly #patrons = new Map<string, Promise<PatronCheck | undefined>>();
	#limit: Promise<PatronLimit> | undefined;
	#pickupLocations: Promise<PickupLocation[]> | undefined;

	constructor(readonly requests: RequestBackend) {
		this.references = new ReferenceLoader(requests);
	}

	/** Borrowing requests that are not over, with those made by this run. */
	async openRequests(patronId: string): Promise<readonly PatronRequest[]> {
		return await memoize(this.#open, patronId, async () =>
			(await this.requests.find({ side: 'borrowing', openOrClosed: 'open', patronId, whole: false, sort: 'createdOldest' })).listed.map(
				({ request }) => request,
			),
		);
	}

	/** Tells later checks of the same run of a new request. */
	async remember(patronId: string, row: PatronRequest): Promise<void> {
		const rows = await this.#open.get(patronId)?.catch(() => undefined);
		if (rows === undefined) return;
		const index = rows.findIndex(({ id }) => id === row.id);
		if (index >= 0) rows.splice(index, 1);
		if (partOfLife(row.state) !== 'over') rows.push(row);
	}

	/** Open requests with the reference in the back end before. */
	async inFormer(reference: string): Promise<PatronRequest[]> {
		this.#formerReferences ??= this.#openFormer();
		return ((await (await this.#formerReferences)?.find(reference)) ?? []).filter(isOpenRequest);
	}

	async #openFormer(): Promise<ReferenceLoader | undefined> {
		const backend = await this.requests.former?.open();
		return backend && new ReferenceLoader(backend);
	}

	/** Undefined where the library's own system cannot be asked beforehand. */
	async patron(patronId: string): Promise<PatronCheck | undefined> {
		return await memoize(this.#patrons, patronId, async () => await this.requests.patronCheck?.(patronId));
	}

	async patronLimit(): Promise<PatronLimit> {
		this.#limit ??= this.requests.patronLimit();
		return await this.#limit;
	}

	async pickupLocations(): Promise<readonly PickupLocation[]> {
		this.#pickupLocations ??= this.requests.pickupLocations();
		return await this.#pickupLocations;
	}
}
