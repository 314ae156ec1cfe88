import type { INodeParameters } from 'n8n-workflow';
import { recordCancelledByPatron } from '../../sandbox/inventory/demoRecords';
import { buildResourceLocatorByName } from '../engine/buildResourceLocatorByName';

export type ActionNode = 'reShareSearch' | 'reShareCreateRequest' | 'reShareRequest';

export interface FailingOperation {
	readonly name: string;
	readonly node: ActionNode;
	readonly parameters: INodeParameters;
	/** The number of outputs, without the error output. */
	readonly outputs: number;
	/** The index of the output that gets failed items if On Error is Continue. */
	readonly doubt: number;
}

const named = buildResourceLocatorByName('={{ $json.request }}');
const draftParameters: INodeParameters = {
	instanceId: '={{ $json.instanceId }}',
	patronId: '={{ $json.patron }}',
	pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
	reference: '={{ $json.reference }}',
	title: '={{ $json.title }}',
	options: { verdictWait: 0 },
};

/** The operations that only libraries with CrossLink have. They are tested in test/faults. */
export const operationsOfCrossLinkAlone: readonly string[] = ['restoreAfterMove'];

/** Every operation of the nodes that work on items. */
export const operations: readonly FailingOperation[] = [
	{
		name: 'Find Eligible Instance',
		node: 'reShareSearch',
		parameters: { operation: 'findEligibleInstance', ownSymbols: ['US-EAST'], isbn: '={{ $json.isbn }}' },
		outputs: 3,
		doubt: 1,
	},
	{
		name: 'Get Instance',
		node: 'reShareSearch',
		parameters: { operation: 'getInstance', instanceId: '={{ $json.instanceId }}' },
		outputs: 1,
		doubt: 0,
	},
	{
		name: 'Search Instances',
		node: 'reShareSearch',
		parameters: { operation: 'searchInstances', isbn: '={{ $json.isbn }}' },
		outputs: 1,
		doubt: 0,
	},
	{ name: 'Create', node: 'reShareCreateRequest', parameters: { operation: 'create', ...draftParameters }, outputs: 3, doubt: 1 },
	{ name: 'Preview', node: 'reShareCreateRequest', parameters: { operation: 'preview', ...draftParameters }, outputs: 3, doubt: 1 },
	{ name: 'Get', node: 'reShareRequest', parameters: { operation: 'get', request: named }, outputs: 3, doubt: 2 },
	{ name: 'Get Many', node: 'reShareRequest', parameters: { operation: 'getMany' }, outputs: 1, doubt: 0 },
	{
		name: 'Get Open Requests',
		node: 'reShareRequest',
		parameters: { operation: 'getOpenRequests', patronId: '={{ $json.patron }}' },
		outputs: 1,
		doubt: 0,
	},
	{ name: 'Get Timeline', node: 'reShareRequest', parameters: { operation: 'getTimeline', request: named }, outputs: 3, doubt: 2 },
	{ name: 'Get Turnaround', node: 'reShareRequest', parameters: { operation: 'getTurnaround' }, outputs: 1, doubt: 0 },
	{
		name: 'Perform Action',
		node: 'reShareRequest',
		parameters: { operation: 'performAction', request: named, requestAction: 'cancel' },
		outputs: 3,
		doubt: 2,
	},
	{
		name: 'Preview Action',
		node: 'reShareRequest',
		parameters: { operation: 'previewAction', request: named, requestAction: 'cancel' },
		outputs: 3,
		doubt: 2,
	},
	{
		name: 'Apply Lending Rules',
		node: 'reShareRequest',
		parameters: {
			operation: 'applyRules',
			rulesMode: 'watch',
			request: named,
			rules: { values: [{ name: 'Loans', when: { serviceType: 'loan' }, then: 'willSupply', place: 'MAIN' }] },
		},
		outputs: 5,
		doubt: 3,
	},
	{ name: 'Save Before Move', node: 'reShareRequest', parameters: { operation: 'saveBeforeMove' }, outputs: 1, doubt: 0 },
];

/** Two input items with which every operation would succeed if the account were right. */
export const inputItems = [1, 2].map((row) => ({
	row,
	request: `EAST-${row}`,
	isbn: recordCancelledByPatron.isbn,
	instanceId: recordCancelledByPatron.instanceId,
	title: recordCancelledByPatron.title,
	patron: `P100${row}`,
	reference: `FAILING-${row}`,
}));
