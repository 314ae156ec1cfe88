import type { TemplateCredentials } from '../../demo/readTemplate';
import { readTemplate, withCredentials } from '../../demo/readTemplate';
import type { SavedCredential, WorkflowFile } from '../../n8n/n8nTypes';
import { requestingWorkflow, reportingWorkflow } from '../queue/workflows';

/** n8n accepts no schedule that runs more than once a minute, but any number of schedules. */
const everyTenSeconds = { item: [3, 13, 23, 33, 43, 53].map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })) };

function following(name: string, library: SavedCredential, shared: SavedCredential, events: readonly string[]): WorkflowFile {
	const workflow = reportingWorkflow({ myLibrary: library, sharedInventory: shared });
	return {
		...workflow,
		name,
		nodes: workflow.nodes.map((node) =>
			node.name === 'Status' ? { ...node, parameters: { ...node.parameters, events, pollTimes: everyTenSeconds } } : node,
		),
	};
}

/** Creates three triggers, a patron's form, and a workflow that sends batches of a library with CrossLink. */
export async function createSoakWorkflows(credentials: TemplateCredentials, crossLink: SavedCredential): Promise<WorkflowFile[]> {
	const { sharedInventory, myLibrary } = credentials;
	const batch = requestingWorkflow({ sharedInventory, myLibrary: crossLink });
	return [
		following('Changes', myLibrary, sharedInventory, ['anyStatusChange']),
		following('Shipments', myLibrary, sharedInventory, ['shipped']),
		following('Changes over CrossLink', crossLink, sharedInventory, ['anyStatusChange']),
		withCredentials(await readTemplate('guide-workflow'), credentials),
		{ ...batch, nodes: batch.nodes.map((node) => (node.name === 'Create' ? { ...node, onError: 'continueRegularOutput' } : node)) },
	];
}
