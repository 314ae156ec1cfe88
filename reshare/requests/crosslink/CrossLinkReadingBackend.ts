import { hasLetters, isEqualIgnoringCase, isUuid } from '../../text';
import type { RequestHead, RequestWithRaw, Side } from '../model/request';
import { rowOrders } from '../port/listRequestRows';
import type { RequestsBySymbol } from '../port/RequestBackend';
import type { RequestQuery } from '../port/RequestQuery';
import { cqlOr, cqlAnyOf, cqlEquals, cqlLike } from './cql';
import type { CrossLinkClient } from './CrossLinkClient';
import { readPatronLimit, readPickupLocations } from './directory';
import { findByBarcode } from './findByBarcode';
import { findMigratedIds } from './migratedReferences';
import { migratedRotaMark } from './migratedRow';
import { PatronIdAliases } from './PatronIdAliases';
import { fitsIntoRequestId, longestReferenceInId, listPossibleRequestIds } from './requestId';
import { parseRow, requireRow, RequestLists } from './RequestLists';
import { buildRequest, readWithHistory } from './readRequest';
import { replaceCrossLinkPersonalData } from './replaceCrossLinkPersonalData';
import type { HeadWithRawRow, CrossLinkRow } from './schemas';
import { crossLinkStates } from './statesAndSentences';
import { hasTrait } from '../model/state';

/** For how many requests of one reference a list call asks: the first request, and those that replaced it. */
const takesPerCall = 5;
/** How many references one list call contains. Each adds `takesPerCall` ids, and the gateway accepts a first line of 8,192 bytes. */
const mostTogether = 5;

/** The reading half of the back end. It combines lists, single requests, the Directory, and requests that migrated from mod-rs. */
export class CrossLinkReadingBackend extends RequestLists {
	readonly listsUnread = true;
	readonly states = crossLinkStates;
	readonly withInventedPatron = replaceCrossLinkPersonalData;
	readonly patrons = new PatronIdAliases(this.cacheKey, async (cql, most) =>
		(await this.first({ side: 'borrowing', cql, order: rowOrders.createdNewest }, most)).map(requireRow),
	);

	/**
	 * @param symbol `authority:symbol` of the one library to use; undefined: every symbol that the tenant owns
	 * @param listed lists show only the requests of these symbols; by default those of `symbol`, or of every symbol
	 */
	constructor(
		client: CrossLinkClient,
		readonly symbol?: string,
		listed: readonly string[] | undefined = symbol === undefined ? undefined : [symbol],
	) {
		super(client, listed);
	}

	/**
	 * Names server and tenant, and the symbol if there is one. `CrossLink` distinguishes it from the scope of mod-rs, which may be in the
	 * same tenant.
	 */
	get scope() {
		return [this.client.okapi.scope, 'CrossLink', this.symbol ?? []].flat().join('|');
	}

	serverNow() {
		return this.client.okapi.serverNow();
	}

	/** Returns the lists by symbol; undefined if the settings name one symbol. */
	get bySymbol(): RequestsBySymbol | undefined {
		if (this.symbol !== undefined) return undefined;
		return {
			symbols: () => this.symbols(),
			of: (symbols) => new CrossLinkReadingBackend(this.client, undefined, symbols),
		};
	}

	async get(id: string, signal?: AbortSignal) {
		return (await this.getWithRaw(id, signal))?.request;
	}

	async getWithRaw(id: string, signal?: AbortSignal) {
		const own = await this.client.getRow(id, signal);
		const [migrated] = own === undefined && isUuid(id) ? await findMigratedIds(this, [id.toLowerCase()]) : [];
		const row = migrated === undefined ? own : await this.client.getRow(migrated, signal);
		return row && (await readWithHistory(this.client, row, 'all', signal));
	}

	/**
	 * Reads a request that a list has reported. The row in the list is used and not read again. If the row cannot be parsed, the request is
	 * read by itself, and the error of that call gives the reason.
	 */
	async getChanged({ id, raw }: RequestHead & Partial<HeadWithRawRow>, signal?: AbortSignal) {
		const row = parseRow(raw) ?? (await this.client.getRow(id, signal));
		return row && (await readWithHistory(this.client, row, 'changes', signal));
	}

