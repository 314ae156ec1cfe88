import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { routeItems } from '../../shared/items';
import type { Operation } from '../../shared/operation';
import { isToolRun } from '../../shared/toolRun';
import { titleFields, wishFields } from '../fields';
import { optionsField } from '../options';
import { pickupFields } from '../pickup';
import { startRun } from '../run';

async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { client, deps, read } = await startRun(context);
	const byTool = isToolRun(context);
	return await routeItems(context, 1, async (itemIndex) => {
		const { wish, options } = await read(itemIndex);
		const result = await client.previewRequest(deps, wish, options);
		// OpenURL and request hold the patron and the note, which a model need not read.
		const shown = byTool ? { ...result, openUrl: null, request: null } : result;
		return [{ output: 0, json: { ...shown } as unknown as IDataObject }];
	});
}

export const preview: Operation = {
	option: {
		name: 'Preview',
		value: 'preview',
		action: 'Preview a request',
		description: 'Show what Create would send and what its checks say, without sending anything',
	},
	outputs: ['Preview'],
	properties: [...wishFields, ...pickupFields, ...titleFields, optionsField],
	run,
};
