import type { z } from 'zod';
import { ReShareError, undefinedIfFailed } from '../../errors';
import { parseJsonAnswer } from '../../json';
import type { OkapiCall, OkapiClient } from '../../okapi';
import { escapePathPart } from '../../text';
import { createCallLimit, waitingTimes, type HttpAnswer } from '../../transport';
import type { Side } from '../model/request';
import {
	actionAnswerSchema,
	canCreateRequestSchema,
	lendingPlacesSchema,
	refdataSchema,
	appSettingsSchema,
	statusListSchema,
	validActionsSchema,
} from './schemas';
import type { ListChoice, ChoiceListName } from '../port/RequestBackend';
import { headListSchema, toRequestState, requestListSchema, modRsRequestSchema, schemaOfRequestWithRaw } from './toPatronRequest';
import { sideOfState } from './statesAndSentences';

export interface ModRsListOptions {
	/** Filters that `filterSyntax.ts` made; a request must match all of them. */
	readonly filters?: readonly string[];
	/** `property;asc` or `property;desc`. Default: oldest change first. */
	readonly sort?: readonly string[];
	/** How many rows a page has: at most 100, which is also the default. */
	readonly perPage?: number;
	/**
	 * Restricts the list to rows that contain every word of `term` in one of these properties. Parts of words match, too, and case does not
	 * count.
	 */
	readonly search?: { readonly term: string; readonly properties: readonly string[] };
	/**
	 * Whether the list has whole records with audit and rota, as from `get`, which are large. Servers before version 2.15 do not have this
	 * option.
	 */
	readonly fullRecord?: boolean;
	readonly signal?: AbortSignal;
}

/** The lists of the reference data, which administrators can change, and the words for them in an error. */
const lists = {
	cancelReasons: ['cancellationReasons', 'the reasons for cancelling'],
	cannotSupplyReasons: ['cannotSupplyReasons', 'the reasons for not supplying'],
	loanConditions: ['loanConditions', 'the list of loan conditions'],
	copyrightTypes: ['copyrightType', 'the list of copyright types'],
} as const;
const byLabel = (a: ListChoice, b: ListChoice) => a.label.localeCompare(b.label);
const path = '/rs/patronrequests';
/** List calls are made one at a time, because the server itself makes them wait for each other, for all its users. */
const listCalls = createCallLimit(1);
const itemReads = createCallLimit(4);

export class ModRsClient {
	constructor(readonly okapi: OkapiClient) {}

	serverNow() {
		return this.okapi.serverNow();
	}

