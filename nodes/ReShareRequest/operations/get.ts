import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../shared/operation';
import { simplifyField } from '../../shared/listFields';
import { eachRequest, foundOrNot } from '../eachRequest';
import { requestField, sideField } from '../fields';
import { requestItem } from '../requestItem';

export const get: Operation = {
	option: { name: 'Get', value: 'get', action: 'Look up a request', description: 'Read one request by its number, UUID, reference or link' },
	...foundOrNot,
	properties: [requestField, sideField, simplifyField],
	start: async (context) =>
		await eachRequest(context, async ({ client, found, lineage, staffUrl, byTool, itemIndex }) => {
			const simplify = byTool || context.getNodeParameter('simplify', itemIndex, true) === true;
			return simplify ? await requestItem(client, found.request, { withPatron: !byTool, staffUrl, timeZone: context.getTimezone(), lineage }) : { ...(found.raw as IDataObject) };
		}),
};
