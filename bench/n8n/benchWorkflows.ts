import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { outputItemsOf, type Execution, type ExecutionItem, type WorkflowFile, type WorkflowNode } from '../../n8n/n8nTypes';
import type { PracticeAccess } from '../practice/practiceProcess';

/** The address in the workflow files; the address of the measured consortium replaces it. */
const usualAddress = 'http://127.0.0.1:9130';

/**
 * A workflow's name with this ending means the same workflow with a Set node in place of the measured one. It evaluates the same
 * expressions.
 */
export const suffixOfSetNode = '+set';

export async function readBenchWorkflow(name: string, address: string): Promise<WorkflowFile> {
	const text = await readFile(path.join(__dirname, '..', 'workflows', `${name.replace(suffixOfSetNode, '')}.json`), 'utf8');
	const file = JSON.parse(text.replaceAll(usualAddress, address)) as WorkflowFile;
	return name.endsWith(suffixOfSetNode) ? changeNodes(file, ['Look up'], toSetNode) : file;
}

export function changeNodes(file: WorkflowFile, names: readonly string[], change: (node: WorkflowNode) => WorkflowNode): WorkflowFile {
	return { ...file, nodes: file.nodes.map((node) => (names.includes(node.name) ? change(node) : node)) };
}

function toSetNode(node: WorkflowNode): WorkflowNode {
	const assignments = expressionsIn(node.parameters).map((value, index) => ({
		id: `${node.id}-${index}`,
		name: `field${index}`,
		value,
		type: 'string',
	}));
	return {
		...node,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { assignments: { assignments }, options: {} },
		credentials: {},
	};
}

function expressionsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsIn) : [];
}

export function buildBenchCredentials(
	address: string,
	{ inventory, library, vufindPath }: PracticeAccess,
): Array<{ readonly id: string; readonly name: string; readonly type: string; readonly data: ICredentialDataDecryptedObject }> {
	return [
		{
			id: 'benchSharedInventory',
			name: 'Shared Inventory',
			type: 'reShareInventoryApi',
			data: { url: address, ...inventory, ownSymbols: 'US-EAST' },
		},
		{
			id: 'benchMyLibrary',
			name: "My Library's ReShare",
			type: 'okapiApi',
			data: { url: address, ...library, openUrlBaseUrl: `${address}/openurl` },
		},
		{
			id: 'benchVufind',
			name: 'Shared Inventory (VuFind)',
			type: 'reShareInventoryApi',
			data: { searchedThrough: 'vufind', vufindUrl: `${address}${vufindPath}` },
		},
	];
}

export interface MeasuredExecution {
	/** The milliseconds of all runs of this node; 0 if it did not run. */
	nodeMs(name: string): number;
	items(name: string, output?: number): readonly ExecutionItem[];
}

/** @throws Error if the execution failed */
export function readMeasuredExecution(workflow: string, execution: Execution): MeasuredExecution {
	const { error, runData } = execution.data.resultData;
	if (error) throw new Error(`The workflow ${workflow} failed: ${error.message ?? ''}`);
	return {
		nodeMs: (name) => (runData[name] ?? []).reduce((sum, { executionTime = 0 }) => sum + executionTime, 0),
		items: (name, output) => outputItemsOf(execution, name, output),
	};
}
