import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether an AI model runs the node as a tool. n8n runs a tool either inside the agent, whose context shows it, or (agents since 2025) as a
 * step of the workflow; then only the ending `Tool` of the node's type shows it. In both cases, the model gets only the first output.
 */
export function isToolRun(context: IExecuteFunctions): boolean {
	const older: Partial<Pick<IExecuteFunctions, 'isToolExecution'>> = context;
	return older.isToolExecution?.() === true || context.getNode().type.endsWith('Tool');
}

/**
 * Refuses an operation to an AI model.
 *
 * @throws NodeOperationError if an AI model runs the node as a tool
 */
export function refuseToolRun(context: IExecuteFunctions, message: string): void {
	if (isToolRun(context))
		throw new NodeOperationError(context.getNode(), message, { description: 'Run this operation in a workflow of its own.' });
}
