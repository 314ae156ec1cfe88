import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const checkout = path.join(__dirname, '..', '..', '..');
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...globSync('{docs,bench}/**/*.md', { cwd: checkout })];

/** As GitHub names a heading. */
function anchorsOf(text: string) {
	return new Set(
		[...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
			heading
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\s_-]/gu, '')
				.replaceAll(' ', '-'),
		),
	);
}

/** Finds links to a missing file or heading of the checkout. */
function brokenLinks(page: string) {
	const text = readFileSync(path.join(checkout, page), 'utf8');
	const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target));
	return targets.filter((target) => {
		const [file = '', anchor] = target.split('#');
		const full = file === '' ? path.join(checkout, page) : path.join(checkout, path.dirname(page), file);
		if (!existsSync(full)) return true;
		return anchor !== undefined && !anchorsOf(readFileSync(full, 'utf8')).has(anchor);
	});
}

describe('the pages of the documentation', () => {
	it('every file and folder that CONTRIBUTING.md names under "Where to change what" exists', () => {
		const [, table = ''] = readFileSync(path.join(checkout, 'CONTRIBUTING.md'), 'utf8').split(/^## (?=Where)|^## (?=How the)/m);
		const named = [...table.matchAll(/`([\w*/.]+(?:\/|\.ts|\.json))`/g)].map(([, name = '']) => name);
		const exclude = ['node_modules/**', 'dist/**'];
		expect(named.length).toBeGreaterThan(50);
		expect(named.filter((name) => globSync(`**/${name.replace(/\/$/, '')}`, { cwd: checkout, exclude }).length === 0)).toEqual([]);
	});

	it.each(pages)('the page %s has no link to a missing file or heading', (page) => {
		expect(brokenLinks(page)).toEqual([]);
	});

	it.each(['README.md', ...globSync('docs/**/*.md', { cwd: checkout })])(
		'the page %s says in its first sentences for whom it is',
		(page) => {
			const [title, first = '', second = ''] = readFileSync(path.join(checkout, page), 'utf8').split('\n\n');
			expect(`${title} ${first} ${page === 'README.md' ? second : ''}`).toMatch(
				/^# .*\bfor (?:\w+ )?(?:those|whoever|builders|readers|operators|staff|everybody)\b/is,
			);
		},
	);
});
