import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

/** What an operation asks for, by name, in the order of the editor. What a field is for stands in the editor, beside it. */
export function fieldList(fields: readonly INodeProperties[]): string[] {
	const names = new Map(fields.filter(({ type }) => type !== 'notice' && type !== 'hidden').map((field) => [field.displayName, nameWithParts(field)]));
	return [
		...fields.filter(({ type }) => type === 'notice').map(({ displayName }) => `> ${plain(displayName)}`),
		...(names.size === 0 ? [] : [`Fields: ${[...names.values()].join('; ')}.`]),
	];
}

export function anchor(heading: string): string {
	return heading.toLowerCase().replaceAll(' ', '-');
}

/** A group with what can be added to it, a field with what can be chosen. */
function nameWithParts({ displayName, options = [], type }: INodeProperties): string {
	const parts = type === 'fixedCollection' ? options.flatMap((option) => ('values' in option ? option.values : [])) : (options as Array<Exclude<(typeof options)[number], INodePropertyCollection>>);
	const names = [...new Set(parts.map((part) => ('displayName' in part ? part.displayName : part.name)))];
	return names.length === 0 ? displayName : `${displayName} (${names.join(', ')})`;
}

/** Links as Markdown, on one line. */
function plain(text: string): string {
	return text
		.replaceAll(/<a href="([^"]+)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
		.replaceAll(/<\/?(?:b|i|strong|em|br|code)\s*\/?>/g, '')
		.replaceAll(/\s+/g, ' ');
}
