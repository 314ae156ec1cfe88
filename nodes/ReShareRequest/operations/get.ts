import type { IDataObject } from 'n8n-workflow';
import type { NodeOperation } from '../../shared/nodeOperations';
import { simplifyField } from '../../shared/fieldBuilders';
import { readSimplifyOrThrow } from '../../shared/readYesNoChoicesAndNumbers';
import { readRequestOfEachItem, requestLookupOutputs } from '../readRequestOfEachItem';
import { requestField, sideField } from '../requestFields';
import { buildRequestItem } from '../buildRequestItem';

export const getOperation: NodeOperation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Look up a request',
		description: 'Read one request by its number, UUID, reference or link',
	},
	...requestLookupOutputs,
	properties: [requestField, sideField, simplifyField],
	start: async (context) =>
		await readRequestOfEachItem(context, async ({ found, request, requests, byTool, itemIndex }) => {
			const simplify = byTool || readSimplifyOrThrow(context.getNodeParameter('simplify', itemIndex, true));
			if (!simplify) return { ...(found.raw as IDataObject) };
			const timeZone = context.getTimezone();
			return {
				...(await buildRequestItem(found.request, { withPatron: !byTool, requests, timeZone })),
				conditions: requests.conditions(request, timeZone),
			};
		}),
};
