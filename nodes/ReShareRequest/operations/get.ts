import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../shared/operation';
import { simplifyField } from '../../shared/listFields';
import { readSwitch } from '../../shared/choices';
import { eachRequest, foundOrNot } from '../eachRequest';
import { requestField, sideField } from '../fields';
import { requestItem } from '../item';

export const getOperation: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Look up a request',
		description: 'Read one request by its number, UUID, reference or link',
	},
	...foundOrNot,
	properties: [requestField, sideField, simplifyField],
	start: async (context) =>
		await eachRequest(context, async ({ client, found, requests, byTool, itemIndex }) => {
			const simplify = byTool || (readSwitch(client, context.getNodeParameter('simplify', itemIndex, true), 'Simplify') ?? true);
			if (!simplify) return { ...(found.raw as IDataObject) };
			const timeZone = context.getTimezone();
			const request = requests.masked(found.request, byTool ? 'none' : 'full');
			return {
				...(await requestItem(found.request, { withPatron: !byTool, requests, timeZone })),
				conditions: requests.conditions(request, timeZone),
			};
		}),
};
