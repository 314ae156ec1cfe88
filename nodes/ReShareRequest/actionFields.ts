import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { CloseAs, RequestAction } from '../shared/client';
import { requestField, sideField } from './fields';

const note = (kinds: ReadonlyArray<RequestAction['kind']>): INodeProperties => ({
	displayName: 'Note',
	name: 'note',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	description: 'Goes to the lending library with the action. Do not write about the patron.',
	displayOptions: { show: { requestAction: [...kinds] } },
});

const agree = { name: 'Agree to Conditions', value: 'agreeConditions', description: 'Accept what the lending library asks for' };
const cancel = { name: 'Cancel', value: 'cancel', description: 'Cancel the request, asking the lending library where there is one' };
const close = { name: 'Close Manually', value: 'closeManually', description: 'Close the request whatever its status is' };
const markRead = { name: 'Mark Messages as Read', value: 'markMessagesSeen', description: 'Mark all messages of the request as read' };
const reject = { name: 'Reject Conditions', value: 'rejectConditions', description: 'Turn the conditions down, so that the next library is asked' };
const send = { name: 'Send Message', value: 'sendMessage', description: 'Write to the other library' };

const onSide = (side: 'borrowing' | 'lending') => ({ side: [side] });

/** A field of one name for each side, with what that side allows. */
const actionField = (side: 'borrowing' | 'lending', options: INodeProperties['options'], usual: RequestAction['kind']): INodeProperties => ({
	displayName: 'Action',
	name: 'requestAction',
	type: 'options',
	noDataExpression: true,
	options: [...(options ?? [])],
	default: usual,
	description: 'What to do with the request',
	displayOptions: { show: onSide(side) },
});

const closeAsField = (side: 'borrowing' | 'lending', options: INodeProperties['options'], usual: CloseAs): INodeProperties => ({
	displayName: 'Close As',
	name: 'closeAs',
	type: 'options',
	options: [...(options ?? [])],
	default: usual,
	description: 'Status that the request gets',
	displayOptions: { show: { ...onSide(side), requestAction: ['closeManually'] } },
});

/** Which request, and what to do with it. */
export const actionFields: INodeProperties[] = [
	requestField,
	sideField,
	actionField('borrowing', [agree, cancel, close, markRead, reject, send], 'cancel'),
	actionField('lending', [close, markRead, send], 'sendMessage'),
	{
		displayName: 'Reason Name or ID',
		name: 'cancelReason',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getCancelReasons' },
		default: '',
		description: 'Why the request is canceled. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { requestAction: ['cancel'] } },
	},
	closeAsField(
		'borrowing',
		[
			{ name: 'Cancelled', value: 'cancelled' },
			{ name: 'Complete', value: 'complete' },
			{ name: 'End of Rota', value: 'endOfRota' },
			{ name: 'Filled Locally', value: 'filledLocally' },
		],
		'cancelled',
	),
	closeAsField(
		'lending',
		[
			{ name: 'Cancelled', value: 'cancelled' },
			{ name: 'Complete', value: 'complete' },
			{ name: 'Could Not Supply', value: 'couldNotSupply' },
			{ name: 'Not Supplied', value: 'notSupplied' },
		],
		'complete',
	),
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		description: 'What you want to tell the other library. Do not write about the patron.',
		displayOptions: { show: { requestAction: ['sendMessage'] } },
	},
	note(['cancel', 'agreeConditions', 'rejectConditions']),
];

export function readAction(context: IExecuteFunctions, itemIndex: number): RequestAction {
	const text = (name: string): string => String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
	const withNote = () => (text('note') === '' ? {} : { note: text('note') });
	const kind = context.getNodeParameter('requestAction', itemIndex) as RequestAction['kind'];
	switch (kind) {
		case 'cancel':
			return { kind, ...(text('cancelReason') === '' ? {} : { reason: text('cancelReason') }), ...withNote() };
		case 'closeManually':
			return { kind, as: text('closeAs') as CloseAs };
		case 'agreeConditions':
		case 'rejectConditions':
			return { kind, ...withNote() };
		case 'markMessagesSeen':
			return { kind };
		case 'sendMessage':
			return { kind, text: text('message') };
	}
}
