import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { connect } from '../../shared/connection';
import { routeItems } from '../../shared/items';
import type { Operation } from '../../shared/operation';
import { staffLink } from '../../shared/staffLink';
import { isToolRun } from '../../shared/toolRun';
import { requestField, requestName, requestSide, sideField } from '../fields';

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
		const { request } = result;
		// What libraries write to each other can speak about the patron, so a model reads the statuses and reasons only.
		const told = byTool ? { ...request, notifications: request.notifications.map((message) => ({ ...message, messageContent: undefined })) } : request;
		const timeline = client.buildTimeline(told, new Date());
		const raw = !byTool && context.getNodeParameter('includeRawEntries', itemIndex, false) === true;
		const entries = byTool ? timeline.entries.filter(({ kind }) => kind === 'created' || kind === 'status') : timeline.entries;
		const json: IDataObject = {
			outcome: 'found',
			requestId: request.id,
			hrid: request.hrid ?? null,
			status: request.state?.code === undefined ? null : { ...client.describeState(request.state.code) },
			title: request.title ?? null,
			...(byTool ? {} : { story: timeline.story }),
			refusals: timeline.refusals,
			entries,
			timeInStates: timeline.timeInStates,
			staffLink: staffLink(credential.staffUrl, request),
			warnings: [...result.warnings],
			...(raw ? { rawAudit: result.raw.audit ?? [], rawRota: result.raw.rota ?? [], rawNotifications: result.raw.notifications ?? [] } : {}),
		};
		return [{ output: found, json }];
	});
}

export const getTimeline: Operation = {
	option: {
		name: 'Get Timeline',
		value: 'getTimeline',
		action: 'Get the timeline of a request',
		description: 'Tell what happened to a request so far, in plain sentences',
	},
	outputs: ['Found', 'Not Found'],
	properties: [
		requestField,
		sideField,
		{
			displayName: 'Include Raw Entries',
			name: 'includeRawEntries',
			type: 'boolean',
			default: false,
			description: 'Whether to add ReShare\'s own entries of history, rota and messages. They can hold patron data.',
		},
	],
	run,
};
