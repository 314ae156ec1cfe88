import { listPickupLocations, type PickupLocation } from '../../directory';
import { equals } from '../modrs/filter';
import type { RequestsClient } from '../modrs/RequestsClient';
import { isLimitZero, limitIn } from '../patronLimit';
import type { PatronRequest } from '../request';
import type { PatronCheck } from '../modrs/answers';
import { ReferenceLooks } from './referenceLooks';
import { partOfLife } from '../states';


const pageSize = 100;
/** More open requests than this nobody has; the server is answering something else. */
const mostPages = 20;

/**
 * What the checks of one run ask ReShare, each thing once: the open requests of a patron, the limit, the pickup
 * locations. A failed look-up is remembered, too, so that a run of many items does not ask a dead service once per item.
 * References are looked for anew each time, many at once.
 */
export class RunLookups {
	readonly references: ReferenceLooks;
	readonly #open = new Map<string, Promise<PatronRequest[]>>();
	readonly #patrons = new Map<string, Promise<PatronCheck>>();
	#settings: Promise<ReadonlyMap<string, string>> | undefined;
	#pickupLocations: Promise<PickupLocation[]> | undefined;

	constructor(private readonly requests: RequestsClient) {
		this.references = new ReferenceLooks(requests);
	}

	/** The patron's borrowing requests that are not over, with those that this run has made. */
	async openRequests(patronId: string): Promise<readonly PatronRequest[]> {
		return await once(this.#open, patronId, async () => await this.#readOpen(patronId));
	}

	/** Tells later checks of the same run of a new request. */
	async remember(patronId: string, row: PatronRequest): Promise<void> {
		const rows = await this.#open.get(patronId)?.catch(() => undefined);
		if (rows === undefined) return;
		const index = rows.findIndex(({ id }) => id === row.id);
		if (index >= 0) rows.splice(index, 1);
		if (partOfLife(row.state) !== 'over') rows.push(row);
	}

	/** What the library's own system says of the patron. */
	async patron(patronId: string): Promise<PatronCheck> {
		return await once(this.#patrons, patronId, async () => await this.requests.canCreateRequest(patronId));
	}

	/** How many requests a patron may have under way; undefined when there is no limit or the setting may not be read. */
	async limit(): Promise<number | undefined> {
		return limitIn(await this.#readSettings());
	}

	/** Whether the limit is 0, which ReShare takes for none and the OpenURL resolver for a limit that everybody has reached. */
	async isLimitZero(): Promise<boolean> {
		return isLimitZero(await this.#readSettings());
	}

	async pickupLocations(): Promise<readonly PickupLocation[]> {
		this.#pickupLocations ??= listPickupLocations(this.requests.okapi);
		return await this.#pickupLocations;
	}

	async #readOpen(patronId: string): Promise<PatronRequest[]> {
		const filters = [equals('isRequester', true), equals('patronIdentifier', patronId, 'Patron ID'), equals('state.terminal', false)];
		const rows = new Map<string, PatronRequest>();
		for (let page = 1; page <= mostPages; page++) {
			const found = await this.requests.list({ filters, sort: ['dateCreated;asc', 'id;asc'], perPage: pageSize, page });
			for (const row of found) {
				if (row.side === 'borrowing' && row.patronId === patronId && partOfLife(row.state) !== 'over') rows.set(row.id, row);
			}
			if (found.length < pageSize) break;
		}
		return [...rows.values()];
	}

	async #readSettings(): Promise<ReadonlyMap<string, string>> {
		this.#settings ??= this.requests.settings('requests');
		return await this.#settings;
	}
}

async function once<Value>(known: Map<string, Promise<Value>>, key: string, read: () => Promise<Value>): Promise<Value> {
	let value = known.get(key);
	if (value === undefined) {
		value = read();
		known.set(key, value);
	}
	return await value;
}
