import { classifyResolverAnswer } from '../../../../../reshare/requests/modrs/resolver/classifyResolverAnswer';
import type { RequestedAnswerKind, ResolverOutcome } from '../../../../../reshare/requests/modrs/resolver/resolverOutcome';
import { createResolver } from '../../../../../sandbox/resolver/resolver';
import type { Resolver } from '../../../../../sandbox/resolver/resolver';
import type { ResolverVersion } from '../../../../../sandbox/resolver/versions';
import answers from '../../../../fixtures/resolverAnswers.json';
import { startOkapiStandIn, type OkapiStandIn } from './okapiStandIn';
import { openUrls, testServices } from './openUrls';

let okapi: OkapiStandIn;
const resolvers = new Map<ResolverVersion, Resolver>();

beforeAll(async () => {
	okapi = await startOkapiStandIn();
	for (const version of ['newest', 'v1.6.0', 'v1.5.0'] as const) {
		resolvers.set(version, createResolver({ version, okapiUrl: okapi.url, services: testServices }));
	}
});
afterAll(() => okapi.close());

async function ask(version: ResolverVersion, url: string, asked: RequestedAnswerKind = 'page') {
	const answer = await resolvers.get(version)?.handle({ method: 'GET', url, headers: {} });
	return classifyResolverAnswer(
		{
			status: answer?.status ?? 0,
			headers: new Headers(),
			contentType: answer?.contentType?.split(';')[0] ?? '',
			text: String(answer?.body ?? ''),
		},
		asked,
	);
}

/** What the words in `resolverAnswers.json` stand for: a kind of outcome, or a pattern that its sentence matches. */
const meaning: Readonly<Record<string, ResolverOutcome['kind'] | RegExp>> = {
	'json 201': 'created',
	'json 400': 'refused',
	'json 401': 'refused',
	'json 403': 'refused',
	'json 404': 'refused',
	'json 422': 'refused',
	'json 500': 'unclear',
	'json 502': 'unclear',
	'short form': /a form to a person|a person to fill in a form/,
	'long form': /a form to a person|a person to fill in a form/,
	sent: 'createdUnnamed',
	already: /loaded again/,
	limit: /as many requests under way as the library allows/,
	'error 400': /^ReShare refused the request/,
	'error 422': /^ReShare refused the request/,
	request: 'preview',
	context: 'unclear',
	'text 200': /does not know this library/,
	'text 404': /does not know this library/,
	'text 403': 'unclear',
	'text 431': /too long/,
	'text 500': 'unclear',
};

describe.each(['newest', 'v1.6.0', 'v1.5.0'] as const)('the resolver in version %s', (version) => {
	it.each(openUrls.map((openUrl) => [openUrl.name, openUrl] as const))(
		'the answer that the real resolver gave to the recorded OpenURL "%s" is classified as created, refused, preview or unclear',
		async (_name, { url, newest, v160 = newest, v150 = v160 }) => {
			const kind = { newest, 'v1.6.0': v160, 'v1.5.0': v150 }[version];
			const outcome = await ask(version, url);
			const meant = meaning[kind];
			if (meant instanceof RegExp) expect(outcome).toMatchObject({ kind: 'refused', detail: expect.stringMatching(meant) });
			else expect(outcome.kind).toBe(meant);
		},
	);
});

it.each(answers)(
	'an unusual answer in place of a resolver page or JSON is classified as created, refused, preview or unclear: $name',
	(given) => {
		const headers = new Headers('retryAfter' in given ? { 'retry-after': String(given.retryAfter) } : {});
		const asked = (given.asked as RequestedAnswerKind | undefined) ?? 'page';
		const { byProxy, ...outcome } = classifyResolverAnswer({ ...given.answer, headers }, asked) as { readonly byProxy?: object };
		expect(outcome).toEqual(given.outcome);
		expect(byProxy !== undefined).toBe('mayBeByProxy' in given);
	},
);

describe("what the outcome of a resolver's answer contains", () => {
	const east = '/RESHARE:US-EAST?req_id=patron-77&rft_id=i1&svc.pickupLocation=MAIN&rft.au=A&rft.date=1';

	it('a request created by the resolver gets the id and number that mod-rs gave it, not the id that the resolver made up', async () => {
		expect(await ask('newest', `${east}&svc_id=json&rft.title=T&rft.identifier_illiad=R-1`)).toMatchObject({
			kind: 'created',
			request: { id: '058e1b70-1f0f-4f5a-ac3b-63997156240a', hrid: 'EAST-1' },
		});
	});

	it('the error for a draft that the resolver refused names the field at fault by its label', async () => {
		const sentence = "ReShare refused the request: it does not accept the value of 'Needed By'";
		for (const service of ['json', 'loan']) {
			expect(await ask('newest', `${east}&svc_id=${service}&rft.title=FAIL422`)).toEqual({
				kind: 'refused',
				reason: 'resolverRefused',
				detail: sentence,
				mayPass: false,
			});
		}
	});

	it("a form in the resolver's answer counts as a refusal of the draft, whose text names the empty fields", async () => {
		const missing = async (version: ResolverVersion, query: string) => {
			const outcome = await ask(version, `/RESHARE:US-EAST?${query}`);
			return 'detail' in outcome ? /shows these fields empty: (.*)$/.exec(outcome.detail)?.[1] : outcome;
		};
		expect(await missing('newest', 'svc_id=json&rft_id=i1&rft.title=T&rft.au=A')).toBe("'Pickup Location'");
		expect(await missing('v1.6.0', 'svc_id=json&rft.title=T&svc.pickupLocation=MAIN')).toContain("'Author'");
		expect(await missing('newest', 'svc_id=json&rft.title=T&svc.pickupLocation=MAIN')).toBe("'Author', 'Publication Date'");
		expect(await missing('newest', 'svc_id=copy&rft.title=T&rft.au=A&rft.date=1&rft.titleOfComponent=P&svc.pickupLocation=MAIN')).toBe(
			"'Article Author'",
		);
	});

	it('a plain error text of the resolver is unclear if a page was asked for, and a refusal if JSON or a preview was', async () => {
		const down = '/nodirectory?svc_id=json&rft_id=i1';
		expect(await ask('newest', down, 'page')).toMatchObject({ kind: 'unclear', mayStillRun: false });
		expect(await ask('newest', down, 'json')).toMatchObject({ kind: 'refused', mayPass: true });
		expect(await ask('newest', down, 'preview')).toMatchObject({ kind: 'refused', mayPass: true });
	});

	it('a refusal by the resolver is quoted without the patron ID', async () => {
		for (const url of [
			`${east}&svc_id=json&rft.title=FAIL400`,
			`${east}&svc_id=json&rft.title=FAIL403`,
			`${east}&svc_id=loan&rft.title=FAIL400`,
		]) {
			const outcome = await ask('newest', url);
			expect('detail' in outcome ? outcome.detail : '').toMatch(/ReShare refused/);
			expect(JSON.stringify(outcome)).not.toContain('patron-77');
		}
	});

	it('an answer of the resolver whose status is an object is unclear and throws nothing', () => {
		const text = '{"status":{"toString":1,"valueOf":2},"message":""}';
		expect(classifyResolverAnswer({ status: 200, headers: new Headers(), contentType: 'application/json', text }, 'json')).toMatchObject({
			kind: 'unclear',
		});
		expect(
			classifyResolverAnswer(
				{ status: 200, headers: new Headers(), contentType: 'application/json', text: '{"status":"422","message":"no"}' },
				'json',
			),
		).toMatchObject({ kind: 'refused' });
	});
});
