import type { INodeProperties } from 'n8n-workflow';

/** A field with at least this many choices says what the node does; with fewer, it is a detail. */
const fewestChoices = 8;

/** Choices of the fields that say what the node does. The editor explains all fields. */
export function mainChoicesOf(fields: readonly INodeProperties[]): string[] {
	return fields.flatMap(({ displayName, type, options = [] }) =>
		type === 'options' && options.length >= fewestChoices ? [`**${displayName}**: ${options.map(({ name }) => name).join(', ')}.`] : [],
	);
}

/** Notices that the editor shows among the fields. */
export function editorNoticesOf(fields: readonly INodeProperties[]): string[] {
	return fields.filter(({ type }) => type === 'notice').map(({ displayName }) => `> ${plain(displayName)}`);
}

/** Links as Markdown, on one line. */
function plain(text: string): string {
	return text
		.replaceAll(/<a href="([^"]+)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
		.replaceAll(/<\/?(?:b|i|strong|em|br|code)\s*\/?>/g, '')
		.replaceAll(/\s+/g, ' ');
}
