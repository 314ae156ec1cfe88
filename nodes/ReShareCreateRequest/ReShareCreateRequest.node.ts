import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testLibraryConnection } from '../shared/testConnection';
import { credentialTypes } from '../shared/credentials';
import { docsUrl } from '../shared/docsUrl';
import { buildOperationFields, buildOutputsExpression, runOperation, buildSubtitleExpression } from '../shared/nodeOperations';
import { profileCredentialType } from '../shared/loadLibraryProfile';
import { sensitiveFields } from '../shared/sensitiveFields';
import { getCopyrightTypes, searchPickupLocations } from './loadDropdownOptions';
import { createOperation } from './operations/create';
import { previewOperation } from './operations/preview';

const operations = [createOperation, previewOperation];

export class ReShareCreateRequest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ReShare Create Request',
		name: 'reShareCreateRequest',
		icon: { light: 'file:create.svg', dark: 'file:create.dark.svg' },
		documentationUrl: docsUrl,
		group: ['output'],
		version: [1],
		defaultVersion: 1,
		subtitle: `${buildSubtitleExpression(operations)}: {{ $parameter["serviceType"] }}`,
		description: 'Request a book or a copy from another library for a patron, exactly once',
		defaults: { name: 'ReShare Create Request' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: buildOutputsExpression(operations),
		credentials: [
			{ name: credentialTypes.myLibrary.name, displayName: 'Credential for ReShare', required: true, testedBy: 'libraryConnection' },
			// The profile's copyright rules say whether copies are counted.
			{
				name: profileCredentialType.name,
				displayName: 'Library Profile (Copyright Rules)',
				required: false,
				displayOptions: { hide: { serviceType: ['loan'] } },
			},
		],
		hints: [
			{
				message: 'Executing this step sends a real request to other libraries. To try it out, choose the operation Preview.',
				type: 'warning',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "create" }}',
			},
		],
		// An item has the fields of the request that would be sent, and those of the draft that is passed on.
		sensitiveOutputFields: sensitiveFields,
		properties: buildOperationFields(operations, 'create'),
	};

	methods = {
		credentialTest: { libraryConnection: testLibraryConnection },
		listSearch: { searchPickupLocations },
		loadOptions: { getCopyrightTypes },
	};

	async execute(this: IExecuteFunctions) {
		return await runOperation(this, operations);
	}
}
