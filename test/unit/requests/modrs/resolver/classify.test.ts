import { classifyResolverAnswer } from '../../../../../reshare/requests/modrs/resolver/classifyResolverAnswer';
import type { AskedFor, ResolverOutcome } from '../../../../../reshare/requests/modrs/resolver/outcome';
import { createResolver } from '../../../../../sandbox/resolver/resolver';
import type { Resolver } from '../../../../../sandbox/resolver/resolver';
import type { ResolverVersion } from '../../../../../sandbox/resolver/versions';
import { startOkapiStandIn } from '../../../sandbox-resolver/okapi-stand-in';
import type { StandIn } from '../../../sandbox-resolver/okapi-stand-in';
import { openUrls } from '../../../sandbox-resolver/openurls';
import { testServices } from '../../../sandbox-resolver/services';
import { answersInWords } from './answers';

let okapi: StandIn;
const resolvers = new Map<ResolverVersion, Resolver>();

beforeAll(async () => {
	okapi = await startOkapiStandIn();
	for (const version of ['newest', 'v1.6.0', 'v1.5.0'] as const) {
		resolvers.set(version, createResolver({ version, okapiUrl: okapi.url, services: testServices }));
	}
});
afterAll(() => okapi.close());

async function ask(version: ResolverVersion, url: string, asked?: AskedFor): Promise<ResolverOutcome> {
	const answer = await resolvers.get(version)?.handle({ method: 'GET', url, headers: {} });
	return classifyResolverAnswer({ status: answer?.status ?? 0, contentType: answer?.contentType?.split(';')[0] ?? '', text: String(answer?.body ?? '') }, asked);
}

/** What the table's words for an answer mean. */
const meaning: Readonly<Record<string, ResolverOutcome['kind']>> = {
	'json 201': 'created',
	'json 400': 'refused',
	'json 401': 'refused',
	'json 403': 'refused',
	'json 404': 'refused',
	'json 422': 'refused',
	'json 500': 'unclear',
	'json 502': 'unclear',
	'short form': 'form',
	'long form': 'form',
	sent: 'requestSent',
	already: 'alreadySent',
	limit: 'patronAtLimit',
	'error 400': 'errorPage',
	'error 422': 'errorPage',
	request: 'preview',
	context: 'unclear',
	'text 200': 'unknownService',
	'text 404': 'unknownService',
	'text 403': 'unclear',
	'text 431': 'tooLong',
	'text 500': 'unclear',
};

describe.each(['newest', 'v1.6.0', 'v1.5.0'] as const)('answers of the resolver, %s', (version) => {
	it.each(openUrls.map((openUrl) => [openUrl.name, openUrl] as const))('%s', async (_name, { url, newest, v160 = newest, v150 = v160 }) => {
		const kind = { newest, 'v1.6.0': v160, 'v1.5.0': v150 }[version];
		const outcome = await ask(version, url);
		expect(outcome.kind).toBe(meaning[kind]);
	});
});

describe('answers as they were recorded from real services', () => {
	it.each(answersInWords)('$name', ({ answer, asked, outcome }) => {
		expect(classifyResolverAnswer(answer, asked)).toEqual(outcome);
	});
});

describe('what an outcome tells', () => {
	const east = '/RESHARE:US-EAST?req_id=patron-77&rft_id=i1&svc.pickupLocation=MAIN&rft.au=A&rft.date=1';

	it('a request made: id and number from the inner answer, not the id that the resolver made up', async () => {
		const outcome = await ask('newest', `${east}&svc_id=json&rft.title=T&rft.identifier_illiad=R-1`);
		expect(outcome).toMatchObject({
			kind: 'created',
			id: '058e1b70-1f0f-4f5a-ac3b-63997156240a',
			request: { hrid: 'EAST-1' },
		});
	});

	it('which field a refusal is about', async () => {
		const sentence = "ReShare refused the request: it does not accept the value of 'Needed By'";
		expect(await ask('newest', `${east}&svc_id=json&rft.title=FAIL422`)).toEqual({
			kind: 'refused',
			status: 200,
			upstreamStatus: 422,
			reason: sentence,
		});
		expect(await ask('newest', `${east}&svc_id=loan&rft.title=FAIL422`)).toEqual({
			kind: 'errorPage',
			reason: sentence,
		});
	});

	it('which fields a form misses', async () => {
		const missing = async (version: ResolverVersion, query: string) => {
			const outcome = await ask(version, `/RESHARE:US-EAST?${query}`);
			return outcome.kind === 'form' ? outcome.missing : outcome;
		};
		expect(await missing('newest', 'svc_id=json&rft_id=i1&rft.title=T&rft.au=A')).toEqual(['svc.pickupLocation']);
		expect(await missing('v1.6.0', 'svc_id=json&rft.title=T&svc.pickupLocation=MAIN')).toContain('rft.au');
		expect(await missing('newest', 'svc_id=json&rft.title=T&svc.pickupLocation=MAIN')).toEqual(['rft.au', 'rft.date']);
		expect(await missing('newest', 'svc_id=copy&rft.title=T&rft.au=A&rft.date=1&rft.titleOfComponent=P&svc.pickupLocation=MAIN')).toEqual([
			'rft.authorOfComponent',
		]);
	});

	it('an error text after a page was asked for is unclear; for JSON and previews nothing can have been made', async () => {
		const down = '/nodirectory?svc_id=json&rft_id=i1';
		expect(await ask('newest', down, 'page')).toMatchObject({ kind: 'unclear', mayStillRun: false });
		expect(await ask('newest', down, 'json')).toMatchObject({ kind: 'refused', upstreamStatus: 403 });
		expect(await ask('newest', down, 'preview')).toMatchObject({ kind: 'refused', upstreamStatus: 403 });
	});

	it('never what the patron typed', async () => {
		for (const url of [`${east}&svc_id=json&rft.title=FAIL400`, `${east}&svc_id=json&rft.title=FAIL403`, `${east}&svc_id=loan&rft.title=FAIL400`]) {
			const outcome = await ask('newest', url);
			expect('reason' in outcome ? outcome.reason : '').toMatch(/ReShare refused/);
			expect(JSON.stringify(outcome)).not.toContain('patron-77');
		}
	});

	it('of a status that is an object in disguise nothing is thrown', () => {
		const text = '{"status":{"toString":1,"valueOf":2},"message":""}';
		expect(classifyResolverAnswer({ status: 200, contentType: 'application/json', text }, 'json')).toMatchObject({ kind: 'unclear' });
		expect(classifyResolverAnswer({ status: 200, contentType: 'application/json', text: '{"status":"422","message":"no"}' }, 'json')).toMatchObject({ kind: 'refused' });
	});
});
