import { createResolver } from '../../../sandbox/resolver/resolver';
import type { Resolver } from '../../../sandbox/resolver/resolver';
import type { ResolverVersion } from '../../../sandbox/resolver/versions';
import type { SandboxAnswer } from '../../../sandbox/types';
import { startOkapiStandIn } from './okapi-stand-in';
import type { StandIn } from './okapi-stand-in';
import { openUrls } from './openurls';
import type { OpenUrlCase } from './openurls';
import { testServices } from './services';

let okapi: StandIn;

beforeAll(async () => {
	okapi = await startOkapiStandIn();
});
afterAll(() => okapi.close());

function resolverOf(version: ResolverVersion): Resolver {
	return createResolver({ version, okapiUrl: okapi.url, services: testServices });
}

/** In the table's words, by type, tags and title. */
function kindOf(answer: SandboxAnswer): string {
	const body = String(answer.body ?? '');
	if (answer.contentType?.startsWith('application/json')) {
		const json = JSON.parse(body) as Record<string, unknown>;
		if ('status' in json) return `json ${String(json.status)}`;
		return 'admindata' in json ? 'context' : 'request';
	}
	if (!answer.contentType?.startsWith('text/html')) return `text ${answer.status}`;
	const title = /<title>(.*?)<\/title>/.exec(body)?.[1] ?? '';
	if (body.includes('<form')) return title.startsWith('Confirm request') ? 'short form' : 'long form';
	if (title === 'Error') return `error ${/the HTTP status is (\d+)/.exec(body)?.[1]}`;
	if (title.startsWith('Request sent')) return 'sent';
	return title.startsWith('Request limit reached') ? 'limit' : 'already';
}

const wanted = ({ newest, v160 = newest, v150 = v160 }: OpenUrlCase) => ({ newest, 'v1.6.0': v160, 'v1.5.0': v150 });

describe.each(['newest', 'v1.6.0', 'v1.5.0'] as const)('the resolver, %s', (version) => {
	let resolver: Resolver;
	beforeAll(() => {
		resolver = resolverOf(version);
	});

	it.each(openUrls.map((openUrl) => [openUrl.name, openUrl] as const))(
		'answers the OpenURL as that version does: %s',
		async (_name, openUrl) => {
			okapi.take();
			const answer = await resolver.handle({ method: openUrl.method ?? 'GET', url: openUrl.url, headers: openUrl.headers ?? {} });
			const kind = wanted(openUrl)[version];
			expect(kindOf(answer)).toBe(kind);

			const posted = okapi.take().filter(({ line }) => line === 'POST /rs/patronrequests' || line === 'POST /not-there');
			const posts =
				kind === 'sent' ||
				/^(json|error)/.test(kind) ||
				openUrl.url.includes('FAILCUT') ||
				openUrl.name.includes('after the post') ||
				openUrl.name === 'loan refused in plain text';
			expect(posted.length > 0).toBe(posts);
			if (version !== 'newest' || !openUrl.posts) return;
			const request = posted.at(-1)?.body as Record<string, unknown>;
			for (const [field, value] of Object.entries(openUrl.posts)) expect([field, request[field] ?? null]).toEqual([field, value]);
		},
	);
});

