import { setTimeout as sleep } from 'node:timers/promises';
import type { PracticeEnvironment } from './startPracticeEnvironment';
import { outputItemsOf, type Execution } from '../n8n/n8nTypes';
import { printLine } from './printOnScreen';

/** The name of the trigger in templates/patron-notices.json. */
const triggerNode = 'Request Status Changed';

/** A change of status that the trigger delivered. */
export interface TriggerDelivery {
	readonly eventId: string;
	readonly requestId: string;
	readonly hrid: string;
	readonly event: string;
	readonly label: string;
}

export interface CollectedDeliveries {
	readonly deliveries: readonly TriggerDelivery[];
	/** The executions that did not succeed. */
	readonly failed: readonly string[];
}

/** Reads n8n's executions until `isComplete` is true or the time is up. */
export async function collectTriggerDeliveries(
	practice: PracticeEnvironment,
	statusWorkflowId: string,
	isComplete: (deliveries: readonly TriggerDelivery[]) => boolean,
	timeoutMs: number,
): Promise<CollectedDeliveries> {
	const { rest } = practice.n8n;
	const deliveries: TriggerDelivery[] = [];
	const failed: string[] = [];
	const read = new Set<string>();
	const deadline = Date.now() + timeoutMs;
	const collect = async () => {
		for (const { id, status } of await rest.executions(statusWorkflowId)) {
			if (read.has(id) || ['new', 'running'].includes(status)) continue;
			read.add(id);
			const execution = await rest.execution(id);
			if (execution.status !== 'success') failed.push(id);
			const delivered = readDeliveries(execution);
			deliveries.push(...delivered);
			for (const { hrid, label, event } of delivered) printLine(`${hrid}: ${label} (${event}), execution ${id}`);
		}
	};
	while (Date.now() < deadline) {
		await collect();
		if (isComplete(deliveries)) break;
		await sleep(1000);
	}
	return { deliveries, failed };
}

function readDeliveries(execution: Execution): TriggerDelivery[] {
	return outputItemsOf(execution, triggerNode).map(({ json }) => {
		const status = json.status as { label?: string } | undefined;
		return {
			eventId: String(json.eventId ?? ''),
			requestId: String(json.requestId ?? ''),
			hrid: String(json.hrid ?? ''),
			event: String(json.event ?? ''),
			label: status?.label ?? '',
		};
	});
}
