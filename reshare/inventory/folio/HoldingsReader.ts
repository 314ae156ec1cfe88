import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { ReShareError, unknownForm } from '../../errors';
import { once } from '../../once';
import { isAboutAccess } from '../access';
import { holdingsAnswer } from './answers';
import type { Capabilities } from './capabilities';
import { byIds, byRecords } from './cql';
import type { Fault } from './faults';
import type { QuestionBatcher, Reply } from './QuestionBatcher';
import { readHolding } from './readRecords';
import type { Holding, HoldingList } from '../records';
import type { SmallTables } from './tables';
import { askedByModRs, seenByModRs } from './whoIsAsked';

/** Records whose holdings one inventory call brings. */
const recordsPerCall = 25;
/** Most holdings in one answer; a list of this length may be cut. */
const mostHoldings = 1000;

/** Records asked for in the same turn, and their holdings. */
interface Batch {
	readonly ids: string[];
	readonly lists: Promise<ReadonlyMap<string, HoldingList>>;
}

interface Source {
	capabilities(): Promise<Capabilities>;
	tables(): Promise<SmallTables>;
}

/** Reads holdings in few calls: a link field costs the inventory one call per record, a list of holdings one for many records. */
export class HoldingsReader {
	readonly #lists = new Map<string, Promise<HoldingList>>();
	#batch: Batch | undefined;

	constructor(private readonly source: Source, private readonly batcher: QuestionBatcher) {}

	async of(instanceId: string): Promise<HoldingList> {
		return await once(this.#lists, instanceId, async () => {
			if (this.#batch === undefined || this.#batch.ids.length === recordsPerCall) this.#batch = this.#collect();
			const { ids, lists } = this.#batch;
			ids.push(instanceId);
			return (await lists).get(instanceId) ?? noHoldings;
		});
	}

	#collect(): Batch {
		const ids: string[] = [];
		const lists = nextTurn().then(async () => {
			if (this.#batch?.ids === ids) this.#batch = undefined;
			return await this.#read(ids);
		});
		return { ids, lists };
	}

	async #read(ids: readonly string[]): Promise<Map<string, HoldingList>> {
		const { fields } = await this.source.capabilities();
		if (!fields.has('holdings_storage_holdings')) return await each(ids, async (id) => await this.#readByLink(id));
		try {
			const found = await this.#readTogether(ids);
			if (found !== undefined) return found;
		} catch (error) {
			// One bad holding must not spoil the others: ask for each record by itself.
			if (!(error instanceof ReShareError) || ids.length === 1) return await each(ids, async () => unreadable(error));
		}
		return await each(ids, async (id) => await this.#readTogether([id]).then((found) => found?.get(id) ?? noHoldings, unreadable));
	}

	/** Undefined where the list may be cut although a shorter one could be had. */
	async #readTogether(ids: readonly string[]): Promise<Map<string, HoldingList> | undefined> {
		const [{ fields }, tables] = await Promise.all([this.source.capabilities(), this.source.tables()]);
		const selection = holdingSelection(fields);
		const reply = await this.#ask(byRecords(ids), mostHoldings, selection);
		const answer = readList(reply, tables);
		const cut = answer.total === null ? answer.holdings.length >= mostHoldings : answer.total > answer.holdings.length;
		if (cut && ids.length > 1) return undefined;
		// A holding that came broken does not say whose it is: ask for each record by itself.
		if (ids.length > 1 && answer.holdings.some(({ instanceId }) => instanceId === null)) return undefined;
		return await each(ids, async (id) => {
			const holdings = ids.length === 1 ? answer.holdings : answer.holdings.filter(({ instanceId }) => instanceId === id);
			const list = { holdings, asked: askedByModRs(holdings), cut, problem: problemIn(holdings, reply.faults, tables) };
			if (ids.length === 1 || holdings.length <= seenByModRs) return list;
			try {
				return { ...list, asked: askedByModRs(await this.#inModRsOrder(id, selection, tables)) };
			} catch (error) {
				if (!(error instanceof ReShareError) || isAboutAccess(error)) throw error;
				return { ...list, unread: error };
			}
		});
	}

	/** The first ten as mod-rs gets them: a list for many records may have another order. */
	async #inModRsOrder(id: string, selection: string, tables: SmallTables): Promise<readonly Holding[]> {
		return readList(await this.#ask(byRecords([id]), seenByModRs, selection), tables).holdings;
	}

	async #ask(query: string, limit: number, selection: string): Promise<Reply> {
		return await this.batcher.ask({
			field: 'holdings_storage_holdings',
			query,
			limit,
			selection: `totalRecords holdingsRecords { ${selection} }`,
		});
	}

	/** For a schema without the list of holdings. */
	async #readByLink(id: string): Promise<HoldingList> {
		const [{ fields, form }, tables] = await Promise.all([this.source.capabilities(), this.source.tables()]);
		try {
			const reply = await this.batcher.ask({
				field: form === 'search' ? 'search_instances' : 'instance_storage_instances',
				query: byIds([id]),
				selection: `instances { id holdingsRecords2(limit: ${mostHoldings}) { ${holdingSelection(fields)} } }`,
			});
			const linkError = reply.faults.find(({ path }) => path.at(-1) === 'holdingsRecords2');
			if (linkError !== undefined) return unreadable(linkError.error);
			const instances = linked.safeParse(reply.value).data?.instances;
			const records = instances?.length === 0 ? [] : instances?.[0]?.holdingsRecords2;
			if (!records) throw unknownForm('The shared inventory sent a list of holdings in an unknown form');
			const holdings = records.map((record, index) => readHolding(record, tables, faultsAt(reply.faults, ['instances', 0, 'holdingsRecords2', index])));
			return { holdings, asked: askedByModRs(holdings), cut: holdings.length >= mostHoldings, problem: problemIn(holdings, reply.faults, tables) };
		} catch (error) {
			return unreadable(error);
		}
	}
}

