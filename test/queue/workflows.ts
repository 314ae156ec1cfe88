import type { SavedCredential, WorkflowFile, WorkflowNode } from '../../n8n/n8nTypes';

export const webhookPath = 'requests';
export const nameOfFindNode = 'Find';
export const nameOfCreateNode = 'Create';
export const nameOfTriggerNode = 'Status';

interface Credentials {
	readonly sharedInventory: SavedCredential;
	readonly myLibrary: SavedCredential;
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	x: number,
	parameters: Record<string, unknown>,
	more: Partial<WorkflowNode> = {},
): WorkflowNode {
	return { id: name.toLowerCase(), name, type, typeVersion, position: [x, 0], parameters, ...more };
}

const using = (type: string, { id, name }: SavedCredential) => ({ credentials: { [type]: { id, name } } });

/** Builds the workflow that looks up and requests a list of requests. */
export function requestingWorkflow({ sharedInventory, myLibrary }: Credentials): WorkflowFile {
	return {
		name: 'Requests',
		nodes: [
			node(
				'Drafts',
				'n8n-nodes-base.webhook',
				2,
				0,
				{ httpMethod: 'POST', path: webhookPath, responseMode: 'onReceived', options: {} },
				{ webhookId: 'queue-requests' },
			),
			node('Split', 'n8n-nodes-base.splitOut', 1, 200, { fieldToSplitOut: 'body.requests', options: {} }),
			node(
				nameOfFindNode,
				'n8n-nodes-reshare.reShareSearch',
				1,
				400,
				{ operation: 'findEligibleInstance', ownSymbols: ['US-EAST'], serviceType: 'loan', oclcNumber: '={{ $json.oclcNumber }}' },
				using('reShareInventoryApi', sharedInventory),
			),
			node(
				nameOfCreateNode,
				'n8n-nodes-reshare.reShareCreateRequest',
				1,
				600,
				{
					operation: 'create',
					serviceType: 'loan',
					instanceId: '={{ $json.instanceId }}',
					patronId: "={{ $('Split').item.json.patronId }}",
					pickupLocation: { __rl: true, mode: 'name', value: 'Main Library' },
					reference: "={{ $('Split').item.json.reference }}",
					title: '={{ $json.title }}',
					volume: "={{ $('Split').item.json.volume }}",
				},
				using('okapiApi', myLibrary),
			),
		],
		connections: {
			Drafts: { main: [[{ node: 'Split', type: 'main', index: 0 }]] },
			Split: { main: [[{ node: nameOfFindNode, type: 'main', index: 0 }]] },
			[nameOfFindNode]: { main: [[{ node: nameOfCreateNode, type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

/** Builds the workflow whose executions record what was delivered. */
export function reportingWorkflow({ myLibrary }: Credentials): WorkflowFile {
	return {
		name: 'Reports',
		nodes: [
			node(
				nameOfTriggerNode,
				'n8n-nodes-reshare.reShareRequestStatusTrigger',
				1,
				0,
				{ events: ['anyStatusChange'], pollTimes: { item: [{ mode: 'everyMinute' }] } },
				using('okapiApi', myLibrary),
			),
			node('Done', 'n8n-nodes-base.noOp', 1, 200, {}),
		],
		connections: { [nameOfTriggerNode]: { main: [[{ node: 'Done', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
