import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { templatePages } from '../../../scripts/templateDocs/pages';

const checkout = path.join(__dirname, '..', '..', '..');
const folder = path.join(checkout, 'docs', 'templates');

describe('docs/templates', () => {
	const pages = templatePages();
	const templates = readdirSync(path.join(checkout, 'templates')).map((file) => path.basename(file, '.json'));

	it('has a page for each template, and a list', () => {
		expect([...pages.keys()].sort()).toEqual([...templates.map((name) => `${name}.md`), 'README.md'].sort());
		expect(readdirSync(folder).filter((file) => file.endsWith('.md')).sort()).toEqual([...pages.keys()].sort());
	});

	it.each([...pages])('%s says what the template says; run `npx tsx scripts/templateDocs.ts` after a change', (file, text) => {
		expect(readFileSync(path.join(folder, file), 'utf8')).toBe(text);
	});

	it.each(templates)('%s has numbered steps and a picture', (name) => {
		const text = pages.get(`${name}.md`) ?? '';
		expect(text).toMatch(/## Set up\n\n1\. .*\n2\. .*\n3\. /);
		expect(existsSync(path.join(folder, 'images', `${name}.png`))).toBe(true);
	});
});
