import type { INodeType } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareRequestStatusTrigger } from '../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { closeServers, startServer } from '../unit/transport/servers';
import { pollNode, runNode } from './harness';

/** Each node asks for one type of credential, so n8n offers no other. */
const nodes: ReadonlyArray<readonly [name: string, node: INodeType, type: string, title: string, other: string]> = [
	['ReShare Search', new ReShareSearch(), 'reShareInventoryApi', 'ReShare Shared Inventory API', 'okapiApi'],
	['ReShare Create Request', new ReShareCreateRequest(), 'okapiApi', 'ReShare Okapi API', 'reShareInventoryApi'],
	['ReShare Request', new ReShareRequest(), 'okapiApi', 'ReShare Okapi API', 'reShareInventoryApi'],
	['ReShare Request Status Trigger', new ReShareRequestStatusTrigger(), 'okapiApi', 'ReShare Okapi API', 'reShareInventoryApi'],
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

it.each(nodes)('%s takes this type', (_name, node, type) => {
	expect(node.description.credentials).toEqual([{ name: type, required: true, testedBy: expect.any(String) as unknown }]);
});

it.each(nodes)(
	'%s calls nobody with a credential of the other type, as a workflow of version 0.1.0 may hold it',
	async (_name, node, _type, title, other) => {
		const server = await startServer((_seen, response) => response.end());
		const test = {
			node,
			parameters,
			credentials: {
				[other]: { url: server.url, tenant: 'x', username: 'x', password: 'x', openUrlBaseUrl: server.url, openUrlTenant: 'X' },
			},
		};
		const { error } = node.poll === undefined ? await runNode(test) : await pollNode(test);
		expect(error?.message).toBe(`The node has no credential of the type ${title}`);
		expect(server.requests).toEqual([]);
	},
);
