import { templates } from './readTemplates';

const following = templates.filter(({ nodes }) =>
	nodes.some(({ parameters }) => parameters.operation === 'removeItemsSeenInPreviousExecutions'),
);

/**
 * Remove Duplicates never forgets: once its history is full, every change fails. A busy library has tens of thousands of changes a year.
 */
it.each(following)('the template $name stores a million delivered changes, enough for ten years', ({ nodes }) => {
	const kept = nodes
		.filter(({ parameters }) => parameters.operation === 'removeItemsSeenInPreviousExecutions')
		.map(({ parameters }) => (parameters as { options?: { historySize?: number } }).options?.historySize ?? 10_000);
	expect(Math.min(...kept)).toBeGreaterThanOrEqual(1_000_000);
});

it('exactly the templates with a ReShare trigger, and due-date-letters, store delivered changes', () => {
	expect(following.map(({ name }) => name).filter((name) => name !== 'due-date-letters')).toEqual(
		templates
			.filter(({ nodes }) => nodes.some(({ type }) => type === 'n8n-nodes-reshare.reShareRequestStatusTrigger'))
			.map(({ name }) => name),
	);
});
