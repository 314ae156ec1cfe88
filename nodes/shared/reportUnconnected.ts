import type { IConnections, IExecuteFunctions, INode, IRunExecutionData } from 'n8n-workflow';
import { addHint } from './addHint';
import { isToolRun } from './toolRun';

/** A part of n8n-core's context that is not promised to nodes. If an n8n lacks it, nothing is reported. */
interface WiredContext {
	readonly workflow?: { readonly connectionsBySourceNode?: IConnections; readonly nodes?: Readonly<Record<string, INode>> };
	readonly runExecutionData?: IRunExecutionData | null;
}

/**
 * Reports items that left by an output to which no node is connected, in the node's hint and in n8n's log, because nothing else shows that
 * they were lost. The log contains no text of an item.
 *
 * @param counts how many items left by each output, the last one being the error output
 * @param names of the outputs, in the same order
 * @param ends the outputs at which a workflow may well end
 */
export function reportUnconnectedOutputs(
	context: IExecuteFunctions,
	counts: readonly number[],
	names: readonly string[],
	ends: readonly number[] = [],
): void {
	const isConnected = wiresOf(context);
	if (isConnected === undefined || isToolRun(context)) return;
	// Somebody who builds a workflow runs each node before connecting it, so that this is no mistake.
	if (context.getMode() === 'manual' && !counts.some((_count, output) => isConnected(output))) return;
	const lost = counts.flatMap((count, output) =>
		count === 0 || isConnected(output) || ends.includes(output) ? [] : [`${count} to '${names[output] ?? output}'`],
	);
	if (lost.length === 0) return;
	const message = `No node is connected to an output that items left by, so nothing more happens with them: ${lost.join(', ')}. Draw a wire from there.`;
	addHint(context, message, 'warning');
	context.logger.warn(`${context.getNode().name}: ${message}`);
}

/**
 * Makes a function that says whether a node is connected to an output; undefined if n8n does not tell, or shows only the part of the
 * workflow up to a chosen node.
 */
function wiresOf(context: IExecuteFunctions): ((output: number) => boolean) | undefined {
	const { workflow, runExecutionData } = context as WiredContext;
	const { connectionsBySourceNode: wires, nodes } = workflow ?? {};
	if (wires === undefined || nodes === undefined || runExecutionData?.startData?.destinationNode !== undefined) return undefined;
	const seen = new Set<string>();
	// n8n passes items through a deactivated node to its first output.
	const leadsOn = (name: string, output: number): boolean =>
		(wires[name]?.main?.[output] ?? []).some(({ node }) => {
			if (nodes[node]?.disabled !== true) return nodes[node] !== undefined;
			if (seen.has(node)) return false;
			seen.add(node);
			return leadsOn(node, 0);
		});
	return (output) => {
		seen.clear();
		return leadsOn(context.getNode().name, output);
	};
}
