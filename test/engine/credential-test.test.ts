import { inventoryAccountOf, libraryAccountOf } from '../../demo/practiceCredentials';
import { startSandbox, type Sandbox } from '../../sandbox';
import { locations } from '../../sandbox/inventory/locations';
import { illPolicies } from '../../sandbox/inventory/referenceData';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { testInventoryConnection } from '../../nodes/shared/testConnection';
import { closeServers, startCountingServer } from '../unit/transport/testServers';
import { testCredential } from './harness';

/** Tests every sentence that the editor's test button can show. */
let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(async () => {
	await sandbox.close();
	await closeServers();
});

const myLibrary = (more: ICredentialDataDecryptedObject = {}) => ({
	...libraryAccountOf(sandbox),
	...more,
});
const sharedInventory = (more: ICredentialDataDecryptedObject = {}) => ({
	...inventoryAccountOf(sandbox),
	...more,
});

const pressLibrary = (more: ICredentialDataDecryptedObject = {}) => testCredential(new ReShareRequest(), myLibrary(more));
const pressInventory = (more: ICredentialDataDecryptedObject = {}) => testCredential(new ReShareSearch(), sharedInventory(more));
const host = () => new URL(sandbox.okapiUrl).host;
const account = (username: string) => {
	const found = sandbox.libraries.east.accounts.find((candidate) => candidate.username === username);
	if (found === undefined) throw new Error(`no account ${username}`);
	return { username, password: found.password };
};

describe("FOLIO's Eureka as the gateway", () => {
	beforeEach(() => void (sandbox.behavior.gateway = 'eureka'));

	it("the credential tests pass behind FOLIO's Eureka as behind Okapi", async () => {
		expect(await pressInventory()).toMatchObject({ status: 'OK' });
		expect(await pressLibrary()).toMatchObject({ status: 'OK', message: expect.stringContaining('4 pickup locations') });
		const crossLink = { backEnd: 'crossLink', url: sandbox.okapiUrl, ...sandbox.crosslink.west };
		expect(await testCredential(new ReShareRequest(), crossLink)).toMatchObject({ status: 'OK' });
	});

	it("the credential test behind FOLIO's Eureka refuses a wrong password, and names missing permissions and a blocked user", async () => {
		expect((await pressLibrary({ password: 'wrong' })).message).toContain('refused this user name and password');
		const { tenant } = sandbox.libraries.east;
		sandbox.accounts.set({ tenant, username: 'no-rights', password: 'none', permissions: [] });
		expect((await pressLibrary({ username: 'no-rights', password: 'none' })).message).toMatch(/lacks the permission to list requests/);
		sandbox.accounts.setActive(tenant, 'no-rights', false);
		expect((await pressLibrary({ username: 'no-rights', password: 'none' })).message).toContain("The user 'no-rights' is blocked");
	});

	it("the credential test behind FOLIO's Eureka says that an unknown tenant has no login", async () => {
		expect((await pressLibrary({ tenant: 'nowhere' })).message).toMatch(/offers no login for the tenant 'nowhere'/);
	});
});

