import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether a model runs the node as a tool. n8n runs a tool in one of two ways: inside the agent, where the context says
 * so, or (agents since 2025) as a step of the workflow in an ordinary context, where only the type tells, which n8n has
 * given the ending `Tool`. A model is handed output 1 alone, whichever way it is.
 */
export function isToolRun(context: IExecuteFunctions): boolean {
	const older: Partial<Pick<IExecuteFunctions, 'isToolExecution'>> = context;
	return older.isToolExecution?.() === true || context.getNode().type.endsWith('Tool');
}
