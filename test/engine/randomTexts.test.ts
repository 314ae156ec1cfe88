import fc from 'fast-check';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { inventoryAccountOf, libraryAccountOf } from '../../demo/practiceCredentials';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { realTiming } from '../../reshare/requests/create/timing';
import { startSandbox, type Sandbox } from '../../sandbox';
import { FaultProxy } from '../faults/support/faultProxy';
import { caseCount } from '../caseCount';
import { anyValue, hostileText, isPrototypeChanged } from '../unit/fuzz/hostileValues';
import { runNode, testCredential } from './harness';
import { buildResourceLocatorByName } from './buildResourceLocatorByName';

/** Whatever text is in whatever field, the answer is a result or a sentence, and only the intended queries are sent. */

let sandbox: Sandbox;
let front: FaultProxy;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeAll(async () => {
	process.on('unhandledRejection', note);
	Object.assign(realTiming, {
		lookupRetries: [5],
		beforeNewAttempt: 5,
		validationPolls: [5],
		missing: 5,
		mayStillBeStored: 20,
		firstRaceLookup: 5,
		raceWindow: 5,
		withdrawal: 50,
	});
	sandbox = await startSandbox({ validationDelayMs: 50 });
	sandbox.settings.set('east', 'max_requests', '100000');
	sandbox.requests.add('east', {
		isRequester: true,
		hrid: 'EAST-1',
		title: 'Persuasion',
		patronIdentifier: 'P1001',
		state: 'REQ_VALIDATED',
	});
	front = await FaultProxy.open(sandbox.okapiUrl);
});

afterAll(async () => {
	await front.close();
	await sandbox.close();
	process.off('unhandledRejection', note);
	expect(unhandled).toEqual([]);
});

const library = () => ({ ...libraryAccountOf(sandbox), url: front.url, openUrlBaseUrl: `${front.url}/openurl` });
const inventory = () => ({ ...inventoryAccountOf(sandbox), url: front.url });

