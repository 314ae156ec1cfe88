import { badAnswerError } from '../../errors';
import type { Side } from '../model/request';
import { rowOrders } from '../port/listRequestRows';
import { cqlOr, cqlAnyOf, cqlAtOrAfter, cqlAtOrBefore, cqlAnd, cqlFlagEquals } from './cql';
import type { CrossLinkClient } from './CrossLinkClient';
import { mergePages, readPages, type CrossLinkRowQuery } from './listPages';
import { crossLinkRowSchema, type HeadWithRawRow } from './schemas';
import { readStateModel } from './stateModel';
import { symbolsOwnedBy } from './ownedSymbols';

/**
 * For how many days after its last change a request is checked for changes that no list shows. Within this time the next library sends the
 * item, or no library does.
 */
const silentDays = 30;

/** Combines the lists of all symbols, since the broker lists the requests of one symbol at a time. */
export class RequestLists {
	/** @param only `authority:symbol` of the symbols to list; undefined: every symbol that the tenant owns */
	constructor(
		readonly client: CrossLinkClient,
		private readonly only?: readonly string[],
	) {}

	get tenant() {
		return this.client.okapi.account.tenant;
	}

	async symbols() {
		return this.only ?? (await symbolsOwnedBy(this.client));
	}

	async *rows(wanted: CrossLinkRowQuery) {
		const symbols = await this.symbols();
		yield* mergePages(
			symbols.map((symbol) => readPages(this.client, symbol, wanted)),
			wanted.order,
		);
	}

	async first(wanted: CrossLinkRowQuery, most = Infinity) {
		const found: HeadWithRawRow[] = [];
		for await (const page of this.rows({ ...wanted, perPage: most })) {
			found.push(...page);
			if (found.length >= most) break;
		}
		return found.slice(0, most);
	}

	changedSince(side: Side, from: number | undefined, signal?: AbortSignal, withUnread = true) {
		const unread = cqlAnd(cqlFlagEquals('has_unread_notification', true), cqlFlagEquals('terminal_state', false));
		const cql = from === undefined ? undefined : cqlOr(cqlAtOrAfter('updated_at', new Date(from * 1000)), ...(withUnread ? [unread] : []));
		return this.rows({ side, cql, order: rowOrders.changedOldest, signal });
	}

	/** Lists the requests that have changed lately, and are in a state in which no list shows what happens to them. */
	async *silent(side: Side, signal?: AbortSignal) {
		const codes = (await this.model()).silent(side);
		if (codes.length === 0) return;
		const recent = cqlAtOrAfter('updated_at', new Date((this.client.now() - silentDays * 86_400) * 1000));
		yield* this.rows({ side, cql: cqlAnd(cqlAnyOf('state', codes), recent), order: rowOrders.changedNewest, signal });
	}

	model() {
		return readStateModel(this.client);
	}

	newest(side: Side, most: number, { until, signal }: { readonly until?: number; readonly signal?: AbortSignal } = {}) {
		const cql = until === undefined ? undefined : cqlAtOrBefore('updated_at', endOfSecond(until));
		return this.first({ side, cql, order: rowOrders.changedNewest, signal }, most);
	}

	async countChanged(side: Side, from: number, until: number) {
		const cql = cqlAnd(cqlAtOrAfter('updated_at', new Date(from * 1000)), cqlAtOrBefore('updated_at', endOfSecond(until)));
		const counts = await Promise.all((await this.symbols()).map((symbol) => this.client.count({ side, cql, symbol })));
		return counts.reduce((sum, count) => sum + count, 0);
	}
}

/** Reads a row as a request; undefined if the row has an unknown form. */
export function parseRow(raw: unknown) {
	return crossLinkRowSchema.safeParse(raw).data;
}

export function requireRow({ raw }: HeadWithRawRow) {
	const row = parseRow(raw);
	if (row !== undefined) return row;
	throw badAnswerError('CrossLink sent a request in an unknown form');
}

function endOfSecond(seconds: number) {
	return new Date(seconds * 1000).toISOString().replace('.000Z', '.999999Z');
}