const linked = z.object({ instances: z.array(z.object({ holdingsRecords2: z.array(z.unknown()).nullish() })) });

const noHoldings: HoldingList = { holdings: [], asked: [], cut: false };

/** Names come from the small tables; where the schema lacks one, from a link of each holding. */
function holdingSelection(fields: ReadonlySet<string>): string {
	const policy = fields.has('ill_policies') ? '' : ' illPolicy { id name }';
	const location = fields.has('locations') ? '' : ' permanentLocation { id code name }';
	return `id instanceId callNumber illPolicyId permanentLocationId holdingsStatements { statement }${policy}${location}`;
}

function readList(reply: Reply, tables: SmallTables): { holdings: Array<ReturnType<typeof readHolding>>; total: number | null } {
	const { holdingsRecords, totalRecords } = holdingsAnswer.safeParse(reply.value).data ?? {};
	// No list is not an empty list: it does not say that nobody holds the record.
	if (!holdingsRecords) throw unknownForm('The shared inventory sent a list of holdings in an unknown form');
	const holdings = holdingsRecords.map((record, index) => readHolding(record, tables, faultsAt(reply.faults, ['holdingsRecords', index])));
	return { holdings, total: totalRecords ?? null };
}

/** Why policies or places of holdings are unknown, as far as the inventory said it. */
function problemIn(holdings: readonly Holding[], faults: readonly Fault[], { failed }: SmallTables): ReShareError | undefined {
	return (
		(holdings.some(({ policyUnknown }) => policyUnknown) ? failed.get('policies') : undefined) ??
		(holdings.some(({ locationUnknown }) => locationUnknown) ? failed.get('locations') : undefined) ??
		faults[0]?.error
	);
}

function faultsAt(faults: readonly Fault[], place: ReadonlyArray<string | number>): Fault[] {
	return faults.filter(({ path }) => place.every((part, index) => path[index] === part));
}

function unreadable(error: unknown): HoldingList {
	if (!(error instanceof ReShareError)) throw error;
	return { ...noHoldings, error, problem: error };
}

async function each(ids: readonly string[], read: (id: string) => Promise<HoldingList>): Promise<Map<string, HoldingList>> {
	return new Map(await Promise.all(ids.map(async (id): Promise<[string, HoldingList]> => [id, await read(id)])));
}
