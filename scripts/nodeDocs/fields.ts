import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

const kinds: Readonly<Record<string, string>> = {
	boolean: 'on or off',
	collection: 'choose what you need',
	dateTime: 'date',
	fixedCollection: 'table',
	multiOptions: 'choose several',
	number: 'number',
	options: 'choose one',
	resourceLocator: 'choose, or type',
	string: 'text',
};

/**
 * The fields of an operation in the order of the editor, as a table; below it a table for each group of options.
 *
 * @param all every field of the node, to name the ones that others depend on
 */
export function fieldTable(fields: readonly INodeProperties[], all: readonly INodeProperties[]): string[] {
	if (fields.length === 0) return ['None.'];
	const shown = fields.filter(({ type }) => type !== 'notice' && type !== 'hidden');
	const notices = fields.filter(({ type }) => type === 'notice').map(({ displayName }) => `> ${cell(displayName)}`);
	return [...notices, table(shown, all), ...shown.filter(isGroup).flatMap((group) => groupParts(group, all))];
}

function isGroup({ type }: INodeProperties): boolean {
	return type === 'collection' || type === 'fixedCollection';
}

function groupParts(group: INodeProperties, all: readonly INodeProperties[]): string[] {
	const options = (group.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
	const inner = group.type === 'fixedCollection' ? options.flatMap((option) => ('values' in option ? option.values : [])) : options.filter((option): option is INodeProperties => 'type' in option);
	return inner.length === 0 ? [] : [`**${group.displayName}**`, table(inner, all)];
}

function table(fields: readonly INodeProperties[], all: readonly INodeProperties[]): string {
	return ['| Field | Kind | Usually | |', '|---|---|---|---|', ...fields.map((field) => row(field, all))].join('\n');
}

function row(field: INodeProperties, all: readonly INodeProperties[]): string {
	const words = [field.description ?? '', field.hint ?? '', choices(field), condition(field, all), field.placeholder?.startsWith('e.g.') === true ? `${field.placeholder}` : ''];
	const text = words.filter((part) => part !== '').map(sentence).join(' ');
	return `| ${field.displayName}${field.required === true ? ' (required)' : ''} | ${kinds[field.type] ?? field.type} | ${cell(usual(field))} | ${cell(text)} |`;
}

function choices(field: INodeProperties): string {
	if (field.type === 'resourceLocator') return `Ways to give it: ${(field.modes ?? []).map(({ displayName }) => displayName).join('; ')}`;
	if (field.type !== 'options' && field.type !== 'multiOptions') return '';
	const options = (field.options ?? []).filter((option): option is INodePropertyOptions => 'value' in option);
	if (options.length === 0) return '';
	return options.map(({ name, description }) => `**${name}**${description === undefined ? '' : `: ${description}`}`).join('; ');
}

/** When the field is shown, beyond its operation. */
function condition(field: INodeProperties, all: readonly INodeProperties[]): string {
	const conditions = Object.entries(field.displayOptions?.show ?? {}).filter(([name]) => name !== 'operation');
	return conditions
		.map(([name, values]) => {
			const [path = '', part] = name.replace(/^\//, '').split('.');
			const other = all.find((candidate) => candidate.name === path);
			const names = (values ?? []).map((value) => (part === 'mode' ? modeName(other, value) : nameOf(other, value)));
			return `Shown when ${other?.displayName ?? name} is ${names.join(' or ')}`;
		})
		.join('. ');
}

function usual(field: INodeProperties): string {
	const { default: value } = field;
	if (value === undefined || value === null || value === '' || field.type === 'collection' || field.type === 'fixedCollection' || field.type === 'resourceLocator') return '';
	if (Array.isArray(value)) return value.map((entry) => nameOf(field, entry)).join(', ');
	return nameOf(field, value);
}

function nameOf(field: INodeProperties | undefined, value: unknown): string {
	if (value === true) return 'on';
	if (value === false) return 'off';
	const option = (field?.options ?? []).find((candidate) => 'value' in candidate && candidate.value === value);
	return option === undefined ? String(value) : option.name;
}

function modeName(field: INodeProperties | undefined, value: unknown): string {
	return field?.modes?.find(({ name }) => name === value)?.displayName ?? String(value);
}

function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Text that stays within its cell, with links as Markdown. */
function cell(text: string): string {
	return text
		.replaceAll(/<a href="([^"]+)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
		.replaceAll(/<\/?(?:b|i|strong|em|br|code)\s*\/?>/g, '')
		.replaceAll('|', '\\|')
		.replaceAll(/\s+/g, ' ');
}