describe('a credential that works', () => {
	it('the credential test says how much the shared inventory holds', async () => {
		const { instances } = sandbox.inventory.tables;
		expect(await pressInventory()).toEqual({
			status: 'OK',
			message: `Connected: ${instances.length} records, ${locations.length} locations, ${Object.keys(illPolicies).length} lending policies in the shared inventory`,
		});
	});

	it.each(['resolverUrl', 'oldResolverUrl'] as const)(
		"the credential test says how much the library's ReShare holds, and that the resolver (%s) knows the library",
		async (resolver) => {
			await fetch(
				`${sandbox.resolverUrl}/RESHARE:US-EAST?svc_id=json&req_id=P-1&rft_id=x&rft.title=T&svc.pickupLocation=EAST-MAIN&svc.ntries=1`,
			);
			expect(sandbox.requests.count('east')).toBe(1);
			sandbox.log.clear();
			expect(await pressLibrary({ openUrlBaseUrl: ` ${sandbox[resolver]}/ `, tenant: ' EAST' })).toEqual({
				status: 'OK',
				message: 'Connected: 1 request, 4 pickup locations, resolver knows RESHARE:US-EAST',
			});
			expect(sandbox.requests.count('east')).toBe(1);
			expect(sandbox.log.countOf('POST', /^\/rs\//)).toBe(0);
		},
	);

	it('the credential test passes without the permission to read settings', async () => {
		expect(await pressLibrary(account('no-settings'))).toEqual({
			status: 'OK',
			message: 'Connected: 0 requests, 4 pickup locations, resolver knows RESHARE:US-EAST',
		});
	});
});

it('the credential test fails for a library that has no pickup location and so could ask for no loan', async () => {
	sandbox.faults.add({ kind: 'status', path: '^/directory/entry', status: 200, body: '{"results":[]}', contentType: 'application/json' });
	expect(await pressLibrary()).toEqual({
		status: 'Error',
		message:
			"The login works, but the Directory names no pickup location of the tenant 'east', and without one no loan can be asked for. Check 'Tenant'. If it is your library's, ask your ReShare administrator to enter a pickup location.",
	});
});

describe('the address', () => {
	it('the credential test refuses an address that is no web address', async () => {
		expect(await pressLibrary({ url: 'okapi.example.org' })).toEqual({
			status: 'Error',
			message: "'Okapi URL' is not a web address. It must start with https:// and look like https://okapi.example.org",
		});
	});

	it('the credential test says that nothing answers at the address', async () => {
		const closed = host();
		await sandbox.close();
		expect(await pressLibrary()).toEqual({
			status: 'Error',
			message: `${closed} refused the connection. Check the URL and its port in the credential, and that the server is running.`,
		});
		sandbox = await startSandbox();
	});

	it('the credential test asks a server that does not answer in time only once', async () => {
		let asked = 0;
		// n8n's helper gives up like this after half a minute.
		const request = async () => {
			asked += 1;
			return await Promise.reject(Object.assign(new Error('timeout of 30000ms exceeded'), { code: 'ECONNABORTED' }));
		};
		const context = { helpers: { request } } as unknown as ThisParameterType<typeof testInventoryConnection>;
		const result = await testInventoryConnection.call(context, {
			id: '1',
			name: 'x',
			type: 'reShareInventoryApi',
			data: sharedInventory(),
		});
		expect(result).toEqual({ status: 'Error', message: `${host()} did not answer in time. The server may be busy. Try again later.` });
		expect(asked).toBe(1);
	});

	it('the credential test says that a web page is no Okapi', async () => {
		sandbox.faults.add({ kind: 'loginPage' });
		expect(await pressInventory()).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/^127\.0\.0\.1:\d+ does not answer like an Okapi\. Check 'Okapi URL'/),
		});
	});

	it('the credential test says that the address answers with a redirect', async () => {
		sandbox.faults.add({ kind: 'redirect', location: 'https://staff.example.org/' });
		expect(await pressInventory()).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('answered with a redirect (302). Check the URL in the credential'),
		});
	});
});

