import { waitForVerdict } from '../../../../reshare/requests/create/verdict';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { depsFor, quickTiming } from './practice';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

it('a race is settled before the many that only wait for their verdict are read', async () => {
	const add = () => sandbox.requests.add('east', { isRequester: true, patronIdentifier: 'P1001', title: 'A title' });
	const { requests } = depsFor(sandbox);
	const rows = await Promise.all(Array.from({ length: 20 }, async () => await requests.get(add().id)));
	const urgent = add();
	sandbox.log.clear();
	const waiting = rows.map(async (row) => {
		if (row === undefined) throw new Error('The request is gone');
		return await waitForVerdict(requests, row, 0, quickTiming);
	});
	await requests.get(urgent.id);
	const before = sandbox.log.entries.findIndex(({ path }) => path.endsWith(urgent.id));
	expect(before).toBeGreaterThanOrEqual(0);
	expect(before).toBeLessThan(4);
	expect((await Promise.all(waiting)).every(({ wasRead }) => wasRead)).toBe(true);
});
