import { printTime } from '../clock';
import { stableId } from '../ids';
import { exceptionAnswer, lookupAnswer } from '../lookup/answer';
import { findPage, printPage } from '../lookup/list';
import { association, scalar } from '../lookup/schema';
import type { EntitySchema } from '../lookup/schema';
import type { Answer, ModuleRequest, Route } from '../types';
import { actionAnswer, bulkAnswer } from './actions';
import { bindRequest, BindingErrors, BindingFailure } from './binding';
import { editRow } from './borrower-actions';
import { findPickup } from './checks';
import { askAboutPatron } from './checks';
import { categoryOf, refdata, refdataProperties } from './refdata';
import type { RefdataCategory, RefdataProperty, RefdataValue } from './refdata';
import { places, type RequestRow } from './row';
import { requestSchema, statusSchema } from './schema';
import { hasTag, manualCloseCodes, statuses, statusOf } from './states';
import type { Status } from './states';
import type { RequestService } from './service';
import { offeredActions, printActions } from './valid-actions';
import { briefView, createdView, fullView } from './views';

const notFound: Answer = { status: 404, body: { message: 'Not Found', error: 404 } };

/** Largest page of patron requests; larger wishes are cut without a word. */
const largestRequestPage = 100;

/** `/rs/patronrequests`: list, item, create, delete, and what belongs to one request. */
export function requestRoutes(service: RequestService): Route[] {
	const { world } = service;
	const schema = requestSchema(world.directory);
	const actions = (row: RequestRow) => printActions(row, service.options.validActionsForm);
	const full = (row: RequestRow) => fullView(row, world.directory, actions(row));

	return [
		{
			method: 'GET',
			path: /^\/rs\/patronrequests$/,
			permissions: ['rs.patronrequests.collection.get'],
			handle: async (request) => (acceptsJson(request.headers.accept) ? service.oneListAtATime(request.tenant, () => list(request)) : { status: 406 }),
		},
		{
			method: 'POST',
			path: /^\/rs\/patronrequests$/,
			permissions: ['rs.patronrequests.item.post'],
			handle: (request) => create(request),
		},
		{
			method: 'GET',
			path: /^\/rs\/patronrequests\/([^/]+)$/,
			permissions: ['rs.patronrequests.item.get'],
			handle: ({ tenant, headers, query }, match) => {
				if (!acceptsJson(headers.accept)) return { status: 406 };
				const row = world.store.get(tenant, decodeURIComponent(match[1] ?? ''));
				if (row === undefined) return notFound;
				return { status: 200, body: query.get('_view') === 'brief' ? briefView(row, world.directory) : full(row) };
			},
		},
		{
			method: 'POST',
			path: /^\/rs\/patronrequests\/bulkAction$/,
			permissions: ['rs.patronrequests.bulkaction'],
			handle: ({ tenant, body }) => bulkAnswer(service, tenant, body),
		},
		{
			method: 'POST',
			path: /^\/rs\/patronrequests\/([^/]+)\/performAction$/,
			permissions: ['rs.patronrequests.item.performaction'],
			handle: ({ tenant, body }, match) => actionAnswer(service, tenant, decodeURIComponent(match[1] ?? ''), body),
		},
		{
			method: 'PUT',
			path: /^\/rs\/patronrequests\/([^/]+)$/,
			permissions: ['rs.patronrequests.item.put'],
			handle: (request, match) => edit(request, match[1] ?? ''),
		},
		{
			method: 'DELETE',
			path: /^\/rs\/patronrequests\/([^/]+)$/,
			permissions: ['rs.patronrequests.item.delete'],
			handle: ({ tenant }, match) => (world.store.delete(tenant, match[1] ?? '') ? { status: 204 } : notFound),
		},
		{
			method: 'GET',
			path: /^\/rs\/patronrequests\/([^/]+)\/validActions$/,
			permissions: ['rs.patronrequests.item.validactions'],
			handle: ({ tenant }, match) => {
				const row = world.store.get(tenant, match[1] ?? '');
				return { status: 200, body: row === undefined ? { actions: [], message: 'Unable to locate request' } : { actions: offeredActions(row) } };
			},
		},
		{
			method: 'GET',
			path: /^\/rs\/patronrequests\/([^/]+)\/manualCloseStates$/,
			permissions: ['rs.patronrequests.item.get'],
			handle: ({ tenant }, match) => {
				const row = world.store.get(tenant, match[1] ?? '');
				if (row === undefined) return { status: 200, body: [] };
				const side = row.isRequester !== true ? 'responder' : row.stateModel === 'NonreturnableRequester' ? 'copyRequester' : 'requester';
				return { status: 200, body: manualCloseCodes[side].map((code) => closeState(statusOf(code))) };
			},
		},
	];

	function list({ tenant, query }: ModuleRequest): Answer {
		const isFull = service.options.wholeRecordsInLists !== false && (query.get('fullRecord') === 'true' || query.get('_view') === 'full');
		return lookupAnswer(() => {
			const page = findPage(world.store.table(tenant).values(), query, { schema, largestPage: largestRequestPage, shuffleBy: (row: RequestRow) => row.id });
			return printPage(page, query, (row) => (isFull ? full(row) : briefView(row, world.directory)));
		});
	}

	/** An edit is an action, not an update: its answer is not the record. */
	function edit({ tenant, body }: ModuleRequest, id: string): Answer {
		const row = world.store.get(tenant, id);
		if (row === undefined) return { status: 400, body: { message: `Unable to find request with id: ${id}` } };
		try {
			const names = editRow(row, JSON.parse(body) as Record<string, unknown>);
			if (names.includes('pickupLocationSlug')) findPickup(world, row);
			service.trail.note(row, `Record has been edited: ${names.join(', ')}`, { event: 'edit' });
			return { status: 200, body: { status: true } };
		} catch (error) {
			if (error instanceof BindingErrors) return { status: 400, body: { message: error.message } };
			return exceptionAnswer('org.grails.web.json.JSONException: Could not parse JSON body');
		}
	}

	async function create({ tenant, body, beforeCommit }: ModuleRequest): Promise<Answer> {
		let posted: unknown;
		try {
			posted = body.trim() === '' ? {} : JSON.parse(body);
		} catch {
			return exceptionAnswer('org.grails.web.json.JSONException: Could not parse JSON body');
		}
		if (typeof posted !== 'object' || posted === null || Array.isArray(posted)) return exceptionAnswer('org.grails.web.json.JSONException: A JSON object was expected');
		try {
			const row = await service.create(tenant, bindRequest(posted as Record<string, unknown>), beforeCommit);
			return {
				status: 201,
				body: createdView(row, world.directory, actions(row)),
				headers: { Location: `http://mod-rs:8081/rs/patronrequests/${row.id}` },
			};
		} catch (error) {
			if (error instanceof BindingErrors) return bindingAnswer(error.messages);
			if (error instanceof BindingFailure) return exceptionAnswer(error.message);
			throw error;
		}
	}
}