/** Words of programmers, which librarians must not get to read. */
const programmersWords =
	/undefined|is not a function|Cannot read|\[object|TypeError|not iterable|JSON at position|Unexpected token|circular/;

async function runWith(node: INodeType, parameters: INodeParameters, credential: IDataObject, values: IDataObject) {
	const before = sandbox.requests.count();
	front.seen.length = 0;
	const run = await runNode({
		node,
		parameters,
		credentials: { [node instanceof ReShareSearch ? 'reShareInventoryApi' : 'okapiApi']: credential as never },
		items: [{ json: values }],
	});
	if (run.error !== undefined) {
		expect(run.error.message).toMatch(/\S \S/);
		// Quotes of what the user typed may contain anything.
		expect(`${run.error.message} ${run.error.description ?? ''}`.replace(/'.*'/gs, "''")).not.toMatch(programmersWords);
	} else if (parameters.operation !== 'getMany' && parameters.operation !== 'searchInstances') {
		expect(run.outputs.flat()).toHaveLength(1);
	}
	if (parameters.operation !== 'create') expect(sandbox.requests.count()).toBe(before);
	else expect(sandbox.requests.count()).toBeLessThanOrEqual(before + 1);
	expect(isPrototypeChanged()).toBe(false);
	for (const { rawUrl, body } of front.seen) onlyMeantQuestions(rawUrl, body);
}

/** Checks that a GraphQL document contains no text of a user, and that all filters are made by the package itself. */
function onlyMeantQuestions(url: string, body: string) {
	const path = url.split('?')[0] ?? '';
	expect(path).toMatch(
		/^\/(authn\/login(-with-expiry)?|graphql|openurl\/RESHARE:US-EAST|directory\/entry|rs\/(patronrequests(\/[^/]+(\/(performAction|validActions))?)?|refdata|status|settings\/appSettings|patron\/.*\/canCreateRequest))$/s,
	);
	if (path === '/graphql') {
		const { query } = JSON.parse(body) as { query: string };
		expect(query).toMatch(/^[\w\s(){}:$,!]*$/);
	}
	if (path !== '/rs/patronrequests') return;
	const sent = new URL(`http://x${url}`).searchParams;
	expect(
		[...new Set(sent.keys())].filter(
			(key) => !['filters', 'sort', 'perPage', 'page', 'term', 'match', 'fullRecord', 'stats'].includes(key),
		),
	).toEqual([]);
	for (const filter of sent.getAll('filters'))
		expect(filter).toMatch(/^(\(?[\w.]+(==|=i=|>=|<=|>|<|!=)[\p{L}0-9@'\-.:/_,#+ ]+\)?(\|\||&&)?)+$/u);
}

const fields = fc.record({ a: anyValue, b: anyValue, c: anyValue, d: anyValue, e: anyValue, f: anyValue });
const draftParameters: INodeParameters = {
	serviceType: 'loan',
	instanceId: '={{ $json.a }}',
	patronId: '={{ $json.b }}',
	pickupLocation: { __rl: true, mode: 'slug', value: '={{ $json.c }}' },
	reference: '={{ $json.d }}',
	title: '={{ $json.e }}',
	author: '={{ $json.f }}',
	note: '={{ $json.a }}',
	neededBy: '={{ $json.f }}',
	volume: '={{ $json.e }}',
	isbn: '={{ $json.d }}',
	options: { verdictWait: 0 },
};

const cases: Array<[string, INodeType, INodeParameters, () => IDataObject]> = [
	[
		'find',
		new ReShareSearch(),
		{
			operation: 'findEligibleInstance',
			ownSymbols: ['US-EAST'],
			serviceType: 'loan',
			instanceId: '={{ $json.a }}',
			oclcNumber: '={{ $json.b }}',
			isbn: '={{ $json.c }}',
			issn: '={{ $json.d }}',
			title: '={{ $json.e }}',
			author: '={{ $json.f }}',
		},
		inventory,
	],
	[
		'search',
		new ReShareSearch(),
		{
			operation: 'searchInstances',
			instanceId: '={{ $json.a }}',
			isbn: '={{ $json.c }}',
			title: '={{ $json.e }}',
			author: '={{ $json.f }}',
		},
		inventory,
	],
	['get instance', new ReShareSearch(), { operation: 'getInstance', instanceId: '={{ $json.a }}' }, inventory],
	['preview', new ReShareCreateRequest(), { operation: 'preview', ...draftParameters }, library],
	['create', new ReShareCreateRequest(), { operation: 'create', ...draftParameters }, library],
	['get', new ReShareRequest(), { operation: 'get', request: buildResourceLocatorByName('={{ $json.a }}') }, library],
	['timeline', new ReShareRequest(), { operation: 'getTimeline', request: buildResourceLocatorByName('={{ $json.b }}') }, library],
	['open requests', new ReShareRequest(), { operation: 'getOpenRequests', patronId: '={{ $json.a }}' }, library],
	[
		'get many',
		new ReShareRequest(),
		{ operation: 'getMany', filters: { patronId: '={{ $json.a }}', text: '={{ $json.b }}', states: '={{ $json.c }}' } },
		library,
	],
	[
		'action',
		new ReShareRequest(),
		{ operation: 'previewAction', request: buildResourceLocatorByName('={{ $json.a }}'), requestAction: 'cancel', note: '={{ $json.b }}' },
		library,
	],
];

describe('random texts in fields', () => {
	it.each(cases)(
		'every item gets an answer, whatever its fields hold, in the operation %s',
		async (_name, node, parameters, credential) => {
			await fc.assert(
				fc.asyncProperty(fields, (values) => runWith(node, parameters, credential(), values as IDataObject)),
				caseCount(20),
			);
		},
		1_200_000,
	);

	it('the credential test answers with one sentence, whatever the credential holds', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.record({
					tenant: hostileText,
					username: hostileText,
					password: hostileText,
					openUrlTenant: hostileText,
					url: fc.oneof(
						{ weight: 3, arbitrary: fc.constant('') },
						fc.constantFrom(
							'x',
							'ftp://127.0.0.1',
							'http://',
							'//a',
							'javascript:alert(1)',
							'http://127.0.0.1:3/?x=1',
							'http://a:b@127.0.0.1:3',
						),
					),
				}),
				async ({ url, ...rest }) => {
					const values = { ...library(), ...rest, url: url === '' ? `  ${front.url}/ ` : url };
					const { status, message } = await testCredential(new ReShareRequest(), values as never);
					expect(['OK', 'Error']).toContain(status);
					expect(message).toMatch(/\S \S/);
					// What the user typed is quoted.
					expect(message.replace(/'[^']*'/g, '')).not.toMatch(programmersWords);
					// A field that is quoted may contain the same text as another one.
					const isElsewhere = [rest.tenant, rest.username, rest.openUrlTenant].some((text) =>
						text.toLowerCase().includes(rest.password.toLowerCase()),
					);
					if (rest.password.length > 12 && !isElsewhere) expect(message).not.toContain(rest.password);
					expect(isPrototypeChanged()).toBe(false);
				},
			),
			caseCount(100),
		);
	}, 1_200_000);
});
