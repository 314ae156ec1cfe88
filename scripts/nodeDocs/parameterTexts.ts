import type { INodeProperties } from 'n8n-workflow';

/** A field with fewer choices is a detail; one with at least so many says what the node does. */
const fewestChoices = 8;

/** Returns the choices of the fields that say what the node does. The editor explains all fields. */
export function mainChoicesOf(fields: readonly INodeProperties[]): string[] {
	return fields.flatMap(({ displayName, type, options = [] }) =>
		type === 'options' && options.length >= fewestChoices ? [`**${displayName}**: ${options.map(({ name }) => name).join(', ')}.`] : [],
	);
}

/** Returns the notices that the editor shows between the fields. */
export function editorNoticesOf(fields: readonly INodeProperties[]): string[] {
	return fields.filter(({ type }) => type === 'notice').map(({ displayName }) => `> ${plain(displayName)}`);
}

/** Writes links as Markdown, and the text on one line. */
function plain(text: string) {
	return text
		.replaceAll(/<a href="([^"]+)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
		.replaceAll(/<\/?(?:b|i|strong|em|br|code)\s*\/?>/g, '')
		.replaceAll(/\s+/g, ' ');
}
