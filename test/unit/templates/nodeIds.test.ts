import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(__dirname, '..', '..', '..', 'templates');

it('no two nodes of the templates share an id, by which n8n would mix up the stored states of triggers', () => {
	const ids = readdirSync(folder).flatMap((file) =>
		(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { nodes: ReadonlyArray<{ id: string }> }).nodes.map(({ id }) => id),
	);
	expect(ids.length).toBeGreaterThan(200);
	expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});
