import type { PickupLocation } from '../../directory';
import { ReShareError, unknownForm } from '../../errors';
import type { OkapiClient } from '../../okapi';
import { isUuid } from '../../text';
import type { PatronRequest, RawEntries, RequestHead, RequestState, RequestWithRaw, Side } from '../model/request';
import type { PatronLimit, RequestQuery, RequestsBySymbol, SampleStep } from '../port/RequestDesk';
import { rowWithRawSchema, type BrokerEvent, type DirectoryEntry, type PlacedRow, type Row, type RowWithRaw } from './schemas';
import { allWords, any, anyOf, atOrAfter, atOrBefore, equals, every, is, like, ofSymbols } from './cql';
import { CrossLinkClient } from './CrossLinkClient';
import { movedFrom, referencesOf, turnMark } from './moved';
import { PatronIds } from './PatronIds';
import { readRequest, unnamedLibraries, type Parts, type ReadContext } from './readRequest';
import { Remembered } from '../../Remembered';
import { fitsIntoId, longestName, requestIds } from './requestId';
import { orders } from '../port/listRows';
import { merged, pagesOf, type RowsWanted } from './pages';
import { sampleOf, withInventedPatron } from './sampleRecord';
import { StateModel } from './stateModel';
import { crossLinkStates } from './states';
import { eventsSeenBy, isWrittenTo, storyOf, type Story } from './story';
import { allowed, symbolsOf } from './symbols';

const minutes = 60_000;
/*
 * The key of each cache is the account, because accounts of one tenant may have different permissions; with `symbol` where the answer depends on it.
 */

/** TTL: 60 minutes, since the model changes with the server's version. After a failure, that reading knows no more than `states.ts`. */
const models = new Remembered<StateModel | undefined>(60 * minutes);
/** A model younger than this knows all states. */
const modelIsNewMs = minutes;
/** The tenant's own entries. TTL: 10 minutes. After a failure, the limit and the pickup locations are not known. */
const directories = new Remembered<readonly DirectoryEntry[] | undefined>(10 * minutes);
/** Null where the Directory knows none. Key: also the symbol that is named. TTL: 60 minutes. After a failure, the library has its symbol for a name. */
const libraryNames = new Remembered<string | null>(60 * minutes);
/**
 * By the ids of the requests that came from mod-rs their UUIDs there and their references, of which the broker has no index. TTL: 1 minute. After a
 * failure, whoever asks for one of them fails.
 */
const moved = new Remembered<Map<string, readonly string[]>>(minutes);

/** How many requests of one reference a list call looks for: the first, and those that took its place. */
const takesPerCall = 5;
/** How often a request that changes while it is read is read. */
const mostReadings = 3;
/** How long a silent request is looked at: the next library sends the item within weeks, or nobody does. */
const silentDays = 30;
/** One copy may have had more requests over the years; the newest are looked at. */
const mostLoans = 50;

export class CrossLinkReader {
	readonly listsUnread = true;
	readonly patrons: PatronIds;
	readonly states = crossLinkStates;

