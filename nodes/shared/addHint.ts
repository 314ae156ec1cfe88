import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

/** Adds a hint above the node's output. An n8n that has no such hints shows nothing. */
export function addHint(context: IExecuteFunctions, message: string, type: NonNullable<NodeExecutionHint['type']>): void {
	const host: Partial<Pick<IExecuteFunctions, 'addExecutionHints'>> = context;
	host.addExecutionHints?.({ message, type, location: 'outputPane' });
}
