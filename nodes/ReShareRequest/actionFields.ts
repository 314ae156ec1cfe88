import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { readNumberOrThrow, readYesNoOrThrow } from '../shared/readYesNoChoicesAndNumbers';
import type { ClientModule, CloseAs, InputProblem, RequestAction } from '../shared/loadClient';
import {
	buildChoiceField,
	buildChoices,
	buildField,
	buildFieldWithLoadedOptions,
	buildOptionsField,
	buildSwitchField,
	buildTextField,
} from '../shared/fieldBuilders';
import { readListOrThrow, readTextParameter, readTextOrThrow, removeInvisibleCharacters } from '../shared/readParameters';
import { actionTable, type ActionKind, type ActionSetting } from '../../reshare/requests/model/actions';
import type { LenderAnswerField } from '../../reshare/requests/rules/lenderAnswers';
import { buildActionField, actionsWithSetting } from './actionChoices';
import { lenderAnswerFields } from './lenderAnswerFields';
import { requestField, sideField } from './requestFields';

const only = (...kinds: ActionKind[]) => ({ show: { requestAction: kinds } });

/** Makes the field of an action for a setting that the response of a lending rule has as well. */
const settingField = (setting: Exclude<LenderAnswerField, 'reason'>, name: string = setting) => ({
	...lenderAnswerFields[setting],
	name,
	displayOptions: only(...actionsWithSetting(setting)),
});

const closeAsField = (side: 'borrowing' | 'lending', options: INodePropertyOptions[], usual: CloseAs) =>
	buildChoiceField('Close As', 'closeAs', 'Status that the request gets', options, usual, {
		displayOptions: { show: { side: [side], requestAction: ['closeManually'] } },
	});

export const actionFields: INodeProperties[] = [
	requestField,
	sideField,
	buildActionField('borrowing', 'cancel'),
	buildActionField('lending', 'sendMessage'),
	{
		...buildFieldWithLoadedOptions('Reason', 'cancelReason', 'getCancelReasons', 'Why the request is canceled'),
		displayOptions: only('cancel'),
	},
	{ ...lenderAnswerFields.reason, name: 'cannotSupplyReason', displayOptions: only('cannotSupply') },
	{
		...buildFieldWithLoadedOptions(
			'Reason',
			'cannotFillReason',
			'getCannotSupplyReasons',
			"Why your library's own copy cannot be had; only with CrossLink",
		),
		displayOptions: only('cannotFillLocally'),
	},
	settingField('place', 'lendingPlace'),
	settingField('callNumber'),
	settingField('condition', 'loanCondition'),
	settingField('cost'),
	settingField('currency'),
	{
		...buildSwitchField(
			'Continue Without a Response',
			'withoutWaiting',
			'Whether the request continues as if the borrower had agreed already; CrossLink always waits for its response',
		),
		displayOptions: only(...actionsWithSetting('withoutWaiting')),
	},
	buildTextField(
		'Barcodes',
		'barcodes',
		'Barcodes of all the items that are sent, with commas, spaces or line breaks between them, or as a list. Versions of CrossLink of August 2026 send what your own system has named.',
		{
			typeOptions: { rows: 2 },
			placeholder: 'e.g. 31924000123456, 31924000123457',
			displayOptions: only(...actionsWithSetting('barcodes')),
		},
	),
	buildTextField(
		'Record to Request',
		'recordToRequest',
		'Instance ID of the record in the shared inventory that the borrower should request instead. CrossLink requires it.',
		{ placeholder: 'e.g. 30000000-0000-4000-8000-000000000001', displayOptions: only(...actionsWithSetting('recordId')) },
	),
	buildTextField('Document Link', 'documentLink', 'Address where the borrower finds the copy', {
		placeholder: 'e.g. https://documents.example.org/4711.pdf',
		displayOptions: only('sendDocument'),
	}),
	buildField(
		'dateTime',
		'New Due Date',
		'newDueDate',
		'Day by which the item must be back. Without it a recall leaves the due date as it is, and a renewal gives the usual time.',
		{ displayOptions: only(...actionsWithSetting('dueDay')) },
	),
	closeAsField(
		'borrowing',
		buildChoices({ cancelled: 'Canceled', complete: 'Complete', endOfRota: 'End of Rota', filledLocally: 'Filled Locally' }),
		'cancelled',
	),
	closeAsField(
		'lending',
		buildChoices({ cancelled: 'Canceled', complete: 'Complete', couldNotSupply: 'Could Not Supply', notSupplied: 'Not Supplied' }),
		'complete',
	),
	buildTextField(
		'Conditions Shown',
		'conditionsShown',
		'The conditions that the person who agrees has seen: the field conditions of the trigger, of Get or of Preview Action, or their IDs. If the lender has set others since, nothing is accepted. If empty: the conditions that the request has when this node reads it.',
		{ default: '={{ $json.conditions }}', displayOptions: only(...actionsWithSetting('shown')) },
	),
	buildTextField('Message', 'message', 'What you want to tell the other library. Do not write about the patron.', {
		typeOptions: { rows: 4 },
		displayOptions: only('sendMessage'),
	}),
	buildTextField('Staff Note', 'staffNote', 'What your own staff read; without a text the note is taken away', {
		typeOptions: { rows: 4 },
		displayOptions: only('writeStaffNote'),
	}),
	settingField('note'),
	buildOptionsField([
		buildTextField(
			'Only If the Patron Is',
			'onlyForPatron',
			'Patron ID that the request must have; capital letters do not matter. Any other request, and any while this is empty, counts as not found: whoever types a wrong card learns nothing. After five wrong tries for a patron or a request, both fail for an hour. For pages that are open to everybody.',
			{ placeholder: 'e.g. {{ $json.patronId }}' },
		),
	]),
];

