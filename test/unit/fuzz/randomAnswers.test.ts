import fc from 'fast-check';
import { ReShareError } from '../../../reshare/errors';
import { findEligible } from '../../../reshare/inventory/find/findEligible';
import { FolioIndex } from '../../../reshare/inventory/folio/FolioIndex';
import type { SharedIndex } from '../../../reshare/inventory/SharedIndex';
import { getInstance } from '../../../reshare/inventory/getInstance';
import { searchInstances } from '../../../reshare/inventory/searchInstances';
import { VufindIndex } from '../../../reshare/inventory/vufind/VufindIndex';
import { OkapiClient, SessionStore } from '../../../reshare/okapi';
import { buildTimeline } from '../../../reshare/requests/read/timelineEntries';
import { listOpenRequestsOfPatron } from '../../../reshare/requests/read/listOpenRequestsOfPatron';
import { performAction } from '../../../reshare/requests/act/performAction';
import { readChanges } from '../../../reshare/requests/changes/readChanges';
import { ModRsBackend } from '../../../reshare/requests/modrs/ModRsBackend';
import { createInitialCursor } from '../../../reshare/requests/changes/createInitialCursor';
import { usualCheckSwitches, type CreateOptions } from '../../../reshare/requests/create/createTypes';
import { createRequest } from '../../../reshare/requests/create/createRequest';
import { setUpCreateRun } from '../../../reshare/requests/create/setUpCreateRun';
import { previewRequest } from '../../../reshare/requests/create/previewRequest';
import { classifyResolverAnswer } from '../../../reshare/requests/modrs/resolver/classifyResolverAnswer';
import { HttpClient, type Fetch } from '../../../reshare/transport';
import { capabilitiesCache } from '../../../reshare/inventory/folio/capabilities';
import '../../sandboxInVirtualTime';
import { buildLoanDraft } from '../requests/create/practiceDependencies';
import { caseCount } from '../../caseCount';
import { anyAnswer, isPrototypeChanged, damagedAnswer, toResponse, type AnyAnswer } from './hostileValues';

/** For any answer of a server, the client must return a result or throw its own error, in time. */

const id = '30000000-0000-4000-8000-000000000001';
const loggedIn = () => new Response('{}', { status: 201, headers: { 'content-type': 'application/json', 'x-okapi-token': 'a-token' } });
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeAll(() => process.on('unhandledRejection', note));
afterAll(() => {
	process.off('unhandledRejection', note);
	expect(unhandled).toEqual([]);
});

/** The server gives these answers in turn, and repeats the last one. */
function clientOf(answers: readonly AnyAnswer[], withLogin = true): { okapi: OkapiClient; http: HttpClient } {
	let next = 0;
	const fetch: Fetch = async (url) => {
		if (withLogin && url.includes('/authn/')) return loggedIn();
		const answer = answers[Math.min(next++, answers.length - 1)];
		if (answer === undefined || next > 200) throw new Error('Asked more than 200 times');
		return toResponse(answer);
	};
	const http = new HttpClient({ fetch });
	const account = {
		url: `https://okapi-${Math.random().toString(36).slice(2)}.example.org`,
		tenant: 'east',
		username: 'u',
		password: 'secret-of-the-account',
	};
	return { http, okapi: new OkapiClient({ account, http, sessions: new SessionStore() }) };
}

/** Checks that the work succeeds, or fails with the client's own error, which has a sentence and no password. */
async function behaves(work: () => Promise<unknown>) {
	try {
		JSON.stringify(await work());
	} catch (error) {
		if (!(error instanceof ReShareError)) throw error;
		expect(error.message).toMatch(/\S \S/);
		expect(`${error.message} ${error.description} ${error.stack}`).not.toContain('secret-of-the-account');
	}
	expect(isPrototypeChanged()).toBe(false);
}

const answers = fc.array(fc.oneof(anyAnswer, damagedAnswer), { minLength: 1, maxLength: 6 });
const options: CreateOptions = { via: 'resolver', checks: usualCheckSwitches, validationWaitMs: 2, cutNote: false };

function depsOf({ okapi, http }: ReturnType<typeof clientOf>) {
	const requests = new ModRsBackend(okapi, { http, baseUrl: 'https://resolver.example.org', openUrlTenant: 'RESHARE:US-EAST' });
	return setUpCreateRun(requests, { prefix: 'REF', secret: new Uint8Array(32) });
}

