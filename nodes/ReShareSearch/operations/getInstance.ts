import type { NodeOperation } from '../../shared/nodeOperations';
import { connect } from '../../shared/connection';
import { readYesNoOrThrow } from '../../shared/readYesNoChoicesAndNumbers';
import { readTextOrThrow } from '../../shared/readParameters';
import { buildRecordItem } from '../buildRecordItem';
import { buildSwitchField, buildTextField, buildOptionsField } from '../../shared/fieldBuilders';

export const getInstanceOperation: NodeOperation = {
	option: {
		name: 'Get Instance',
		value: 'getInstance',
		action: 'Get a title and who holds it',
		description: 'Read one record: which libraries hold it, and whether they lend it',
	},
	outputs: ['Instances'],
	properties: [
		buildTextField('Instance ID', 'instanceId', 'ID of the record in the shared inventory', {
			required: true,
			placeholder: 'e.g. 69640328-788e-43fc-9c3c-af39e243f3b7',
		}),
		buildOptionsField([
			buildSwitchField('Include Items', 'withItems', 'Whether to read the individual copies of each holding, with volume and barcode'),
		]),
	],
	async start(context) {
		const { reshare } = await connect(context, 'sharedInventory');
		return async (itemIndex) => {
			const id = readTextOrThrow(context.getNodeParameter('instanceId', itemIndex, ''), 'Instance ID');
			const { withItems } = context.getNodeParameter('options', itemIndex, {}) as { withItems?: unknown };
			const { record, format, holdings, lendingLibraries, warnings } = await reshare.inventory.get(id, {
				withItems: readYesNoOrThrow(withItems, 'Include Items') === true,
			});
			const json = {
				outcome: 'found',
				...buildRecordItem(record, format),
				contributors: record.contributors,
				publicationDates: record.publicationDates,
				physicalDescriptions: record.physicalDescriptions,
				lendingLibraries,
				lendingLibraryCount: lendingLibraries.length,
				holdingsCount: holdings.length,
				holdings,
				warnings,
			};
			return [{ output: 0, json }];
		};
	},
};