describe('what the resolver sends upstream', () => {
	const east = '/RESHARE:US-EAST?svc_id=json&req_id=p1&rft_id=i1&rft.title=T&svc.pickupLocation=MAIN';
	const lines = () =>
		okapi.take().map(({ line, hasToken }) => `${line.replace(/\?.*key%3D%3D/, ' ').split('?')[0]}${hasToken ? '' : ' (no token)'}`);

	it('logs in once with the old login, then checks the limit, then posts', async () => {
		const resolver = resolverOf('newest');
		okapi.take();
		await resolver.handle({ method: 'GET', url: east, headers: {} });
		await resolver.handle({ method: 'GET', url: east, headers: {} });
		const once = ['GET /rs/settings/appSettings max_requests', 'GET /rs/patronrequests', 'POST /rs/patronrequests'];
		const seen = lines();
		expect(seen[0]).toBe('POST /authn/login (no token)');
		expect(seen.slice(1).sort()).toEqual([...once, ...once].sort());
	});

	it('logs in again after 401, once', async () => {
		const resolver = resolverOf('v1.6.0');
		await resolver.handle({ method: 'GET', url: east, headers: {} });
		okapi.take();
		const answer = await resolver.handle({ method: 'GET', url: `${east}&svc.logout=2`, headers: {} });
		expect(lines()).toEqual(['POST /rs/patronrequests', 'POST /authn/login (no token)', 'POST /rs/patronrequests']);
		expect(kindOf(answer)).toBe('json 201');
	});

	it('logs in once for each of the two look-ups of the limit when both are refused', async () => {
		const resolver = resolverOf('newest');
		await resolver.handle({ method: 'GET', url: east, headers: {} });
		okapi.take();
		await resolver.handle({ method: 'GET', url: `${east}&svc.logout=2`, headers: {} });
		const seen = lines();
		expect(seen.filter((line) => line.startsWith('POST /authn/login'))).toHaveLength(2);
		expect(seen.filter((line) => line.startsWith('GET'))).toHaveLength(4);
		expect(seen.at(-1)).toBe('POST /rs/patronrequests');
	});

	it('logs in again after 403, once', async () => {
		const resolver = resolverOf('v1.6.0');
		await resolver.handle({ method: 'GET', url: east, headers: {} });
		okapi.take();
		const answer = await resolver.handle({ method: 'GET', url: east.replace('rft.title=T', 'rft.title=FAIL403'), headers: {} });
		expect(lines()).toEqual(['POST /rs/patronrequests', 'POST /authn/login (no token)', 'POST /rs/patronrequests']);
		expect(kindOf(answer)).toBe('json 403');
	});

	it('stays without a token where the login gives none', async () => {
		const resolver = resolverOf('newest');
		okapi.take();
		const answer = await resolver.handle({
			method: 'GET',
			url: east.replace('RESHARE:US-EAST', 'tokenless').replace('req_id=p1&', ''),
			headers: {},
		});
		const login = 'POST /authn/login (no token)';
		const post = 'POST /rs/patronrequests (no token)';
		expect(lines()).toEqual([login, post, login, post]);
		expect(kindOf(answer)).toBe('json 401');
	});

	it('looks the pickup location up after a post that is answered as a page', async () => {
		const resolver = resolverOf('newest');
		await resolver.handle({ method: 'GET', url: east, headers: {} });
		okapi.take();
		await resolver.handle({ method: 'GET', url: east.replace('svc_id=json&req_id=p1', 'svc_id=loan'), headers: {} });
		expect(lines()).toEqual(['POST /rs/patronrequests', 'GET /directory/entry']);
	});

	it('answers 500 when the gateway cannot be reached, and works again when it can', async () => {
		const late = await startOkapiStandIn();
		await late.close();
		const resolver = createResolver({ version: 'newest', okapiUrl: late.url, services: testServices });
		expect(await resolver.handle({ method: 'GET', url: east, headers: {} })).toMatchObject({ status: 500, body: 'Internal Server Error' });
	});
});

describe('the forms', () => {
	const formOf = async (version: ResolverVersion, query: string) =>
		String((await resolverOf(version).handle({ method: 'GET', url: `/west?${query}`, headers: {} })).body);

	it('carry what they do not ask for as hidden values, an absent author as the word undefined', async () => {
		const body = await formOf('newest', 'svc_id=json&rft_id=i1&rft.title=%22T%22');
		expect(body).toContain('<form class="page" id="form">');
		const hidden = body.match(/<input type="hidden"[^>]*>/g);
		expect(hidden).toEqual([
			'<input type="hidden" name="rft.au" value="undefined">',
			'<input type="hidden" name="rft.title" value="&quot;T&quot;">',
			'<input type="hidden" name="rft_id" value="i1">',
			'<input type="hidden" name="svc.ntries" value="1">',
			'<input type="hidden" name="svc_id" value="json">',
		]);
	});

	it('of v1.6.0 lose everything that they do not ask for', async () => {
		const body = await formOf('v1.6.0', 'svc_id=json&rft_id=i1&rft.title=T');
		expect(body).toContain('<form class="page">');
		expect(body).not.toContain('type="hidden"');
	});

	it('never let a value become markup', async () => {
		const body = await formOf(
			'newest',
			`svc_id=json&rft.title=${encodeURIComponent('<script>"x')}&${encodeURIComponent('rft.a"><script>')}=1`,
		);
		expect(body).not.toContain('<script');
		expect(body).not.toContain('"x');
	});
});
