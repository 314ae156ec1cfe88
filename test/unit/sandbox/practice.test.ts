import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { recordLentBySeveral } from '../../../sandbox/inventory/demoRecords';
import { patrons } from '../../../sandbox/patrons';
import { logInAsEast, call, type Caller } from './sandboxCalls';
import { sandboxForEach } from '../sandboxForTests';

/** Tests what a teacher does with the practice consortium (docs/practice-consortium.md). */

describe("the practice consortium's control interface", () => {
	const sandbox = sandboxForEach({ validationDelayMs: 1000 });
	let east: Caller;
	beforeEach(async () => {
		east = await logInAsEast(sandbox);
	});

	const control = async (method: string, path: string, body?: unknown) =>
		await call(sandbox.controlUrl + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
	const status = async () => (await east.get('/rs/status')).status;

	it('the control interface switches faults, scenarios, settings, behavior and accounts on and off', async () => {
		const { id } = (await control('POST', '/faults', { kind: 'status', status: 503, path: '^/rs/' })).json as { id: number };
		expect(await status()).toBe(503);
		await control('DELETE', `/faults/${id}`);
		expect(await status()).toBe(200);
		await control('POST', '/scenarios', { supplier: 'US-NORTH', instanceId: recordLentBySeveral.instanceId, scenario: { kind: 'silent' } });
		// The title has another id in the Reservoir.
		for (const known of [recordLentBySeveral.instanceId, recordLentBySeveral.clusterId])
			expect(sandbox.scenarios.of('US-NORTH', known).kind).toBe('silent');
		await control('POST', '/settings', { tenant: 'east', key: 'max_requests', value: '3' });
		expect(sandbox.settings.get('east', 'max_requests')).toBe('3');
		await control('POST', '/behavior', { missingTokenStatus: 403 });
		expect(sandbox.behavior.missingTokenStatus).toBe(403);
		await control('POST', '/accounts/east/ill-east', { active: false });
		expect(await status()).toBe(401);
	});

	it.each<[string, string, unknown, number]>([
		['POST', '/clock', { speed: 0 }, 400],
		['POST', '/faults', { kind: 'flood' }, 400],
		['POST', '/scenarios', { supplier: 'US-NORTH' }, 400],
		['POST', '/settings', { tenant: 'east', key: 'nosuch', value: '3' }, 400],
		['POST', '/behavior', { nosuch: 1 }, 400],
		['POST', '/requests/nothing/advance', { to: 'REQ_SHIPPED' }, 400],
		['GET', '/nosuch', undefined, 404],
	])('the control interface refuses the call %s %s with the body %j', async (method, path, body, expected) =>
		expect((await control(method, path, body)).status).toBe(expected),
	);

	it('the control page shows every patron, account and book, and escapes markup in a title', async () => {
		sandbox.requests.add('east', { isRequester: true, title: '<script>alert(1)</script>' });
		const page = await (await fetch(sandbox.controlUrl, { headers: { Accept: 'text/html' } })).text();
		const texts = [
			...patrons.map(({ barcode }) => barcode),
			recordLentBySeveral.title,
			sandbox.inventory.password,
			sandbox.libraries.east.password,
		];
		expect(texts.filter((text) => !page.includes(text))).toEqual([]);
		expect(page).toContain('&lt;script&gt;alert(1)');
		expect(page).not.toContain('<script>alert');
	});
});

describe('npm run sandbox', () => {
	const start = (...options: string[]) =>
		spawn(process.execPath, ['--import', 'tsx', resolve('sandbox/cli.ts'), ...options], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});

	it('npm run sandbox prints the addresses and accounts, serves them, and ends on SIGTERM', async () => {
		const child = start('--port', '0', '--mail-port', '0', '--letters-port', '0');
		let output = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
		const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
		while (!output.includes('Stop with')) await Promise.race([exited, new Promise((done) => setTimeout(done, 50))]);
		const url = /Okapi URL\s+(http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1] ?? '';
		expect(output).toContain('user ill-east, password east-borrows-books, OpenURL tenant RESHARE:US-EAST');
		expect((await call(`${url}/_control`)).json).toMatchObject({ vufind: { v10: `${url}/vufind` } });
		child.kill('SIGTERM');
		expect(await exited).toBe(0);
	});

	it('npm run sandbox refuses a port that is not a number', async () => {
		const child = start('--port', 'high');
		let problem = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => (problem += text));
		expect(await new Promise((done) => child.once('close', done))).toBe(1);
		expect(problem).toBe('--port must be a whole number from 0 to 65535\n');
	});
});
