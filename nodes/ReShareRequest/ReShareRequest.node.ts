import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testLibraryConnection } from '../shared/testConnection';
import { credentialTypes } from '../shared/credentials';
import { docsUrl } from '../shared/docsUrl';
import { withInputPassThrough } from './withInputPassThrough';
import { buildOperationFields, buildOutputsExpression, runOperation, buildSubtitleExpression } from '../shared/nodeOperations';
import {
	getCancelReasons,
	getCannotSupplyReasons,
	getLendingPlaces,
	getLoanConditions,
	getStates,
	searchRequests,
} from './loadDropdownOptions';
import { applyRulesOperation } from './operations/applyRules';
import { getOperation } from './operations/get';
import { getManyOperation } from './operations/getMany';
import { getOpenRequestsOfPatronOperation } from './operations/getOpenRequestsOfPatron';
import { getTimelineOperation } from './operations/getTimeline';
import { getTurnaroundOperation } from './operations/getTurnaround';
import { performActionOperation } from './operations/performAction';
import { previewActionOperation } from './operations/previewAction';
import { restoreAfterMoveOperation } from './operations/restoreAfterMove';
import { saveBeforeMoveOperation } from './operations/saveBeforeMove';
import { sensitiveFields } from '../shared/sensitiveFields';

const operations = [
	applyRulesOperation,
	getOperation,
	getManyOperation,
	getOpenRequestsOfPatronOperation,
	getTimelineOperation,
	getTurnaroundOperation,
	performActionOperation,
	previewActionOperation,
	restoreAfterMoveOperation,
	saveBeforeMoveOperation,
].map(withInputPassThrough);

export class ReShareRequest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ReShare Request',
		name: 'reShareRequest',
		icon: { light: 'file:request.svg', dark: 'file:request.dark.svg' },
		documentationUrl: docsUrl,
		group: ['transform'],
		version: [1],
		defaultVersion: 1,
		subtitle: buildSubtitleExpression(operations),
		description: 'Look up interlibrary loan requests, and do what the borrowing or the lending desk does with them',
		defaults: { name: 'ReShare Request' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: buildOutputsExpression(operations),
		credentials: [{ name: credentialTypes.myLibrary.name, required: true, testedBy: 'libraryConnection' }],
		sensitiveOutputFields: sensitiveFields,
		properties: buildOperationFields(operations, 'get'),
	};

	methods = {
		credentialTest: { libraryConnection: testLibraryConnection },
		listSearch: { searchRequests },
		loadOptions: { getStates, getCancelReasons, getCannotSupplyReasons, getLoanConditions, getLendingPlaces },
	};

	async execute(this: IExecuteFunctions) {
		return await runOperation(this, operations);
	}
}
