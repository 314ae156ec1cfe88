import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { CreateOutcome } from '../../shared/client';
import { routeItems } from '../../shared/items';
import type { Operation } from '../../shared/operation';
import { isToolRun } from '../../shared/toolRun';
import { titleFields, wishFields } from '../fields';
import { optionsField } from '../options';
import { pickupFields } from '../pickup';
import { startRun } from '../run';

const outputOf: Readonly<Record<CreateOutcome, number>> = { created: 0, needsStaff: 1, notCreated: 2 };

async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { client, deps, read } = await startRun(context);
	const byTool = isToolRun(context);
	const work = async (itemIndex: number) => {
		const { wish, options } = await read(itemIndex);
		const result = await client.createRequest(deps, wish, options);
		return [{ output: byTool ? 0 : outputOf[result.outcome], json: { ...result } as unknown as IDataObject }];
	};
	// An item that fails must not look like a request that was made.
	return await routeItems(context, 3, work, byTool ? 0 : outputOf.needsStaff);
}

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a request',
		description: 'Make exactly one interlibrary loan request, or tell why there is none',
	},
	outputs: ['Created', 'Needs Staff', 'Not Created'],
	properties: [...wishFields, ...pickupFields, ...titleFields, optionsField],
	run,
};
