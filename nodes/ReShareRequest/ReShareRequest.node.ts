import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { libraryConnection } from '../shared/connectionTest';
import { credentialTypes } from '../shared/credential';
import { docsUrl } from '../shared/docs';
import { dropDown, searchable } from '../shared/lists';
import { keepingInput } from './keepInput';
import { operationProperties, outputsByOperation, runOperation, subtitleByOperation, type Operation } from '../shared/operation';
import { getCancelReasons, getCannotSupplyReasons, getLendingPlaces, getLoanConditions, getStates, searchRequests } from './lists';
import { applyRulesOperation } from './operations/applyRules';
import { getOperation } from './operations/get';
import { getManyOperation } from './operations/getMany';
import { getOpenRequestsOperation } from './operations/getOpenRequests';
import { getTimelineOperation } from './operations/getTimeline';
import { getTurnaroundOperation } from './operations/getTurnaround';
import { performActionOperation } from './operations/performAction';
import { previewActionOperation } from './operations/previewAction';
import { restoreAfterMoveOperation } from './operations/restoreAfterMove';
import { saveBeforeMoveOperation } from './operations/saveBeforeMove';
import { sensitiveFields } from '../shared/sensitive';

const operations = [
	applyRulesOperation,
	getOperation,
	getManyOperation,
	getOpenRequestsOperation,
	getTimelineOperation,
	getTurnaroundOperation,
	performActionOperation,
	previewActionOperation,
	restoreAfterMoveOperation,
	saveBeforeMoveOperation,
].map(keepingInput) as unknown as readonly [Operation, ...Operation[]];

export class ReShareRequest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ReShare Request',
		name: 'reShareRequest',
		icon: { light: 'file:request.svg', dark: 'file:request.dark.svg' },
		documentationUrl: docsUrl,
		group: ['transform'],
		version: [1],
		defaultVersion: 1,
		subtitle: subtitleByOperation(operations),
		description: 'Look up interlibrary loan requests, and do what the borrowing or the lending desk does with them',
		defaults: { name: 'ReShare Request' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsByOperation(operations),
		credentials: [{ name: credentialTypes.myLibrary.name, required: true, testedBy: 'libraryConnection' }],
		sensitiveOutputFields: [...sensitiveFields],
		properties: operationProperties(operations, 'get'),
	};

	methods = {
		credentialTest: { libraryConnection },
		listSearch: { searchRequests: searchable(searchRequests) },
		loadOptions: {
			getStates: dropDown('myLibrary', getStates),
			getCancelReasons: dropDown('myLibrary', getCancelReasons),
			getCannotSupplyReasons: dropDown('myLibrary', getCannotSupplyReasons),
			getLoanConditions: dropDown('myLibrary', getLoanConditions),
			getLendingPlaces: dropDown('myLibrary', getLendingPlaces),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
