import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testInventoryConnection } from '../shared/testConnection';
import { credentialTypes } from '../shared/credentials';
import { docsUrl } from '../shared/docsUrl';
import { buildOperationFields, buildOutputsExpression, runOperation, buildSubtitleExpression } from '../shared/nodeOperations';
import { sensitiveFields } from '../shared/sensitiveFields';
import { getLibraries } from './loadDropdownOptions';
import { firstVersionFillingFromItem } from './citationFields';
import { findEligibleInstanceOperation } from './operations/findEligibleInstance';
import { getInstanceOperation } from './operations/getInstance';
import { searchInstancesOperation } from './operations/searchInstances';

const operations = [findEligibleInstanceOperation, getInstanceOperation, searchInstancesOperation];

export class ReShareSearch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ReShare Search',
		name: 'reShareSearch',
		icon: { light: 'file:search.svg', dark: 'file:search.dark.svg' },
		documentationUrl: docsUrl,
		group: ['input'],
		version: [1, firstVersionFillingFromItem],
		defaultVersion: firstVersionFillingFromItem,
		subtitle: buildSubtitleExpression(operations),
		description: 'Find the book or journal that a patron wants, in a library of the consortium that lends it',
		defaults: { name: 'ReShare Search' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: buildOutputsExpression(operations),
		credentials: [{ name: credentialTypes.sharedInventory.name, required: true, testedBy: 'inventoryConnection' }],
		hints: [
			{
				message: "Whenever a person should look at the choice, the item goes to Needs Review; 'reason' and 'explanation' say why.",
				type: 'info',
				location: 'outputPane',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "findEligibleInstance" }}',
			},
			{
				message: "Matches by title alone are reviewed unless author and year agree. Add 'Publication Date' under Further Details.",
				type: 'info',
				location: 'inputPane',
				whenToDisplay: 'beforeExecution',
				displayCondition:
					'={{ $parameter["operation"] === "findEligibleInstance" && $parameter["title"] && !$parameter["isbn"] && !$parameter["oclcNumber"] && !$parameter["instanceId"] && !$parameter["details"]?.publicationDate }}',
			},
		],
		sensitiveOutputFields: sensitiveFields,
		properties: buildOperationFields(operations, 'findEligibleInstance'),
	};

	methods = {
		credentialTest: { inventoryConnection: testInventoryConnection },
		loadOptions: { getLibraries },
	};

	async execute(this: IExecuteFunctions) {
		return await runOperation(this, operations);
	}
}
