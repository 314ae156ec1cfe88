import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { badInputError } from '../../reshare/errors';
import { lenderAnswers, type LenderAnswerField } from '../../reshare/requests/rules/lenderAnswers';
import { ruleConditionRows, splitEntries, type RuleConditionName } from '../../reshare/requests/rules/ruleConditions';
import type { InputProblem, Requests } from '../shared/loadClient';
import { buildCollection, buildChoiceField, buildFieldWithLoadedOptions, buildRowsField, buildTextField } from '../shared/fieldBuilders';
import { readNumber } from '../shared/readYesNoChoicesAndNumbers';
import { toText, readListOrThrow, readTextOrThrow } from '../shared/readParameters';
import { lenderAnswerFields } from './lenderAnswerFields';

type Rule = Parameters<Requests['ownRules']>[0]['rules'][number];

type Row = (typeof ruleConditionRows)[number][1];

const controls: Readonly<
	Record<Row['control'], (row: Row) => Pick<INodeProperties, 'type' | 'default' | 'options' | 'typeOptions' | 'placeholder'>>
> = {
	words: ({ example = '' }) => ({ type: 'string', default: '', placeholder: `e.g. ${example}` }),
	number: ({ example }) => ({ type: 'number', default: Number(example), typeOptions: { minValue: 0 } }),
	choice: (row) => ({ type: 'options', default: Object.keys(row.options ?? {})[0] ?? '', options: optionsOf(row) }),
	choices: (row) => ({ type: 'multiOptions', default: [], options: optionsOf(row) }),
};

/**
 * Compares English labels without `localeCompare`, which would load the rules of a language when n8n starts. That would take a fifth of the
 * time in which the nodes are loaded.
 */
function compareLabels(one: string, other: string): number {
	return one.toLowerCase() < other.toLowerCase() ? -1 : 1;
}

function optionsOf({ options = {} }: Row): Array<{ readonly name: string; readonly value: string }> {
	return Object.entries(options)
		.map(([value, name]) => ({ name, value }))
		.sort((a, b) => compareLabels(a.name, b.name));
}

const conditionFields: INodeProperties[] = ruleConditionRows
	.map(([name, row]) => ({ displayName: row.label, name, description: row.hint, ...controls[row.control](row) }))
	.sort((a, b) => compareLabels(a.displayName, b.displayName));

const answerFields = {
	...lenderAnswerFields,
	place: buildFieldWithLoadedOptions(
		'Lending Location',
		'place',
		'getLendingPlaces',
		'Location that your library lends the item from; not with CrossLink',
	),
	note: { ...lenderAnswerFields.note, description: 'Goes to the borrower with the response' },
};

const answerRows = Object.entries(lenderAnswers);

export const rulesField = buildRowsField(
	'Rules',
	'rules',
	'The first rule that fits, from top to bottom, decides the response. A request that no rule fits, or that lacks something a rule needs, goes to staff.',
	{
		displayName: 'Rule',
		name: 'values',
		values: [
			buildTextField(
				'Name',
				'name',
				"Stands in the request's own notes. Give a rule that you change another name: the comparison with staff starts again.",
				{ placeholder: 'e.g. Nothing new' },
			),
			buildCollection('When', 'when', 'Add Condition', conditionFields, { description: 'All conditions must hold' }),
			buildChoiceField(
				'Then',
				'then',
				'The response that is sent',
				answerRows.map(([value, { label, hint }]) => ({ name: label, value, description: hint })),
				'leaveToStaff',
			),
			...Object.values(answerFields).map((field) => ({
				...field,
				displayOptions: {
					show: { then: answerRows.flatMap(([kind, { fields }]) => (fields.some((name) => name === field.name) ? [kind] : [])) },
				},
			})),
		],
	},
	{ typeOptions: { multipleValues: true, sortable: true } },
);

/**
 * Reads the rules.
 *
 * @throws ReShareError `badInput` for an incomplete rule, because it would answer requests for which it is not meant
 */
export function readRules(context: IExecuteFunctions): Rule[] {
	const given = (context.getNodeParameter('rules.values', 0, []) as IDataObject[]).map((values, index) => {
		const name = toText(values.name).trim() || `Rule ${index + 1}`;
		const when = readWhen(name, (values.when ?? {}) as IDataObject);
		if (Object.keys(when).length === 0)
			throw badInputError(`The rule '${name}' has no condition`, 'Add one: without a condition it would respond to every request.');
		return { name, when, then: readAnswer(values, name) };
	});
	if (given.length === 0) throw badInputError('There is no rule', 'Add one in Rules.');
	const twice = given.find(({ name }, index) => given.findIndex((other) => other.name === name) < index);
	if (twice !== undefined)
		throw badInputError(`Two rules are called '${twice.name}'`, 'Give each a name of its own: what staff do is counted by it.');
	return given;
}

function readWhen(rule: string, given: IDataObject): Rule['when'] {
	const wanted = ruleConditionRows.flatMap(([name, { label, control }]): Array<[RuleConditionName, string[] | number]> => {
		const value = given[name];
		if (value === undefined) return [];
		const words = control === 'words' ? splitEntries(readTextOrThrow(value, label)) : readListOrThrow(value, label);
		if (words.length === 0) throw badInputError(`'${label}' of the rule '${rule}' is empty`, 'Fill it in, or take the condition out.');
		if (control !== 'number') return [[name, words]];
		const number = Number(words[0]);
		if (!Number.isInteger(number) || number < 0)
			throw badInputError(`'${label}' of the rule '${rule}' is not a whole number`, 'Give a number, such as 6.');
		return [[name, number]];
	});
	return Object.fromEntries(wanted) as Rule['when'];
}

function readCost(value: unknown, rule: string): number {
	const problems: InputProblem[] = [];
	const cost = readNumber(value, lenderAnswerFields.cost, 0, problems);
	if (problems[0] !== undefined) throw badInputError(`The rule '${rule}' has no usable cost: ${problems[0].text}`, 'Give a number.');
	return cost;
}

function readAnswer(values: IDataObject, rule: string): Rule['then'] {
	const filled = (name: LenderAnswerField) => {
		const text = toText(values[name]).trim();
		return text === '' ? {} : { [name]: text };
	};
	switch (values.then) {
		case 'willSupply':
			return { kind: 'willSupply', ...filled('place'), ...filled('callNumber'), ...filled('note') };
		case 'cannotSupply':
			return { kind: 'cannotSupply', ...filled('reason'), ...filled('note') };
		case 'sendConditions': {
			const cost = readCost(values.cost, rule);
			if (cost === 0 && toText(values.condition).trim() === '')
				throw badInputError(`The rule '${rule}' sends conditions and names none`, 'Choose a condition, or give a cost.');
			return {
				kind: 'sendConditions',
				...filled('place'),
				...filled('condition'),
				...(cost > 0 ? { cost, currency: toText(values.currency).trim() || 'USD' } : {}),
				...filled('note'),
			};
		}
		case undefined:
		case 'leaveToStaff':
			return { kind: 'leaveToStaff' };
		default:
			throw badInputError(
				`The rule '${rule}' has an unknown response: '${toText(values.then)}'`,
				`Choose one of: ${Object.keys(lenderAnswers).join(', ')}.`,
			);
	}
}
