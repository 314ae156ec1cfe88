import { once } from '../../once';
import { z } from 'zod';
import { ReShareError, unknownForm } from '../../errors';
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
/** Most holdings that one call may bring; a list of this length may be cut. */
const mostHoldings = 1000;

interface Waiting {
	readonly id: string;
	resolve(list: HoldingList): void;
	reject(error: unknown): void;
}

interface Source {
	capabilities(): Promise<Capabilities>;
	tables(): Promise<SmallTables>;
}

/**
 * Reads holdings with few calls: a link field costs the inventory one call per record, a list of holdings one call for
 * many records.
 */
export class HoldingsReader {
	readonly #lists = new Map<string, Promise<HoldingList>>();
	#waiting: Waiting[] = [];

	constructor(private readonly source: Source, private readonly batcher: QuestionBatcher) {}

	async of(instanceId: string): Promise<HoldingList> {
		return await once(this.#lists, instanceId, async () => await this.#collect(instanceId));
	}

	async #collect(id: string): Promise<HoldingList> {
		return await new Promise((resolve, reject) => {
			this.#waiting.push({ id, resolve, reject });
			if (this.#waiting.length > 1) return;
			setImmediate(() => {
				const waiting = this.#waiting;
				this.#waiting = [];
				for (let start = 0; start < waiting.length; start += recordsPerCall) void this.#answer(waiting.slice(start, start + recordsPerCall));
			});
		});
	}

	async #answer(waiting: readonly Waiting[]): Promise<void> {
		const ids = waiting.map(({ id }) => id);
		let lists: ReadonlyMap<string, HoldingList>;
		try {
			lists = await this.#read(ids);
		} catch (error) {
			for (const { reject } of waiting) reject(error);
			return;
		}
		for (const { id, resolve } of waiting) resolve(lists.get(id) ?? noHoldings);
	}

