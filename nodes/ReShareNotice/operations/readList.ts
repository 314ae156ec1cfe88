import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ItemWork } from '../../shared/items';
import { loadNotices } from '../../shared/notices';
import type { Operation } from '../../shared/operation';
import { asList, asText } from '../../shared/parameters';

const outputOf = { lines: 0, notRead: 1 } as const;

const fields: INodeProperties[] = [
	{
		displayName: 'List',
		name: 'list',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.Requests }}',
		description: 'What was pasted, one line for each',
	},
	{
		displayName: 'Values in a Line',
		name: 'valueNames',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. patronId, number',
		description: 'What the values in a line are called, in their order. In the list they stand behind each other with spaces, commas, semicolons or tabs between.',
	},
];

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { readList } = await loadNotices();
	return async (itemIndex) => {
		const rows = readList(asText(context.getNodeParameter('list', itemIndex, '')), asList(context.getNodeParameter('valueNames', itemIndex, '')));
		return await Promise.resolve(rows.map((row) => ({ output: row.outcome === 'notRead' ? outputOf.notRead : outputOf.lines, json: { ...row } as IDataObject })));
	};
}

export const readListOperation: Operation = {
	option: {
		name: 'Read a List',
		value: 'readList',
		action: 'Read a list that was pasted',
		description: 'Make an item of each line of a list that was pasted into a form, with a field for each value',
	},
	outputs: ['Lines', 'Not Read'],
	doubtOutput: outputOf.notRead,
	properties: fields,
	start,
};
