/** Plays a gateway for the resolver's calls. Title, patron and tenant decide which calls fail. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StandIn {
	readonly url: string;
	/** Calls since the last `take`. */
	take(): ReceivedCall[];
	close(): Promise<void>;
}

export interface ReceivedCall {
	readonly line: string;
	readonly tenant: string;
	readonly hasToken: boolean;
	readonly body: unknown;
}

const activeRow = { state: { code: 'REQ_SHIPPED', tags: [{ value: 'ACTIVE_PATRON' }] } };
const inactiveRow = { state: { code: 'REQ_SHIPPED_TO_SUPPLIER', tags: [{ value: 'OTHER' }] } };
const failures: Record<string, [number, string, string]> = {
	FAIL422: [422, 'application/json', '{"message":"Property [neededBy] is no date","path":"/rs/patronrequests"}'],
	FAIL400: [400, 'text/plain', 'Bad request'],
	FAIL403: [403, 'text/plain', "Access for user 'u' (1) requires permission: rs.patronrequests.item.post"],
	FAIL500: [500, 'text/plain', 'something broke'],
	FAIL502: [502, 'text/html', '<html><head><title>502 Bad Gateway</title></head></html>'],
};
const refdata: Record<string, Array<{ id: string; value: string; label: string }>> = {
	ServiceLevels: [
		{ id: '1', value: 'standard', label: 'Standard' },
		{ id: '2', value: 'rush', label: 'Rush' },
	],
	CurrencyCodes: [
		{ id: '3', value: 'USD', label: 'US Dollars' },
		{ id: '4', value: 'EUR', label: 'Euros' },
	],
	copyrightType: [
		{ id: '5', value: 'us-ccl', label: 'CCL (US)' },
		{ id: '6', value: 'us-ccg', label: 'CCG (US)' },
	],
};
const places = [
	{ id: 'p-2', slug: 'MAIN', lmsLocationCode: 'MAIN', name: 'Main Library' },
	{ id: 'p-1', slug: 'LAW', lmsLocationCode: 'LAW', name: 'Law Library' },
];

async function bodyOf(request: IncomingMessage): Promise<unknown> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return text === '' ? undefined : JSON.parse(text);
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
	const isText = typeof body === 'string';
	response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
	response.end(isText ? body : JSON.stringify(body));
}

function createdRow(body: Record<string, unknown>): Record<string, unknown> {
	const isCopy = body.serviceType === 'copy';
	return {
		...body,
		id: '058e1b70-1f0f-4f5a-ac3b-63997156240a',
		hrid: 'EAST-1',
		serviceType: isCopy ? { value: 'copy', label: 'Copy' } : { value: 'loan', label: 'Loan' },
		publicationType: body.publicationType ? { value: 'book', label: 'Book' } : undefined,
		state: { code: 'REQ_IDLE', terminal: false },
	};
}

function answerPost(body: Record<string, unknown>, response: ServerResponse): void {
	const title = String(body.title);
	const failure = failures[title];
	if (title === 'FAILCUT') response.destroy();
	else if (failure) send(response, failure[0], failure[2], { 'content-type': failure[1] });
	else send(response, 201, createdRow(body));
}

function answerGet(url: URL, tenant: string, response: ServerResponse): void {
	const filters = url.searchParams.getAll('filters');
	const has = (text: string) => filters.some((filter) => filter.includes(text));
	if (url.pathname === '/rs/settings/appSettings') {
		send(response, 200, [{ value: has('max_requests') ? '2' : 'us-ccl' }]);
	} else if (url.pathname === '/rs/patronrequests') {
		if (has('==broken')) send(response, 500, 'no');
		else send(response, 200, has('==full') ? [activeRow, inactiveRow, activeRow] : [activeRow, inactiveRow]);
	} else if (url.pathname === '/rs/refdata') {
		send(response, 200, [{ values: Object.entries(refdata).find(([name]) => has(name))?.[1] ?? [] }]);
	} else if (url.pathname === '/directory/entry') {
		if (tenant === 'nodirectory') send(response, 403, 'Access requires permission: directory.entry.get');
		else send(response, 200, { results: places, totalRecords: places.length });
	} else {
		send(response, 404, 'No suitable module found for path and tenant');
	}
}

export async function startOkapiStandIn(): Promise<StandIn> {
	let received: ReceivedCall[] = [];
	const server = createServer((request, response) => {
		void (async () => {
			const body = await bodyOf(request);
			const url = new URL(request.url ?? '/', 'http://stand-in');
			const tenant = String(request.headers['x-okapi-tenant']);
			const token = request.headers['x-okapi-token'];
			received.push({ line: `${request.method} ${request.url}`, tenant, hasToken: token !== undefined, body });
			if (url.pathname === '/authn/login') {
				send(response, 201, {}, tenant === 'tokenless' ? {} : { 'x-okapi-token': `token-${tenant}` });
			} else if (token !== `token-${tenant}`) {
				send(response, 401, 'Invalid token');
			} else if (request.method === 'POST' && url.pathname === '/rs/patronrequests') {
				answerPost(body as Record<string, unknown>, response);
			} else {
				answerGet(url, tenant, response);
			}
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		take() {
			const taken = received;
			received = [];
			return taken;
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