	async #read(ids: readonly string[]): Promise<Map<string, HoldingList>> {
		const { fields } = await this.source.capabilities();
		if (!fields.has('holdings_storage_holdings')) return await each(ids, async (id) => await this.#readByLink(id));
		try {
			const found = await this.#readTogether(ids);
			if (found !== undefined) return found;
		} catch (error) {
			// One bad holding must not take its neighbours along: ask for each record by itself.
			if (!(error instanceof ReShareError) || ids.length === 1) return await each(ids, async () => unreadable(error));
		}
		return await each(ids, async (id) => (await this.#readTogether([id]).catch(unreadableList(id)))?.get(id) ?? noHoldings);
	}

	/** Undefined where the list may be cut although a shorter one could be had. */
	async #readTogether(ids: readonly string[]): Promise<Map<string, HoldingList> | undefined> {
		const [{ fields }, tables] = await Promise.all([this.source.capabilities(), this.source.tables()]);
		const cql = byRecords(ids);
		const selection = holdingSelection(fields);
		const reply = await this.#ask(cql, mostHoldings, selection);
		const answer = readList(reply, tables);
		const cut = answer.total === null ? answer.holdings.length >= mostHoldings : answer.total > answer.holdings.length;
		if (cut && ids.length > 1) return undefined;
		// A holding that came broken does not say whose it is: ask for each record by itself.
		if (ids.length > 1 && answer.holdings.some(({ instanceId }) => instanceId === null)) return undefined;
		return await each(ids, async (id) => {
			const holdings = ids.length === 1 ? answer.holdings : answer.holdings.filter(({ instanceId }) => instanceId === id);
			const problem = problemIn(holdings, reply.faults, tables);
			if (ids.length === 1 || holdings.length <= seenByModRs) return { holdings, asked: askedByModRs(holdings), cut, ...problem };
			try {
				return { holdings, asked: askedByModRs(await this.#inModRsOrder(id, selection, tables)), cut, ...problem };
			} catch (error) {
				if (!(error instanceof ReShareError) || isAboutAccess(error)) throw error;
				return { holdings, asked: askedByModRs(holdings), cut, ...problem, unread: error };
			}
		});
	}

	/** The first ten as mod-rs gets them: the order of a list for many records may be another. */
	async #inModRsOrder(id: string, selection: string, tables: SmallTables): Promise<readonly Holding[]> {
		return readList(await this.#ask(byRecords([id]), seenByModRs, selection), tables).holdings;
	}

	async #ask(cql: string, limit: number, selection: string): Promise<Reply> {
		return await this.batcher.ask({
			field: 'holdings_storage_holdings',
			args: { query: { type: 'String', value: cql }, limit: { type: 'Int', value: limit } },
			selection: `totalRecords holdingsRecords { ${selection} }`,
		});
	}

	/** For a GraphQL schema without the list of holdings. */
	async #readByLink(id: string): Promise<HoldingList> {
		const [{ fields, form }, tables] = await Promise.all([this.source.capabilities(), this.source.tables()]);
		try {
			const reply = await this.batcher.ask({
				field: form === 'search' ? 'search_instances' : 'instance_storage_instances',
				args: { query: { type: 'String', value: byIds([id]) } },
				selection: `instances { id holdingsRecords2(limit: ${mostHoldings}) { ${holdingSelection(fields)} } }`,
			});
			const linkError = reply.faults.find(({ path }) => path.at(-1) === 'holdingsRecords2');
			if (linkError !== undefined) return unreadable(linkError.error);
			const parsed = linked.safeParse(reply.value);
			const records = parsed.success ? (parsed.data.instances.length === 0 ? [] : parsed.data.instances[0]?.holdingsRecords2) : undefined;
			if (records === undefined || records === null) throw unknownForm('The shared inventory sent a list of holdings in an unknown form');
			const holdings = records.map((record, index) => readHolding(record, tables, faultsAt(reply.faults, ['instances', 0, 'holdingsRecords2', index])));
			return { holdings, asked: askedByModRs(holdings), cut: holdings.length >= mostHoldings, ...problemIn(holdings, reply.faults, tables) };
		} catch (error) {
			return unreadable(error);
		}
	}
}

const linked = z.object({ instances: z.array(z.object({ holdingsRecords2: z.array(z.unknown()).nullish() })) });

const noHoldings: HoldingList = { holdings: [], asked: [], cut: false };

/** Names come from the small tables; where the schema lacks a table, from a link for each holding. */
function holdingSelection(fields: ReadonlySet<string>): string {
	const policy = fields.has('ill_policies') ? '' : ' illPolicy { id name }';
	const location = fields.has('locations') ? '' : ' permanentLocation { id code name }';
	return `id instanceId callNumber illPolicyId permanentLocationId holdingsStatements { statement }${policy}${location}`;
}

function readList(reply: Reply, tables: SmallTables): { holdings: Array<ReturnType<typeof readHolding>>; total: number | null } {
	const parsed = holdingsAnswer.safeParse(reply.value);
	const records = parsed.success ? parsed.data.holdingsRecords : undefined;
	// No list is not an empty list: nobody may be said not to hold it because of it.
	if (!parsed.success || records === undefined || records === null) throw unknownForm('The shared inventory sent a list of holdings in an unknown form');
	const holdings = records.map((record, index) => readHolding(record, tables, faultsAt(reply.faults, ['holdingsRecords', index])));
	return { holdings, total: parsed.data.totalRecords ?? null };
}

/** Why policies or places of holdings are unknown, as far as the inventory said it. */
function problemIn(holdings: readonly Holding[], faults: readonly Fault[], { failed }: SmallTables): Pick<HoldingList, 'problem'> {
	const problem =
		(holdings.some(({ policyUnknown }) => policyUnknown) ? failed.get('policies') : undefined) ??
		(holdings.some(({ locationUnknown }) => locationUnknown) ? failed.get('locations') : undefined) ??
		faults[0]?.error;
	return problem === undefined ? {} : { problem };
}

function faultsAt(faults: readonly Fault[], place: ReadonlyArray<string | number>): Fault[] {
	return faults.filter(({ path }) => place.every((part, index) => path[index] === part));
}

function unreadable(error: unknown): HoldingList {
	if (!(error instanceof ReShareError)) throw error;
	return { ...noHoldings, error, problem: error };
}

function unreadableList(id: string): (error: unknown) => Map<string, HoldingList> {
	return (error) => new Map([[id, unreadable(error)]]);
}

async function each(ids: readonly string[], read: (id: string) => Promise<HoldingList>): Promise<Map<string, HoldingList>> {
	return new Map(await Promise.all(ids.map(async (id): Promise<[string, HoldingList]> => [id, await read(id)])));
}
