import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readSwitch } from '../shared/choices';
import type { Client, CloseAs, InputProblem, RequestAction } from '../shared/client';
import { listOf, readText, textOf, withoutInvisibleSigns } from '../shared/parameters';
import { actionField, type ActionKind } from './actionChoices';
import { requestField, sideField } from './fields';

const only = (...kinds: ActionKind[]) => ({ show: { requestAction: kinds } });

const listed = (displayName: string, name: string, loadOptionsMethod: string, description: string, kinds: ActionKind[]): INodeProperties => ({
	displayName: `${displayName} Name or ID`,
	name,
	type: 'options',
	typeOptions: { loadOptionsMethod },
	default: '',
	description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	displayOptions: only(...kinds),
});

const closeAsField = (side: 'borrowing' | 'lending', options: INodeProperties['options'], usual: CloseAs): INodeProperties => ({
	displayName: 'Close As',
	name: 'closeAs',
	type: 'options',
	options: [...(options ?? [])],
	default: usual,
	description: 'Status that the request gets',
	displayOptions: { show: { side: [side], requestAction: ['closeManually'] } },
});

/** Which request, and what to do with it: each field only for the actions that read it. */
export const actionFields: INodeProperties[] = [
	requestField,
	sideField,
	actionField('borrowing', 'cancel'),
	actionField('lending', 'sendMessage'),
	listed('Reason', 'cancelReason', 'getCancelReasons', 'Why the request is canceled', ['cancel']),
	listed('Reason', 'cannotSupplyReason', 'getCannotSupplyReasons', 'Why the item cannot be sent', ['cannotSupply']),
	listed('Reason', 'cannotFillReason', 'getCannotSupplyReasons', "Why your library's own copy cannot be had; only with CrossLink", ['cannotFillLocally']),
	listed('Fetched From', 'lendingPlace', 'getLendingPlaces', 'Where your library fetches the item from. ReShare asks for it in its answer to a new request, unless your library has one place only', ['willSupply', 'sendConditions']),
	{
		displayName: 'Call Number',
		name: 'callNumber',
		type: 'string',
		default: '',
		description: 'Call number of your copy, for the pull slip; not with CrossLink',
		displayOptions: only('willSupply'),
	},
	listed('Condition', 'loanCondition', 'getLoanConditions', 'Under which condition the item can come. Required unless your back end is CrossLink and there is a cost', ['sendConditions']),
	{
		displayName: 'Cost',
		name: 'cost',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'What the borrowing library would pay; 0 for nothing',
		displayOptions: only('sendConditions'),
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: 'USD',
		placeholder: 'e.g. USD',
		description: 'Currency of the cost, by its three letters',
		displayOptions: only('sendConditions'),
	},
	{
		displayName: 'Go On Without an Answer',
		name: 'withoutWaiting',
		type: 'boolean',
		default: false,
		description: 'Whether the request goes on as if the borrowing library had agreed already; CrossLink always waits for its answer',
		displayOptions: only('sendConditions'),
	},
	{
		displayName: 'Barcodes',
		name: 'barcodes',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. 31924000123456, 31924000123457',
		description: 'Barcodes of all the items that are sent, with commas, spaces or line breaks between them, or as a list. Versions of CrossLink of August 2026 send what your own system has named.',
		displayOptions: only('markShipped'),
	},
	{
		displayName: 'Record to Request',
		name: 'recordToRequest',
		type: 'string',
		default: '',
		placeholder: 'e.g. 30000000-0000-4000-8000-000000000001',
		description: 'ID of the record in the shared inventory that the borrowing library is to request instead: its Instance ID. CrossLink does not ask for another request without one.',
		displayOptions: only('askForRetry'),
	},
	{
		displayName: 'Document Link',
		name: 'documentLink',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://documents.example.org/4711.pdf',
		description: 'Address under which the borrowing library finds the copy',
		displayOptions: only('sendDocument'),
	},
	{
		displayName: 'New Due Date',
		name: 'newDueDate',
		type: 'dateTime',
		default: '',
		description: 'Day by which the item must be back. Without it a recall leaves the due date as it is, and a renewal gives the usual time.',
		displayOptions: only('recall', 'agreeRenewal'),
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
		default: '',
		description: 'What you want to tell the other library. Do not write about the patron.',
		displayOptions: only('sendMessage'),
	},
	{
		displayName: 'Staff Note',
		name: 'staffNote',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'What your own staff read; without a text the note is taken away',
		displayOptions: only('writeStaffNote'),
	},
	{
		displayName: 'Note',
		name: 'note',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'Goes to the other library with the action. Do not write about the patron.',
		displayOptions: only('cancel', 'agreeConditions', 'rejectConditions', 'cannotFillLocally', 'willSupply', 'sendConditions', 'cannotSupply', 'askForRetry', 'markShipped', 'sendDocument', 'agreeCancellation', 'refuseCancellation', 'recall'),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Only If the Patron Is',
				name: 'onlyForPatron',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.patronId }}',
				description: "Patron ID that the request must have; capital letters do not matter. Any other request, and any while this is empty, counts as not found: whoever types a wrong card learns nothing. For pages that are open to everybody.",
			},
		],
	},
];

