import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowFile } from '../../../n8n/n8nTypes';

const folder = path.join(__dirname, '..', '..', '..', 'templates');

/** Every template, with its file as text. */
export const templates = globSync('*.json', { cwd: folder }).map((file) => {
	const text = readFileSync(path.join(folder, file), 'utf8');
	return { ...(JSON.parse(text) as WorkflowFile), name: path.basename(file, '.json'), text };
});
