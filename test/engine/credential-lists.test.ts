import type { INodeType } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareRequestStatusTrigger } from '../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { closeServers, startCountingServer } from '../unit/transport/testServers';
import { loadOptions, runNode, searchList } from './harness';

/**
 * n8n asks for the lists of a new node before it has a credential. If that fails, it shows "Error fetching options" and nothing else, and
 * asks again only when the credential changes or the node is opened again.
 */

const inventory = 'ReShare Shared Inventory API';
const library = 'ReShare Okapi API';

const lists: ReadonlyArray<readonly [name: string, method: string, type: string, node: INodeType]> = [
	['ReShareSearch', 'getLibraries', inventory, new ReShareSearch()],
	['ReShareCreateRequest', 'getCopyrightTypes', library, new ReShareCreateRequest()],
	['ReShareRequest', 'getStates', library, new ReShareRequest()],
	...['getCancelReasons', 'getCannotSupplyReasons', 'getLendingPlaces', 'getLoanConditions'].map(
		(method) => ['ReShareRequest', method, library, new ReShareRequest()] as const,
	),
];

const searches: ReadonlyArray<readonly [name: string, method: string, type: string, node: INodeType]> = [
	['ReShareCreateRequest', 'searchPickupLocations', library, new ReShareCreateRequest()],
	['ReShareRequest', 'searchRequests', library, new ReShareRequest()],
];

afterEach(closeServers);

it.each([
	['loadOptions', lists],
	['listSearch', searches],
] as const)('the tests of a missing credential cover every list that a %s method of a node fills', (kind, tested) => {
	const nodes = [new ReShareSearch(), new ReShareCreateRequest(), new ReShareRequest(), new ReShareRequestStatusTrigger()] as INodeType[];
	expect(tested.map(([, method]) => method).sort()).toEqual(nodes.flatMap(({ methods }) => Object.keys(methods?.[kind] ?? {})).sort());
});

describe.each([
	['without a credential', {}],
	['with a credential of another type, as a workflow of version 0.1.0 may have it', { smtp: { host: 'x' } }],
])('lists of a node %s', (_what, credentials) => {
	it.each(lists)('the list of the node %s that %s fills asks for the credential if that is missing', async (_name, method, type, node) => {
		expect(await loadOptions({ node, method, credentials })).toEqual([
			{ name: `Choose a credential of the type ${type} first`, value: '', description: expect.stringContaining('Refresh List') },
		]);
	});

	it.each(searches)(
		'the search list of the node %s that %s fills throws an error that names the missing credential',
		async (_name, method, type, node) => {
			await expect(searchList({ node, method, credentials })).rejects.toMatchObject({
				message: `The node has no credential of the type ${type}`,
			});
		},
	);

	it('a new node that runs without a credential names the missing credential', async () => {
		const { error } = await runNode({
			node: new ReShareSearch(),
			parameters: { operation: 'findEligibleInstance', isbn: '9780345479099' },
			credentials,
		});
		expect(error?.message).toBe(`The node has no credential of the type ${inventory}`);
		expect(error?.description).toBe('Choose or create one in the field Credential.');
	});
});

it('a list whose credential leads to a server that is no Okapi throws an error that says so', async () => {
	const server = await startCountingServer((_seen, response) =>
		response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
	);
	const account = { url: server.url, tenant: 'x', username: 'x', password: 'x' };
	const credentials = { okapiApi: account, reShareInventoryApi: account };
	for (const [, method, , node] of lists)
		await expect(loadOptions({ node, method, credentials })).rejects.toMatchObject({
			message: expect.stringContaining('does not answer like an Okapi'),
			description: expect.stringContaining("Check 'Okapi URL'"),
		});
	for (const [, method, , node] of searches)
		await expect(searchList({ node, method, credentials })).rejects.toMatchObject({
			message: expect.stringContaining('does not answer like an Okapi'),
		});
});
