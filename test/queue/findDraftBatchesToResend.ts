import type { N8nRest } from '../../n8n/N8nRest';
import { outputItemsOf } from '../../n8n/n8nTypes';
import type { ListedExecution } from './executions';
import type { LoadTestDraft } from './requestBatches';
import { nameOfCreateNode } from './workflows';

/**
 * Returns the batches that came out fewer times than they were sent. If n8n gives up an execution for which its main process waits, it
 * writes the message over the execution's input, and "Retry" has nothing to begin with: the sender must send the batch again.
 */
export async function findDraftBatchesToResend(
	rest: N8nRest,
	executions: readonly ListedExecution[],
	sent: ReadonlyArray<readonly LoadTestDraft[]>,
) {
	const cameOut = new Map<string, number>();
	for (const { id, status } of executions) {
		if (status !== 'success') continue;
		const execution = await rest.execution(id);
		const references = new Set(
			[0, 1, 2].flatMap((output) => outputItemsOf(execution, nameOfCreateNode, output).map(({ json }) => String(json.reference))),
		);
		for (const reference of references) cameOut.set(reference, (cameOut.get(reference) ?? 0) + 1);
	}
	return sent.flatMap((batch) => {
		const first = batch[0]?.reference ?? '';
		const left = cameOut.get(first) ?? 0;
		cameOut.set(first, left - 1);
		return left > 0 ? [] : [[...batch]];
	});
}
