import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const checkout = path.join(__dirname, '..', '..', '..');

const mostOnAPage = 1500;
const mostInAll = 15_000;

/** Counts words as `wc -w` does. */
function wordsOf(page: string) {
	return readFileSync(path.join(checkout, page), 'utf8')
		.split(/\s+/)
		.filter((word) => word !== '').length;
}

describe('the length of the documentation', () => {
	const pages = [
		'README.md',
		'CONTRIBUTING.md',
		'SECURITY.md',
		'reshare/README.md',
		// The letters are the same in each language, for reference.
		...globSync('{docs,bench}/**/*.md', { cwd: checkout, exclude: ['docs/letters'] }),
	];

	it.each(pages)(`the page %s has at most ${mostOnAPage} words: shorten it, or move a sentence to the page of its subject`, (page) => {
		expect(wordsOf(page)).toBeLessThanOrEqual(mostOnAPage);
	});

	it(`all pages of the documentation have at most ${mostInAll.toLocaleString('en-US')} words together`, () => {
		expect(pages.length).toBeGreaterThan(20);
		expect(pages.reduce((sum, page) => sum + wordsOf(page), 0)).toBeLessThanOrEqual(mostInAll);
	});
});