describe('the account', () => {
	it('the credential test says that the gateway knows no tenant of that name', async () => {
		expect((await pressLibrary({ tenant: 'nowhere' })).message).toMatch(/ knows no tenant 'nowhere'\. Check 'Tenant' in the credential/);
	});

	it('the credential test says which field of the credential is empty', async () => {
		expect((await pressLibrary({ password: '' })).message).toBe("'Password' is empty. Fill in 'Password' in the credential.");
	});

	it('the credential test refuses a wrong password, and passes at once with the right one', async () => {
		expect(await pressLibrary({ password: 'wrong' })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('refused this user name and password'),
		});
		expect((await pressLibrary()).status).toBe('OK');
	});

	it.each([
		['my library', pressLibrary],
		['the shared inventory', pressInventory],
	])('the credential test of %s makes one real login each time', async (_kind, press) => {
		await press();
		// The resolver's own login belongs to its first call, which is over now.
		sandbox.log.clear();
		for (const password of ['wrong', 'wrong', undefined, undefined]) await press(password === undefined ? {} : { password });
		expect(sandbox.log.countOf('POST', /authn/)).toBe(4);
	});

	it('the credential test says that the account is blocked after too many wrong passwords', async () => {
		sandbox.behavior.loginErrorCodes = 'old';
		for (let attempt = 0; attempt < 5; attempt++) await pressLibrary({ password: 'wrong' });
		expect((await pressLibrary()).message).toMatch(/^The user 'ill-east' is blocked\. Too many wrong passwords were tried\./);
	});

	it.each([
		['no-list', 'to list requests (rs.patronrequests.collection.get)'],
		['no-item', 'to read one request (rs.patronrequests.item.get)'],
		['no-directory', 'to read pickup locations (directory.entry.collection.get)'],
		['no-item-no-directory', 'to read one request (rs.patronrequests.item.get), to read pickup locations (directory.entry.collection.get)'],
	])('the credential test of the library says that the user %s lacks the permission %s', async (name, lacks) => {
		expect(await pressLibrary(account(name))).toEqual({
			status: 'Error',
			message: `The login works, but the user lacks the permission ${lacks}. Ask your ReShare administrator to give the user what is missing.`,
		});
	});

	it.each([
		['no-policies', 'may-not-see-policies', 'to read lending policies (inventory-storage.ill-policies.collection.get)'],
		['no-instances', 'may-not-see-instances', 'to read records (inventory-storage.instances.collection.get)'],
	])('the credential test of the shared inventory names the permission that the user %s lacks', async (username, password, lacks) => {
		const result = await pressInventory({ username, password });
		expect(result.message).toContain(`The login works, but the user lacks the permission ${lacks}`);
	});
});

describe('the kind of credential', () => {
	it('the credential test of the shared inventory refuses the tenant of a library', async () => {
		const result = await pressInventory({
			tenant: 'east',
			username: sandbox.libraries.east.username,
			password: sandbox.libraries.east.password,
		});
		expect(result).toEqual({
			status: 'Error',
			message:
				"The login works, but the tenant 'east' keeps a library's requests, not the shared inventory. Check 'Tenant': it must be the shared inventory's. Your library's account belongs in a credential of the other type.",
		});
	});

	it('the credential test of the library refuses the tenant of the shared inventory', async () => {
		expect(await pressLibrary(inventoryAccountOf(sandbox))).toEqual({
			status: 'Error',
			message:
				"The login works, but the tenant 'shared' is a shared inventory's, not a library's. Check 'Tenant': it must be your library's. The shared inventory's account belongs in a credential of the other type.",
		});
	});

	it('the credential test of the library refuses a tenant that keeps no requests', async () => {
		sandbox.faults.add({
			kind: 'status',
			path: '^/rs/',
			status: 404,
			body: 'No suitable module found for path /rs/patronrequests for tenant east',
			contentType: 'text/plain',
		});
		expect((await pressLibrary()).message).toMatch(/does not offer the list of requests for this tenant\./);
	});

	const keepsRequests = () =>
		sandbox.faults.add({ kind: 'status', path: '^/rs/patronrequests', status: 200, body: '[]', contentType: 'application/json' });

	it("the credential test of the shared inventory refuses a library's tenant that has an inventory of its own", async () => {
		keepsRequests();
		const table = locations as Array<(typeof locations)[number]>;
		const all = table.splice(0);
		table.push(...all.filter(({ code }) => code.startsWith('US-EAST/')));
		const result = await pressInventory();
		table.splice(0, table.length, ...all);
		expect(result).toEqual({
			status: 'Error',
			message:
				"The login works, but the tenant 'shared' keeps a library's requests, not the shared inventory. Check 'Tenant': it must be the shared inventory's. Your library's account belongs in a credential of the other type.",
		});
	});

	it('the credential test of the shared inventory passes if a tenant with holdings of several libraries also keeps requests', async () => {
		keepsRequests();
		expect(await pressInventory()).toMatchObject({ status: 'OK', message: expect.stringMatching(/ in the shared inventory$/) });
	});

	it('the credential test of the shared inventory counts records alone if GraphQL lacks the table of lending policies', async () => {
		sandbox.faults.add({
			kind: 'status',
			path: '^/graphql$',
			times: 1,
			status: 400,
			body: '{"errors":[{"message":"Cannot query field \\"ill_policies\\""}]}',
			contentType: 'application/json',
		});
		expect(await pressInventory()).toEqual({
			status: 'OK',
			message: `Connected: ${sandbox.inventory.tables.instances.length} records in the shared inventory`,
		});
	});

	it('the credential test of the shared inventory says that records could not be read if the storage is down', async () => {
		const down = {
			data: { instance_storage_instances: null },
			errors: [{ message: '500 Internal Server Error: secret', path: ['instance_storage_instances'] }],
		};
		sandbox.faults.add({ kind: 'status', path: '^/graphql$', status: 200, body: JSON.stringify(down), contentType: 'application/json' });
		const result = await pressInventory();
		expect(result.message).toMatch(/^The login works, but records could not be read \(500\)\. Ask whoever runs/);
		expect(result.message).not.toContain('secret');
	});

	it('the credential test of the shared inventory says that the tenant has no GraphQL', async () => {
		await sandbox.close();
		sandbox = await startSandbox({ inventory: { noGraphql: true } });
		expect((await pressInventory()).message).toContain("has no GraphQL for the tenant 'shared'");
	});
});

