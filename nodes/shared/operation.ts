import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { toNodeError } from './errors';
import { isToolRun } from './toolRun';

/** One operation of a node: what the editor shows and what happens. A new operation is one file and one line. */
export interface Operation {
	/** The choice in the Operation list. */
	readonly option: INodePropertyOptions & { readonly value: string };
	/** Names of the outputs in order. Frozen: a new one is only appended, in a new version of the node. */
	readonly outputs: readonly string[];
	readonly properties: readonly INodeProperties[];
	/** One list of items per output. */
	run(context: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

/** The Operation field followed by the fields of each operation, shown for that operation alone. */
export function operationProperties(operations: readonly Operation[], defaultOperation: string): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options: operations.map(({ option }) => option),
			default: defaultOperation,
		},
		...operations.flatMap(({ option, properties }) => properties.map((property) => showOnlyFor(option.value, property))),
	];
}

function showOnlyFor(operation: string, property: INodeProperties): INodeProperties {
	return {
		...property,
		displayOptions: { ...property.displayOptions, show: { ...property.displayOptions?.show, operation: [operation] } },
	};
}

/** Outputs that depend on the operation alone, never on options, so that wires stay where they are. */
export function outputsByOperation(operations: readonly Operation[]): `={{${string}}}` {
	const outputs = Object.fromEntries(
		operations.map(({ option, outputs: names }) => [option.value, names.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName }))]),
	);
	return `={{ (${JSON.stringify(outputs)})[$parameter["operation"]] }}`;
}

export async function runOperation(context: IExecuteFunctions, operations: readonly Operation[]): Promise<INodeExecutionData[][]> {
	const chosen = context.getNodeParameter('operation', 0);
	const operation = operations.find(({ option }) => option.value === chosen);
	if (operation === undefined) throw new Error(`Unknown operation '${String(chosen)}'`);
	try {
		return await operation.run(context);
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error);
		if (!isToolRun(context)) throw nodeError;
		// n8n hands a model an empty answer when its tool throws; the model is to learn what happened.
		const json = { outcome: 'failed', error: nodeError.message, description: nodeError.description ?? null };
		return [[{ json, pairedItem: { item: 0 } }], ...operation.outputs.slice(1).map(() => [])];
	}
}
