import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { languages } from '../../notices/words/languages';

export function optionsOf(kinds: Readonly<Record<string, { readonly label: string; readonly when: string }>>): INodePropertyOptions[] {
	return Object.entries(kinds).map(([value, { label, when }]) => ({ name: label, value, description: when }));
}

/** @param name the field in which the kind is chosen */
export function shownBy<Kind extends string>(name: string): (kinds: readonly Kind[], field: INodeProperties) => INodeProperties {
	return (kinds, field) => ({ ...field, displayOptions: { show: { [name]: [...kinds] } } });
}

/** @param usual names the choice of none */
export function languageField(name: string, usual: string, description: string): INodeProperties {
	const options = [{ name: usual, value: '' }, ...Object.entries(languages).map(([value, label]) => ({ name: label, value }))];
	return { displayName: 'Language', name, type: 'options', options, default: '', description };
}
