import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { libraryConnection } from '../shared/connectionTest';
import { credentialTypes } from '../shared/credential';
import { docsUrl } from '../shared/docs';
import { dropDown, searchable } from '../shared/lists';
import { operationProperties, outputsByOperation, runOperation, subtitleByOperation } from '../shared/operation';
import { profileType } from '../shared/profile';
import { sensitiveFields } from '../shared/sensitive';
import { getCopyrightTypes, searchPickupLocations } from './lists';
import { createOperation } from './operations/create';
import { previewOperation } from './operations/preview';

const operations = [createOperation, previewOperation] as const;

export class ReShareCreateRequest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ReShare Create Request',
		name: 'reShareCreateRequest',
		icon: { light: 'file:create.svg', dark: 'file:create.dark.svg' },
		documentationUrl: docsUrl,
		group: ['output'],
		version: [1],
		defaultVersion: 1,
		subtitle: `${subtitleByOperation(operations)}: {{ $parameter["serviceType"] }}`,
		description: 'Request a book or a copy from another library for a patron, exactly once',
		defaults: { name: 'ReShare Create Request' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsByOperation(operations),
		credentials: [
			{ name: credentialTypes.myLibrary.name, required: true, testedBy: 'libraryConnection' },
			// The profile's copyright rules say whether copies are counted.
			{ name: profileType.name, required: false, displayOptions: { hide: { serviceType: ['loan'] } } },
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
		// The fields of the request that would be sent, and of the draft that is handed on.
		sensitiveOutputFields: [...sensitiveFields],
		properties: operationProperties(operations, 'create'),
	};

	methods = {
		credentialTest: { libraryConnection },
		listSearch: { searchPickupLocations: searchable(searchPickupLocations) },
		loadOptions: { getCopyrightTypes: dropDown('myLibrary', getCopyrightTypes) },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
