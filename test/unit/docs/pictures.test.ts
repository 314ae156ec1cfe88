import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const checkout = path.join(__dirname, '..', '..', '..');
const images = path.join(checkout, 'docs', 'images');
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: checkout })];

/** Pictures that a page shows, as paths from the checkout. */
function shownBy(page: string): string[] {
	const text = readFileSync(path.join(checkout, page), 'utf8');
	const found = [...text.matchAll(/(?:src|srcset)="([^"]+)"|!\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, inHtml, inMarkdown]) => inHtml ?? inMarkdown ?? '');
	return found.map((target) => path.join(path.dirname(page), target));
}

describe('pictures in the documentation', () => {
	const shown = pages.flatMap((page) => shownBy(page).map((picture) => ({ page, picture })));

	it('are there wherever a page shows one', () => {
		expect(shown.filter(({ picture }) => !existsSync(path.join(checkout, picture)))).toEqual([]);
		expect(shown.length).toBeGreaterThan(10);
	});

	it('in docs/images are shown somewhere, and small enough to load', () => {
		const used = new Set(shown.map(({ picture }) => path.basename(picture)));
		const files = readdirSync(images);
		expect(files.filter((file) => !used.has(file))).toEqual([]);
		expect(files.filter((file) => statSync(path.join(images, file)).size > 150_000)).toEqual([]);
	});

	it('are described for those who do not see them', () => {
		for (const page of pages) expect([page, readFileSync(path.join(checkout, page), 'utf8').match(/<img (?![^>]*alt="[^"]{10,}")|!\[\]/g)]).toEqual([page, null]);
	});
});
