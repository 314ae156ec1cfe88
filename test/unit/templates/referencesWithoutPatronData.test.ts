import { templates } from './readTemplates';

/** Fields from which references may be made, because none of them identifies a patron. */
const harmless = new Set(['submittedAt', 'instanceId', 'listName', 'reference', 'transactionNumber']);

const references = templates.flatMap(({ name: template, nodes }) =>
	nodes
		.filter(({ type }) => type === 'n8n-nodes-reshare.reShareCreateRequest')
		.map(({ name, parameters }) => [template, name, String(parameters.reference ?? '')] as const),
);

/** Other libraries see the reference, and no masking hides it, so that it must not identify a patron. */
describe('the references that templates give to requests', () => {
	it('the check of references covers the templates that create requests', () => {
		expect(references.map(([file]) => file)).toEqual(
			expect.arrayContaining(['guide-workflow', 'find-or-review', 'isbn-list', 'request-from-form', 'request-from-webhook']),
		);
	});

	it.each(references)('the template %s, node %s, makes a reference without any data of the patron', (_file, _name, reference) => {
		const fields = [...reference.matchAll(/\bjson(?:\.([A-Za-z_]+(?:\.(?!replace|slice|trim)[A-Za-z_]+)*)|\['([^']+)'\])/g)].map(
			([, dotted, quoted]) => dotted ?? quoted ?? '',
		);
		expect(fields.map((field) => field.replace(/\.(?:replace|slice|trim)$/, '')).filter((field) => !harmless.has(field))).toEqual([]);
		// Every value is read through `json`, so that none escapes the check above.
		expect(reference.replace(/\$\('[^']+'\)\.(?:item|first\(\))\.json|\$json/g, '')).not.toMatch(/\$/);
	});
});