function acceptsJson(accept: string | undefined): boolean {
	return accept === undefined || accept === '' || /\*\/\*|application\/(json|\*|xml)|text\/json/.test(accept);
}

function bindingAnswer(messages: readonly string[]): Answer {
	const errors = messages.map((message) => ({ message, path: '/rs/patronrequests', _links: { self: { href: 'http://mod-rs:8081/rs/patronrequests' } } }));
	return { status: 422, body: errors.length === 1 ? errors[0] : { total: errors.length, _embedded: { errors } } };
}

/** This one end-point prints a status in another form than all others. */
function closeState(status: Status): unknown {
	return { ...status, stage: { enumType: 'org.olf.rs.statemodel.StatusStage', name: status.stage }, tags: status.tags.map(({ id }) => ({ id })) };
}

/** Statuses, reference data, statistics and the patron check. */
export function ancillaryRoutes(service: RequestService): Route[] {
	const { world } = service;
	const refdataValueSchema: EntitySchema = { value: scalar<RefdataValue>('text', (value) => value.value) };
	const categorySchema: EntitySchema = {
		id: scalar<RefdataCategory>('text', (entry) => entry.id),
		desc: scalar<RefdataCategory>('text', (entry) => entry.desc),
		values: association<RefdataCategory>(() => refdataValueSchema, (entry) => entry.values),
	};
	return [
		{
			method: 'GET',
			path: /^\/rs\/status$/,
			permissions: ['rs.status.get'],
			handle: ({ query }) =>
				lookupAnswer(() => printPage(findPage(statuses, query, { schema: statusSchema, largestPage: 1000, shuffleBy: (status: Status) => status.id }), query, (status) => status)),
		},
		{
			method: 'GET',
			path: /^\/rs\/refdata$/,
			permissions: ['rs.refdata.get'],
			handle: ({ query }) =>
				lookupAnswer(() => printPage(findPage(refdata, query, { schema: categorySchema, largestPage: 1000, shuffleBy: (entry: RefdataCategory) => entry.id }), query, (entry) => entry)),
		},
		{
			method: 'GET',
			path: /^\/rs\/refdata\/PatronRequest\/([^/]+)$/,
			permissions: ['rs.refdata.get'],
			handle: (_request, match) => {
				const property = match[1] ?? '';
				const values = Object.hasOwn(refdataProperties, property) ? categoryOf(refdataProperties[property as RefdataProperty])?.values : undefined;
				return values === undefined ? notFound : { status: 200, body: values };
			},
		},
		{
			method: 'GET',
			path: /^\/rs\/patron\/([^/]+)\/canCreateRequest$/,
			permissions: ['rs.patronrequests.item.post'],
			handle: ({ tenant }, match) => {
				const answer = askAboutPatron(world, tenant, decodeURIComponent(match[1] ?? ''));
				return { status: 200, body: { patronValid: answer.valid, problems: answer.problems, status: answer.status } };
			},
		},
		{
			method: 'GET',
			path: /^\/rs\/hostLMSLocations$/,
			permissions: ['rs.hostlmslocations.get'],
			handle: ({ tenant, query }) =>
				lookupAnswer(() => printPage(findPage(shelves(tenant), query, { schema: shelfSchema, largestPage: 1000, shuffleBy: (shelf: Shelf) => shelf.id }), query, (shelf) => shelf)),
		},
		{
			method: 'GET',
			path: /^\/rs\/statistics$/,
			permissions: ['rs.statistics.get'],
			handle: ({ tenant }) => ({ status: 200, body: statistics(world.store.table(tenant).values(), world.clock.now()) }),
		},
		{
			method: 'GET',
			path: /^\/rs\/stateModel\/getValidActions$/,
			permissions: [],
			handle: ({ query }) => {
				const state = query.get('status') ?? '';
				const row = { isRequester: state.startsWith('REQ_'), state, stateModel: query.get('stateModel') ?? '', networkStatus: 'Idle' } as RequestRow;
				return { status: 200, body: { validActions: offeredActions(row) } };
			},
		},
	];
}