	rawEntries({ request: { id, hrid = id, side } }: RequestWithRaw) {
		return this.client.rawEntries(id, side === 'borrowing' ? hrid : undefined);
	}

	/** Reads a request without its history. */
	read(row: CrossLinkRow) {
		this.patrons.learn(row);
		return buildRequest(this.client, row);
	}

	/**
	 * Reads a listed request as far as the query needs. Its history is read, too, if the request may be stuck, unless the query is content
	 * with the fields of the list (`whole` is false).
	 */
	async readListed(listed: HeadWithRawRow, { whole, changesOnly, noStatusChangeFor, unread }: RequestQuery) {
		if (whole === true || noStatusChangeFor !== undefined)
			return changesOnly === true ? await this.getChanged(listed) : await this.getWithRaw(listed.id);
		const row = requireRow(listed);
		const mayBeStuck = unread !== true && whole !== false && hasTrait(crossLinkStates.of(row.state, row.side), 'mayStall');
		const found = mayBeStuck ? await this.getChanged(listed) : undefined;
		const notifications = unread === true ? await this.client.notifications(row.id) : undefined;
		return found ?? { request: await buildRequest(this.client, row, { notifications }), raw: row.raw };
	}

	async findByNumberReferenceOrBarcode(word: string, side: Side) {
		const rows = await this.#all(
			side,
			cqlOr(
				cqlAnyOf('id', [word, ...(await this.#idsWith([word]))]),
				cqlEquals('requester_req_id_exact', word),
				cqlLike('requester_req_id', '', `${word}${migratedRotaMark}`, '*'),
			),
		);
		const numbered = rows.filter(({ id, hrid }) => [id, hrid, hrid?.split(migratedRotaMark)[0]].includes(word));
		if (numbered.length > 0) return numbered;
		if (rows.length > 0) return rows;
		const withBarcode = await findByBarcode(this, word, side);
		if (withBarcode.length > 0 || !hasLetters(word)) return await this.#fromRows(withBarcode);
		// This index, unlike the exact one, does not distinguish capitals.
		const inAnyCapitals = await this.#all(side, cqlEquals('requester_req_id', word));
		return inAnyCapitals.filter(({ hrid }) => isEqualIgnoringCase(hrid, word));
	}

	referenceFault(reference: string) {
		return fitsIntoRequestId(reference)
			? undefined
			: `is too long for CrossLink: it may have ${longestReferenceInId} letters and digits, and spaces, accented letters and most signs take the room of several`;
	}

	referencesPerCall(references: readonly string[]) {
		return Math.min(references.length, mostTogether);
	}

	async withReferences(references: readonly string[]) {
		return this.#all('borrowing', cqlAnyOf('id', await this.#idsWith(references)));
	}

	/** Returns the ids that requests with these references may have. */
	async #idsWith(references: readonly string[]) {
		const own = references.flatMap((reference) => listPossibleRequestIds(this.tenant, reference, takesPerCall));
		return [...own, ...(await findMigratedIds(this, references))];
	}

	/** Returns the request that was created in mod-rs with this reference. */
	async migratedWith(reference: string) {
		const [id] = await findMigratedIds(this, [reference]);
		return id === undefined ? undefined : await this.get(id);
	}

	patronLimit() {
		return readPatronLimit(this.client);
	}

	pickupLocations() {
		return readPickupLocations(this.client);
	}

	async statuses(side: Side) {
		return (await this.model()).all(side);
	}

	async #all(side: Side, cql: string) {
		const rows = await this.first({ side, cql, order: rowOrders.createdOldest });
		return await this.#fromRows(new Map(rows.map((row) => [row.id, row])).values());
	}

	#fromRows(rows: Iterable<HeadWithRawRow>) {
		return Promise.all([...rows].map(async (row) => await buildRequest(this.client, requireRow(row))));
	}
}
