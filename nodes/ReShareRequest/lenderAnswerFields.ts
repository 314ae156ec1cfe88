import type { INodeProperties } from 'n8n-workflow';
import type { LenderAnswerField } from '../../reshare/requests/rules/lenderAnswers';
import { buildFieldWithLoadedOptions, buildNumberField, buildTextField } from '../shared/fieldBuilders';

/** The fields for a lender's response. Both an action and a lending rule can send such a response. */
export const lenderAnswerFields: Readonly<Record<LenderAnswerField, INodeProperties>> = {
	place: buildFieldWithLoadedOptions(
		'Lending Location',
		'place',
		'getLendingPlaces',
		'Location that your library lends the item from. ReShare needs it in the response to a new request, unless your library has only one',
	),
	callNumber: buildTextField('Call Number', 'callNumber', 'Call number of your copy, for the pull slip; not with CrossLink'),
	reason: buildFieldWithLoadedOptions('Reason', 'reason', 'getCannotSupplyReasons', 'Why the item cannot be sent'),
	condition: buildFieldWithLoadedOptions(
		'Condition',
		'condition',
		'getLoanConditions',
		'Under which condition the item can come. Required unless your back end is CrossLink and there is a cost',
	),
	cost: buildNumberField('Cost', 'cost', 'What the borrower would pay; 0 for nothing', 0, { minValue: 0, numberPrecision: 2 }),
	currency: buildTextField('Currency', 'currency', 'Currency of the cost, by its three letters', {
		default: 'USD',
		placeholder: 'e.g. USD',
	}),
	note: buildTextField('Note', 'note', 'Goes to the other library with the action. Do not write about the patron.', {
		typeOptions: { rows: 2 },
	}),
};
