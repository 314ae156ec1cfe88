import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { InstanceSearch } from '../../shared/client';
import { routeItems } from '../../shared/items';
import { limitFields, simplifyField } from '../../shared/listFields';
import type { Operation } from '../../shared/operation';
import { isToolRun } from '../../shared/toolRun';
import { wishFields } from '../fields';
import { openIndex } from '../inventory';
import { parameterReader, type ReadParameter } from '../itemParameters';
import { asText, readWish } from '../readWish';
import { simplified } from '../recordItem';

function readSearch(read: ReadParameter, itemIndex: number): InstanceSearch {
	const byCql = read('searchBy', itemIndex, 'fields') === 'cql';
	const returnAll = read('returnAll', itemIndex, false) === true;
	const { sortBy } = read('options', itemIndex, {}) as { sortBy?: InstanceSearch['sortBy'] };
	return {
		...(byCql ? { cql: asText(read('cql', itemIndex, '')) } : { wish: readWish(read, itemIndex) }),
		...(returnAll ? {} : { limit: Math.max(1, Number(read('limit', itemIndex, 50)) || 50) }),
		sortBy: sortBy ?? 'none',
	};
}

async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { client, index } = await openIndex(context);
	const byTool = isToolRun(context);
	const read = parameterReader(context);
	const warnings = new Set<string>();
	const outputs = await routeItems(context, 1, async (itemIndex) => {
		const simplify = read('simplify', itemIndex, true) !== false;
		const found = await client.searchInstances(index, readSearch(read, itemIndex));
		for (const warning of found.warnings) warnings.add(warning);
		if (found.records.length === 0 && byTool) {
			return [{ output: 0, json: { outcome: 'nothingFound', explanation: 'The shared inventory has no such record.' } }];
		}
		return found.records.map((record) => {
			const json = simplify ? simplified(record, client.formOf(record)) : { ...record, format: client.formOf(record) };
			return { output: 0, json: { outcome: 'found', ...json } as unknown as IDataObject };
		});
	});
	for (const message of warnings) context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	return outputs;
}

export const searchInstances: Operation = {
	option: {
		name: 'Search Instances',
		value: 'searchInstances',
		action: 'Search instances',
		description: 'List the records that match, whether or not a library lends them',
	},
	outputs: ['Instances'],
	properties: [
		{
			displayName: 'Search By',
			name: 'searchBy',
			type: 'options',
			options: [
				{ name: 'CQL Query', value: 'cql', description: 'A query in the language of the shared inventory' },
				{ name: 'Fields', value: 'fields', description: 'Records that match all fields given' },
			],
			default: 'fields',
			description: 'How to say what is looked for',
		},
		...wishFields.map((field) => ({ ...field, displayOptions: { show: { searchBy: ['fields'] } } })),
		{
			displayName: 'CQL Query',
			name: 'cql',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. title all "baby signs" and languages=="eng"',
			description: 'Sent as it is. Values from other nodes must be quoted by you.',
			displayOptions: { show: { searchBy: ['cql'] } },
		},
		...limitFields,
		simplifyField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Sort By',
					name: 'sortBy',
					type: 'options',
					default: 'none',
					description: 'Order of the records',
					options: [
						{ name: 'As the Inventory Gives Them', value: 'none' },
						{ name: 'Title', value: 'title' },
						{ name: 'Title, Z to A', value: 'titleDescending' },
					],
				},
			],
		},
	],
	run,
};
