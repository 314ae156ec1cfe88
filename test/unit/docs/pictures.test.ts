import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pictureNames } from '../../../scripts/pictures/pictureList';
import { pictureFileOf, readPictureDigests, pictureThemes } from '../../../scripts/pictures/pictureFiles';
import { digestOfPicture } from '../../../scripts/pictures/digestOfPicture';

const checkout = path.join(__dirname, '..', '..', '..');
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: checkout })];

/** Pictures that a page shows, as paths from the checkout. */
function shownBy(page: string) {
	const text = readFileSync(path.join(checkout, page), 'utf8');
	const found = [...text.matchAll(/(?:src|srcset)="([^"]+)"|!\[[^\]]*\]\(([^)\s]+)\)/g)].map(
		([, inHtml, inMarkdown]) => inHtml ?? inMarkdown ?? '',
	);
	return found.map((target) => path.join(path.dirname(page), target));
}

describe('pictures in the documentation', () => {
	const shown = pages.flatMap((page) => shownBy(page).map((picture) => ({ page, picture })));

	it('every picture that a page of the documentation shows exists', () => {
		expect(shown.filter(({ picture }) => !existsSync(path.join(checkout, picture)))).toEqual([]);
		expect(shown.length).toBeGreaterThan(10);
	});

	it('the pictures are exactly those that `npm run pictures` takes, in both themes, and a page shows each of them', () => {
		const used = new Set(shown.map(({ picture }) => picture));
		const files = globSync('docs/**/*.png', { cwd: checkout }).sort();
		expect(files).toEqual(
			pictureNames()
				.flatMap((name) => pictureThemes.map((theme) => pictureFileOf(name, theme)))
				.sort(),
		);
		expect(files.filter((file) => !used.has(file))).toEqual([]);
	});

	it('no picture is older than what it shows; retake those named here with `npm run pictures -- NAME NAME`', async () => {
		const digests = readPictureDigests();
		expect(Object.keys(digests).sort()).toEqual(pictureNames().sort());
		const stale = await Promise.all(
			Object.keys(digests).map(async (name) => (digests[name] === (await digestOfPicture(name)) ? [] : [name])),
		);
		expect(stale.flat()).toEqual([]);
	});

	it('every picture has a text for readers who cannot see it', () => {
		for (const page of pages)
			expect([page, readFileSync(path.join(checkout, page), 'utf8').match(/<img (?![^>]*alt="[^"]{10,}")|!\[\]/g)]).toEqual([page, null]);
	});
});
