import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { ReShareInventoryApi } from '../../credentials/ReShareInventoryApi.credentials';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import findSchema from '../../nodes/ReShareSearch/__schema__/v1.0.0/findEligibleInstance.json';
import getSchema from '../../nodes/ReShareSearch/__schema__/v1.0.0/getInstance.json';
import searchSchema from '../../nodes/ReShareSearch/__schema__/v1.0.0/searchInstances.json';
import { clusterIdOf } from '../../sandbox/reservoir/createReservoir';
import { writeMarcXml } from '../unit/inventory/marc/marcXml';
import { closeServers, startCountingServer } from '../unit/transport/testServers';
import { loadOptions, runNode, testCredential, type RunOptions } from './harness';
import { parametersOfFind, foundItemsOn } from './search/findThroughNode';
import { mismatchesOf, type OutputSchema } from './search/compareWithOutputSchema';
import { sandboxForEach } from '../unit/sandboxForTests';

/** Tests ReShare Search through VuFind: its items must be the same, and every sentence of the credential's test is checked. */
const node = new ReShareSearch();
const sandbox = sandboxForEach();

afterEach(async () => {
	await closeServers();
});

const credential = (changes: ICredentialDataDecryptedObject = {}) => ({
	searchedThrough: 'vufind',
	vufindUrl: `${sandbox.vufind.urls.v10}/`,
	...changes,
});
const withReservoir = () => ({ reservoirUrl: sandbox.okapiUrl, reservoirTenant: sandbox.reservoir.tenant });
const run = (parameters: RunOptions['parameters'], items: RunOptions['items'], changes: ICredentialDataDecryptedObject = {}) =>
	runNode({ node, parameters, items, credentials: { reShareInventoryApi: credential(changes) } });
const press = async (changes: ICredentialDataDecryptedObject = {}) => {
	const { status, message } = await testCredential(node, credential(changes));
	return `${status}: ${message.replace(/127\.0\.0\.1:\d+/gu, 'HOST')}`;
};