	/** @param symbol `authority:symbol` of the one library that counts; undefined: all that the tenant owns */
	constructor(
		private readonly okapi: OkapiClient,
		readonly symbol?: string,
		readonly client = new CrossLinkClient(okapi),
		/** Lists show the requests of these alone. */
		private readonly listed?: readonly string[],
	) {
		this.patrons = new PatronIds(this.#cacheKey, async (cql, most) => {
			const rows = await this.#first({ side: 'borrowing', cql, order: orders.createdNewest }, most);
			return rows.map((row) => recordOf(row).row);
		});
	}

	/** Unlike that of mod-rs in the same tenant. */
	get scope(): string {
		return [this.okapi.scope, 'CrossLink', this.symbol ?? []].flat().join('|');
	}

	get #cacheKey(): string {
		return `${this.scope}|${this.okapi.account.username}`;
	}

	get tenant(): string {
		return this.okapi.account.tenant;
	}

	async get(id: string, signal?: AbortSignal): Promise<PatronRequest | undefined> {
		return (await this.getWithRaw(id, signal))?.request;
	}

	async getWithRaw(id: string, signal?: AbortSignal): Promise<RequestWithRaw | undefined> {
		const own = await this.client.getRow(id, signal);
		const [moved] = own === undefined && isUuid(id) ? await this.#movedWith([id.toLowerCase()]) : [];
		const record = moved === undefined ? own : await this.client.getRow(moved, signal);
		return record === undefined ? undefined : await this.#whole(record, 'all', signal);
	}

	/** What a list has told of it need not be asked again. A row that cannot be read says why when it is asked for by itself. */
	async getChanged({ id, raw }: RequestHead & Partial<PlacedRow>, signal?: AbortSignal): Promise<RequestWithRaw | undefined> {
		const record = readable(raw) ?? (await this.client.getRow(id, signal));
		return record === undefined ? undefined : await this.#whole(record, 'changes', signal);
	}

	async rawEntries({ request: { id, hrid = id, side } }: RequestWithRaw): Promise<RawEntries> {
		return await this.client.rawEntries(id, side === 'borrowing' ? hrid : undefined);
	}

	/** Without its story. */
	async read(row: Row): Promise<PatronRequest> {
		this.patrons.learn(row);
		return readRequest(row, {}, await this.#context(row));
	}

	/** As far as the query asks; where it may stand still, as its story tells, unless no more is wanted than the list tells. */
	async readListed(listed: PlacedRow, { whole, storyOnly, noStatusChangeFor, unread }: RequestQuery): Promise<RequestWithRaw | undefined> {
		const withStory = async () => await this.#whole(recordOf(listed), 'changes');
		if (whole === true || noStatusChangeFor !== undefined) return storyOnly === true ? await withStory() : await this.getWithRaw(listed.id);
		if (unread === true) return await this.#withParts(listed, { notifications: await this.client.notifications(listed.id) });
		const { state, side } = recordOf(listed).row;
		return (whole !== false && crossLinkStates.of(state, side)?.mayStandStill === true ? await withStory() : undefined) ?? (await this.#withParts(listed));
	}

	async named(word: string, side: Side): Promise<PatronRequest[]> {
		const ids = [word, ...requestIds(this.tenant, word, takesPerCall), ...(await this.#movedWith([word]))];
		const rows = await this.#all(side, any(anyOf('id', ids), equals('requester_req_id_exact', word), like('requester_req_id', '', `${word}${turnMark}`, '*')));
		const numbered = rows.filter(({ id, hrid }) => [id, hrid, hrid?.split(turnMark)[0]].includes(word));
		if (numbered.length > 0) return numbered;
		return rows.length > 0 ? rows : await this.#withBarcode(word, side);
	}

	/**
	 * The search for words looks into items, too, except in versions of August 2026, which write over a request's items: there the last
	 * message of open requests names what was sent. Which requests really have the item, only their own lists tell.
	 */
	async #withBarcode(barcode: string, side: Side): Promise<PatronRequest[]> {
		const having = await this.#having(barcode, await this.#first({ side, cql: allWords(barcode), order: orders.createdNewest }, mostLoans));
		const rows = having.length > 0 ? having : await this.#having(barcode, await this.#openThatMayHave(barcode, side));
		return await Promise.all(rows.map(async (row) => (await this.#withParts(row)).request));
	}

	async #having(barcode: string, rows: readonly PlacedRow[]): Promise<PlacedRow[]> {
		return (await Promise.all(rows.map(async (row) => ((await this.client.items(row.id)).some((item) => item.barcode === barcode || item.itemId === barcode) ? [row] : [])))).flat();
	}

	/** Open requests whose last message names the item, and, of a lender, those that are promised, of which none does yet; none where requests keep their items. */
	async #openThatMayHave(barcode: string, side: Side): Promise<PlacedRow[]> {
		const named: PlacedRow[] = [];
		const promised: PlacedRow[] = [];
		for await (const page of this.rows({ side, cql: is('terminal_state', false), order: orders.createdNewest })) {
			for (const row of page) {
				if (Array.isArray(row.raw.items) && row.raw.items.length > 0) return [];
				const illResponse = readable(row.raw)?.row.illResponse;
				if (illResponse?.messageInfo?.note?.includes(barcode) === true) named.push(row);
				else if (side === 'lending' && illResponse?.statusInfo?.status === 'WillSupply') promised.push(row);
			}
		}
		return [...named, ...promised].slice(0, mostLoans);
	}

	async *changedSince(side: Side, from: number | undefined, signal?: AbortSignal, withUnread = true): AsyncGenerator<PlacedRow[]> {
		const unread = every(is('has_unread_notification', true), is('terminal_state', false));
		const cql = from === undefined ? undefined : any(atOrAfter('updated_at', new Date(from * 1000)), ...(withUnread ? [unread] : []));
		yield* this.rows({ side, cql, order: orders.changedOldest, signal });
	}

	async *silent(side: Side, signal?: AbortSignal): AsyncGenerator<PlacedRow[]> {
		const codes = (await this.model()).silent(side);
		if (codes.length === 0) return;
		const recent = atOrAfter('updated_at', new Date((this.now() - silentDays * 86_400) * 1000));
		yield* this.rows({ side, cql: every(anyOf('state', codes), recent), order: orders.changedNewest, signal });
	}

	async newest(side: Side, most: number, { until, signal }: { readonly until?: number; readonly signal?: AbortSignal } = {}): Promise<PlacedRow[]> {
		const cql = until === undefined ? undefined : atOrBefore('updated_at', endOfSecond(until));
		return await this.#first({ side, cql, order: orders.changedNewest, signal }, most);
	}

	async countChanged(side: Side, from: number, until: number): Promise<number> {
		const cql = every(atOrAfter('updated_at', new Date(from * 1000)), atOrBefore('updated_at', endOfSecond(until)));
		const counts = await Promise.all((await this.symbols()).map(async (symbol) => await this.client.count({ side, cql, symbol })));
		return counts.reduce((sum, count) => sum + count, 0);
	}

	serverNow(): number | undefined {
		return this.okapi.serverNow();
	}

	/** Seconds since 1970, on the server's clock where that is known. */
	now(): number {
		return this.serverNow() ?? Date.now() / 1000;
	}

	referenceFault(reference: string): string | undefined {
		return fitsIntoId(reference) ? undefined : `is too long for CrossLink: it may have ${longestName} letters and digits, and spaces, accented letters and most signs take the room of several`;
	}

	referencesPerCall(references: readonly string[]): number {
		return Math.min(references.length, mostTogether);
	}

	async withReferences(references: readonly string[]): Promise<PatronRequest[]> {
		const ids = [...references.flatMap((reference) => requestIds(this.tenant, reference, takesPerCall)), ...(await this.#movedWith(references))];
		return await this.#all('borrowing', anyOf('id', ids));
	}

	async patronLimit(): Promise<PatronLimit> {
		const limits = (await this.#entries())?.flatMap(({ illConfig }) => illConfig?.maxRequestsPerPatron ?? []) ?? [];
		const [most] = limits.filter((limit) => limit > 0).sort((a, b) => a - b);
		return { most, isZero: false };
	}

	/** @throws ReShareError `notFound` where the directory names none, as those of August 2026 do */
	async pickupLocations(): Promise<PickupLocation[]> {
		const places = (await this.#entries())?.filter(({ illConfig }) => illConfig?.isPickupLocation === true) ?? [];
		if (places.length > 0) return places.map(({ id, name, lmsLocationCode }) => ({ slug: id, name: name ?? id, code: lmsLocationCode })).sort((a, b) => a.name.localeCompare(b.name));
		throw new ReShareError('notFound', 'the Directory of CrossLink names no pickup locations', {
			description: 'It may be too old for that, or none of your entries is marked as a pickup location. The place that is set for the library serves all requests.',
		});
	}

	async statuses(side: Side): Promise<RequestState[]> {
		return (await this.model()).all(side);
	}

	async sample(step: SampleStep, now: number): Promise<RequestWithRaw> {
		return sampleOf(step, now, { tenant: this.tenant, model: await this.model(), now: now / 1000 });
	}

	readonly withInventedPatron = withInventedPatron;

	/** The broker lists the requests of one symbol at a time. */
	async symbols(): Promise<readonly string[]> {
		return this.listed ?? (this.symbol === undefined ? await symbolsOf(this.client) : [this.symbol]);
	}

	/** Absent where the settings name the one symbol. */
	get bySymbol(): RequestsBySymbol | undefined {
		if (this.symbol !== undefined) return undefined;
		return { symbols: async () => await this.symbols(), of: (symbols) => new CrossLinkReader(this.okapi, undefined, this.client, symbols) };
	}

	async *rows(wanted: RowsWanted): AsyncGenerator<PlacedRow[]> {
		const symbols = await this.symbols();
		yield* merged(symbols.map((symbol) => pagesOf(this.client, symbol, wanted)), wanted.order);
	}

	async #first(wanted: RowsWanted, most: number): Promise<PlacedRow[]> {
		const found: PlacedRow[] = [];
		for await (const page of this.rows({ ...wanted, perPage: most })) {
			found.push(...page);
			if (found.length >= most) break;
		}
		return found.slice(0, most);
	}

	async #all(side: Side, cql: string): Promise<PatronRequest[]> {
		const found = new Map<string, PatronRequest>();
		for await (const page of this.rows({ side, cql, order: orders.createdOldest })) {
			for (const row of page) found.set(row.id, (await this.#withParts(row)).request);
		}
		return [...found.values()];
	}

	/** So that looks by reference need not wait until all moved requests are read again; for one that arrived later, all are. */
	protected async noteReferences(id: string, references: readonly string[]): Promise<void> {
		const known = await this.#moved();
		const names = known.get(id);
		if (names === undefined) await this.#moved(0);
		else known.set(id, [...names, ...references]);
	}

	/** The request that was begun in mod-rs with this reference. */
	async movedWith(reference: string): Promise<PatronRequest | undefined> {
		const [id] = await this.#movedWith([reference]);
		return id === undefined ? undefined : await this.get(id);
	}

	async #movedWith(references: readonly string[]): Promise<string[]> {
		return [...(await this.#moved())].filter(([, names]) => names.some((name) => references.includes(name))).map(([id]) => id);
	}

	async #moved(fresherThanMs?: number): Promise<Map<string, readonly string[]>> {
		return await moved.get(this.#cacheKey, async () => {
			const found = new Map<string, readonly string[]>();
			for await (const page of this.rows({ side: 'borrowing', cql: like('requester_req_id', '*', turnMark, '*'), order: orders.createdNewest })) {
				for (const { row } of page.map(recordOf)) {
					const uuid = movedFrom(row);
					if (uuid !== undefined) found.set(row.id, [uuid, ...referencesOf(row, this.tenant)]);
				}
			}
			return found;
		}, fresherThanMs);
	}

	async #withParts(listed: PlacedRow, parts: Parts = {}): Promise<RequestWithRaw> {
		const { row, raw } = recordOf(listed);
		return { request: readRequest(row, parts, await this.#context(row)), raw };
	}

	/**
	 * A request with its story: all of it, or only what a change may show in. Where the story does not lead to the row's state, the row may have
	 * changed between the two answers, and both are read again. What the row has not seen in the end is left to the next reading.
	 */
	async #whole(record: RowWithRaw, extent: 'all' | 'changes', signal?: AbortSignal, reading = 1): Promise<RequestWithRaw | undefined> {
		const { row, raw } = record;
		const [events, others] = extent === 'all' ? await Promise.all([this.client.events(row.id, signal), this.#surroundings(row, signal)]) : await this.#eventsAndNotes(row, signal);
		if (events === undefined) return undefined;
		const context = await this.#context(row);
		const story = storyOf(row, events, context.model, context.now);
		const again = story.end === row.state || reading === mostReadings ? record : await this.client.getRow(row.id, signal);
		if (again === undefined || again.row.updatedAt !== row.updatedAt) return again && (await this.#whole(again, extent, signal, reading + 1));
		const parts = { ...others, events: eventsSeenBy(row, events, story) };
		const named = { ...context, names: new Map([...(context.names ?? []), ...(await this.#namesOf(unnamedLibraries(row, parts)))]) };
		const request = readRequest(row, parts, named);
		if (!lacksReason(row, story, request)) return { request, raw };
		const transaction = await allowed(this.client.transactionEvents(row.requesterRequestId ?? row.id));
		return { request: readRequest(row, { ...parts, transaction }, named), raw };
	}

	/** With the notes only where somebody wrote. */
	async #eventsAndNotes(row: Row, signal?: AbortSignal): Promise<[events: BrokerEvent[] | undefined, notes: Pick<Parts, 'notifications'>]> {
		const events = await this.client.events(row.id, signal);
		if (events === undefined || (row.unreadNotificationsCount ?? 0) === 0 || !isWrittenTo(row, events)) return [events, {}];
		const notifications = await this.client.notifications(row.id, signal);
		// Once more, since the broker notes the event of a message before the message: what comes meanwhile is then told next time.
		return [await this.client.events(row.id, signal), { notifications }];
	}

	async #surroundings(row: Row, signal?: AbortSignal): Promise<Pick<Parts, 'notifications' | 'suppliers' | 'items'>> {
		const isBeforeShipping = ['beingChecked', 'asking'].includes(crossLinkStates.of(row.state, row.side)?.phase ?? '');
		const [notifications, suppliers, items] = await Promise.all([
			allowed(this.client.notifications(row.id, signal)),
			row.side === 'borrowing' ? allowed(this.client.locatedSuppliers(row.requesterRequestId ?? row.id, signal)) : undefined,
			isBeforeShipping ? undefined : allowed(this.client.items(row.id, signal)),
		]);
		return { notifications, suppliers, items };
	}

	async #context(row: Row): Promise<ReadContext> {
		const model = await this.model();
		const isUnknown = row.state !== undefined && model.isTold && model.of(row.state, row.side) === undefined;
		const place = row.requesterPickupLocationId;
		const entry = place === undefined ? undefined : (await allowed(this.#entries()))?.find(({ id }) => id === place);
		return { tenant: this.tenant, model: isUnknown ? await this.model(modelIsNewMs) : model, now: this.now(), names: place === undefined || entry?.name === undefined ? undefined : new Map([[place, entry.name]]) };
	}

	/** By `authority:symbol`. A name is no reason to fail. */
	async #namesOf(symbols: readonly string[]): Promise<ReadonlyMap<string, string>> {
		let asked: Promise<readonly DirectoryEntry[]> | undefined;
		const nameOf = async (symbol: string) => (await (asked ??= this.client.directoryEntries(ofSymbols('symbol', symbols)))).find((entry) => entry.symbols.includes(symbol))?.name ?? null;
		const told = await Promise.all(symbols.map(async (symbol) => [symbol, await libraryNames.get(`${this.okapi.accountScope}|${symbol}`, async () => await nameOf(symbol)).catch(() => null)] as const));
		return new Map(told.flatMap(([symbol, name]) => (name === null ? [] : [[symbol, name]])));
	}

	async model(fresherThanMs?: number): Promise<StateModel> {
		const read = async () => {
			const states = await allowed(this.client.stateModel());
			return states && new StateModel(states);
		};
		return (await models.get(this.okapi.accountScope, read, fresherThanMs)) ?? new StateModel();
	}

	async #entries(): Promise<readonly DirectoryEntry[] | undefined> {
		return await directories.get(this.okapi.accountScope, async () => await this.client.ownEntries());
	}
}

/** References in one list call, each with `takesPerCall` ids; the gateway takes a first line of 8,192 bytes. */
const mostTogether = 5;

function readable(raw: PlacedRow['raw'] | undefined): RowWithRaw | undefined {
	return rowWithRawSchema.safeParse(raw).data;
}

function recordOf({ raw }: PlacedRow): RowWithRaw {
	const record = readable(raw);
	if (record !== undefined) return record;
	throw unknownForm('CrossLink sent a request in an unknown form');
}

/** Whether nobody is left to ask, and no library has said why. */
function lacksReason(row: Row, { standstill }: Story, { messages }: PatronRequest): boolean {
	return row.side === 'borrowing' && crossLinkStates.of(standstill?.ought ?? row.state, 'borrowing')?.event === 'endOfRota' && !messages.some(({ status }) => status === 'Unfilled');
}

function endOfSecond(seconds: number): string {
	return new Date(seconds * 1000).toISOString().replace('.000Z', '.999999Z');
}
