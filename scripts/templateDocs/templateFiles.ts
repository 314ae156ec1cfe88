import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkoutFolder } from '../../n8n/paths';
import type { WorkflowFile } from '../../n8n/n8nTypes';

const folder = path.join(checkoutFolder, 'templates');

export const templateNames = (): string[] =>
	readdirSync(folder)
		.map((file) => path.basename(file, '.json'))
		.sort();

export function readTemplate(name: string): WorkflowFile {
	return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as WorkflowFile;
}

/** Returns the text of the yellow note on the canvas. */
export function canvasNoteOf(template: WorkflowFile): string {
	return String(template.nodes.find(({ parameters }) => parameters.color === 1)?.parameters.content ?? '');
}

/** Returns the text between the note's title and its first section. */
export function introductionOf(note: string): string {
	return note
		.replace(/^## .*\n/, '')
		.replace(/\n### [^]*/, '')
		.trim();
}
