import './registerN8nCore';
import { createRunExecutionData } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, INodeType, NodeExecutionHint, WorkflowExecuteMode } from 'n8n-workflow';
import { WorkflowExecute } from 'n8n-core';
import { buildWorkflow, inputNodeName, type NodeUnderTest } from './workflow';

export interface RunOptions extends NodeUnderTest {
	/** The input items, as full items or as their JSON alone. The default is one empty item. */
	readonly items?: ReadonlyArray<INodeExecutionData | IDataObject>;
	readonly mode?: Extract<WorkflowExecuteMode, 'manual' | 'trigger'>;
}

export interface RunResult {
	/** The items, one list for each output. The list of an output that got nothing is empty. */
	readonly outputs: INodeExecutionData[][];
	/** The JSON of these items alone. */
	readonly json: IDataObject[][];
	readonly hints: NodeExecutionHint[];
	/** The error that stopped the execution. */
	readonly error: RunError | undefined;
	/** Returns a credential as n8n's database would have it after the run. */
	readonly storedCredential: (type: string) => IDataObject | undefined;
	/** The static data for the workflow's next run. */
	readonly staticData: IDataObject;
}

export interface RunError {
	readonly name: string;
	readonly message: string;
	readonly description?: string | null;
	readonly context?: IDataObject;
	readonly httpCode?: string | null;
	readonly failure?: unknown;
}

/**
 * Runs one node in n8n's own engine. The items come from a node before it; expressions, On Error, error outputs and paired items are
 * handled as in production.
 */
export async function runNode(options: RunOptions): Promise<RunResult> {
	const mode = options.mode ?? 'trigger';
	const { workflow, node, additionalData, credentials } = buildWorkflow(options, mode);
	const items = (options.items ?? [{}]).map(asItem);
	const startNode = workflow.getNode(inputNodeName);
	if (startNode === null) throw new Error('The start node is missing');
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: startNode, data: { main: [items] }, source: null }],
		},
	});
	const run = await new WorkflowExecute(additionalData, mode, data).processRunExecutionData(workflow);
	const task = run.data.resultData.runData[node.name]?.at(-1);
	const outputs = (task?.data?.main ?? []).map((output) => output ?? []);
	return {
		outputs,
		json: outputs.map((output) => output.map(({ json }) => json)),
		hints: task?.hints ?? [],
		error: run.data.resultData.error as RunError | undefined,
		staticData: JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
		storedCredential: (type) => credentials.stored(type) as IDataObject | undefined,
	};
}

function asItem(item: INodeExecutionData | IDataObject) {
	return 'json' in item && typeof item.json === 'object' && item.json !== null
		? (item as INodeExecutionData)
		: { json: item as IDataObject };
}

/** Returns the type that n8n makes of a node when it is used as a tool. */
export function buildToolNodeType(node: INodeType): INodeType {
	return Object.assign(Object.create(node) as INodeType, { description: { ...node.description, name: `${node.description.name}Tool` } });
}
