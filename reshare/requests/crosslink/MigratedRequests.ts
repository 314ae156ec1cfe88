import { Cache } from '../../Cache';
import { orders } from '../port/listRows';
import { like } from './cql';
import { migratedFrom, referencesOf, rotaMark } from './migrated';
import { recordOf, type RequestLists } from './RequestLists';

/**
 * By the ids of the requests that came from mod-rs their UUIDs there and their references, of which the broker has no index. Key:
 * the account with its library
 * symbol, since others of its tenant may not list requests. TTL: 1 minute. After a failure, whoever asks for one of them fails.
 */
const migrated = new Cache<Map<string, readonly string[]>>(60_000);

export class MigratedRequests {
	constructor(
		private readonly lists: RequestLists,
		private readonly cacheKey: string,
		private readonly tenant: string,
	) {}

	/** The ids of those that were begun in mod-rs under one of these UUIDs or references. */
	async idsWith(references: readonly string[]): Promise<string[]> {
		return [...(await this.#read())].filter(([, names]) => names.some((name) => references.includes(name))).map(([id]) => id);
	}

	/** So that lookups by reference need not wait until all migrated requests are read again; for one that arrived later, all are. */
	async noteReferences(id: string, references: readonly string[]): Promise<void> {
		const known = await this.#read();
		const names = known.get(id);
		if (names === undefined) await this.#read(0);
		else known.set(id, [...names, ...references]);
	}

	async #read(fresherThanMs?: number): Promise<Map<string, readonly string[]>> {
		return await migrated.get(
			this.cacheKey,
			async () => {
				const found = new Map<string, readonly string[]>();
				for await (const page of this.lists.rows({
					side: 'borrowing',
					cql: like('requester_req_id', '*', rotaMark, '*'),
					order: orders.createdNewest,
				})) {
					for (const { row } of page.map(recordOf)) {
						const uuid = migratedFrom(row);
						if (uuid !== undefined) found.set(row.id, [uuid, ...referencesOf(row, this.tenant)]);
					}
				}
				return found;
			},
			fresherThanMs,
		);
	}
}
