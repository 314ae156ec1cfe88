import { setTimeout as sleep } from 'node:timers/promises';
import { compareWithLimit, formatMilliseconds, formatFigure, statisticsOf, type TargetResult, type TimeStatistics } from '../figures';
import { printProgress, printLine, printTable } from '../print';
import { outputItemsOf, type WorkflowFile } from '../../n8n/n8nTypes';
import type { BenchSetup } from '../BenchSetup';
import { workflowOfTrigger } from '../n8n/benchWorkflows';
import { warmUpCount } from '../n8n/N8nServer';
import type { N8nRest } from '../../n8n/N8nRest';

const requests = 1000;
const openOneIn = 10;
/** A poll is over when nothing was under way for this long. */
const overAfterMs = 500;
const pollWithinMs = 70_000;

interface Poll {
	readonly ms: number;
	readonly calls: number;
}

/**
 * Compares the trigger of published workflows, which n8n itself polls, with a workflow that asks for every open request. n8n polls a
 * workflow once a minute at most; so each run has a workflow of its own, which polls at its own second of the minute.
 */
export async function benchPublishedTrigger(bench: BenchSetup, latencyMs: number): Promise<TargetResult[]> {
	const { practice, proxy, runs } = bench;
	const server = await bench.n8n();
	const { rest } = server.n8n;
	await practice.ask.clearRequests();
	const open = await practice.ask.seed({ count: requests, openOneIn });
	printProgress('running, poll');
	const ids: string[] = [];
	for (let run = 0; run < runs; run++) {
		const { id } = await rest.importWorkflow(triggerWorkflow(Math.floor((60 * run) / runs)));
		await rest.activate(id);
		ids.push(id);
	}
	await nextPolls(bench);
	const quiet = await nextPolls(bench);
	await practice.ask.change({ ids: open });
	const busy = await nextPolls(bench);
	const reported = Math.min(...(await Promise.all(ids.map(async (id) => await lastReported(rest, id)))));
	for (const id of ids) await rest.deactivate(id);
	const asked: Poll[] = [];
	for (let run = -warmUpCount; run < runs; run++) {
		proxy.reset();
		const executed = await server.execute(
			'status-by-uuid',
			open.map((one) => ({ id: one })),
		);
		if (run >= 0) asked.push({ ms: executed.nodeMs('Read status'), calls: proxy.traffic.requests });
	}
	await practice.ask.clearRequests();
	printLine(
		`\nThe trigger, ${formatFigure(requests)} requests, ${open.length} open; a poll's time is that from its first request to the last answer`,
	);
	printTable(
		['', 'calls', 'ms'],
		[
			['quiet poll', calls(quiet), formatMilliseconds(times(quiet))],
			[`poll with ${open.length} changes`, calls(busy), formatMilliseconds(times(busy))],
			[`HTTP Request for each of ${open.length} open`, calls(asked), formatMilliseconds(times(asked))],
		],
	);
	return [
		compareWithLimit('calls of a quiet poll', quiet.at(-1)?.calls ?? 0, 1),
		{ what: 'changes delivered by a poll', wanted: String(open.length), measured: String(reported), met: reported === open.length },
		compareWithLimit(`${latencyMs} ms: time of a quiet poll / asking for each open request`, times(quiet).median / times(asked).median, 1),
	];
}

async function nextPolls(bench: BenchSetup): Promise<Poll[]> {
	const polls: Poll[] = [];
	for (let run = 0; run < bench.runs; run++) polls.push(await nextPoll(bench));
	return polls;
}

async function nextPoll({ proxy }: BenchSetup): Promise<Poll> {
	proxy.reset();
	const deadline = Date.now() + pollWithinMs;
	while (proxy.traffic.quietMs < overAfterMs) {
		if (Date.now() > deadline) throw new Error('n8n did not poll');
		await sleep(20);
	}
	return { ms: proxy.traffic.spanMs, calls: proxy.traffic.requests };
}

/** Counts the items of the workflow's last execution, for which it waits, because n8n stores it some time after the poll. */
async function lastReported(rest: N8nRest, workflowId: string): Promise<number> {
	for (const deadline = Date.now() + pollWithinMs; Date.now() < deadline; await sleep(200)) {
		const last = (await rest.executions(workflowId)).at(-1);
		if (last !== undefined) return outputItemsOf(await rest.finishedExecution(last.id, pollWithinMs), 'Trigger').length;
	}
	return 0;
}

function times(polls: readonly Poll[]): TimeStatistics {
	return statisticsOf(polls.map(({ ms }) => ms));
}

function calls(polls: readonly Poll[]): string {
	return formatFigure(polls.at(-1)?.calls ?? 0);
}

const triggerWorkflow = (second: number): WorkflowFile =>
	workflowOfTrigger({
		type: 'n8n-nodes-reshare.reShareRequestStatusTrigger',
		parameters: { pollTimes: { item: [{ mode: 'custom', cronExpression: `${second} * * * * *` }] }, events: ['anyStatusChange'] },
		credentials: { okapiApi: { id: 'benchMyLibrary', name: "My Library's ReShare" } },
	});
