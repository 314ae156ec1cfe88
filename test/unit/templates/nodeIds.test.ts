import { templates } from './readTemplates';

it('no two nodes of the templates share an id, by which n8n would mix up the stored states of triggers', () => {
	const ids = templates.flatMap(({ nodes }) => nodes.map(({ id }) => id));
	expect(ids.length).toBeGreaterThan(200);
	expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});
