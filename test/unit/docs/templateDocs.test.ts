import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { templatesPage } from '../../../scripts/templateDocs/pages';

const checkout = path.join(__dirname, '..', '..', '..');
const folder = path.join(checkout, 'docs', 'templates');

describe('docs/templates', () => {
	const page = templatesPage();
	const templates = readdirSync(path.join(checkout, 'templates')).map((file) => path.basename(file, '.json'));

	it('says what the templates say; run `npm run docs` after a change', () => {
		expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toBe(page);
	});

	it.each(templates)('%s is told of, with a picture, and its own note has numbered steps', (name) => {
		const template = JSON.parse(readFileSync(path.join(checkout, 'templates', `${name}.json`), 'utf8')) as { nodes: Array<{ parameters: { color?: number; content?: string } }> };
		expect(page).toContain(`(../../templates/${name}.json)`);
		expect(existsSync(path.join(folder, 'images', `${name}.png`))).toBe(true);
		expect(template.nodes.find(({ parameters }) => parameters.color === 1)?.parameters.content).toMatch(/\n### Setup\n+1\. .*\n2\. .*\n3\. /);
	});
});
