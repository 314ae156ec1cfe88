import { once } from '../../once';
import type { PickupLocation } from '../../directory';
import type { PatronCheck, PatronLimit, RequestDesk } from '../port/RequestDesk';
import type { PatronRequest } from '../model/request';
import { partOfLife } from '../model/state';
import { ReferenceLooks } from '../port/referenceLookUps';

/** Each thing is asked once in a run; a failure is remembered, too: many items must not ask a dead service once each. References are looked for each time. */
export class RunLookups {
	readonly references: ReferenceLooks;
	readonly #open = new Map<string, Promise<PatronRequest[]>>();
	readonly #patrons = new Map<string, Promise<PatronCheck | undefined>>();
	#limit: Promise<PatronLimit> | undefined;
	#pickupLocations: Promise<PickupLocation[]> | undefined;

	constructor(readonly requests: RequestDesk) {
		this.references = new ReferenceLooks(requests);
	}

	/** Borrowing requests that are not over, with those made by this run. */
	async openRequests(patronId: string): Promise<readonly PatronRequest[]> {
		return await once(this.#open, patronId, async () => (await this.requests.find({ side: 'borrowing', openOrClosed: 'open', patronId, sort: 'createdOldest' })).listed.map(({ request }) => request));
	}

	/** Tells later checks of the same run of a new request. */
	async remember(patronId: string, row: PatronRequest): Promise<void> {
		const rows = await this.#open.get(patronId)?.catch(() => undefined);
		if (rows === undefined) return;
		const index = rows.findIndex(({ id }) => id === row.id);
		if (index >= 0) rows.splice(index, 1);
		if (partOfLife(row.state) !== 'over') rows.push(row);
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
