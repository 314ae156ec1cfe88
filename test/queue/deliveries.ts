import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nRest } from '../../n8n/N8nRest';
import { outputItemsOf } from '../../n8n/n8nTypes';
import { listExecutions } from './executions';
import type { Consortium, Ledger } from './consortium';
import { nameOfTriggerNode } from './workflows';

export interface ReportedChanges {
	/** How often each change was delivered, by its eventId. */
	readonly times: ReadonlyMap<string, number>;
	readonly executions: number;
	/** Executions that a fault ended before their last node. */
	readonly broken: number;
}

/** Counts how often each change was delivered, from executions that ran to their end. */
export async function countDeliveries(rest: N8nRest, workflowId: string): Promise<ReportedChanges> {
	const times = new Map<string, number>();
	const executions = await listExecutions(rest, workflowId);
	let broken = 0;
	for (const { id, status } of executions) {
		if (status !== 'success') {
			broken++;
			continue;
		}
		for (const { json } of outputItemsOf(await rest.execution(id), nameOfTriggerNode)) {
			const eventId = String(json.eventId);
			times.set(eventId, (times.get(eventId) ?? 0) + 1);
		}
	}
	return { times, executions: executions.length, broken };
}

/** Waits until nothing has changed for some seconds. */
export async function waitUntilRequestsRest(consortium: Consortium, timeoutMs: number) {
	const transitionsOf = ({ requests }: Ledger) => requests.reduce((sum, { transitions }) => sum + transitions.length, 0);
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const before = transitionsOf(consortium.ledger());
		// The pause is longer than the longest wait in a request's life here.
		await sleep(12_000);
		const ledger = consortium.ledger();
		if (transitionsOf(ledger) === before) return ledger;
		if (Date.now() > deadline) throw new Error('The consortium does not come to rest');
	}
}

/**
 * Returns the transitions of the consortium that no execution has reported. The trigger does not report that a duplicate was withdrawn
 * while another request with its reference stays open.
 */
export function undeliveredTransitions({ requests }: Ledger, { times }: ReportedChanges) {
	const open = new Set(requests.filter((request) => request.open).flatMap(({ references }) => references));
	return requests.flatMap((request) => {
		const isDouble = !request.open && request.references.some((reference) => open.has(reference));
		return request.transitions.filter((id) => !times.has(id) && !(isDouble && id === request.cancelled));
	});
}