	/** Reads one page of a list. If the server cannot read a filter, it answers with other rows, so that the caller must check them. */
	async list(options: ModRsListOptions = {}) {
		return (await this.#list(options, requestListSchema)).results;
	}

	/** Reads a page like `list`, but only the head of each row. An error elsewhere in a row does not invalidate the page. */
	async listHeads(options: ModRsListOptions) {
		return (await this.#list(options, headListSchema)).results;
	}

	async count(filters: readonly string[]) {
		const { results, total = results.length } = await this.#list({ filters, perPage: 1 }, headListSchema, 'true');
		return total;
	}

	async get(id: string, signal?: AbortSignal) {
		return (await this.getWithRaw(id, signal))?.request;
	}

	getWithRaw(id: string, signal?: AbortSignal) {
		const call = { path: `${path}/${escapePathPart(id)}`, what: 'the request', signal };
		return itemReads(this.okapi.scope)(() => undefinedIfFailed(this.okapi.json(call, schemaOfRequestWithRaw), 'notFound'));
	}

	/**
	 * Creates a request, in one attempt, because the server does not prevent duplicates. It checks the request after answering, so that the
	 * answer has the first state and no hrid.
	 */
	post(body: object) {
		return this.okapi.json({ method: 'POST', path, json: body, what: 'the new request' }, modRsRequestSchema);
	}

	async performAction(id: string, action: string, params: object = {}) {
		const answer = await this.okapi.send({
			method: 'POST',
			path: `${path}/${escapePathPart(id)}/performAction`,
			// Without actionParams many actions fail inside the server (openlibraryenvironment/mod-rs ActionService.groovy).
			json: { action, actionParams: params },
			what: 'the action',
			timeoutMs: waitingTimes.action,
			handles: isRefusedAction,
		});
		const reply = parseJsonAnswer(answer, actionAnswerSchema);
		if (reply === undefined)
			throw new ReShareError('badAnswer', 'The outcome of the action did not come back as ReShare sends it', {
				mayHaveReached: true,
				description: 'The action may have been performed. Look at the request before trying again.',
			});
		const { message, status } = reply;
		return { accepted: answer.status < 400 && status !== false, message, brokeOff: message?.startsWith(brokeOff) || undefined };
	}

	/** Returns the codes of the actions that the request allows now; none while it waits for the other library. */
	async validActions(id: string) {
		return (await this.okapi.json({ path: `${path}/${escapePathPart(id)}/validActions`, what: 'the possible actions' }, validActionsSchema))
			.actions;
	}

	/** Asks whether the library's own system accepts the patron. The call may be slow, and does not cover the limit of requests. */
	patronCheck(patronIdentifier: string) {
		return this.okapi.json(
			{ path: `/rs/patron/${escapePathPart(patronIdentifier)}/canCreateRequest`, what: 'the check of the patron' },
			canCreateRequestSchema,
		);
	}

	/** Returns the states of a side, without labels. The server lists those of both sides. */
	async statuses(side: Side) {
		const all = await this.okapi.json({ path: '/rs/status', query: [['perPage', '1000']], what: 'the list of states' }, statusListSchema);
		return all.filter(({ code = '' }) => sideOfState(code) === side).map((status) => toRequestState(status, side));
	}

	async choices(list: ChoiceListName) {
		if (list === 'lendingPlaces') return this.#lendingPlaces();
		const [category, what] = lists[list];
		const categories = await this.okapi.json(
			{
				path: '/rs/refdata',
				query: [
					['filters', `desc==${category}`],
					['max', '100'],
				],
				what,
			},
			refdataSchema,
		);
		const found = categories.flatMap(({ values }) =>
			values.flatMap(({ value, label }) => (value === undefined ? [] : [{ value, label: label ?? value }])),
		);
		return list === 'copyrightTypes' ? found.sort(byLabel) : found;
	}

	/** Returns the settings for requests: the value or default of each key. There are none if the user may not see them. */
	async settings() {
		const section = 'requests';
		const rows = await this.okapi.json(
			{
				path: '/rs/settings/appSettings',
				query: [
					['filters', `section==${section}`],
					['perPage', '1000'],
				],
				what: 'the settings',
			},
			appSettingsSchema,
		);
		return new Map(
			rows.flatMap(({ section: own = section, key, defValue, value = defValue }) =>
				own !== section || key === undefined || value === undefined ? [] : [[key, value] as const],
			),
		);
	}

	/** Lists the locations from which the library lends. A location from which nothing is lent has a preference below zero. */
	async #lendingPlaces() {
		const places = await this.okapi.json(
			{ path: '/rs/hostLMSLocations', query: [['perPage', '1000']], what: 'the places that are lent from' },
			lendingPlacesSchema,
		);
		return places
			.flatMap(({ code, name, supplyPreference, hidden }) =>
				code === undefined || hidden === true || (supplyPreference ?? 0) < 0 ? [] : [{ value: code, label: name ?? code }],
			)
			.sort(byLabel);
	}

	async #list<Schema extends z.ZodTypeAny>(
		{ filters = [], sort = ['lastUpdated;asc', 'id;asc'], perPage = 100, search, fullRecord, signal }: ModRsListOptions,
		schema: Schema,
		stats?: 'true',
	) {
		const query: OkapiCall['query'] = [
			...filters.map((filter) => ['filters', filter] as const),
			...sort.map((order) => ['sort', order] as const),
			['perPage', String(perPage)],
			['term', search?.term],
			...(search?.properties ?? []).map((property) => ['match', property] as const),
			['fullRecord', fullRecord === true ? 'true' : undefined],
			['stats', stats],
		];
		const call = { path, query, what: 'the list of requests', signal };
		return await listCalls(this.okapi.scope)(() => this.okapi.json(call, schema));
	}
}

/**
 * mod-rs's answer to any exception during an action. What it sent to the other library before is not taken back
 * (openlibraryenvironment/mod-rs ActionService.groovy).
 */
const brokeOff = 'System error occurred';

/** Whether mod-rs refuses an action: it answers 400 or 500 in JSON. A body with a stack trace is an error of the server. */
function isRefusedAction({ status, contentType, text }: HttpAnswer) {
	return contentType === 'application/json' && (status === 400 || (status === 500 && !text.includes('"stackTrace"')));
}
