import { NodeConnectionTypes, UserError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { routeItems, type RunnableOperation } from './routeItems';

export interface NodeOperation extends RunnableOperation {
	readonly option: INodePropertyOptions & { readonly value: string };
	readonly properties: readonly INodeProperties[];
}

export function buildOperationFields(operations: readonly NodeOperation[], defaultOperation: string): INodeProperties[] {
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

/** Returns the outputs of each operation. They never depend on options, so that wires stay in place. */
export function buildOutputsExpression(operations: readonly NodeOperation[]): `={{${string}}}` {
	const outputs = Object.fromEntries(
		operations.map(({ option, outputs: names }) => [
			option.value,
			names.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
		]),
	);
	return `={{ (${JSON.stringify(outputs)})[$parameter["operation"]] }}`;
}

/** Returns the text that the canvas shows below the node's name. */
export function buildSubtitleExpression(operations: readonly NodeOperation[]): `={{${string}}}` {
	const names = Object.fromEntries(operations.map(({ option }) => [option.value, option.name.toLowerCase()]));
	return `={{ (${JSON.stringify(names)})[$parameter["operation"]] }}`;
}

export async function runOperation(context: IExecuteFunctions, operations: readonly NodeOperation[]): Promise<INodeExecutionData[][]> {
	const chosen = context.getNodeParameter('operation', 0);
	return await routeItems(context, operations.find(({ option }) => option.value === chosen) ?? unknownOperation(operations, chosen));
}

/** Makes an operation that fails in the usual way, because a workflow that somebody wrote by hand can name any operation. */
function unknownOperation([first]: readonly NodeOperation[], chosen: unknown): RunnableOperation {
	return {
		outputs: first?.outputs ?? [],
		doubtOutput: first?.doubtOutput,
		start: async () => await Promise.reject(new UserError(`Unknown operation '${String(chosen)}'`)),
	};
}
