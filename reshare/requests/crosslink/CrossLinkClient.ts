import { z } from 'zod';
import { clock } from '../../clock';
import { ReShareError, undefinedIfFailed } from '../../errors';
import { parseJsonAnswer } from '../../json';
import { isNoSuchModule, parseJsonAnswerOrThrow, requireEmptyAnswer, type OkapiCall, type OkapiClient } from '../../okapi';
import { escapePathPart } from '../../text';
import { createCallLimit, waitingTimes, type HttpAnswer } from '../../transport';
import type { Side } from '../model/request';
import {
	actionReplySchema,
	allowedActionsSchema,
	directoryEntrySchema,
	brokerEventSchema,
	lentItemSchema,
	crossLinkListSchema,
	locatedSupplierSchema,
	crossLinkNotificationSchema,
	requestPageSchema,
	crossLinkRowSchema,
	stateModelSchema,
} from './schemas';

export interface CrossLinkListOptions {
	readonly side: Side;
	/** A query that `cql.ts` made. */
	readonly cql?: string;
	/**
	 * The library's symbol as `authority:symbol`. Without it, the broker lists only the requests of the tenant's first symbol
	 * (indexdata/crosslink broker/patron_request/api/api-handler.go).
	 */
	readonly symbol?: string;
	readonly limit: number;
	readonly signal?: AbortSignal;
}

const path = '/broker/patron_requests';
const reads = createCallLimit(4);

const wholeList = ['limit', '1000'] as const;

const historyOf = (id: string) => ({ path: ofRequest(id, '/events'), what: "the request's history" });
const messagesOf = (id: string) => ({ path: ofRequest(id, '/notifications'), query: [wholeList], what: 'the messages' });
const rotaOf = (requesterRequestId: string): OkapiCall => ({
	path: '/broker/located_suppliers',
	query: [['requester_req_id', requesterRequestId], wholeList],
	what: 'the lenders',
});
const listOf = ({ side, cql, symbol, limit, signal }: CrossLinkListOptions): OkapiCall => ({
	path,
	query: Object.entries({ side, limit: String(limit), cql, symbol }),
	what: 'the list of requests',
	signal,
});

/**
 * The patron requests of one library at CrossLink's broker, behind Okapi. The broker's links are never followed: behind a gateway they are
 * often wrong (indexdata/crosslink broker/api/common.go), and a token must not be sent to an address that a server's answer names.
 */
export class CrossLinkClient {
	constructor(readonly okapi: OkapiClient) {}

	/** Returns the present in seconds since 1970, by the server's clock if it is known. */
	now() {
		return this.okapi.serverNow() ?? clock.now() / 1000;
	}

	async count(options: Omit<CrossLinkListOptions, 'limit'>) {
		return (await this.list({ ...options, limit: 0 })).about.count;
	}

