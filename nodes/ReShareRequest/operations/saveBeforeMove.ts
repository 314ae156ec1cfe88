import type { IExecuteFunctions } from 'n8n-workflow';
import { connect } from '../../shared/connection';
import type { ItemWork } from '../../shared/routeItems';
import type { NodeOperation } from '../../shared/nodeOperations';
import { refuseToolRun } from '../../shared/toolRun';

async function start(context: IExecuteFunctions): Promise<ItemWork> {
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
}

export const saveBeforeMoveOperation: NodeOperation = {
	option: {
		name: 'Save Before Move',
		value: 'saveBeforeMove',
		action: 'Save open requests before a move',
		description: 'List the open requests of both sides with what a move from mod-rs to CrossLink leaves behind',
	},
	outputs: ['Saved'],
	doubtOutput: 0,
	properties: [],
	start,
};