/**
 * Reads the ID of the patron to whom the request must belong, in lower case. It is empty if nothing was typed, and undefined if the option
 * is not used.
 */
export function readExpectedPatronId(context: IExecuteFunctions, itemIndex: number): string | undefined {
	const options = context.getNodeParameter('options', itemIndex, {}) as { readonly onlyForPatron?: unknown };
	return 'onlyForPatron' in options
		? removeInvisibleCharacters(readTextOrThrow(options.onlyForPatron, 'Only If the Patron Is')).trim().toLowerCase()
		: undefined;
}

const reasonFields: Readonly<Partial<Record<ActionKind, string>>> = {
	cancel: 'cancelReason',
	cannotSupply: 'cannotSupplyReason',
	cannotFillLocally: 'cannotFillReason',
};

/**
 * Reads the action with the settings that are filled in.
 *
 * @throws ReShareError `badInput`
 */
export function readAction(client: ClientModule, context: IExecuteFunctions, itemIndex: number): RequestAction {
	const value = (name: string) => context.getNodeParameter(name, itemIndex, '');
	const text = (name: string) => readTextOrThrow(value(name), labelOf(name)).trim();
	const filled = (name: string) => text(name) || undefined;
	const cost = () => readNumberOrThrow(value('cost'), lenderAnswerFields.cost, 0);
	const kind = text('requestAction') as ActionKind;
	const read: Readonly<Record<ActionSetting | 'link' | 'text' | 'as', () => unknown>> = {
		link: () => text('documentLink'),
		text: () => text(kind === 'sendMessage' ? 'message' : 'staffNote'),
		as: () => text('closeAs') as CloseAs,
		reason: () => filled(reasonFields[kind] ?? ''),
		note: () => filled('note'),
		recordId: () => filled('recordToRequest'),
		place: () => filled('lendingPlace'),
		callNumber: () => filled('callNumber'),
		condition: () => filled('loanCondition'),
		cost: () => cost() || undefined,
		currency: () => (cost() === 0 ? undefined : text('currency').toUpperCase()),
		shown: () => shownIn(value('conditionsShown')),
		withoutWaiting: () => readYesNoOrThrow(value('withoutWaiting'), 'Continue Without a Response') === true || undefined,
		barcodes: () => barcodesIn(readListOrThrow(value('barcodes'), labelOf('barcodes'))),
		dueDay: () => dueDay(client, value('newDueDate'), context.getTimezone()),
	};
	const { needs, says = [] } = (actionTable as Readonly<Partial<typeof actionTable>>)[kind] ?? {};
	const entries = [...(needs === undefined ? [] : [needs]), ...says].map((name) => [name, read[name]()] as const);
	return { kind, ...Object.fromEntries(entries.filter(([, what]) => what !== undefined)) } as RequestAction;
}

/** Returns the label of a field in the editor, without the ending that marks fields with a list. */
function labelOf(name: string): string {
	return actionFields.find((field) => field.name === name)?.displayName.replace(/ Name or ID$/, '') ?? name;
}

/** Reads the conditions that were shown to staff, as items list them, or their ids. An empty list means that none was shown. */
function shownIn(value: unknown): string[] | undefined {
	if (Array.isArray(value))
		return value.flatMap((one: unknown) =>
			typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : typeof one === 'string' ? one : [],
		);
	const given = readTextOrThrow(value, labelOf('conditionsShown')).trim();
	return given === '' ? undefined : given.split(/[\s,;]+/);
}

function barcodesIn(list: readonly string[]): string[] | undefined {
	return list.length === 0 ? undefined : [...new Set(list.flatMap((part) => part.split(/\s+/)))];
}

/** Reads a due day. A moment counts as its day in the workflow's time zone. */
function dueDay(client: ClientModule, value: unknown, timeZone: string): string | undefined {
	const problems: InputProblem[] = [];
	const given = (readTextParameter(value, 'New Due Date', problems) ?? '').trim();
	if (problems.length > 0) return 'no day';
	return given === '' ? undefined : (client.readDay(given, timeZone) ?? given);
}
