import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { connect } from '../../shared/connection';
import type { ItemWork } from '../../shared/items';
import type { Operation } from '../../shared/operation';
import { isToolRun } from '../../shared/toolRun';

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { reshare } = await connect(context, 'myLibrary');
	return async (itemIndex) => {
		if (isToolRun(context)) throw new NodeOperationError(context.getNode(), 'A move is no work for an AI model', { itemIndex, description: 'Run this operation in a workflow of its own.' });
		const kept = await reshare.requests.save();
		return kept.map((saved) => ({ output: 0, json: { outcome: 'saved', requestId: saved.id, hrid: saved.hrid, side: saved.side, title: saved.title, status: saved.status, saved: JSON.stringify(saved) } }));
	};
}

export const saveBeforeMove: Operation = {
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
