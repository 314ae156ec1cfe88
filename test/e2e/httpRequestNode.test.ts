import { libraryAccount } from '../../demo/accounts';
import { startPractice, type Practice } from '../../demo/practice';
import type { Credential, Execution, WorkflowFile } from '../../n8n/types';
import { closeServers, startServer } from '../unit/transport/servers';
import { newUserFolder, removeFolder } from './support/home';

/** For calls that no node of ours offers. */
describe("the credential in n8n's HTTP Request node", () => {
	let userFolder: string;
	let practice: Practice;

	beforeAll(async () => {
		userFolder = await newUserFolder();
		practice = await startPractice({ n8n: { userFolder } });
	});

	afterAll(async () => {
		await practice?.stop();
		await closeServers();
		await removeFolder(userFolder);
	});

	const logins = () => practice.sandbox.log.countOf('POST', /^\/authn\/login/);
	const statistics = () => `${practice.sandbox.okapiUrl}/rs/statistics`;

	async function run(credential: Credential, url: string): Promise<Execution> {
		const { id, name } = credential;
		const workflow: WorkflowFile = {
			name: 'HTTP Request',
			nodes: [
				{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
				{
					id: 'call',
					name: 'Call',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: [200, 0],
					parameters: { url, authentication: 'predefinedCredentialType', nodeCredentialType: 'okapiApi', options: {} },
					credentials: { okapiApi: { id, name } },
				},
			],
			connections: { Start: { main: [[{ node: 'Call', type: 'main', index: 0 }]] } },
		};
		const saved = await practice.n8n.rest.importWorkflow(workflow);
		return await practice.n8n.rest.runManually(saved.id, 'Start');
	}

	it('logs in once, and again when the token has expired', async () => {
		const credential = await practice.n8n.rest.createCredential('Calls', 'okapiApi', libraryAccount(practice.sandbox));
		const first = await run(credential, statistics());
		expect(first.status).toBe('success');
		const after = logins();
		expect((await run(credential, statistics())).status).toBe('success');
		expect(logins()).toBe(after);
		practice.sandbox.expireTokens();
		expect((await run(credential, statistics())).status).toBe('success');
		expect(logins()).toBe(after + 1);
	});

	it('tries a refused login once, and says why', async () => {
		const credential = await practice.n8n.rest.createCredential('Wrong', 'okapiApi', {
			...libraryAccount(practice.sandbox),
			password: 'wrong',
		});
		const before = logins();
		for (let attempt = 0; attempt < 3; attempt++) {
			const execution = await run(credential, statistics());
			expect(execution.status).toBe('error');
			expect(JSON.stringify(execution.data)).toContain('refused this user name and password');
		}
		expect(logins() - before).toBe(1);
	});

	it('gives the token to no other host', async () => {
		const elsewhere = await startServer((_seen, response) => response.end('{}'));
		const credential = await practice.n8n.rest.createCredential('Elsewhere', 'okapiApi', libraryAccount(practice.sandbox));
		const execution = await run(credential, `${elsewhere.url}/collect`);
		expect(execution.status).toBe('error');
		expect(JSON.stringify(execution.data)).toContain('The credential may only be used for');
		expect(elsewhere.requests).toEqual([]);
	});
});
