import type { INodeType } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareRequestStatusTrigger } from '../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { startServer, closeServers } from '../unit/transport/servers';
import { pollNode, runNode } from './harness';

/** A node refuses the credential of the other kind in words, before it calls anybody. */
const nodes: ReadonlyArray<readonly [string, INodeType, string, string]> = [
	['ReShare Search', new ReShareSearch(), 'myLibrary', "is for My Library's ReShare, and this node needs one for Shared Inventory"],
	['ReShare Create Request', new ReShareCreateRequest(), 'sharedInventory', "is for Shared Inventory, and this node needs one for My Library's ReShare"],
	['ReShare Request', new ReShareRequest(), 'sharedInventory', "is for Shared Inventory, and this node needs one for My Library's ReShare"],
	['ReShare Request Status Trigger', new ReShareRequestStatusTrigger(), 'sharedInventory', "is for Shared Inventory, and this node needs one for My Library's ReShare"],
];

const parameters = {
	ownSymbols: ['US-EAST'],
	isbn: '9780345479099',
	instanceId: '30000000-0000-4000-8000-000000000001',
	patronId: 'P1001',
	pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
	request: { __rl: true, mode: 'name', value: '30000000-0000-4000-8000-000000000001' },
};

afterEach(closeServers);

it.each(nodes)('%s', async (_name, node, usedFor, words) => {
	const server = await startServer((_seen, response) => response.end());
	const test = { node, parameters, credentials: { okapiApi: { usedFor, url: server.url, tenant: 'x', username: 'x', password: 'x', openUrlBaseUrl: server.url, openUrlTenant: 'X' } } };
	const { error } = node.poll === undefined ? await runNode(test) : await pollNode(test);
	expect(error?.message).toContain(`The chosen credential ${words}`);
	expect((error as { description?: string } | undefined)?.description).toMatch(/^Choose or create a ReShare Okapi API credential with 'Used For' set to/);
	expect(server.requests).toEqual([]);
});

it.each(nodes)('%s is tested by hand with this test', (_name, node) => {
	expect(node.description.credentials).toEqual([{ name: 'okapiApi', required: true, testedBy: 'okapiConnection' }]);
	expect(node.methods?.credentialTest?.okapiConnection).toBeInstanceOf(Function);
});