describe('the client with random server answers', () => {
	it.each<[string, (made: ReturnType<typeof clientOf>) => Promise<unknown>]>([
		['listing', ({ okapi }) => new ModRsBackend(okapi).find({ side: 'borrowing', limit: 20, sort: 'createdNewest' })],
		[
			'one request and its timeline',
			async ({ okapi }) => {
				const request = await new ModRsBackend(okapi).get(id);
				return request === undefined ? undefined : buildTimeline(request, 'UTC', new Date(0));
			},
		],
		['open requests', ({ okapi }) => listOpenRequestsOfPatron(new ModRsBackend(okapi), 'P1')],
		[
			'an action',
			async ({ okapi }) => {
				const requests = new ModRsBackend(okapi);
				const request = await requests.get(id);
				return request === undefined ? undefined : await performAction(requests, request, { kind: 'cancel' });
			},
		],
		[
			'following',
			async ({ okapi }) => {
				const requests = new ModRsBackend(okapi);
				const now = 1_790_000_000_000;
				const state = await createInitialCursor(requests, {
					scope: 's',
					side: 'borrowing',
					overlapSeconds: 300,
					startHours: 2,
					now,
					mustStop: () => false,
				});
				return await readChanges(requests, state, {
					side: 'borrowing',
					overlapSeconds: 300,
					ignoreOlderThanSeconds: 0,
					repeatAfterRestart: true,
					failures: new Map(),
					now,
					mustStop: () => false,
				});
			},
		],
	])(
		'the call "%s" ends with a result or a readable error for any random server answer',
		async (_name, work) => {
			await fc.assert(
				fc.asyncProperty(answers, (given) => behaves(() => work(clientOf(given)))),
				caseCount(120),
			);
		},
		1_200_000,
	);

	it('a login ends with a result or a readable error for any random server answer', async () => {
		await fc.assert(
			fc.asyncProperty(answers, (given) => behaves(() => clientOf(given, false).okapi.send({ method: 'GET', path: '/x', what: 'x' }))),
			caseCount(200),
		);
	}, 1_200_000);

	it('creating and previewing a request end with a result or a readable error for any random server answer', async () => {
		const work = (given: AnyAnswer[]) =>
			behaves(async () => [
				await createRequest(depsOf(clientOf(given)), buildLoanDraft({ reference: 'R-1' }), options),
				await previewRequest(depsOf(clientOf(given)), buildLoanDraft(), options),
			]);
		await fc.assert(fc.asyncProperty(answers, work), caseCount(100));
	}, 1_200_000);

	it.each<[string, (made: ReturnType<typeof clientOf>) => SharedIndex]>([
		['GraphQL', ({ okapi }) => new FolioIndex(okapi)],
		[
			'VuFind and Reservoir',
			({ http }) =>
				new VufindIndex(http, {
					vufindUrl: `https://vufind-${Math.random().toString(36).slice(2)}.example.org`,
					reservoir: { url: 'https://okapi.example.org', tenant: 'reservoir' },
				}),
		],
	])(
		'searching the shared inventory over %s ends with a result or a readable error for any random server answer',
		async (_name, open) => {
			const citations = [{ isbn: '9780140328721', title: 'Matilda' }, { isbn: '9780140328738' }, { oclcNumber: '1234' }];
			const works: ReadonlyArray<(index: SharedIndex) => Promise<unknown>> = [
				(index) => Promise.all(citations.map((citation) => findEligible(index, citation, { ownSymbols: ['US-EAST'] }))),
				(index) => getInstance(index, id, { withItems: true }),
				(index) => searchInstances(index, { citation: { title: 'Matilda' }, limit: 10, sortBy: 'none' }),
				(index) => index.check(),
				(index) => index.libraries(),
			];
			await fc.assert(
				fc.asyncProperty(answers, async (given) => {
					// A call whose answer says that the server is busy would be repeated after a pause that cannot be shortened.
					const calm = given.map((answer) => (answer.status >= 429 ? { ...answer, status: 400 as const } : answer));
					for (const work of works) await behaves(() => work(open(clientOf(calm))));
					capabilitiesCache.clear();
				}),
				caseCount(60),
			);
		},
		1_200_000,
	);

	it('a random answer of the resolver is classified, never thrown, and only a 2xx counts as created', () => {
		fc.assert(
			fc.property(anyAnswer, fc.constantFrom('json' as const, 'page' as const, 'preview' as const), ({ status, type, body }, asked) => {
				const outcome = classifyResolverAnswer({ status, contentType: type, text: body, headers: new Headers() }, asked);
				// Without a status of success, no request may be reported.
				if (status >= 300) expect(['created', 'createdUnnamed']).not.toContain(outcome.kind);
				expect(isPrototypeChanged()).toBe(false);
			}),
			caseCount(720),
		);
	}, 1_200_000);
});
