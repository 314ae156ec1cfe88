import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

/** A longer list of choices is for the editor. */
const mostChoices = 20;

/** What the editor says on its own, without a field. */
export function noticesOf(fields: readonly INodeProperties[]): string[] {
	return fields.filter(({ type }) => type === 'notice').map(({ displayName }) => `> ${plain(displayName)}`);
}

/** What an operation asks for, by name, in the order of the editor. What a field is for stands in the editor, beside it. */
export function fieldNames(fields: readonly INodeProperties[]): string[] {
	return [...new Map(fields.filter(({ type }) => type !== 'notice' && type !== 'hidden').map((field) => [field.displayName, nameWithParts(field)])).values()];
}

/** A group with what can be added to it, a field with what can be chosen. */
function nameWithParts({ displayName, options = [], type }: INodeProperties): string {
	const parts = type === 'fixedCollection' ? options.flatMap((option) => ('values' in option ? option.values : [])) : (options as Array<Exclude<(typeof options)[number], INodePropertyCollection>>);
	const names = [...new Set(parts.map((part) => ('displayName' in part ? part.displayName : part.name)))];
	return names.length === 0 || (type.endsWith('ptions') && names.length > mostChoices) ? displayName : `${displayName} (${names.join(', ')})`;
}

/** Links as Markdown, on one line. */
function plain(text: string): string {
	return text
		.replaceAll(/<a href="([^"]+)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
		.replaceAll(/<\/?(?:b|i|strong|em|br|code)\s*\/?>/g, '')
		.replaceAll(/\s+/g, ' ');
}
