import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { requestId } from '../../../../reshare/requests/crosslink/requestId';
import { startSandbox, type Sandbox } from '../../../../sandbox';

const count = 200;
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60, waits: { answer: 3_600_000 } });
});

afterAll(async () => {
	await sandbox.close();
});

interface Run {
	readonly child: ChildProcess;
	/** Undefined if the process was killed. */
	readonly ended: Promise<ReadonlyArray<readonly [outcome: string, requestId: string]> | undefined>;
}

function run(): Run {
	const { username, password } = sandbox.crosslink.east;
	const child = spawn(
		process.execPath,
		['--import', 'tsx', path.join(__dirname, 'creator.ts'), sandbox.okapiUrl, username, password, String(count)],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	let text = '';
	child.stdout.on('data', (chunk) => (text += String(chunk)));
	return {
		child,
		ended: new Promise((resolve) =>
			child.on('close', (code) => resolve(code === 0 ? (JSON.parse(text) as Array<[string, string]>) : undefined)),
		),
	};
}

const ids = () =>
	sandbox.crosslink.requests
		.all('east_crosslink')
		.filter(({ side }) => side === 'borrowing')
		.map(({ id }) => id);

async function made(wanted: number): Promise<void> {
	while (ids().length < wanted) await new Promise((resolve) => setTimeout(resolve, 1));
}

it('killed -9 in the middle of 200 creates, by one process and by two, and then run again by two at once: one request per reference', async () => {
	const first = run();
	await made(60);
	first.child.kill('SIGKILL');
	expect(await first.ended).toBeUndefined();
	const afterFirst = ids().length;
	expect(afterFirst).toBeLessThan(count);

	const both = [run(), run()];
	await made(Math.min(afterFirst + 50, count - 20));
	for (const { child } of both) child.kill('SIGKILL');
	await Promise.all(both.map(async ({ ended }) => await ended));
	expect(ids().length).toBeLessThan(count);

	const results = await Promise.all([run(), run()].map(async ({ ended }) => await ended));
	const wanted = Array.from({ length: count }, (_, index) => requestId('east_crosslink', `KILL-${index}`));
	expect(ids().sort()).toEqual([...wanted].sort());
	for (const result of results) expect(result?.map(([, id]) => id)).toEqual(wanted);
	// Staff are told only of what was stopped before its checks.
	const held = new Set(results.flatMap((result) => result?.flatMap(([outcome, id]) => (outcome === 'created' ? [] : [id])) ?? []));
	for (const id of held) expect(sandbox.crosslink.requests.get(id).state).toBe('NEW');
});
