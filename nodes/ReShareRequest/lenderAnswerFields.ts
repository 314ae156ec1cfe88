import type { INodeProperties } from 'n8n-workflow';
import type { LenderAnswerField } from '../../reshare/requests/rules/lenderAnswers';
import { buildFieldWithLoadedOptions } from '../shared/commonFields';

/** The fields for a lender's response. Both an action and a lending rule can send such a response. */
export const lenderAnswerFields = {
	place: buildFieldWithLoadedOptions(
		'Lending Location',
		'getLendingPlaces',
		'Location that your library lends the item from. ReShare needs it in the response to a new request, unless your library has only one',
	),
	callNumber: {
		displayName: 'Call Number',
		type: 'string',
		default: '',
		description: 'Call number of your copy, for the pull slip; not with CrossLink',
	},
	reason: buildFieldWithLoadedOptions('Reason', 'getCannotSupplyReasons', 'Why the item cannot be sent'),
	condition: buildFieldWithLoadedOptions(
		'Condition',
		'getLoanConditions',
		'Under which condition the item can come. Required unless your back end is CrossLink and there is a cost',
	),
	cost: {
		displayName: 'Cost',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'What the borrower would pay; 0 for nothing',
	},
	currency: {
		displayName: 'Currency',
		type: 'string',
		default: 'USD',
		placeholder: 'e.g. USD',
		description: 'Currency of the cost, by its three letters',
	},
	note: {
		displayName: 'Note',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'Goes to the other library with the action. Do not write about the patron.',
	},
} as const satisfies Readonly<Record<LenderAnswerField, Omit<INodeProperties, 'name'>>>;
