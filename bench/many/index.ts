import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { libraryAccountOf } from '../../demo/practiceCredentials';
import { createTemporaryFolder } from '../../n8n/childProcesses';
import { startN8n, type RunningN8n } from '../../n8n/startN8n';
import { outputItemsOf, type WorkflowFile } from '../../n8n/n8nTypes';
import { startSandbox, type Sandbox } from '../../sandbox';
import { compareWithLimit, formatMegabytes, formatFigure, type TargetResult } from '../figures';
import { workflowOfTrigger } from '../n8n/benchWorkflows';
import { printHeading, printProgress, printLine, printTable } from '../print';

const libraries = 100;
const changesOfEach = 3;
const minuteMs = 60_000;

interface Library {
	readonly sandbox: Sandbox;
	readonly tenant: 'east' | 'west';
}

interface Credential {
	readonly id: string;
	readonly name: string;
}

interface Minute {
	readonly calls: number;
	readonly mostInASecond: number;
}

/** Measures the n8n of a consortium's office, which has a trigger for each of a hundred libraries. Each library has its own ReShare. */
export async function benchManyLibraries(): Promise<TargetResult[]> {
	printHeading(`${libraries} libraries in one n8n`);
	const sandboxes = await Promise.all(Array.from({ length: libraries / 2 }, async () => await startSandbox({ autoStaff: false })));
	const all = sandboxes.flatMap((sandbox): Library[] => [
		{ sandbox, tenant: 'east' },
		{ sandbox, tenant: 'west' },
	]);
	const plain = await memoryOfFeeds();
	let pid = 0;
	const n8n = await startN8n({ userFolder: createTemporaryFolder('reshare-bench-many-'), onProcess: (started) => (pid = started) });
	try {
		await n8n.rest.signIn();
		const credentials: Credential[] = [];
		for (const [index, { sandbox, tenant }] of all.entries())
			credentials.push(await n8n.rest.createCredential(`Library ${index}`, 'okapiApi', libraryAccountOf(sandbox, tenant)));
		await sleep(minuteMs);
		const before = memoryOf(pid);
		const usual = await follow(n8n, all, credentials, { mode: 'everyMinute' }, 'as n8n spreads them', pid);
		printLine(
			`Memory of n8n for ${libraries} workflows: ${formatMegabytes(usual.memory - before)} with ours, ${formatMegabytes(plain)} with n8n's RSS trigger`,
		);
		const together = await follow(n8n, all, credentials, { mode: 'custom', cronExpression: '0 * * * * *' }, 'all at the same second', pid);
		const reported = `${formatFigure(libraries * changesOfEach)}, 0 twice`;
		printTable(
			['polls', 'calls of a quiet minute', 'most in a second', 'changes reported', 'twice'],
			[usual, together].map(({ name, quiet, reported: found, twice }) => [
				name,
				...[quiet.calls, quiet.mostInASecond, found, twice].map(formatFigure),
			]),
		);
		return [
			...[usual, together].map(({ name, reported: found, twice }) => ({
				what: `${libraries} triggers, ${name}: changes reported`,
				wanted: reported,
				measured: `${formatFigure(found)}, ${formatFigure(twice)} twice`,
				met: found === libraries * changesOfEach && twice === 0,
			})),
			compareWithLimit(
				`${libraries} triggers, ${usual.name}: calls in the busiest second of a quiet minute`,
				usual.quiet.mostInASecond,
				libraries / 10,
			),
			compareWithLimit(
				`${libraries} triggers: memory beyond that of n8n's RSS trigger, for each`,
				(usual.memory - before - plain) / 1024 / 1024 / libraries,
				1,
				' MB',
			),
		];
	} finally {
		await n8n.kill9();
		for (const sandbox of sandboxes) await sandbox.close();
	}
}

