import { connect } from '../../shared/connection';
import type { NodeOperation } from '../../shared/nodeOperations';
import { readPatronIdOrThrow } from '../../shared/readPatronId';
import { isToolRun } from '../../shared/toolRun';
import { buildRequestItem } from '../buildRequestItem';
import { buildTextField } from '../../shared/fieldBuilders';

export const getOpenRequestsOfPatronOperation: NodeOperation = {
	option: {
		name: 'Get Open Requests of a Patron',
		value: 'getOpenRequests',
		action: 'List the open requests of a patron',
		description: 'List what one patron is waiting for or has on loan, with the count against the limit',
	},
	outputs: ['Open Requests'],
	properties: [
		buildTextField('Patron ID', 'patronId', 'Identifier of the patron as ReShare has it, often the barcode of the library card', {
			required: true,
			placeholder: 'e.g. 21234000123456',
		}),
	],
	async start(context) {
		const { requests } = (await connect(context, 'myLibrary')).reshare;
		const byTool = isToolRun(context);
		return async (itemIndex) => {
			const help = 'Give the identifier that your library system knows, often the barcode of the library card.';
			const patronId = readPatronIdOrThrow(context.getNodeParameter('patronId', itemIndex, ''), help);
			const open = await requests.openOf(patronId);
			const form = { withPatron: !byTool, requests, timeZone: context.getTimezone() };
			return [
				{
					output: 0,
					json: {
						outcome: 'counted',
						...(byTool ? {} : { patronId }),
						openRequests: open.requests.length,
						onItsWayBack: open.onItsWayBack,
						countedAgainstLimit: open.counted,
						limit: open.limit,
						remaining: open.remaining,
						explanation: open.explanation,
						requests: await Promise.all(open.requests.map(async (request) => await buildRequestItem(request, form))),
					},
				},
			];
		};
	},
};