describe('ReShare Search over VuFind', () => {
	it.each([false, true])(
		'Find Eligible Instance over VuFind puts each item once on its output (with a Reservoir: %s)',
		async (hasReservoir) => {
			const found = await run(
				parametersOfFind,
				[{ isbn: '9780847842131' }, { isbn: '978-1-57131-335-5', title: 'Braiding sweetgrass' }, { isbn: '9780062316097' }],
				hasReservoir ? withReservoir() : {},
			);
			expect(found.error).toBeUndefined();
			expect(found.outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([
				[{ item: 1 }],
				[{ item: 2 }],
				[{ item: 0 }],
			]);
			expect(foundItemsOn(found, 0)[0]).toMatchObject({
				outcome: 'eligible',
				reason: 'onlyMatch',
				instanceId: clusterIdOf(1),
				lendingLibraries: ['US-NORTH', 'US-RIVER', 'US-SOUTH', 'US-WEST'],
				heldByOwnLibrary: true,
			});
			expect(mismatchesOf(found.json[0]?.[0], findSchema as OutputSchema)).toEqual([]);
			expect(sandbox.tokensIssued).toBe(0);
		},
	);

	it('Get Instance and Search Instances over VuFind give records in the form of the schemas', async () => {
		const got = await run({ operation: 'getInstance', instanceId: clusterIdOf(2), options: { withItems: true } }, [{}]);
		expect(got.json[0]?.[0]).toMatchObject({
			instanceId: clusterIdOf(2),
			lendingLibraries: ['US-HILL', 'US-LAKE', 'US-SOUTH'],
			warnings: ['This shared index tells nothing of single items'],
		});
		expect(mismatchesOf(got.json[0]?.[0], getSchema as OutputSchema)).toEqual([]);
		const listed = await run({ operation: 'searchInstances', searchBy: 'fields', title: 'name of the rose' }, [{}]);
		expect(listed.json[0]?.map(({ instanceId }) => instanceId)).toContain(clusterIdOf(2));
		expect(mismatchesOf(listed.json[0]?.[0], searchSchema as OutputSchema)).toEqual([]);
	});

	it("Search Instances over VuFind sends a query in VuFind's own language unchanged", async () => {
		const listed = await run({ operation: 'searchInstances', searchBy: 'cql', cql: 'isbn:0151446474' }, [{}]);
		expect(listed.json[0]?.map(({ instanceId }) => instanceId)).toEqual([clusterIdOf(2)]);
	});

	it("the editor's list of libraries over VuFind holds those of the consortium", async () => {
		const list = await loadOptions({ node, method: 'getLibraries', credentials: { reShareInventoryApi: credential() } });
		expect(list).toEqual(expect.arrayContaining([{ name: 'US-EAST (East Harbor University Library)', value: 'US-EAST' }]));
	});

	it('Search over a VuFind that is not open stops with the cause, or sends the items to Needs Review as On Error says', async () => {
		sandbox.behavior.vufindApi = 'closed';
		expect((await run(parametersOfFind, [{ isbn: '9780847842131' }])).error?.message).toMatch(
			/^The search API of 127\.0\.0\.1:\d+ is not open$/u,
		);
		const went = await runNode({
			node,
			parameters: parametersOfFind,
			items: [{ isbn: '9780847842131' }],
			credentials: { reShareInventoryApi: credential() },
			onError: 'continueRegularOutput',
		});
		expect(foundItemsOn(went, 1)[0]).toMatchObject({ outcome: 'needsReview', reason: 'lookUpFailed' });
	});

	it('Search over VuFind makes no login with an account that the credential still holds for GraphQL', async () => {
		await run(parametersOfFind, [{ isbn: '9780847842131' }], { url: sandbox.okapiUrl, tenant: 'shared', username: 'x', password: 'y' });
		expect(sandbox.log.countOf('POST', /authn\/login/)).toBe(0);
	});
});

it('the allowed domains of a credential never block its own addresses', async () => {
	const result = await run(parametersOfFind, [{ isbn: '9781571313355' }], {
		...withReservoir(),
		allowedHttpRequestDomains: 'domains',
		allowedDomains: 'api.example.org',
	});
	expect(foundItemsOn(result, 0)[0]).toMatchObject({ outcome: 'eligible' });
});

describe("n8n's HTTP Request node with the credential", () => {
	const type = new ReShareInventoryApi();

	it('an HTTP Request with a VuFind credential needs no login, and reaches the addresses of the credential alone', async () => {
		const data = { ...credential(), sessionToken: '' };
		expect(await type.preAuthentication.call({ helpers: {} } as never, data)).toEqual({ sessionToken: 'none' });
		const url = `${sandbox.vufind.urls.v10}/api/v1/search?lookfor=rose`;
		expect(await type.authenticate(data, { url })).toEqual({ url });
		await expect(type.authenticate(data, { url: 'https://elsewhere.example.org/' })).rejects.toMatchObject({ kind: 'blocked' });
	});
});

describe("the credential's test", () => {
	it.each(['v7', 'v8', 'v10'] as const)(
		'the credential test says how many records and libraries VuFind has (version %s)',
		async (version) => {
			expect(await press({ vufindUrl: sandbox.vufind.urls[version] })).toMatch(
				/^OK: Connected: \d{3} records in VuFind, \d+ libraries in the first 2\d$/u,
			);
		},
	);

	it('the credential test says that the Reservoir answers', async () => {
		expect(await press(withReservoir())).toMatch(
			/^OK: Connected: \d{3} records in VuFind, \d+ libraries in the first 2\d\. The Reservoir answers$/u,
		);
		expect(await press({ reservoirUrl: sandbox.reservoir.oaiUrl })).toMatch(/The Reservoir answers$/u);
	});

	it.each([
		[
			'nowhere',
			"Error: VuFind answers, but the Reservoir was not reached: HOST has no Reservoir for this tenant. Check 'Reservoir Okapi URL' and 'Reservoir Tenant' in the credential.",
		],
		[
			'no tenant',
			"Error: 'Reservoir Tenant' has characters that no tenant has. It is a short name such as consortium_reservoir, of lowercase letters, digits and underscores.",
		],
	])('the credential test says that the Reservoir of the tenant %j does not answer', async (reservoirTenant, sentence) => {
		expect(await press({ reservoirUrl: sandbox.okapiUrl, reservoirTenant })).toBe(sentence);
	});

	it.each([
		[
			'closed',
			"Error: The search API of HOST is not open. Ask whoever runs this VuFind to open its search API for n8n (permission 'access.api.Search' and 'access.api.Record').",
		],
		[
			'keys',
			"Error: The search API of HOST wants a key. Ask whoever runs this VuFind for a key and enter it as 'VuFind API Key' in the credential. It is sent as X-API-KEY.",
		],
	] as const)('the credential test says what to ask for if the search API of VuFind is set to %s', async (vufindApi, sentence) => {
		sandbox.behavior.vufindApi = vufindApi;
		expect(await press()).toBe(sentence);
	});

	it('the credential test says that the address is a page of VuFind, and which address is probably right', async () => {
		expect(await press({ vufindUrl: `${sandbox.vufind.urls.v10}/Search/Results?lookfor=rose` })).toBe(
			"Error: 'VuFind URL' is the address of a page. Enter the address of VuFind itself, probably http://HOST/vufind.",
		);
		expect(await press({ vufindUrl: `${sandbox.vufind.urls.v10}/Record/${clusterIdOf(2)}` })).toContain('probably http://HOST/vufind.');
	});

	it('the credential test refuses a VuFind that is a catalog of its own', async () => {
		expect(await press({ vufindUrl: sandbox.vufind.urls.catalog })).toBe(
			"Error: The VuFind at HOST is a catalog of its own, not ReShare's. Its records have no IDs of a shared inventory. Enter the site where patrons search the whole consortium as 'VuFind URL'.",
		);
	});

	it('the credential test fails on a VuFind that leaves holdings out, and passes if a Reservoir is filled in', async () => {
		sandbox.behavior.vufindFilters9xx = true;
		expect(await press()).toBe(
			"Error: The VuFind at HOST leaves the holdings out of its records. Ask whoever runs it to give field 999 in 'fullRecord', or fill in 'Reservoir Okapi URL' and 'Reservoir Tenant'.",
		);
		expect(await press(withReservoir())).toMatch(
			/^OK: Connected: \d{3} records in VuFind, which leaves the holdings out\. The Reservoir answers\. Holdings are read from the Reservoir$/u,
		);
	});

	it('the credential test fails on a VuFind without records, and on one whose records have no holdings', async () => {
		const answers = [
			{ resultCount: 0, status: 'OK' },
			{
				resultCount: 1,
				status: 'OK',
				records: [{ id: clusterIdOf(2), fullRecord: writeMarcXml(['245 10 $a The rose', `999 10 $i ${clusterIdOf(2)} $l w1 $s US-WEST`]) }],
			},
		];
		const server = await startCountingServer((_seen, response) =>
			response.setHeader('content-type', 'application/json').end(JSON.stringify(answers.shift())),
		);
		expect(await press({ vufindUrl: server.url })).toBe(
			'Error: The VuFind at HOST has no records. Check whether it is the site where patrons search the whole consortium.',
		);
		expect(await press({ vufindUrl: server.url })).toBe(
			"Error: The VuFind at HOST leaves the holdings out of its records. Ask whoever runs it to give field 999 in 'fullRecord', or fill in 'Reservoir Okapi URL' and 'Reservoir Tenant'.",
		);
	});

	it("the credential test fails if the Reservoir has none of VuFind's first records, and passes if one of them is gone", async () => {
		const [first, ...others] = sandbox.reservoir.clusters.living();
		sandbox.reservoir.clusters.dissolve(first?.id ?? '', sandbox.clock.now());
		expect(await press(withReservoir())).toMatch(/^OK: .* The Reservoir answers$/u);
		for (const { id } of others) sandbox.reservoir.clusters.dissolve(id, sandbox.clock.now());
		expect(await press(withReservoir())).toBe(
			"Error: VuFind answers, but the Reservoir at HOST has none of its first records. Check 'Reservoir Okapi URL' and 'Reservoir Tenant': it must be the Reservoir behind this VuFind.",
		);
	});

	it('the credential test says that VuFind asks for fewer calls, and when it answers again', async () => {
		const server = await startCountingServer((_seen, response) => response.writeHead(429, { 'retry-after': '3600' }).end());
		expect(await press({ vufindUrl: server.url })).toBe(
			'Error: HOST asks for fewer calls. Look up the rest in 60 minutes, when it answers again, with fewer items at once. Whoever runs it can allow n8n more.',
		);
	});

	it('the credential test says which field to change if the addresses are mixed up', async () => {
		expect(await press({ vufindUrl: sandbox.okapiUrl })).toMatch(
			/^Error: HOST is an Okapi, not VuFind\. Choose GraphQL under 'Searched Through'/u,
		);
		expect(await press({ vufindUrl: sandbox.reservoir.oaiUrl })).toMatch(
			/^Error: 'VuFind URL' is the address of the Reservoir, which cannot be searched\./u,
		);
		for (const page of ['', '/', `/Record/${clusterIdOf(2)}`]) {
			expect(
				await press({
					searchedThrough: 'graphql',
					url: `${sandbox.vufind.urls.v10}${page}`,
					tenant: 'shared',
					username: 'x',
					password: 'y',
				}),
			).toMatch(/^Error: 'Okapi URL' is the address of VuFind\./u);
		}
		expect(await press({ searchedThrough: 'graphql', url: sandbox.vufind.urls.v10, tenant: 'shared', username: 'x', password: 'y' })).toBe(
			"Error: 'Okapi URL' is the address of VuFind. Choose VuFind under 'Searched Through', and enter this address as 'VuFind URL'. No account is needed then.",
		);
	});

	it.each([
		['', "Error: 'VuFind URL' is empty. Fill in 'VuFind URL' in the credential."],
		[
			'vufind.example.org',
			"Error: 'VuFind URL' is not a web address. It must start with https:// and look like https://vufind.example.org",
		],
	])('the credential test says what is wrong with %j as VuFind URL', async (vufindUrl, sentence) => {
		expect(await press({ vufindUrl })).toBe(sentence);
	});
});
