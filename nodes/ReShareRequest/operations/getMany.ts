import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client, RequestQuery } from '../../shared/client';
import { connect } from '../../shared/connection';
import { routeItems } from '../../shared/items';
import { limitFields, simplifyField } from '../../shared/listFields';
import type { Operation } from '../../shared/operation';
import { isToolRun } from '../../shared/toolRun';
import { requestSide, sideField } from '../fields';
import { requestItem } from '../requestItem';
import { filterFields, readFilters } from './getManyFilters';

async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { client, credential, okapi } = await connect(context, 'myLibrary');
	const requests = new client.RequestsClient(okapi);
	const byTool = isToolRun(context);
	return await routeItems(context, 1, async (itemIndex) => {
		const found = await client.listRequests(requests, readQuery(context, client, itemIndex));
		const simplify = byTool || context.getNodeParameter('simplify', itemIndex, true) === true;
		const form = { withPatron: !byTool, staffUrl: credential.staffUrl };
		return found.map(({ request, lastStatusChange, workingDaysWithoutChange }) => {
			const idle: IDataObject =
				workingDaysWithoutChange === undefined ? {} : { lastStatusChange: lastStatusChange ?? null, workingDaysWithoutChange };
			const json: IDataObject = simplify ? requestItem(client, request, form) : (JSON.parse(JSON.stringify(request)) as IDataObject);
			return { output: 0, json: { outcome: 'found', ...json, ...idle } };
		});
	});
}

function readQuery(context: IExecuteFunctions, client: Client, itemIndex: number): RequestQuery {
	const returnAll = context.getNodeParameter('returnAll', itemIndex, false) === true;
	return {
		side: requestSide(context, itemIndex),
		...readFilters(context, client, itemIndex),
		sort: context.getNodeParameter('sort', itemIndex, 'createdNewest') as RequestQuery['sort'],
		...(returnAll ? {} : { limit: context.getNodeParameter('limit', itemIndex, 50) as number }),
	};
}

export const getMany: Operation = {
	option: { name: 'Get Many', value: 'getMany', action: 'Get many requests', description: 'List requests by status, patron, dates and more' },
	outputs: ['Requests'],
	properties: [
		sideField,
		...limitFields,
		filterFields,
		{
			displayName: 'Sort',
			name: 'sort',
			type: 'options',
			options: [
				{ name: 'Last Changed First', value: 'changedNewest' },
				{ name: 'Longest Unchanged First', value: 'changedOldest' },
				{ name: 'Newest First', value: 'createdNewest' },
				{ name: 'Oldest First', value: 'createdOldest' },
			],
			default: 'createdNewest',
			description: 'In which order the requests come out',
		},
		simplifyField,
	],
	run,
};
