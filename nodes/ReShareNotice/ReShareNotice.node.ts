import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { docsUrl } from '../shared/docsUrl';
import { buildOperationFields, buildOutputsExpression, runOperation, buildSubtitleExpression } from '../shared/nodeOperations';
import { profileCredentialType } from '../shared/loadLibraryProfile';
import { sensitiveFields } from '../shared/sensitiveFields';
import { previewNoticesOperation } from './operations/previewNotices';
import { readActionsFromPageOperation } from './operations/readActionsFromPage';
import { writeListOperation } from './operations/writeList';
import { writeNoticesOperation } from './operations/writeNotices';
import { writeForAnotherSystemOperation } from './operations/writeForAnotherSystem';
import { writePageOperation } from './operations/writePage';

const operations = [
	writeNoticesOperation,
	previewNoticesOperation,
	writeListOperation,
	writePageOperation,
	readActionsFromPageOperation,
	writeForAnotherSystemOperation,
];

export class ReShareNotice implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ReShare Notice',
		name: 'reShareNotice',
		icon: { light: 'file:notice.svg', dark: 'file:notice.dark.svg' },
		documentationUrl: docsUrl,
		group: ['transform'],
		version: [1],
		defaultVersion: 1,
		subtitle: buildSubtitleExpression(operations),
		description: 'Write what patrons and staff read about interlibrary loans, to be sent by email, chat or ticket',
		defaults: { name: 'ReShare Notice' },
		inputs: [NodeConnectionTypes.Main],
		outputs: buildOutputsExpression(operations),
		credentials: [{ name: profileCredentialType.name, required: true }],
		hints: [
			{
				message: "This node sends nothing. Drag 'to', 'subject', 'text' and 'html' of its items into Send Email, or 'text' into a chat.",
				type: 'info',
				location: 'outputPane',
				whenToDisplay: 'beforeExecution',
			},
		],
		usableAsTool: undefined,
		sensitiveOutputFields: sensitiveFields,
		properties: buildOperationFields(operations, 'writeNotices'),
	};

	async execute(this: IExecuteFunctions) {
		return await runOperation(this, operations);
	}
}
