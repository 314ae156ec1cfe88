import { setTimeout as sleep } from 'node:timers/promises';
import { submitForm } from './submitForm';
import type { PracticeEnvironment } from './startPracticeEnvironment';
import { outputItemsOf, type Execution, type SavedWorkflow } from '../n8n/n8nTypes';
import { printLine } from './printOnScreen';
import type { DemoCase, FormEntry } from './demoCases';

/** The names of nodes of templates/guide-workflow.json. */
const searchNode = 'Find Eligible Instance';
const createNode = 'Create Request';

const executionWithinMs = 90_000;

export interface FormRequestResult {
	readonly case: DemoCase;
	readonly executionId: string;
	readonly succeeded: boolean;
	readonly outcome: string;
	readonly reason: string;
	readonly explanation: string;
	readonly request?: { readonly id: string; readonly hrid: string; readonly reference: string };
}

export async function requestByForm(practice: PracticeEnvironment, guide: SavedWorkflow, oneCase: DemoCase): Promise<FormRequestResult> {
	const { rest, url } = practice.n8n;
	oneCase.arrange?.(practice.sandbox);
	const before = new Set((await rest.executions(guide.id)).map(({ id }) => id));
	printLine(`${oneCase.entry.patronId} requests "${oneCase.entry.title}" (${oneCase.shows})`);
	await submitForm(url, guide, formValues(oneCase.entry));
	const execution = await newExecution(practice, guide.id, before);
	const result = readResult(oneCase, execution);
	tell(result);
	if (result.request && oneCase.afterCreation) {
		await oneCase.afterCreation(practice.library, result.request.id);
		printLine(`    ${oneCase.staffDo ?? ''}`);
	}
	return result;
}

function formValues(entry: FormEntry): Record<string, string> {
	return {
		Title: entry.title,
		Author: entry.author,
		ISBN: entry.isbn,
		'Library Card Number': entry.patronId,
		Email: entry.patronEmail,
		'Pickup Location': entry.pickupLocation,
	};
}

async function newExecution({ n8n }: PracticeEnvironment, workflowId: string, before: ReadonlySet<string>): Promise<Execution> {
	const deadline = Date.now() + executionWithinMs;
	while (Date.now() < deadline) {
		const started = (await n8n.rest.executions(workflowId)).find(({ id }) => !before.has(id));
		if (started) return await n8n.rest.finishedExecution(started.id, executionWithinMs);
		await sleep(200);
	}
	throw new Error('n8n started no execution for the form');
}

function readResult(oneCase: DemoCase, execution: Execution): FormRequestResult {
	const found = firstItem(execution, searchNode);
	const created = firstItem(execution, createNode);
	const id = text(created.requestId);
	return {
		case: oneCase,
		executionId: execution.id,
		succeeded: execution.status === 'success',
		outcome: text(found.outcome),
		reason: text(found.reason),
		explanation: text(found.explanation),
		request: id === '' ? undefined : { id, hrid: text(created.hrid), reference: text(created.reference) },
	};
}

/** Finds the only item that the node returned, on whichever output. */
function firstItem(execution: Execution, node: string): Record<string, unknown> {
	const items = [0, 1, 2].flatMap((output) => outputItemsOf(execution, node, output));
	return items[0]?.json ?? {};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function tell(result: FormRequestResult): void {
	printLine(`    search: ${result.outcome || 'no result'}${result.reason ? ` (${result.reason})` : ''}. ${result.explanation}`);
	if (result.request)
		printLine(`    created: request ${result.request.hrid}, id ${result.request.id}, reference ${result.request.reference}`);
	if (!result.succeeded) printLine(`    n8n's execution ${result.executionId} did not succeed`);
}
