import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The kinds of a table as the editor offers them. */
export function optionsOf(kinds: Readonly<Record<string, { readonly label: string; readonly when: string }>>): INodePropertyOptions[] {
	return Object.entries(kinds).map(([value, { label, when }]) => ({ name: label, value, description: when }));
}

/** Makes fields that are shown for some kinds alone, by the field in which the kind is chosen. */
export function shownBy<Kind extends string>(name: string): (kinds: readonly Kind[], field: INodeProperties) => INodeProperties {
	return (kinds, field) => ({ ...field, displayOptions: { show: { [name]: [...kinds] } } });
}
