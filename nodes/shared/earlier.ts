import type { IDataObject, IExecuteFunctions, INodeExecutionData, IPairedItemData } from 'n8n-workflow';

/** What a node, this one or another, made of an item on its way here; undefined where the item did not come through it. n8n follows the item back by its pairing, as it does for expressions and error outputs. */
export function madeBy(context: IExecuteFunctions, itemIndex: number, nodeName: string): IDataObject | undefined {
	const paired = [context.getInputData()[itemIndex]?.pairedItem].flat()[0];
	if (paired === undefined) return undefined;
	const pairedItem: IPairedItemData = typeof paired === 'number' ? { item: paired } : paired;
	try {
		const follow = context.getWorkflowDataProxy(itemIndex).$getPairedItem as (node: string, source: unknown, item: IPairedItemData) => INodeExecutionData | undefined;
		return follow(nodeName, context.getInputSourceData(pairedItem.input ?? 0), pairedItem)?.json;
	} catch {
		// It throws where there is no way back to that node.
		return undefined;
	}
}

/** All that this node has given out by one of its outputs when it ran before in this execution. */
export function givenOutBefore(context: IExecuteFunctions, output: number): IDataObject[] {
	const given: IDataObject[] = [];
	try {
		const own = (context.getWorkflowDataProxy(0).$ as (node: string) => { all(output: number, run: number): INodeExecutionData[] })(context.getNode().name);
		for (let run = 0; ; run++) given.push(...own.all(output, run).map(({ json }) => json));
	} catch {
		// It throws at the run that has not been.
		return given;
	}
}

/** Whether the items come from a node that this one has a wire to. */
export function comesFromOwnReader(context: IExecuteFunctions): boolean {
	try {
		const { previousNode } = context.getInputSourceData();
		return context.getParentNodes(previousNode, { connectionType: 'main', depth: 1 }).some(({ name }) => name === context.getNode().name);
	} catch {
		// It throws where nothing came before.
		return false;
	}
}
