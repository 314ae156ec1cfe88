import { buildExceptionAnswer, answerList } from '../webToolkitLists/answerList';
import { defineRoute } from '../route';
import type { SandboxAnswer, ModuleRequest, Route } from '../sharedTypes';
import { answerAction } from './answerAction';
import { readNewRequestBody, BindingErrors, BindingCrash } from './readNewRequestBody';
import type { RequestRow } from './requestRow';
import { buildRequestListProperties } from './requestListProperties';
import type { PracticeModRs } from './PracticeModRs';
import { listOfferedActions, buildActionsView } from './offeredActions';
import { buildBriefRequestView, buildCreatedRequestView, buildFullRequestView } from './buildViews';

const notFound: SandboxAnswer = { status: 404, body: { message: 'Not Found', error: 404 } };
const ok = (body: unknown): SandboxAnswer => ({ status: 200, body });

const largestRequestPage = 100;

export function createRequestRoutes(service: PracticeModRs): Route[] {
	const { world } = service;
	const schema = buildRequestListProperties(world.directory);
	const full = (row: RequestRow) => buildFullRequestView(row, world.directory, buildActionsView(row));

	return [
		defineRoute('GET', '/rs/patronrequests', 'rs.patronrequests.collection.get', async (request) =>
			acceptsJson(request.headers.accept) ? service.oneListAtATime(request.tenant, () => list(request)) : { status: 406 },
		),
		defineRoute('POST', '/rs/patronrequests', 'rs.patronrequests.item.post', create),
		defineRoute('GET', '/rs/patronrequests/{}', 'rs.patronrequests.item.get', one),
		defineRoute('POST', '/rs/patronrequests/{}/performAction', 'rs.patronrequests.item.performaction', ({ tenant, body }, id) =>
			answerAction(service, tenant, id, body),
		),
		defineRoute('GET', '/rs/patronrequests/{}/validActions', 'rs.patronrequests.item.validactions', ({ tenant }, id) => {
			const row = world.store.get(tenant, id);
			return ok(row === undefined ? { actions: [], message: 'Unable to locate request' } : { actions: listOfferedActions(row) });
		}),
	];

	function one({ tenant, headers }: ModuleRequest, id: string): SandboxAnswer {
		if (!acceptsJson(headers.accept)) return { status: 406 };
		const row = world.store.get(tenant, id);
		return row === undefined ? notFound : ok(full(row));
	}

	function list({ tenant, query }: ModuleRequest): SandboxAnswer {
		const isFull = service.options.wholeRecordsInLists && query.get('fullRecord') === 'true';
		const print = (row: RequestRow) => (isFull ? full(row) : buildBriefRequestView(row, world.directory));
		return answerList(world.store.table(tenant).values(), query, { schema, print, largestPage: largestRequestPage });
	}

	async function create({ tenant, body, beforeCommit }: ModuleRequest): Promise<SandboxAnswer> {
		let posted: unknown;
		try {
			posted = body.trim() === '' ? {} : JSON.parse(body);
		} catch {
			return buildExceptionAnswer('org.grails.web.json.JSONException: Could not parse JSON body');
		}
		if (typeof posted !== 'object' || posted === null || Array.isArray(posted))
			return buildExceptionAnswer('org.grails.web.json.JSONException: A JSON object was expected');
		try {
			const row = await service.create(tenant, readNewRequestBody(posted as Record<string, unknown>), beforeCommit);
			return {
				status: 201,
				body: buildCreatedRequestView(row, world.directory, buildActionsView(row)),
				headers: { Location: `http://mod-rs:8081/rs/patronrequests/${row.id}` },
			};
		} catch (error) {
			if (error instanceof BindingErrors) return bindingAnswer(error.messages);
			if (error instanceof BindingCrash) return buildExceptionAnswer(error.message);
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
