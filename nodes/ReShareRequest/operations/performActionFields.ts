import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { RequestAction } from '../../shared/client';

const note = (kinds: ReadonlyArray<RequestAction['kind']>): INodeProperties => ({
	displayName: 'Note',
	name: 'note',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	description: 'Goes to the lending library with the action. Do not write about the patron.',
	displayOptions: { show: { requestAction: [...kinds] } },
});

export const actionFields: INodeProperties[] = [
	{
		displayName: 'Action',
		name: 'requestAction',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Agree to Conditions', value: 'agreeConditions', description: 'Accept what the lending library asks for' },
			{ name: 'Cancel', value: 'cancel', description: 'Cancel the request, asking the lending library where there is one' },
			{ name: 'Close Manually', value: 'closeManually', description: 'Close the request whatever its status is' },
			{ name: 'Mark Messages as Read', value: 'markMessagesSeen', description: 'Mark all messages of the request as read' },
			{ name: 'Reject Conditions', value: 'rejectConditions', description: 'Turn the conditions down, so that the next library is asked' },
			{ name: 'Send Message to Supplier', value: 'sendMessage', description: 'Write to the lending library' },
		],
		default: 'cancel',
		description: 'What to do with the request',
	},
	{
		displayName: 'Reason Name or ID',
		name: 'cancelReason',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getCancelReasons' },
		default: '',
		description: 'Why the request is cancelled. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { requestAction: ['cancel'] } },
	},
	{
		displayName: 'Close As',
		name: 'closeAs',
		type: 'options',
		options: [
			{ name: 'Cancelled', value: 'REQ_CANCELLED' },
			{ name: 'Complete', value: 'REQ_REQUEST_COMPLETE' },
			{ name: 'End of Rota', value: 'REQ_END_OF_ROTA' },
			{ name: 'Filled Locally', value: 'REQ_FILLED_LOCALLY' },
		],
		default: 'REQ_CANCELLED',
		description: 'Status that the request gets',
		displayOptions: { show: { requestAction: ['closeManually'] } },
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		description: 'What the lending library shall read. Do not write about the patron.',
		displayOptions: { show: { requestAction: ['sendMessage'] } },
	},
	note(['cancel', 'agreeConditions', 'rejectConditions']),
	{
		displayName: 'Preview Only',
		name: 'previewOnly',
		type: 'boolean',
		default: false,
		description: 'Whether to only say if the action is possible now, and do nothing',
	},
];

export function readAction(context: IExecuteFunctions, itemIndex: number): RequestAction {
	const text = (name: string): string => String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
	const withNote = () => (text('note') === '' ? {} : { note: text('note') });
	const kind = context.getNodeParameter('requestAction', itemIndex) as RequestAction['kind'];
	switch (kind) {
		case 'cancel':
			return { kind, ...(text('cancelReason') === '' ? {} : { reason: text('cancelReason') }), ...withNote() };
		case 'closeManually':
			return { kind, state: text('closeAs') };
		case 'agreeConditions':
		case 'rejectConditions':
			return { kind, ...withNote() };
		case 'markMessagesSeen':
			return { kind };
		case 'sendMessage':
			return { kind, text: text('message') };
	}
}
