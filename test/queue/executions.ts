import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nRest } from '../../n8n/N8nRest';
import { outputItemsOf, type ExecutionSummary } from '../../n8n/n8nTypes';
import { nameOfCreateNode, nameOfFindNode } from './workflows';

export interface ListedExecution extends ExecutionSummary {
	readonly retryOf?: string | null;
	readonly retrySuccessId?: string | null;
}

interface Page {
	readonly results: readonly ListedExecution[];
	readonly nextCursor: string | null;
}

const pageSize = 100;
const unfinished = new Set(['new', 'running', 'waiting']);

/** Lists the executions, oldest first, including those that wait in the queue or run. */
export async function listExecutions(rest: N8nRest, workflowId: string) {
	const found = new Map<string, ListedExecution>();
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	for (let cursor: string | null = ''; cursor !== null;) {
		const page: Page = await rest.call<Page>(
			'GET',
			`/rest/executions?filter=${filter}&limit=${pageSize}${cursor === '' ? '' : `&cursor=${cursor}`}`,
		);
		for (const execution of page.results) found.set(execution.id, execution);
		cursor = page.nextCursor;
	}
	return [...found.values()].sort((a, b) => Number(a.id) - Number(b.id));
}

/**
 * Waits until the workflow has `count` executions and all have ended. A busy n8n does not always report the end.
 *
 * @throws Error if they do not end in time
 */
export async function waitUntilAllEnded(rest: N8nRest, workflowId: string, count: number, timeoutMs: number) {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const executions = await listExecutions(rest, workflowId).catch((error: unknown) => String(error));
		if (typeof executions !== 'string' && executions.length >= count && executions.every(({ status }) => !unfinished.has(status)))
			return executions;
		if (Date.now() > deadline)
			throw new Error(
				`Of ${count} executions, after ${timeoutMs / 1000} s: ${typeof executions === 'string' ? executions : describeStatusCounts(executions)}`,
			);
		await sleep(500);
	}
}

/** Counts the executions by their status, and says so in words, such as `38 success, 2 crashed`. */
export function describeStatusCounts(executions: readonly ListedExecution[]) {
	const counts = new Map<string, number>();
	for (const { status } of executions) counts.set(status, (counts.get(status) ?? 0) + 1);
	return [...counts].map(([status, count]) => `${count} ${status}`).join(', ') || 'none';
}

export async function causeOfFailure(rest: N8nRest, id: string) {
	const { resultData } = (await rest.execution(id)).data;
	const { error } = resultData;
	return `execution ${id} stopped at ${resultData.lastNodeExecuted ?? 'no node'}: ${error?.message ?? 'no message'} ${error?.description ?? ''}`;
}

/** Returns the reason and explanation of the first item that was not requested. */
export async function whyNotRequested(rest: N8nRest, executions: readonly ListedExecution[]) {
	for (const { id } of executions) {
		const execution = await rest.execution(id);
		for (const node of [nameOfFindNode, nameOfCreateNode]) {
			for (const output of [1, 2]) {
				const [item] = outputItemsOf(execution, node, output);
				if (item !== undefined) return `${node}: ${String(item.json.reason)}, ${String(item.json.explanation)}`;
			}
		}
	}
	return 'no item says why';
}

/** Returns the failed executions, except those whose retry succeeded. */
export function failuresOf(executions: readonly ListedExecution[]) {
	const madeGood = new Set(
		executions.filter(({ status, retryOf }) => status === 'success' && retryOf).map(({ retryOf }) => String(retryOf)),
	);
	return executions.filter(({ id, status, retryOf }) => status !== 'success' && !madeGood.has(id) && !retryOf);
}

/** Presses "Retry" on each execution, and waits. n8n refuses if it has lost the input. */
export async function retryAll(rest: N8nRest, workflowId: string, executions: readonly ListedExecution[], timeoutMs: number) {
	const before = await listExecutions(rest, workflowId);
	// n8n answers only after the retry has ended.
	const answers = await Promise.allSettled(
		executions.map(({ id }) => rest.call('POST', `/rest/executions/${id}/retry`, { loadWorkflow: true })),
	);
	const begun = answers.filter(({ status }) => status === 'fulfilled').length;
	return await waitUntilAllEnded(rest, workflowId, before.length + begun, timeoutMs);
}