	/** Whether the broker accepts the symbol, `authority:symbol`, as one of the tenant's. */
	async owns(symbol: string) {
		const isNotOwned = (answer: HttpAnswer) => wordsOf(answer).includes(symbolNotOwnedMessage);
		return (await this.#send(listOf({ side: 'borrowing', limit: 0, symbol }), isNotOwned)).status < 400;
	}

	list(options: CrossLinkListOptions) {
		return this.#read(listOf(options), requestPageSchema);
	}

	async getRow(id: string, signal?: AbortSignal) {
		const row = await this.#find({ path: ofRequest(id), what: 'the request', signal }, crossLinkRowSchema);
		return row?.id === id ? row : undefined;
	}

	/**
	 * Sends a request, in one attempt. After an unclear answer the request can be read by its id, which the broker accepts only once. The
	 * broker checks the request before it answers, which takes as long as the library's own system does. Absent fields must be left out.
	 *
	 * @returns the request that was made; undefined if the broker refused it, `isTaken` because a request with this id exists already
	 */
	async postRow(body: Readonly<Record<string, unknown>>) {
		const { result: row, message = '' } = await this.#post({ path, json: body, what: 'the new request' }, crossLinkRowSchema);
		return { row, message, isTaken: /\bID already exists\b/i.test(message) };
	}

	async allowedActions(id: string) {
		return (await this.#read({ path: ofRequest(id, '/actions'), what: 'the possible actions' }, allowedActionsSchema)).actions;
	}

	/**
	 * Performs an action, in one attempt. If the action fails, the broker's answer says so; the broker refuses only an action that the
	 * state does not allow.
	 */
	async act(id: string, action: string, actionParams: Readonly<Record<string, unknown>> = {}) {
		const call = { path: ofRequest(id, '/action'), json: { action, actionParams }, what: 'the action' };
		const { result, message = result?.message } = await this.#post(call, actionReplySchema);
		return { result, message };
	}

	/**
	 * Reads the whole history of a request, oldest first; undefined if the tenant has no request with this id. The events contain patron
	 * data.
	 */
	async events(id: string, signal?: AbortSignal) {
		return (await this.#find({ ...historyOf(id), signal }, crossLinkListSchema(brokerEventSchema)))?.items;
	}

	notifications(id: string, signal?: AbortSignal) {
		return this.#items({ ...messagesOf(id), signal }, crossLinkNotificationSchema);
	}

	async rawEntries(id: string, requesterRequestId: string | undefined) {
		const [history, rota, messages] = await Promise.all([
			this.#items(historyOf(id), z.unknown()),
			requesterRequestId === undefined ? [] : this.#items(rotaOf(requesterRequestId), z.unknown()),
			this.#items(messagesOf(id), z.unknown()),
		]);
		return { history, rota, messages };
	}

	items(id: string, signal?: AbortSignal) {
		return this.#items({ path: ofRequest(id, '/items'), what: 'the items', signal }, lentItemSchema);
	}

	/** Sends a note to the other library and returns the note's id. The receipt of the note later shows whether it was sent. */
	async postNote(id: string, note: string) {
		const call = { path: ofRequest(id, '/notifications'), json: { note }, what: 'the note' };
		return this.#parse(await this.#send(asPost(call)), call, crossLinkNotificationSchema).id;
	}

	async acknowledge(id: string, notificationId: string) {
		await this.#put(ofRequest(id, `/notifications/${encodeURIComponent(notificationId)}/receipt`), { receipt: 'SEEN' }, 'the receipt');
	}

	/** Replaces the note to staff. An empty text removes it. */
	async putInternalNote(id: string, internalNote: string) {
		await this.#put(ofRequest(id, '/internal_note'), { internalNote }, 'the internal note');
	}

	/** Reads the libraries of the rota. The one that has the request now is `selected`. */
	locatedSuppliers(requesterRequestId: string, signal?: AbortSignal) {
		return this.#items({ ...rotaOf(requesterRequestId), signal }, locatedSupplierSchema);
	}

	async transactionEvents(requesterRequestId: string) {
		const at = '/broker/ill_transactions';
		const call: OkapiCall = { path: at, query: [['requester_req_id', requesterRequestId]], what: "the broker's transaction" };
		const [transaction] = await this.#items(call, z.object({ id: z.string() }));
		if (transaction === undefined) return [];
		return await this.#items({ path: `${at}/${encodeURIComponent(transaction.id)}/events`, what: "the broker's steps" }, brokerEventSchema);
	}

	async stateModel() {
		return (await this.#read({ path: '/broker/state_model/models/default', what: 'the list of states' }, stateModelSchema)).states;
	}

	async ownEntries() {
		const call = { path: '/directory/entries/owned', query: [wholeList], what: 'the Directory' };
		// The gateway does not have this path in older versions.
		return (await undefinedIfFailed(this.#find(call, crossLinkListSchema(directoryEntrySchema)), 'noModule'))?.items;
	}

	directoryEntries(cql: string) {
		return this.#items({ path: '/directory/entries', query: [['cql', cql], wholeList], what: 'the Directory' }, directoryEntrySchema);
	}

	async #put(at: string, json: unknown, what: string) {
		requireEmptyAnswer(await this.#send({ method: 'PUT', path: at, json, what }), what, this.okapi.account.url);
	}

	async #items<Schema extends z.ZodTypeAny>(call: OkapiCall, schema: Schema) {
		return (await this.#read(call, crossLinkListSchema(schema))).items;
	}

	async #read<Schema extends z.ZodTypeAny>(call: OkapiCall, schema: Schema) {
		return this.#parse(await reads(this.okapi.scope)(() => this.#send(call)), call, schema);
	}

	async #find<Schema extends z.ZodTypeAny>(call: OkapiCall, schema: Schema) {
		const answer = await reads(this.okapi.scope)(() => this.#send(call, isMissing));
		return isMissing(answer) ? undefined : this.#parse(answer, call, schema);
	}

	/** Sends something, in one attempt. If the broker refuses it, the result has only the broker's own words. */
	async #post<Schema extends z.ZodTypeAny>(call: OkapiCall, schema: Schema) {
		const answer = await this.#send(asPost(call), isRefusal);
		return answer.status < 400 ? { result: this.#parse(answer, call, schema) } : { message: wordsOf(answer) };
	}

	#parse<Schema extends z.ZodTypeAny>(answer: HttpAnswer, { what }: OkapiCall, schema: Schema) {
		return parseJsonAnswerOrThrow(answer, schema, what, this.okapi.account.url);
	}

	/**
	 * Sends a call. `isExpected` recognizes the answers of status 400 or higher that the caller reads itself.
	 *
	 * @throws ReShareError `refused` with the broker's own words if the broker refuses the call
	 */
	async #send(call: OkapiCall, isExpected: (answer: HttpAnswer) => boolean = () => false) {
		const answer = await this.okapi.send({ ...call, handles: (candidate) => isRefusal(candidate) || isExpected(candidate) });
		const { status } = answer;
		if (status < 400) return answer;
		const refusalText = wordsOf(answer);
		if (isUnmapped.test(refusalText)) {
			throw new ReShareError('unknownTenant', `CrossLink has no library symbol for the tenant '${this.okapi.account.tenant}'`, {
				status,
				description: `The set-up at your ReShare provider is not finished: tell them "${refusalText}". Or '⟦tenant⟧' in the ⟦settings⟧ is not your library's.`,
			});
		}
		if (isExpected(answer)) return answer;
		if (refusalText.includes(symbolNotOwnedMessage)) {
			throw new ReShareError('refused', `CrossLink says that the symbol is none of the tenant '${this.okapi.account.tenant}'`, {
				status,
				description: "Check '⟦librarySymbol⟧' in the ⟦settings⟧, capital letters included; it looks like ISIL:US-ABC.",
			});
		}
		throw new ReShareError('refused', `CrossLink refused ${call.what}: ${refusalText}`, {
			status,
			description: 'Check the values given. If they are right, please report it with this text.',
		});
	}
}

function asPost(call: OkapiCall): OkapiCall {
	return { ...call, method: 'POST', timeoutMs: waitingTimes.action };
}

/**
 * Builds a path with an id. The broker unescapes ids twice (the path parameters of oapi-codegen), so that a percent sign which is escaped
 * once would name another request.
 */
function ofRequest(id: string, part = '') {
	return `${path}/${escapePathPart(id.replaceAll('%', '%25'))}${part}`;
}

/**
 * Whether this is a 404 of the module itself, such as `{"error":"not found"}`, or that of Go's HTTP server for a path that this version of
 * the module does not have.
 */
function isMissing(answer: HttpAnswer) {
	const { status, contentType, text } = answer;
	return status === 404 && (contentType === 'application/json' ? !isNoSuchModule(answer) : text.startsWith('404 page not found'));
}

/** Whether the broker refuses a call: it answers 400 with `{"error": "..."}`, while Okapi's own refusals are plain text. */
function isRefusal(answer: HttpAnswer) {
	return answer.status === 400 && wordsIn(answer) !== undefined;
}

function wordsIn(answer: HttpAnswer) {
	return parseJsonAnswer(answer, z.object({ error: z.string() }))?.error;
}

/** Matches the answer if the broker does not know to which library the tenant belongs. */
const isUnmapped = /^(?:failed to map tenant|tenant mapping must be)/i;

/** The broker's error for a symbol that is not one of the tenant's, whether it is another library's or nobody's. */
export const symbolNotOwnedMessage = 'symbol is not owned by tenant';

const longestWords = 300;

/** Returns the first line of the broker's text. A copy of the call, with the patron's data, may follow it. */
function wordsOf(answer: HttpAnswer) {
	return (wordsIn(answer) ?? '').split('\n', 1)[0]?.slice(0, longestWords).trim() ?? '';
}
