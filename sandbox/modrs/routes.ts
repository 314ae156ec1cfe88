import { exceptionAnswer, listAnswer } from '../lookup/list';
import { route } from '../route';
import type { SandboxAnswer, ModuleRequest, Route } from '../types';
import { actionAnswer } from './actions';
import { bindRequest, BindingErrors, BindingFailure } from './binding';
import type { RequestRow } from './row';
import { requestSchema } from './schema';
import type { RequestService } from './service';
import { offeredActions, printActions } from './valid-actions';
import { briefView, createdView, fullView } from './views';

const notFound: SandboxAnswer = { status: 404, body: { message: 'Not Found', error: 404 } };
const ok = (body: unknown): SandboxAnswer => ({ status: 200, body });

const largestRequestPage = 100;

export function requestRoutes(service: RequestService): Route[] {
	const { world } = service;
	const schema = requestSchema(world.directory);
	const full = (row: RequestRow) => fullView(row, world.directory, printActions(row));

	return [
		route('GET', '/rs/patronrequests', 'rs.patronrequests.collection.get', async (request) =>
			acceptsJson(request.headers.accept) ? service.oneListAtATime(request.tenant, () => list(request)) : { status: 406 },
		),
		route('POST', '/rs/patronrequests', 'rs.patronrequests.item.post', create),
		route('GET', '/rs/patronrequests/{}', 'rs.patronrequests.item.get', one),
		route('POST', '/rs/patronrequests/{}/performAction', 'rs.patronrequests.item.performaction', ({ tenant, body }, id) =>
			actionAnswer(service, tenant, id, body),
		),
		route('GET', '/rs/patronrequests/{}/validActions', 'rs.patronrequests.item.validactions', ({ tenant }, id) => {
			const row = world.store.get(tenant, id);
			return ok(row === undefined ? { actions: [], message: 'Unable to locate request' } : { actions: offeredActions(row) });
		}),
	];

	function one({ tenant, headers }: ModuleRequest, id: string): SandboxAnswer {
		if (!acceptsJson(headers.accept)) return { status: 406 };
		const row = world.store.get(tenant, id);
		return row === undefined ? notFound : ok(full(row));
	}

	function list({ tenant, query }: ModuleRequest): SandboxAnswer {
		const isFull = service.options.wholeRecordsInLists && query.get('fullRecord') === 'true';
		const print = (row: RequestRow) => (isFull ? full(row) : briefView(row, world.directory));
		return listAnswer(world.store.table(tenant).values(), query, { schema, print, largestPage: largestRequestPage });
	}

	async function create({ tenant, body, beforeCommit }: ModuleRequest): Promise<SandboxAnswer> {
		let posted: unknown;
		try {
			posted = body.trim() === '' ? {} : JSON.parse(body);
		} catch {
			return exceptionAnswer('org.grails.web.json.JSONException: Could not parse JSON body');
		}
		if (typeof posted !== 'object' || posted === null || Array.isArray(posted))
			return exceptionAnswer('org.grails.web.json.JSONException: A JSON object was expected');
		try {
			const row = await service.create(tenant, bindRequest(posted as Record<string, unknown>), beforeCommit);
			return {
				status: 201,
				body: createdView(row, world.directory, printActions(row)),
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

function bindingAnswer(messages: readonly string[]): SandboxAnswer {
	const errors = messages.map((message) => ({
		message,
		path: '/rs/patronrequests',
		_links: { self: { href: 'http://mod-rs:8081/rs/patronrequests' } },
	}));
	return { status: 422, body: errors.length === 1 ? errors[0] : { total: errors.length, _embedded: { errors } } };
}
