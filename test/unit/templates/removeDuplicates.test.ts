import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowFile } from '../../../n8n/n8nTypes';

const folder = path.join(__dirname, '..', '..', '..', 'templates');
const templates = globSync('*.json', { cwd: folder }).map(
	(file) => [file, (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as WorkflowFile).nodes] as const,
);
const following = templates.filter(([, nodes]) =>
	nodes.some(({ parameters }) => parameters.operation === 'removeItemsSeenInPreviousExecutions'),
);

/**
 * Remove Duplicates never forgets: once its history is full, every change fails. A busy library has tens of thousands of changes a year.
 */
it.each(following)('the template %s stores a million delivered changes, enough for ten years', (_file, nodes) => {
	const kept = nodes
		.filter(({ parameters }) => parameters.operation === 'removeItemsSeenInPreviousExecutions')
		.map(({ parameters }) => (parameters as { options?: { historySize?: number } }).options?.historySize ?? 10_000);
	expect(Math.min(...kept)).toBeGreaterThanOrEqual(1_000_000);
});

it('the templates that store delivered changes are all that follow requests, and due-date-letters', () => {
	expect(
		following
			.map(([file]) => file)
			.filter((file) => file !== 'due-date-letters.json')
			.sort(),
	).toEqual(
		templates
			.filter(([, nodes]) => nodes.some(({ type }) => type === 'n8n-nodes-reshare.reShareRequestStatusTrigger'))
			.map(([file]) => file)
			.sort(),
	);
});
