import pLimit from 'p-limit';
import type { PickupLocation } from '../../directory';
import { once } from '../../once';
import { isInHand, type PatronRequest } from '../model/request';
import { partOfLife } from '../model/state';
import { ReferenceLooks } from '../port/referenceLookUps';
import type { PatronCheck, PatronLimit, RequestDesk } from '../port/RequestDesk';
import type { ReferenceKey } from './reference';
import { timingUntil, type Timing } from './timing';

export interface CreateDeps {
	readonly requests: RequestDesk;
	/** For wishes without a reference. */
	readonly referenceKey: ReferenceKey;
	readonly lookups: RunLookups;
	readonly timing: Timing;
	/** Limits wishes from preparing to settling, for memory's sake. */
	readonly inHand: Turns;
	/** Limits wishes that are checked and sent; the waiting afterwards needs no place. */
	readonly place: Turns;
	/** No other process can make requests with the same references: one look for those after sending is enough. */
	readonly isAlone?: boolean;
}

export type CreateSurroundings = Pick<CreateDeps, 'isAlone'> & { readonly signal?: AbortSignal | undefined };

type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

const atOnce = 4;
/** They share look-ups, and wait for their verdicts together. More would only take memory. */
const mostInHand = 1000;

/** Another `referenceKey` makes other references for the same wishes. Aborting `signal` stops the run; a call that sends a request is finished, and its result says what is known by then. */
export function startCreating(requests: RequestDesk, referenceKey: ReferenceKey, { signal, ...surroundings }: CreateSurroundings = {}): CreateDeps {
	return { requests, referenceKey, ...surroundings, lookups: new RunLookups(requests), timing: timingUntil(signal), inHand: pLimit(mostInHand), place: pLimit(atOnce) };
}

/** Each thing is asked once in a run; a failure is remembered, too: many items must not ask a dead service once each. References are looked for each time. */
export class RunLookups {
	readonly references: ReferenceLooks;
	#formerReferences: Promise<ReferenceLooks | undefined> | undefined;
	readonly #open = new Map<string, Promise<PatronRequest[]>>();
	readonly #patrons = new Map<string, Promise<PatronCheck | undefined>>();
	#limit: Promise<PatronLimit> | undefined;
	#pickupLocations: Promise<PickupLocation[]> | undefined;

	constructor(readonly requests: RequestDesk) {
		this.references = new ReferenceLooks(requests);
	}

	/** Borrowing requests that are not over, with those made by this run. */
	async openRequests(patronId: string): Promise<readonly PatronRequest[]> {
		return await once(this.#open, patronId, async () => (await this.requests.find({ side: 'borrowing', openOrClosed: 'open', patronId, whole: false, sort: 'createdOldest' })).listed.map(({ request }) => request));
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
		return ((await (await this.#formerReferences)?.find(reference)) ?? []).filter(isInHand);
	}

	async #openFormer(): Promise<ReferenceLooks | undefined> {
		const desk = await this.requests.former?.open();
		return desk && new ReferenceLooks(desk);
	}

	/** Undefined where the library's own system cannot be asked beforehand. */
	async patron(patronId: string): Promise<PatronCheck | undefined> {
		return await once(this.#patrons, patronId, async () => await this.requests.patronCheck?.(patronId));
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
