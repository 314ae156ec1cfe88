import { mkdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { ICredentialsDecrypted, ICredentialTestFunctions, INode, INodeExecutionData, INodeType } from 'n8n-workflow';
import { inventoryAccountOf, libraryAccountOf } from '../../demo/practiceCredentials';
import { packPackage } from '../../n8n/installPackage';
import { checkoutFolder } from '../../n8n/paths';
import { runProcess } from '../../n8n/childProcesses';
import { startSandbox, type Sandbox } from '../../sandbox';
import { newUserFolder, removeFolder } from './support/userFolder';

/**
 * Runs the packed package with the n8n-workflow of the oldest n8n that README names, and with a context that has only what that n8n has.
 */
describe('n8n 2.0', () => {
	let folder: string;
	let sandbox: Sandbox;

	beforeAll(async () => {
		folder = await newUserFolder();
		sandbox = await startSandbox();
		const modules = path.join(folder, 'node_modules');
		const target = path.join(modules, 'n8n-nodes-reshare');
		await mkdir(target, { recursive: true });
		await runProcess('tar', ['-xzf', await packPackage(folder), '-C', target, '--strip-components=1']);
		await symlink(path.join(checkoutFolder, 'node_modules', 'n8n-workflow-lowest'), path.join(modules, 'n8n-workflow'), 'dir');
	});

	afterAll(async () => {
		await sandbox.close();
		await removeFolder(folder);
	});

	const inPackage = (...parts: string[]) => path.join(folder, 'node_modules', 'n8n-nodes-reshare', 'dist', ...parts);
	const load = async (name: string) => {
		const loaded = (await import(inPackage('nodes', name, `${name}.node.js`))) as Record<string, new () => INodeType>;
		const Node = loaded[name];
		if (Node === undefined) throw new Error(`The package has no ${name}`);
		return new Node();
	};

	const library = () => ({ ...libraryAccountOf(sandbox), staffUrl: '' });
	const inventory = () => inventoryAccountOf(sandbox);

	async function execute(
		name: string,
		parameters: Record<string, unknown>,
		credential: Record<string, string>,
	): Promise<INodeExecutionData[][]> {
		const node = await load(name);
		const own: INode = {
			id: '1',
			name,
			type: `n8n-nodes-reshare.${name}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { okapiApi: { id: '1', name: 'x' }, reShareInventoryApi: { id: '2', name: 'y' } },
		};
		const defaults = new Map(node.description.properties.map((property) => [property.name, property.default as unknown]));
		const context = {
			getNode: () => own,
			getInputData: () => [{ json: {} }],
			getCredentials: () => Promise.resolve(credential),
			getNodeParameter: (key: string, _item: number, fallback: unknown) => parameters[key] ?? defaults.get(key) ?? fallback,
			getExecutionCancelSignal: () => undefined,
			getInstanceId: () => 'instance',
			getTimezone: () => 'UTC',
			getWorkflow: () => ({ id: '1', name: 'w', active: false }),
			getMode: () => 'manual',
			continueOnFail: () => false,
			addExecutionHints: () => undefined,
			helpers: {},
		};
		const outputs = await node.execute?.call(context as never);
		if (!Array.isArray(outputs)) throw new Error('The node gave nothing');
		return outputs;
	}

	it('README names n8n 2.0 as the lowest version, and the n8n-workflow tested here is the 2.0.0 that belongs to it', async () => {
		const manifest = JSON.parse(await readFile(path.join(folder, 'node_modules', 'n8n-workflow', 'package.json'), 'utf8')) as {
			version: string;
		};
		const readme = await readFile(path.join(checkoutFolder, 'README.md'), 'utf8');
		expect(manifest.version).toBe('2.0.0');
		expect(readme).toContain('n8n 2.0 or later');
		expect(await import(path.join(folder, 'node_modules', 'n8n-workflow'))).not.toHaveProperty('getCredentialAllowedDomains');
	});

	it.each(['ReShareSearch', 'ReShareCreateRequest', 'ReShareRequest', 'ReShareRequestStatusTrigger'])(
		'the packed node %s loads with the n8n-workflow of n8n 2.0',
		async (name) => {
			expect((await load(name)).description.displayName).toMatch(/^ReShare/);
		},
	);

	it("Get Many reads a library's requests with the n8n-workflow of n8n 2.0", async () => {
		const row = sandbox.requests.add('east', { isRequester: true, patronIdentifier: 'P1001', title: 'A title' });
		const [items] = await execute('ReShareRequest', { operation: 'getMany', returnAll: true, filters: {} }, library());
		expect(items?.map(({ json }) => json.requestId)).toEqual([row.id]);
	});

	it('Get Instance reads a record of the shared inventory with the n8n-workflow of n8n 2.0', async () => {
		const [record] = sandbox.inventory.tables.instances;
		const parameters = { operation: 'getInstance', instanceId: record?.id };
		const [items] = await execute('ReShareSearch', parameters, inventory());
		expect(items?.[0]?.json).toMatchObject({ instanceId: record?.id });
	});

	it('the credential test passes with the older request helper of n8n 2.0', async () => {
		const node = await load('ReShareRequest');
		const tests = Object.values(node.methods?.credentialTest ?? {});
		const request = async ({
			method,
			uri,
			headers,
			body,
		}: {
			method: string;
			uri: string;
			headers: Record<string, string>;
			body?: string;
		}): Promise<unknown> => {
			const answer = await fetch(uri, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) });
			return {
				statusCode: answer.status,
				headers: { ...Object.fromEntries(answer.headers), 'set-cookie': answer.headers.getSetCookie() },
				body: await answer.text(),
			};
		};
		const decrypted: ICredentialsDecrypted = { id: '1', name: 'x', type: 'okapiApi', data: library() };
		const [result] = await Promise.all(
			tests.map((test) => test.call({ helpers: { request } } as unknown as ICredentialTestFunctions, decrypted)),
		);
		expect(result).toMatchObject({ status: 'OK', message: expect.stringContaining('resolver knows RESHARE:US-EAST') });
	});
});
