import { UserError, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import { languages } from '../../notices/messages/languages';
import { buildChoiceField, buildChoices } from '../shared/fieldBuilders';
import { readNumber } from '../shared/readChoicesAndNumbers';
import type { InputProblem } from '../shared/loadClient';

export function optionsOfKinds(kinds: Readonly<Record<string, { readonly label: string; readonly when: string }>>): INodePropertyOptions[] {
	return Object.entries(kinds).map(([value, { label, when }]) => ({ name: label, value, description: when }));
}

/**
 * Makes a field for a language.
 *
 * @param usual the label of the choice that sets no language
 */
export function buildLanguageField(name: string, usual: string, description: string): INodeProperties {
	return buildChoiceField('Language', name, description, buildChoices({ '': usual, ...languages }), '');
}

/**
 * Reads the number in a field, or the field's default where it is empty.
 *
 * @throws UserError for what is no such number
 */
export function readNumberField(field: INodeProperties, value: unknown): number {
	const problems: InputProblem[] = [];
	const number = readNumber(value, field, Number(field.default), problems);
	if (problems[0] !== undefined) throw new UserError(problems[0].text);
	return number;
}
