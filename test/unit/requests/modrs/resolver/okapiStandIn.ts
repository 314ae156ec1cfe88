import { startCountingServer, type ReceivedRequest } from '../../../transport/testServers';

/** Plays a gateway for the resolver's calls. Title, patron and tenant decide which calls fail. */
export interface OkapiStandIn {
	readonly url: string;
	/** Calls since the last `take`. */
	take(): Array<{ readonly line: string; readonly body: unknown }>;
	close(): Promise<void>;
}

/** A body that is a text is sent as one, unless another type is named. Undefined: the connection breaks. */
type Answer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>] | undefined;

const activeRow = { state: { code: 'REQ_SHIPPED', tags: [{ value: 'ACTIVE_PATRON' }] } };
const inactiveRow = { state: { code: 'REQ_SHIPPED_TO_SUPPLIER', tags: [{ value: 'OTHER' }] } };
const json = { 'content-type': 'application/json' };
const failures: Readonly<Record<string, Answer>> = {
	FAIL422: [422, '{"message":"Property [neededBy] is no date","path":"/rs/patronrequests"}', json],
	FAIL400: [400, 'Bad request'],
	FAIL403: [403, "Access for user 'u' (1) requires permission: rs.patronrequests.item.post"],
	FAIL500: [500, 'something broke'],
	FAIL502: [502, '<html><head><title>502 Bad Gateway</title></head></html>', { 'content-type': 'text/html' }],
	FAILCUT: undefined,
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

function answerGet(url: URL, tenant: string): Answer {
	const filters = url.searchParams.getAll('filters');
	const has = (text: string) => filters.some((filter) => filter.includes(text));
	switch (url.pathname) {
		case '/rs/settings/appSettings':
			return [200, [{ value: has('max_requests') ? '2' : 'us-ccl' }]];
		case '/rs/patronrequests':
			return has('==broken') ? [500, 'no'] : [200, has('==full') ? [activeRow, inactiveRow, activeRow] : [activeRow, inactiveRow]];
		case '/rs/refdata':
			return [200, [{ values: Object.entries(refdata).find(([name]) => has(name))?.[1] ?? [] }]];
		case '/directory/entry':
			return tenant === 'nodirectory'
				? [403, 'Access requires permission: directory.entry.get']
				: [200, { results: places, totalRecords: places.length }];
		default:
			return [404, 'No suitable module found for path and tenant'];
	}
}

function answerTo({ method, url: line, headers, body }: ReceivedRequest): Answer {
	const url = new URL(line, 'http://stand-in');
	const tenant = String(headers['x-okapi-tenant']);
	const token = `token-${tenant}`;
	if (url.pathname === '/authn/login') return [201, {}, tenant === 'tokenless' ? {} : { 'x-okapi-token': token }];
	if (headers['x-okapi-token'] !== token) return [401, 'Invalid token'];
	if (method !== 'POST' || url.pathname !== '/rs/patronrequests') return answerGet(url, tenant);
	const posted = JSON.parse(body) as Record<string, unknown>;
	const title = String(posted.title);
	return title in failures ? failures[title] : [201, createdRow(posted)];
}

export async function startOkapiStandIn(): Promise<OkapiStandIn> {
	const { url, requests, close } = await startCountingServer((seen, response) => {
		const answer = answerTo(seen);
		if (answer === undefined) return void response.destroy();
		const [status, body, headers] = answer;
		const isText = typeof body === 'string';
		response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
		response.end(isText ? body : JSON.stringify(body));
	});
	const take = () =>
		requests.splice(0).map((seen) => ({
			line: `${seen.method} ${seen.url}`,
			body: seen.body === '' ? undefined : (JSON.parse(seen.body) as unknown),
		}));
	return { url, take, close };
}
