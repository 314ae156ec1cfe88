import type { IDataObject, IExecuteFunctions, INodeExecutionData, IPairedItemData } from 'n8n-workflow';

/**
 * Returns the item from which this one was made, as that node output it; undefined if the item did not pass through the node. n8n follows
 * the pairing of items, as it does for expressions.
 */
export function findPairedItemOfNode(context: IExecuteFunctions, itemIndex: number, nodeName: string): IDataObject | undefined {
	const [paired] = [context.getInputData()[itemIndex]?.pairedItem].flat();
	if (paired === undefined) return undefined;
	const pairedItem: IPairedItemData = typeof paired === 'number' ? { item: paired } : paired;
	try {
		const follow = context.getWorkflowDataProxy(itemIndex).$getPairedItem as (
			node: string,
			source: unknown,
			item: IPairedItemData,
		) => INodeExecutionData | undefined;
		return follow(nodeName, context.getInputSourceData(pairedItem.input ?? 0), pairedItem)?.json;
	} catch {
		// n8n throws if no pairing leads back to that node.
		return undefined;
	}
}

/** Returns all items that this node has sent to one output in its earlier runs of this execution. */
export function itemsSentBefore(context: IExecuteFunctions, output: number) {
	const given: IDataObject[] = [];
	try {
		const own = (context.getWorkflowDataProxy(0).$ as (node: string) => { all(output: number, run: number): INodeExecutionData[] })(
			context.getNode().name,
		);
		for (let run = 0; ; run++) given.push(...own.all(output, run).map(({ json }) => json));
	} catch {
		// n8n throws for a run that does not exist.
		return given;
	}
}

/** Whether the items come from a node to which this one leads, so that the workflow has a loop. */
export function isInLoopOfOwnOutput(context: IExecuteFunctions): boolean {
	try {
		const { previousNode } = context.getInputSourceData();
		return context.getParentNodes(previousNode, { connectionType: 'main', depth: 1 }).some(({ name }) => name === context.getNode().name);
	} catch {
		// n8n throws if no node comes before.
		return false;
	}
}
