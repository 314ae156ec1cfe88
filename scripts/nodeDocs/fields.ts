import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { fieldOfItem } from '../../nodes/shared/parameters';

/**
 * The fields of an operation in the order of the editor, as a table; below it a table for each group of options.
 *
 * @param all every field of the node, to name the ones that others depend on
 * @param told what the page has told already, with the heading under which it stands; what is new is added
 */
export function fieldTable(fields: readonly INodeProperties[], all: readonly INodeProperties[], heading = '', told: Map<string, string> = new Map<string, string>()): string[] {
	const shown = fields.filter(({ type }) => type !== 'notice' && type !== 'hidden');
	const parts = shown.map((field) => ({ field, text: [isGroup(field) ? '' : row(field, all), ...groupParts(field, all)].join('\n\n') }));
	const fresh = parts.filter(({ text }) => !told.has(text));
	const known = parts.filter(({ text }) => told.has(text));
	const result = [
		...fields.filter(({ type }) => type === 'notice').map(({ displayName }) => `> ${cell(displayName)}`),
		...references(known.map(({ field, text }) => ({ name: field.displayName, heading: told.get(text) ?? '' }))),
		...tableOf(fresh.filter(({ field }) => !isGroup(field)).map(({ text }) => text.trim())),
		...fresh.filter(({ field }) => isGroup(field)).map(({ text }) => text.trim()),
	];
	for (const { text } of fresh) told.set(text, heading);
	return result;
}

/** A sentence for each heading under which some of the fields stand already. */
function references(known: ReadonlyArray<{ readonly name: string; readonly heading: string }>): string[] {
	const headings = [...new Set(known.map(({ heading }) => heading))];
	return headings.map((heading) => `As in [${heading}](#${anchor(heading)}): ${[...new Set(known.filter((field) => field.heading === heading).map(({ name }) => name))].join(', ')}.`);
}

export function anchor(heading: string): string {
	return heading.toLowerCase().replaceAll(' ', '-');
}

function isGroup({ type }: INodeProperties): boolean {
	return type === 'collection' || type === 'fixedCollection';
}

function groupParts(group: INodeProperties, all: readonly INodeProperties[]): string[] {
	const options = (group.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
	const inner = group.type === 'fixedCollection' ? options.flatMap((option) => ('values' in option ? option.values : [])) : options.filter((option): option is INodeProperties => 'type' in option);
	return inner.length === 0 ? [] : [`**${group.displayName}**`, ...tableOf(inner.map((field) => row(group.name === 'filters' ? { ...field, default: '' } : field, all)))];
}

function tableOf(rows: readonly string[]): string[] {
	return rows.length === 0 ? [] : [['| Field | |', '|---|---|', ...rows].join('\n')];
}

function row(field: INodeProperties, all: readonly INodeProperties[]): string {
	const words = [ownWords(field.description ?? ''), field.hint ?? '', choices(field), field.placeholder?.startsWith('e.g.') === true ? field.placeholder : ''];
	const text = words.filter((part) => part !== '').map(sentence).join(' ');
	const marks = [field.required === true ? 'required' : '', usual(field), condition(field, all)].filter((mark) => mark !== '').join('; ');
	return `| ${field.displayName}${marks === '' ? '' : ` (${cell(marks)})`} | ${cell(text)} |`;
}

function choices(field: INodeProperties): string {
	if (field.type === 'resourceLocator') return `${(field.modes ?? []).map(({ displayName }) => displayName).join('; ')}`;
	if (field.type !== 'options' && field.type !== 'multiOptions') return '';
	const options = (field.options ?? []).filter((option): option is INodePropertyOptions => 'value' in option);
	if (options.length === 0) return '';
	return options.map(({ name, description }) => `**${name}**${description === undefined ? '' : `: ${description}`}`).join('; ');
}

/** Without what n8n asks of every list and switch to say. */
function ownWords(description: string): string {
	return description.replace(/^Choose from the list, or specify (?:an ID|IDs) using an .*?<\/a>\.?\s*/, '').replace(/(?:^|\s*)Choose from the list, or specify (?:an ID|IDs) using an .*$/, '').replace(/^Whether to (\w)/, (_all, letter: string) => letter.toUpperCase());
}

/** When the field is shown, beyond its operation. */
function condition(field: INodeProperties, all: readonly INodeProperties[]): string {
	const conditions = Object.entries(field.displayOptions?.show ?? {}).filter(([name]) => name !== 'operation');
	return conditions
		.map(([name, values]) => {
			const [path = '', part] = name.replace(/^\//, '').split('.');
			const other = all.find((candidate) => candidate.name === path);
			const same = all.filter((candidate) => candidate.name === path);
			const names = (values ?? []).map((value) => (part === 'mode' ? modeName(other, value) : nameOf(same.find((candidate) => nameOf(candidate, value) !== String(value)) ?? other, value)));
			return `${other?.displayName ?? name}: ${names.join(' or ')}`;
		})
		.join(', ');
}

function usual(field: INodeProperties): string {
	const { default: value } = field;
	if (value === undefined || value === null || value === '' || field.type === 'collection' || field.type === 'fixedCollection' || field.type === 'resourceLocator') return '';
	if (Array.isArray(value)) return value.length === 0 ? '' : `usually ${value.map((entry) => nameOf(field, entry)).join(', ')}`;
	return value === fieldOfItem(field.name) ? `usually the item's \`${field.name}\`` : `usually ${nameOf(field, value)}`;
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
