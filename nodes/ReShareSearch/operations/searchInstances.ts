import type { ClientModule, InstanceSearch } from '../../shared/loadClient';
import { addHint } from '../../shared/addHint';
import {
	buildChoiceField,
	buildChoices,
	buildTextField,
	buildOptionsField,
	resultLimitFields,
	simplifyField,
} from '../../shared/fieldBuilders';
import type { NodeOperation } from '../../shared/nodeOperations';
import { isToolRun } from '../../shared/toolRun';
import { connect } from '../../shared/connection';
import { buildRecordItem } from '../buildRecordItem';
import { readChoiceOrThrow, readLimitOrThrow, readSimplifyOrThrow, readYesNoOrThrow } from '../../shared/readYesNoChoicesAndNumbers';
import { createParameterReader, readTextOrThrow, type ParameterReader } from '../../shared/readParameters';
import { citationOfDraftTexts, readCitationParameters, citationFields } from '../citationFields';

const searchByField = buildChoiceField(
	'Search By',
	'searchBy',
	'How to say what you are looking for',
	buildChoices({
		cql: ['CQL Query', 'A query in the language of the shared inventory: CQL, or that of VuFind'],
		fields: ['Fields', 'Records that match all fields given'],
	}),
	'fields',
);

const sortByField = buildChoiceField(
	'Sort By',
	'sortBy',
	'Order of the records',
	buildChoices({ none: 'As the Inventory Gives Them', title: 'Title', titleDescending: 'Title, Z to A' }),
	'none',
);

function readSearch(client: ClientModule, read: ParameterReader, itemIndex: number): InstanceSearch {
	const byCql = readChoiceOrThrow(read('searchBy', itemIndex, 'fields'), searchByField) === 'cql';
	const returnAll = readYesNoOrThrow(read('returnAll', itemIndex, false), 'Return All') === true;
	const { sortBy } = read('options', itemIndex, {}) as { sortBy?: unknown };
	return {
		...(byCql
			? { cql: readTextOrThrow(read('cql', itemIndex, ''), 'CQL Query') }
			: { citation: citationOfDraftTexts(readCitationParameters(client, read, itemIndex)) }),
		limit: returnAll ? undefined : readLimitOrThrow(read('limit', itemIndex, 50)),
		sortBy: (readChoiceOrThrow(sortBy, sortByField) ?? 'none') as NonNullable<InstanceSearch['sortBy']>,
	};
}

export const searchInstancesOperation: NodeOperation = {
	option: {
		name: 'Search Instances',
		value: 'searchInstances',
		action: 'List titles of the shared inventory',
		description: 'List the records that match, whether or not a library lends them',
	},
	outputs: ['Instances'],
	properties: [
		searchByField,
		...citationFields.map((field) => ({ ...field, displayOptions: { show: { searchBy: ['fields'] } } })),
		buildTextField('CQL Query', 'cql', 'Sent as it is. Put values from other nodes in quotation marks yourself.', {
			required: true,
			placeholder: 'e.g. title all "baby signs" and languages=="eng"',
			displayOptions: { show: { searchBy: ['cql'] } },
		}),
		...resultLimitFields,
		simplifyField,
		buildOptionsField([sortByField]),
	],
	async start(context) {
		const { client, reshare } = await connect(context, 'sharedInventory');
		const { inventory } = reshare;
		const byTool = isToolRun(context);
		const read = createParameterReader(context);
		const warnings = new Set<string>();
		return async (itemIndex) => {
			const simplify = readSimplifyOrThrow(read('simplify', itemIndex, true));
			const found = await inventory.search(readSearch(client, read, itemIndex));
			for (const message of found.warnings) {
				if (warnings.has(message)) continue;
				warnings.add(message);
				addHint(context, message, 'warning');
			}
			// An AI model does not see hints, so it gets the warnings in the item.
			const shownWarnings = byTool && found.warnings.length > 0 ? { warnings: found.warnings } : {};
			if (found.records.length === 0 && byTool) {
				return [
					{ output: 0, json: { outcome: 'nothingFound', explanation: 'The shared inventory has no such record.', ...shownWarnings } },
				];
			}
			return found.records.map((record) => {
				const json = simplify ? buildRecordItem(record, client.recordFormOf(record)) : { ...record, format: client.recordFormOf(record) };
				return { output: 0, json: { outcome: 'found', ...json, ...shownWarnings } };
			});
		};
	},
};
