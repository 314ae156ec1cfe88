import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeNodePages } from '../../../scripts/nodeDocs/writeNodePages';
import { writeLetterPages } from '../../../scripts/notices/letterPages';

const folder = path.join(__dirname, '..', '..', '..', 'docs', 'nodes');

describe('docs/nodes', () => {
	let pages: Map<string, string>;

	beforeAll(async () => {
		pages = await writeNodePages();
	});

	it('has one page for each node and no other', () => {
		expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
		expect(pages.size).toBe(5);
	});

	it.each(readdirSync(folder))('%s says what the node says; run `npx tsx scripts/nodeDocs.ts` after a change', (file) => {
		expect(readFileSync(path.join(folder, file), 'utf8')).toBe(pages.get(file));
	});

	it('names every operation, output and field of an item', () => {
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

	it.each([...writeLetterPages()])('%s has the letters as they are; run `npm run docs` after a change', (file, text) => {
		expect(readFileSync(path.join(letters, file), 'utf8')).toBe(text);
		expect(text.match(/^## /gm)?.length).toBeGreaterThan(60);
	});
});
