import pLimit from 'p-limit';
import { getOrCreate, once } from '../../memoize';
import { isOpenRequest, type PatronRequest } from '../model/request';
import { isTerminal } from '../model/state';
import { RequestByReferenceLoader } from '../port/RequestByReferenceLoader';
import type { PatronCheck, RequestBackend } from '../port/RequestBackend';
import { CopyRequestsOfYear } from './CopyRequestsOfYear';
import type { ReferenceDerivation } from './reference';
import { timingWithStop } from './timing';

export type CreateDependencies = Readonly<ReturnType<typeof setUpCreateRun>>;

const atOnce = 4;
/** The most drafts at a time. They share lookups and wait for their validations together; more of them would only take memory. */
const maxInProgress = 1000;

/**
 * Sets up a run of Create: what all its drafts share. With another `referenceDerivation`, the same draft gets another reference. Aborting
 * `signal` stops the run. A call that is sending a request at that moment is completed, and the result says what is known by then.
 */
export function setUpCreateRun(requests: RequestBackend, referenceDerivation: ReferenceDerivation, signal?: AbortSignal) {
	return {
		requests,
		/** From what, besides the draft, the reference of a draft without one is derived. */
		referenceDerivation,
		lookups: new CreateLookups(requests),
		timing: timingWithStop(signal),
		/** Limits the drafts that are in any stage, to save memory. */
		inProgress: pLimit(maxInProgress),
		/** Limits the drafts that are checked and sent; waiting afterwards needs no slot. */
		slot: pLimit(atOnce),
	};
}

/**
 * The lookups of a run, each of which is made once. Failures are shared, too, because many items must not each ask a service that is down.
 * Only references and the copies of the year are looked up for each draft.
 */
export class CreateLookups {
	readonly references: RequestByReferenceLoader;
	readonly copies: CopyRequestsOfYear;
	readonly patronLimit = once(() => this.requests.patronLimit());
	readonly pickupLocations = once(() => this.requests.pickupLocations());
	readonly #formerReferences = once(async () => {
		const backend = await this.requests.former?.open();
		return backend && new RequestByReferenceLoader(backend);
	});
	readonly #open = new Map<string, Promise<PatronRequest[]>>();
	readonly #patrons = new Map<string, Promise<PatronCheck | undefined>>();

	constructor(readonly requests: RequestBackend) {
		this.references = new RequestByReferenceLoader(requests);
		this.copies = new CopyRequestsOfYear(requests);
	}

	/** Returns the patron's borrowing requests that are not closed, including those that this run has created. */
	openRequests(patronId: string): Promise<readonly PatronRequest[]> {
		return getOrCreate(this.#open, patronId, async () =>
			(await this.requests.find({ side: 'borrowing', openOrClosed: 'open', patronId, whole: false, sort: 'createdOldest' })).listed.map(
				({ request }) => request,
			),
		);
	}

	/** Adds a request, in its newest state, to those that later checks of the run count. */
	async remember(patronId: string, row: PatronRequest) {
		const rows = await this.#open.get(patronId)?.catch(() => undefined);
		if (rows === undefined) return;
		const index = rows.findIndex(({ id }) => id === row.id);
		if (index >= 0) rows.splice(index, 1);
		if (!isTerminal(row.state)) rows.push(row);
	}

	/** The open requests with the reference in the former back end. */
	async inFormer(reference: string) {
		return ((await (await this.#formerReferences())?.find(reference)) ?? []).filter(isOpenRequest);
	}

	/** Returns what the library's own system says about the patron; undefined if it cannot be asked beforehand. */
	patron(patronId: string) {
		return getOrCreate(this.#patrons, patronId, async () => await this.requests.patronCheck?.(patronId));
	}
}
