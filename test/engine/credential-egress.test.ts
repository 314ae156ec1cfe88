/** @jest-environment node */
import './harness/ssrf';
import dns from 'node:dns';
import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';
import { libraryAccount } from '../../demo/accounts';
import { connect } from '../../nodes/shared/connection';
import { readCredential } from '../../nodes/shared/credential';
import { refuseOtherDomains } from '../../nodes/shared/egress';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { toNodeError } from '../../nodes/shared/errors';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode, testCredential } from './harness';

/** A node that uses the shared connection as ours do, and one more address. */
const probe: INodeType = {
	description: {
		displayName: 'Probe',
		name: 'probe',
		group: ['input'],
		version: 1,
		description: '',
		defaults: { name: 'Probe' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'okapiApi', required: true }],
		properties: [{ displayName: 'Other', name: 'other', type: 'string', default: '' }],
	},
	async execute() {
		try {
			const { client, reshare } = await connect(this, 'myLibrary');
			const other = this.getNodeParameter('other', 0) as string;
			const data = await this.getCredentials('okapiApi');
			if (other !== '') refuseOtherDomains(client, this.getNode(), data, readCredential(data), other);
			await reshare.requests.list({ limit: 1 });
			return [[{ json: { reached: true } }]];
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	},
};

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => {
	await sandbox.close();
});

const credential = (host: string, more: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject => ({
	...libraryAccount(sandbox),
	url: sandbox.okapiUrl.replace('127.0.0.1', host),
	openUrlBaseUrl: sandbox.resolverUrl.replace('127.0.0.1', host),
	...more,
});
const run = async (okapiApi: ICredentialDataDecryptedObject, other = '') =>
	await runNode({ node: probe, parameters: { other }, credentials: { okapiApi } });
const port = () => new URL(sandbox.okapiUrl).port;

describe("n8n's protection of internal addresses", () => {
	it('looks the name up again when it connects: one that leads inside only then is stopped, too', async () => {
		const asked = jest.spyOn(dns.promises, 'lookup').mockImplementation((async (_name: string, options: { all?: boolean }) => {
			const address = { address: asked.mock.calls.length === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 };
			return await Promise.resolve(options.all === true ? [address] : address);
		}) as never);
		try {
			const host = `okapi.rebound.example.org:${port()}`;
			sandbox.log.clear();
			const result = await run({ ...credential('localhost'), url: `http://${host}` });
			expect(asked.mock.calls.length).toBeGreaterThan(1);
			expect(result.error?.message).toBe(`n8n does not allow connections to ${host}`);
			expect(sandbox.log.entries).toEqual([]);
		} finally {
			asked.mockRestore();
		}
	});
});

describe("the credential's allowed domains", () => {
	const restricted = (allowedDomains: string) => credential('localhost', { allowedHttpRequestDomains: 'domains', allowedDomains });

	it("never stop the credential's own addresses", async () => {
		expect((await run(restricted('api.example.org'))).error).toBeUndefined();
		expect((await run(credential('localhost', { allowedHttpRequestDomains: 'none' }))).error).toBeUndefined();
		expect((await testCredential(new ReShareRequest(), restricted('api.example.org'))).status).toBe('OK');
	});

	it('never stop the second of its addresses either, on a host of its own', async () => {
		const two = { ...restricted('api.example.org'), openUrlBaseUrl: 'https://openurl.example.org' };
		expect((await run(two, 'https://openurl.example.org/US-EAST')).error).toBeUndefined();
		expect((await run(two, 'https://openurl.example.net/US-EAST')).error?.message).toBe(
			'The credential may not be used for openurl.example.net',
		);
	});

	it('stop every other address', async () => {
		const result = await run(restricted('api.example.org'), 'http://elsewhere.example.org/');
		expect(result.error).toMatchObject({
			message: 'The credential may not be used for elsewhere.example.org',
			description: expect.stringContaining("'Allowed Domains'") as unknown,
		});
	});
});
