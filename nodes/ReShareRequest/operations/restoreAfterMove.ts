import { connect } from '../../shared/connection';
import type { NodeOperation } from '../../shared/nodeOperations';
import { refuseToolRun } from '../../shared/toolRun';
import { buildTextField } from '../../shared/fieldBuilders';

export const restoreAfterMoveOperation: NodeOperation = {
	option: {
		name: 'Restore After Move',
		value: 'restoreAfterMove',
		action: 'Restore a request after a move',
		description: 'Find a request that was moved to CrossLink, and write what was saved of it into its note to staff',
	},
	outputs: ['Requests', 'Unclear'],
	doubtOutput: 1,
	properties: [
		buildTextField('Saved Request', 'saved', 'The field saved of Save Before Move', {
			required: true,
			placeholder: 'e.g. {{ $json.saved }}',
		}),
	],
	async start(context) {
		refuseToolRun(context, 'A move is no work for an AI model');
		const { requests } = (await connect(context, 'myLibrary')).reshare;
		return async (itemIndex) => {
			const { outcome, saved, request, inNoteOnly, explanation } = await requests.restore(context.getNodeParameter('saved', itemIndex, ''));
			return [
				{
					output: 0,
					json: {
						outcome,
						requestId: request?.id ?? null,
						hrid: request?.hrid ?? null,
						previousRequestId: saved.id,
						previousHrid: saved.hrid,
						side: saved.side,
						title: saved.title,
						status: request === undefined ? null : (requests.standing(request).status?.label ?? null),
						previousStatus: saved.status,
						reference: saved.references[0] ?? null,
						inNoteOnly: [...inNoteOnly],
						explanation,
						staffLink: request === undefined ? null : requests.staffLink(request),
					},
				},
			];
		};
	},
};
