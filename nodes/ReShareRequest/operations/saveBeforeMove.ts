import { connect } from '../../shared/connection';
import type { NodeOperation } from '../../shared/nodeOperations';
import { refuseToolRun } from '../../shared/toolRun';

export const saveBeforeMoveOperation: NodeOperation = {
	option: {
		name: 'Save Before Move',
		value: 'saveBeforeMove',
		action: 'Save open requests before a move',
		description: 'List the open requests of both sides with what a move from mod-rs to CrossLink leaves behind',
	},
	outputs: ['Saved'],
	properties: [],
	async start(context) {
		refuseToolRun(context, 'A move is no work for an AI model');
		const { reshare } = await connect(context, 'myLibrary');
		return async () => {
			const requests = await reshare.requests.save();
			return requests.map((saved) => ({
				output: 0,
				json: {
					outcome: 'saved',
					requestId: saved.id,
					hrid: saved.hrid,
					side: saved.side,
					title: saved.title,
					status: saved.status,
					saved: JSON.stringify(saved),
				},
			}));
		};
	},
};
