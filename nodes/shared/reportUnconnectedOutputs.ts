import type { IConnections, IExecuteFunctions, INode, IRunExecutionData } from 'n8n-workflow';
import { addHint } from './addHint';
import { isToolRun } from './toolRun';

/** A part of n8n-core's context that is not promised to nodes. If an n8n lacks it, nothing is reported. */
interface WiredContext {
	readonly workflow?: { readonly connectionsBySourceNode?: IConnections; readonly nodes?: Readonly<Record<string, INode>> };
	readonly runExecutionData?: IRunExecutionData | null;
}

/**
 * Reports items that left by an output to which no node is connected, and nodes of other packages that get items and hand their failures to
 * nobody. Nothing else shows that something is lost there. The report is in the node's hint and in n8n's log, without any text of an item.
 *
 * @param counts how many items left by each output, the last one being the error output
 * @param names the names of the outputs, in the same order
 * @param ends the outputs at which a workflow may well end
 */
export function reportUnconnectedOutputs(
	context: IExecuteFunctions,
	counts: readonly number[],
	names: readonly string[],
	ends: readonly number[] = [],
): void {
	const wires = wiresOf(context);
	if (wires === undefined || isToolRun(context)) return;
	const isConnected = (output: number) => wires.listenersTo(output).length > 0;
	// If no output is connected in a manual run, that is no mistake: people who build a workflow run each node before they connect it.
	if (context.getMode() === 'manual' && !counts.some((_count, output) => isConnected(output))) return;
	const lost = counts.flatMap((count, output) =>
		count === 0 || isConnected(output) || ends.includes(output) ? [] : [`${count} to '${names[output] ?? output}'`],
	);
	const silent = new Set(counts.flatMap((count, output) => (count === 0 ? [] : wires.listenersTo(output).filter(wires.losesFailures))));
	const messages = [...silent].map(
		(name) =>
			`Nobody is told if '${name}' fails: no node is connected to its error output. Draw a wire from there, or set its On Error to Stop Workflow.`,
	);
	if (lost.length > 0)
		messages.unshift(
			`No node is connected to an output that items left by, so nothing more happens with them: ${lost.join(', ')}. Draw a wire from there.`,
		);
	for (const message of messages) {
		addHint(context, message, 'warning');
		context.logger.warn(`${context.getNode().name}: ${message}`);
	}
}

interface Wires {
	/** Returns the names of the nodes that get what leaves by an output of this node. */
	listenersTo(output: number): string[];
	/** Says whether a node of another package hands its failures to nobody. Nodes of this package report that by themselves. */
	losesFailures(name: string): boolean;
}

/** Reads the wires of the workflow; undefined if n8n does not tell, or shows only the part of the workflow up to a chosen node. */
function wiresOf(context: IExecuteFunctions): Wires | undefined {
	const { workflow, runExecutionData } = context as WiredContext;
	const { connectionsBySourceNode: wires, nodes } = workflow ?? {};
	if (wires === undefined || nodes === undefined || runExecutionData?.startData?.destinationNode !== undefined) return undefined;
	// n8n passes items through a deactivated node to its first output.
	const listenersTo = (name: string, output: number, seen = new Set<string>()): string[] =>
		(wires[name]?.main?.[output] ?? []).flatMap(({ node }) => {
			if (nodes[node]?.disabled !== true) return nodes[node] === undefined ? [] : [node];
			if (seen.has(node)) return [];
			seen.add(node);
			return listenersTo(node, 0, seen);
		});
	return {
		listenersTo: (output) => listenersTo(context.getNode().name, output),
		// The error output is the last one, and never the first.
		losesFailures: (name) =>
			nodes[name]?.onError === 'continueErrorOutput' &&
			!nodes[name].type.startsWith('n8n-nodes-reshare.') &&
			(wires[name]?.main ?? []).slice(1).every((_wires, index) => listenersTo(name, index + 1).length === 0),
	};
}
