import { FolioIndex, getInstance } from '../../../../reshare/inventory';
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { createPooledFetch, HttpClient, type Fetch } from '../../../../reshare/transport';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { instanceId } from '../../../../sandbox/inventory/ids';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ inventory: { searchModule: 'absent' } });
});

afterAll(async () => {
	await sandbox.close();
});

const pooled = createPooledFetch();

interface Answer {
	data?: Record<string, { instances?: unknown[] } | null>;
	errors?: unknown[];
}

/** mod-graphql gives null in place of a record that lacks a field which its schema requires, and says so in an error. */
const withBrokenRecords: Fetch = async (url, init) => {
	const answer = await pooled(url, init);
	if (!url.endsWith('/graphql')) return answer;
	const chunks: Uint8Array[] = [];
	for await (const chunk of answer.body ?? []) chunks.push(chunk);
	const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Answer;
	for (const [alias, value] of Object.entries(body.data ?? {})) {
		if (value?.instances === undefined || value.instances.length === 0) continue;
		value.instances = value.instances.map(() => null);
		body.errors = [{ message: 'Cannot return null for non-nullable field T_instance.title.', path: [alias, 'instances', 0, 'title'] }];
	}
	return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
};

it('a record that is there but cannot be read is not said to be absent or merged', async () => {
	const { tenant, username, password } = sandbox.inventory;
	const http = new HttpClient({ fetch: withBrokenRecords, retryDelayMs: 10 });
	const index = new FolioIndex(new OkapiClient({ account: { url: sandbox.okapiUrl, tenant, username, password }, http, sessions: new SessionStore() }), { retryDelayMs: 10 });
	await expect(getInstance(index, instanceId(2))).rejects.toMatchObject({ kind: 'badAnswer', message: expect.stringContaining('cannot be read') as unknown });
	await expect(getInstance(index, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ kind: 'notFound' });
});
