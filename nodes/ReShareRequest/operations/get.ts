import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { connect } from '../../shared/connection';
import { routeItems } from '../../shared/items';
import type { Operation } from '../../shared/operation';
import { isToolRun } from '../../shared/toolRun';
import { requestField, requestName, requestSide, sideField } from '../fields';
import { requestItem } from '../requestItem';

const found = 0;
const notFound = 1;

async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { client, credential, okapi } = await connect(context, 'myLibrary');
	const requests = new client.RequestsClient(okapi);
	const byTool = isToolRun(context);
	return await routeItems(context, 2, async (itemIndex) => {
		const result = await client.findRequest(requests, requestName(context, itemIndex), requestSide(context, itemIndex));
		if (result === undefined) {
			const explanation = 'There is no such request. It may have been deleted, or belong to another library.';
			return [{ output: byTool ? found : notFound, json: { outcome: 'notFound', requestId: null, hrid: null, explanation } }];
		}
		const simplify = byTool || context.getNodeParameter('simplify', itemIndex, true) === true;
		const form = { withPatron: !byTool, staffUrl: credential.staffUrl };
		const json: IDataObject = simplify ? requestItem(client, result.request, form) : { ...(result.raw as IDataObject) };
		return [{ output: found, json: { outcome: 'found', ...json, warnings: [...result.warnings] } }];
	});
}

export const get: Operation = {
	option: { name: 'Get', value: 'get', action: 'Get a request', description: 'Read one request by its number, UUID, reference or link' },
	outputs: ['Found', 'Not Found'],
	properties: [
		requestField,
		sideField,
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
	],
	run,
};