/** Whether the request is that of the patron whom the option names; where there is no such option, any is. */
export function isForPatron(client: Client, context: IExecuteFunctions, itemIndex: number, patronId: string | undefined): boolean {
	const options = context.getNodeParameter('options', itemIndex, {}) as { readonly onlyForPatron?: unknown };
	if (!('onlyForPatron' in options)) return true;
	const wanted = withoutInvisibleSigns(textOf(client, options.onlyForPatron, 'Only If the Patron Is')).trim().toLowerCase();
	return wanted !== '' && wanted === patronId?.trim().toLowerCase();
}

/** The action that the fields tell. @throws ReShareError `badInput` */
export function readAction(client: Client, context: IExecuteFunctions, itemIndex: number): RequestAction {
	const value = (name: string): unknown => context.getNodeParameter(name, itemIndex, '');
	const text = (name: string): string => textOf(client, value(name), labelOf(name)).trim();
	/** Settings from the fields named, without those that are empty. */
	const said = <Setting extends string>(fields: Readonly<Record<Setting, string>>): Partial<Record<Setting, string>> =>
		Object.fromEntries(Object.entries<string>(fields).flatMap(([setting, name]) => (text(name) === '' ? [] : [[setting, text(name)]]))) as Partial<Record<Setting, string>>;
	const newDueDay = () => dueDay(client, value('newDueDate'), context.getTimezone());
	const kind = text('requestAction') as ActionKind;
	switch (kind) {
		case 'cancel':
			return { kind, ...said({ reason: 'cancelReason', note: 'note' }) };
		case 'cannotFillLocally':
			return { kind, ...said({ reason: 'cannotFillReason', note: 'note' }) };
		case 'cannotSupply':
			return { kind, ...said({ reason: 'cannotSupplyReason', note: 'note' }) };
		case 'agreeConditions':
		case 'rejectConditions':
		case 'agreeCancellation':
		case 'refuseCancellation':
			return { kind, ...said({ note: 'note' }) };
		case 'askForRetry':
			return { kind, ...said({ recordId: 'recordToRequest', note: 'note' }) };
		case 'willSupply':
			return { kind, ...said({ place: 'lendingPlace', callNumber: 'callNumber', note: 'note' }) };
		case 'sendConditions': {
			const cost = Number(text('cost'));
			const costs = cost === 0 ? {} : { cost, currency: text('currency').toUpperCase() };
			return { kind, ...said({ condition: 'loanCondition', place: 'lendingPlace', note: 'note' }), ...costs, ...(readSwitch(client, value('withoutWaiting'), 'Go On Without an Answer') === true ? { withoutWaiting: true } : {}) };
		}
		case 'markShipped': {
			const barcodes = barcodesIn(listOf(client, value('barcodes'), labelOf('barcodes')));
			return { kind, ...said({ note: 'note' }), ...(barcodes.length === 0 ? {} : { barcodes }) };
		}
		case 'sendDocument':
			return { kind, link: text('documentLink'), ...said({ note: 'note' }) };
		case 'recall':
			return { kind, ...newDueDay(), ...said({ note: 'note' }) };
		case 'agreeRenewal':
			return { kind, ...newDueDay() };
		case 'sendMessage':
			return { kind, text: text('message') };
		case 'writeStaffNote':
			return { kind, text: text('staffNote') };
		case 'closeManually':
			return { kind, as: text('closeAs') as CloseAs };
		default:
			return { kind };
	}
}

/** What the editor calls a field; those that are chosen from a list say besides that an ID will do. */
function labelOf(name: string): string {
	return actionFields.find((field) => field.name === name)?.displayName.replace(/ Name or ID$/, '') ?? name;
}

/** Barcodes as a person types or scans them, or as a list; each once. */
function barcodesIn(list: readonly string[]): string[] {
	return [...new Set(list.flatMap((part) => part.split(/\s+/)))];
}

/** A day as the field or an expression gives it; a moment is the day in the workflow's time zone. */
function dueDay(client: Client, value: unknown, timeZone: string): { dueDay?: string } {
	const problems: InputProblem[] = [];
	const given = (readText(value, 'New Due Date', problems) ?? '').trim();
	if (problems.length > 0) return { dueDay: 'no day' };
	return given === '' ? {} : { dueDay: client.readDay(given, timeZone) ?? given };
}
