import { UserError, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import { languages } from '../../notices/messages/languages';
import { readNumber } from '../shared/readChoicesAndNumbers';
import type { InputProblem } from '../shared/loadClient';

export function optionsOfKinds(kinds: Readonly<Record<string, { readonly label: string; readonly when: string }>>): INodePropertyOptions[] {
	return Object.entries(kinds).map(([value, { label, when }]) => ({ name: label, value, description: when }));
}

/**
 * Makes a function that shows a field for some kinds only.
 *
 * @param name the field in which the kind is chosen
 */
export function createVisibilityByKind<Kind extends string>(
	name: string,
): (kinds: readonly Kind[], field: INodeProperties) => INodeProperties {
	return (kinds, field) => ({ ...field, displayOptions: { show: { [name]: [...kinds] } } });
}

/**
 * Makes a field for a language.
 *
 * @param usual the label of the choice that sets no language
 */
export function buildLanguageField(name: string, usual: string, description: string): INodeProperties {
	const options = [{ name: usual, value: '' }, ...Object.entries(languages).map(([value, label]) => ({ name: label, value }))];
	return { displayName: 'Language', name, type: 'options', options, default: '', description };
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