/** Measures the bytes that as many workflows with n8n's own RSS trigger take, in the same way. */
async function memoryOfFeeds(): Promise<number> {
	const feed = createServer((_request, response) =>
		response
			.setHeader('Content-Type', 'application/rss+xml')
			.end(
				'<rss version="2.0"><channel><title>Quiet</title><item><title>Old</title><pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate></item></channel></rss>',
			),
	);
	feed.listen(0, '127.0.0.1');
	await once(feed, 'listening');
	let pid = 0;
	const n8n = await startN8n({ userFolder: createTemporaryFolder('reshare-bench-feeds-'), onProcess: (started) => (pid = started) });
	try {
		await n8n.rest.signIn();
		await sleep(minuteMs);
		const before = memoryOf(pid);
		printProgress("many: publishing, n8n's RSS trigger");
		for (let library = 0; library < libraries; library++)
			await n8n.rest.activate(
				(await n8n.rest.importWorkflow(feedWorkflow(`http://127.0.0.1:${(feed.address() as AddressInfo).port}/`))).id,
			);
		await sleep(2.5 * minuteMs);
		return memoryOf(pid) - before;
	} finally {
		await n8n.kill9();
		feed.close();
		feed.closeAllConnections();
	}
}

async function follow(
	n8n: RunningN8n,
	all: readonly Library[],
	credentials: readonly Credential[],
	pollTime: Readonly<Record<string, string>>,
	name: string,
	pid: number,
) {
	const { rest } = n8n;
	printProgress(`many: publishing, ${name}`);
	const ids: string[] = [];
	for (const credential of credentials) {
		const { id } = await rest.importWorkflow(triggerWorkflow(credential, pollTime));
		await rest.activate(id);
		ids.push(id);
	}
	await sleep(1.5 * minuteMs);
	for (const { sandbox } of all) sandbox.log.entries = [];
	printProgress(`many: a quiet minute, ${name}`);
	await sleep(minuteMs);
	const quiet = minuteOf(all);
	const memory = memoryOf(pid);
	for (const { sandbox, tenant } of all)
		for (let change = 0; change < changesOfEach; change++)
			sandbox.requests.move(
				sandbox.requests.add(tenant, { isRequester: true, title: `Request ${change}`, patronIdentifier: 'P1001' }).id,
				'REQ_SHIPPED',
			);
	printProgress(`many: the changes, ${name}`);
	await sleep(2 * minuteMs);
	const reported: string[] = [];
	// The workflows are read one after the other: a hundred lists at once would keep n8n's database from answering.
	for (const id of ids) {
		reported.push(...(await eventsOf(n8n, id)));
		await rest.deactivate(id);
	}
	return { name, quiet, memory, reported: new Set(reported).size, twice: reported.length - new Set(reported).size };
}

function minuteOf(all: readonly Library[]): Minute {
	const seconds = new Map<number, number>();
	const entries = [...new Set(all.map(({ sandbox }) => sandbox))].flatMap(({ log }) => log.entries);
	for (const { at } of entries) seconds.set(Math.floor(at / 1000), (seconds.get(Math.floor(at / 1000)) ?? 0) + 1);
	return { calls: entries.length, mostInASecond: Math.max(0, ...seconds.values()) };
}

async function eventsOf({ rest }: RunningN8n, workflowId: string): Promise<string[]> {
	const runs = await rest.executions(workflowId);
	const found = await Promise.all(runs.map(async ({ id }) => outputItemsOf(await rest.finishedExecution(id, minuteMs), 'Trigger')));
	return found.flat().map(({ json }) => String(json.eventId));
}

function memoryOf(pid: number): number {
	return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}

const triggerWorkflow = (okapiApi: Credential, pollTime: Readonly<Record<string, string>>): WorkflowFile =>
	workflowOfTrigger({
		type: 'n8n-nodes-reshare.reShareRequestStatusTrigger',
		parameters: { pollTimes: { item: [pollTime] }, events: ['shipped'] },
		credentials: { okapiApi: { ...okapiApi } },
	});

const feedWorkflow = (feedUrl: string): WorkflowFile =>
	workflowOfTrigger({ type: 'n8n-nodes-base.rssFeedReadTrigger', parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, feedUrl } });
