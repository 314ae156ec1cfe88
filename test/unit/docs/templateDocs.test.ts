import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeTemplateLibraryEntries } from '../../../scripts/templateDocs/writeTemplateLibraryEntries';
import { writeTemplatePages } from '../../../scripts/templateDocs/writeTemplatePages';

const checkout = path.join(__dirname, '..', '..', '..');
const folder = path.join(checkout, 'docs', 'templates');

describe('docs/templates', () => {
	const pages = writeTemplatePages();
	const all = [...pages.values()].join('\n');
	const templates = readdirSync(path.join(checkout, 'templates')).map((file) => path.basename(file, '.json'));

	it('docs/templates has exactly one page for each group of templates', () => {
		expect(
			readdirSync(folder)
				.filter((file) => file.endsWith('.md'))
				.sort(),
		).toEqual([...pages.keys()].sort());
	});

	it.each([...pages])('the page docs/templates/%s agrees with its templates; run `npm run docs` after a change', (file, page) => {
		expect(readFileSync(path.join(folder, file), 'utf8')).toBe(page);
	});

	it.each(templates)('the template %s is described in docs/templates, has a picture, and its note numbers the setup steps', (name) => {
		const template = JSON.parse(readFileSync(path.join(checkout, 'templates', `${name}.json`), 'utf8')) as {
			nodes: Array<{ parameters: { color?: number; content?: string } }>;
		};
		expect(all).toContain(`(../../templates/${name}.json)`);
		expect(existsSync(path.join(folder, 'images', `${name}.png`))).toBe(true);
		expect(template.nodes.find(({ parameters }) => parameters.color === 1)?.parameters.content).toMatch(
			/\n### Setup\n+1\. .*\n2\. .*\n3\. /,
		);
	});
});

describe("listings for n8n's template library", () => {
	const listed = [...writeTemplateLibraryEntries()];

	it('listings/ has exactly one listing for each template', () => {
		expect(readdirSync(path.join(checkout, 'listings')).sort()).toEqual(listed.map(([file]) => file).sort());
	});

	it.each(listed)('the listing %s agrees with its template, has the five sections, and is neither too short nor too long', (file, text) => {
		expect(readFileSync(path.join(checkout, 'listings', file), 'utf8')).toBe(text);
		const sections = text.split(/^## /m).slice(1);
		expect(sections.map((section) => section.split('\n')[0])).toEqual([
			'Who is it for',
			'How it works',
			'How to set up',
			'Requirements',
			'How to customize',
		]);
		for (const section of sections) expect(section.split(/\s+/).length).toBeGreaterThan(15);
		expect(text.split(/\s+/).length).toBeGreaterThan(150);
		expect(text.split(/\s+/).length).toBeLessThan(450);
		expect(text.split('\n')[0]).toMatch(/^# [A-Z][a-z]+ .{10,70}$/);
	});
});
