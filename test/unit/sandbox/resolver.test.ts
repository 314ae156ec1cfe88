import { createResolver, type Resolver } from '../../../sandbox/resolver/resolver';
import type { ResolverVersion } from '../../../sandbox/resolver/versions';
import type { SandboxAnswer } from '../../../sandbox/sharedTypes';
import { startOkapiStandIn, type OkapiStandIn } from '../requests/modrs/resolver/okapiStandIn';
import { openUrls, testServices, type OpenUrlCase } from '../requests/modrs/resolver/openUrls';

/** The practice resolver does with an OpenURL what each release of the public one did. */

let okapi: OkapiStandIn;
beforeAll(async () => {
	okapi = await startOkapiStandIn();
});
afterAll(() => okapi.close());

const resolverOf = (version: ResolverVersion) => createResolver({ version, okapiUrl: okapi.url, services: testServices });
const ask = async (resolver: Resolver, url: string) => await resolver.handle({ method: 'GET', url, headers: {} });

/** Returns the kind of an answer in the words of the recording. */
function kindOf(answer: SandboxAnswer) {
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
	return { 'Request sent': 'sent', 'Request limit reached': 'limit' }[title.split(' —')[0] ?? ''] ?? 'already';
}

const expectedOf = ({ newest, v160 = newest, v150 = v160 }: OpenUrlCase) => ({ newest, 'v1.6.0': v160, 'v1.5.0': v150 });
const versions = ['newest', 'v1.6.0', 'v1.5.0'] as const;

it.each(versions.flatMap((version) => openUrls.map((openUrl) => ({ version, ...openUrl }))))(
	'the practice resolver $version answers the OpenURL as recorded: $name',
	async ({ version, ...openUrl }) => {
		okapi.take();
		const answer = await resolverOf(version).handle({ method: openUrl.method ?? 'GET', url: openUrl.url, headers: openUrl.headers ?? {} });
		expect(kindOf(answer)).toBe(expectedOf(openUrl)[version]);
		if (version !== 'newest' || openUrl.posts === undefined) return;
		const posted = okapi.take().findLast(({ line }) => line === 'POST /rs/patronrequests')?.body as Record<string, unknown>;
		expect(Object.fromEntries(Object.keys(openUrl.posts).map((field) => [field, posted[field] ?? null]))).toEqual(openUrl.posts);
	},
);

it('the practice resolver never lets a value of an OpenURL become markup in a form', async () => {
	const values = `svc_id=json&rft.title=${encodeURIComponent('<script>"x')}&${encodeURIComponent('rft.a"><script>')}=1`;
	expect(String((await ask(resolverOf('newest'), `/west?${values}`)).body)).not.toMatch(/<script|"x/u);
});