/** A place from which a library fetches what it lends (HostLMSLocation). */
interface Shelf {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	/** Below zero: nothing is lent from there. */
	readonly supplyPreference: number;
}

const shelfSchema: EntitySchema = { id: scalar<Shelf>('text', ({ id }) => id), code: scalar<Shelf>('text', ({ code }) => code), name: scalar<Shelf>('text', ({ name }) => name) };

function shelves(tenant: string): Shelf[] {
	return Object.entries(places).map(([code, name]) => ({ id: stableId(`shelf:${tenant}:${code}`), code, name, supplyPreference: code === 'RESERVES' ? -1 : 0 }));
}

function statistics(rows: Iterable<RequestRow>, now: number): unknown {
	const requestsByState: Record<string, number> = {};
	const requestsByTag: Record<string, number> = {};
	for (const row of rows) {
		const key = `${row.stateModel}:${row.state}`;
		requestsByState[key] = (requestsByState[key] ?? 0) + 1;
		for (const tag of ['ACTIVE_PATRON', 'ACTIVE_BORROW', 'ACTIVE_LOAN'] as const) {
			if (hasTag(row.state, tag)) requestsByTag[tag] = (requestsByTag[tag] ?? 0) + 1;
		}
	}
	return { asAt: printTime(now), requestsByState, requestsByTag };
}