describe('the resolver', () => {
	it.each(['resolverUrl', 'oldResolverUrl'] as const)(
		'the credential test says that the resolver (%s) does not know the OpenURL tenant',
		async (resolver) => {
			const result = await pressLibrary({ openUrlBaseUrl: sandbox[resolver], openUrlTenant: 'reshare:us-east' });
			expect(result.message).toMatch(/^The OpenURL resolver 127\.0\.0\.1:\d+ does not know 'reshare:us-east'\. Check 'OpenURL Tenant ID'/);
		},
	);

	it('the credential test says that an Okapi is no OpenURL resolver', async () => {
		const result = await pressLibrary({ openUrlBaseUrl: sandbox.okapiUrl });
		expect(result.message).toMatch(/does not answer like ReShare's OpenURL resolver \(\d+\)\. Check 'OpenURL Base URL'/);
	});

	it('the credential test says that OpenURL Tenant ID is empty, or that OpenURL Base URL is no web address', async () => {
		expect((await pressLibrary({ openUrlTenant: '' })).message).toMatch(/^'OpenURL Tenant ID' in the credential is empty/);
		expect((await pressLibrary({ openUrlBaseUrl: 'openurl' })).message).toMatch(/^'OpenURL Base URL' is not a web address/);
	});

	it.each([
		['the name of another library', { openUrlTenant: 'RESHARE:US-WEST' }, () => ({ openUrlBaseUrl: sandbox.resolverUrl })],
		[
			'the name of another library, in version 1.6.0',
			{ openUrlTenant: 'RESHARE:US-WEST' },
			() => ({ openUrlBaseUrl: sandbox.oldResolverUrl }),
		],
		[
			'a name that it does not know and sends to its default service',
			{ openUrlTenant: 'RESHARE:US-ESAT' },
			() => ({ openUrlBaseUrl: sandbox.defaultResolverUrl }),
		],
	])('the credential test says that the resolver makes the requests in another library, given %s', async (_way, { openUrlTenant }, at) => {
		expect(await pressLibrary({ openUrlTenant, ...at() })).toEqual({
			status: 'Error',
			message:
				`The OpenURL resolver ${host()} makes the requests of '${openUrlTenant}' in another library's tenant. ` +
				'It offers the pickup locations WEST-ANNEX-1, WEST-ANNEX-2, WEST-MAIN and 1 more, and your library has EAST-DESK-N, EAST-DESK-S, EAST-MAIN and 1 more. ' +
				"Check 'OpenURL Tenant ID': it is another library's, or a name that the resolver does not know and sends to another library.",
		});
		expect(sandbox.requests.count()).toBe(0);
	});

	it('the credential test passes if the resolver has a default service and knows the library', async () => {
		expect(await pressLibrary({ openUrlBaseUrl: sandbox.defaultResolverUrl })).toMatchObject({
			status: 'OK',
			message: expect.stringMatching(/resolver knows RESHARE:US-EAST$/),
		});
	});

	it('the credential test passes if the resolver does not show its form', async () => {
		sandbox.faults.answer(500, { path: '^/openurl', skip: 1 });
		expect((await pressLibrary()).status).toBe('OK');
	});

	it('the credential test refuses a resolver so old that it drops references, and says what to do instead', async () => {
		expect(await pressLibrary({ openUrlBaseUrl: sandbox.oldestResolverUrl })).toEqual({
			status: 'Error',
			message:
				`The OpenURL resolver ${host()} is older than version 1.5.1 and drops references and pickup locations. ` +
				"Leave 'OpenURL Base URL' empty and set 'Send Through' to ReShare Directly in ReShare Create Request, or ask your ReShare provider for a newer resolver.",
		});
	});

	it('the credential test passes without a resolver, for a library that sends directly to ReShare', async () => {
		expect(await pressLibrary({ openUrlBaseUrl: ' ', openUrlTenant: '' })).toEqual({
			status: 'OK',
			message: 'Connected: 0 requests, 4 pickup locations',
		});
	});

	it('the credential test says that the resolver answers with a redirect, and does not follow it', async () => {
		const elsewhere = await startCountingServer((_seen, response) => response.end('{}'));
		sandbox.faults.add({ kind: 'redirect', path: '^/openurl', location: `${elsewhere.url}/sign-in` });
		expect((await pressLibrary()).message).toMatch(
			/^The login works, but the OpenURL resolver was not reached: .* answered with a redirect \(302\)\. Check 'OpenURL Base URL'/,
		);
		expect(elsewhere.requests).toHaveLength(0);
	});

	it('the credential test says that the resolver refused the connection', async () => {
		const result = await pressLibrary({ openUrlBaseUrl: 'http://127.0.0.1:9' });
		expect(result.message).toBe(
			"The login works, but the OpenURL resolver was not reached: 127.0.0.1:9 refused the connection. Check 'OpenURL Base URL' and its port in the credential, and that the server is running.",
		);
	});
});

describe('the staff interface', () => {
	it.each(['banana', 'east.example.org', 'ftp://east.example.org'])(
		'the credential test refuses %s as Staff Interface URL, since it is no web address',
		async (staffUrl) => {
			expect(await pressLibrary({ staffUrl })).toEqual({
				status: 'Error',
				message:
					"'Staff Interface URL' is not a web address. It must start with https:// and look like https://mylibrary.example.org, or stay empty.",
			});
		},
	);

	it.each(['https://staff:secret@east.example.org', 'https://east.example.org/?tenant=east', 'https://east.example.org/#/request'])(
		'the credential test refuses %s as Staff Interface URL, since links cannot be made of it',
		async (staffUrl) => {
			expect(await pressLibrary({ staffUrl })).toEqual({
				status: 'Error',
				message: "'Staff Interface URL' has more in it than an address. Leave out user names, question marks and everything after them.",
			});
		},
	);

	it.each(['', ' ', ' https://east.example.org/ ', 'https://reshare.example.org/east'])(
		'the credential test accepts %p as Staff Interface URL',
		async (staffUrl) => {
			expect((await pressLibrary({ staffUrl })).status).toBe('OK');
		},
	);
});

it('no answer of the credential test holds the password, and nothing is created', async () => {
	for (const kind of ['status', 'truncated', 'cutBody', 'resetAfter'] as const) {
		sandbox.faults.clear();
		sandbox.faults.add({
			kind,
			path: '^/rs',
			...(kind === 'status' ? { status: 500, body: '{"error":500,"message":"x"}', contentType: 'application/json' } : {}),
		});
		const result = await pressLibrary();
		expect(result.status).toBe('Error');
		expect(result.message).not.toContain(sandbox.libraries.east.password);
	}
	expect(sandbox.log.countOf('POST', /^\/rs/)).toBe(0);
});
