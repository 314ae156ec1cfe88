import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeNodePages } from '../../../scripts/nodeDocs/writeNodePages';
import { writeLetterPages } from '../../../scripts/notices/writeLetterPages';

const folder = path.join(__dirname, '..', '..', '..', 'docs', 'nodes');

describe('docs/nodes', () => {
	let pages: Map<string, string>;

	beforeAll(async () => {
		pages = await writeNodePages();
	});

	it('docs/nodes has exactly one page for each node', () => {
		expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
		expect(pages.size).toBe(5);
	});

	it.each(readdirSync(folder))('the page docs/nodes/%s agrees with its node; run `npm run docs` after a change', (file) => {
		expect(readFileSync(path.join(folder, file), 'utf8')).toBe(pages.get(file));
	});

	it('the pages in docs/nodes name operations, outputs and item fields of the nodes', () => {
		const text = [...pages.values()].join('\n');
		for (const words of [
			'## Find Eligible Instance',
			'Eligible, Needs Review, Not Available',
			'## Perform Action',
			'Mark as Shipped',
			'`lendingLibraryCount`',
		])
			expect(text).toContain(words);
	});
});

describe('docs/letters', () => {
	const letters = path.join(folder, '..', 'letters');

	it.each([...writeLetterPages()])(
		'the page docs/letters/%s shows the letters that are sent; run `npm run docs` after a change',
		(file, text) => {
			expect(readFileSync(path.join(letters, file), 'utf8')).toBe(text);
			expect(text.match(/^## /gm)?.length).toBeGreaterThan(60);
		},
	);
});
