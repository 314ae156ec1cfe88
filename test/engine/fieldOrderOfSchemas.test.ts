import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The items of the nodes have the order of their schemas: first the text to be sent, or the outcome and its reason; then number, title and
 * patron.
 */
const begins = words('to subject text outcome event reason explanation hrid title patronId patronName patronEmail');
const keys = words('requestId instanceId precededBy succeededBy eventId');

function words(text: string) {
	return text.split(' ');
}

function misplaced(fields: readonly string[]) {
	// In items with candidates, the instance ID comes first, because people drag it into the next node.
	const first = [...(fields.includes('candidates') ? ['instanceId'] : []), ...begins].filter((name) => fields.includes(name));
	const last = fields.filter((name) => keys.includes(name) && !first.includes(name));
	return [
		...first.filter((name, index) => fields[index] !== name),
		...last.filter((name) => fields.indexOf(name) < fields.length - last.length),
	];
}

const nodes = path.join(__dirname, '..', '..', 'nodes');

test.each(globSync('*/__schema__/**/*.json', { cwd: nodes }))('the schema %s lists what matters to a reader first and ids last', (file) => {
	const { properties } = JSON.parse(readFileSync(path.join(nodes, file), 'utf8')) as {
		properties: Record<string, { items?: { properties?: object } }>;
	};
	expect(misplaced(Object.keys(properties))).toEqual([]);
	for (const { items } of Object.values(properties)) {
		const fields = Object.keys(items?.properties ?? {});
		expect(fields.includes('hrid') ? misplaced(fields) : []).toEqual([]);
	}
});
