import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { documentedSentences } from '../../faults/support/documentedSentences';
import { parse } from 'yaml';
import { writeNodePages } from '../../../scripts/nodeDocs/writeNodePages';
import { writeLetterPages } from '../../../scripts/notices/writeLetterPages';
import { writeTemplateLibraryEntries } from '../../../scripts/templateDocs/writeTemplateLibraryEntries';
import { writeTemplatePages } from '../../../scripts/templateDocs/writeTemplatePages';
import { n8nTerms } from '../../../nodes/shared/n8nTerms';
import { withCallerTerms } from '../../../reshare/withCallerTerms';
import { dependencies } from '../../../n8n/pinned/package.json';

const checkout = path.join(__dirname, '..', '..', '..');

const read = (file: string) => readFileSync(path.join(checkout, file), 'utf8');

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...globSync('{docs,bench}/**/*.md', { cwd: checkout })];

/** Returns the anchors of a page's headings, as GitHub makes them. */
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
	const text = read(page);
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
		const [, table = ''] = read('CONTRIBUTING.md').split(/^## (?=Where)|^## (?=How the)/m);
		const named = [...table.matchAll(/`([\w*/.]+(?:\/|\.ts|\.json))`/g)].map(([, name = '']) => name);
		const files = execFileSync('git', ['ls-files'], { cwd: checkout, encoding: 'utf8' });
		const isKnown = (name: string) =>
			new RegExp(`^(?:.*/)?${name.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}${name.endsWith('/') ? '' : '$'}`, 'm').test(files);
		expect(named.length).toBeGreaterThan(50);
		expect(named.filter((name) => !isKnown(name))).toEqual([]);
	});

	it.each(pages)('the page %s has no link to a missing file or heading', (page) => {
		expect(brokenLinks(page)).toEqual([]);
	});

	it.each(['README.md', ...globSync('docs/**/*.md', { cwd: checkout })])(
		'the page %s says in its first sentences for whom it is',
		(page) => {
			const [title, first = '', second = ''] = read(page).split('\n\n');
			expect(`${title} ${first} ${page === 'README.md' ? second : ''}`).toMatch(
				/^# .*\bfor (?:\w+ )?(?:those|whoever|builders|readers|operators|staff|everybody)\b/is,
			);
		},
	);
});

describe('pages of nodes', () => {
	const folder = path.join(checkout, 'docs', 'nodes');

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
});

describe('pages of templates', () => {
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
			const template = JSON.parse(read(`templates/${name}.json`)) as {
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

		it.each(listed)(
			'the listing %s agrees with its template, has the five sections, and is neither too short nor too long',
			(file, text) => {
				expect(read(`listings/${file}`)).toBe(text);
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
			},
		);
	});
});

/** Fills in n8n's words and the names of fields, as people read the sentence. */
const asRead = (code: string) => withCallerTerms(code, n8nTerms);

/** Returns the words around the parts that differ from case to case. */
function fixedParts(sentence: string) {
	return sentence
		.split(/\b(?:HOST|CODE|NAME|OLD|NEW)\b|the list of requests|the request\b|\brecords could|type ReShare|text\/html|\d+(?: MB)?/)
		.map((part) => part.replace(/^['\s(.)]+|['\s(.)]+$/g, ''))
		.filter((part) => part.length > 3);
}

describe('docs/troubleshooting.md', () => {
	const code = globSync('{reshare,nodes}/**/*.ts', { cwd: checkout }).map((file) =>
		asRead(read(file)).replaceAll("\\'", "'").toLowerCase(),
	);
	/** A sentence may be spread over some lines of code. */
	const passages = code.flatMap((file) => {
		const lines = file.split('\n');
		return lines.flatMap((_line, index) => (index % 6 === 0 ? lines.slice(index, index + 18).join(' ') : []));
	});

	it.each(documentedSentences())('docs/troubleshooting.md quotes a message that the code can write: %s', (sentence) => {
		const parts = fixedParts(sentence);
		expect(parts.length).toBeGreaterThan(0);
		expect(passages.some((passage) => parts.every((part) => passage.includes(part.toLowerCase())))).toBe(true);
	});

	it('docs/troubleshooting.md quotes more than 45 messages', () => {
		expect(documentedSentences().length).toBeGreaterThan(45);
	});
});

const mostOnAPage = 1500;
const mostInAll = 15_000;

/** Counts words as `wc -w` does. */
function wordsOf(page: string) {
	return read(page)
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

interface Compose {
	readonly services: Readonly<
		Record<
			string,
			{
				readonly image: string;
				readonly environment?: Readonly<Record<string, string>>;
				readonly volumes?: readonly string[];
				readonly depends_on?: readonly string[];
			}
		>
	>;
	readonly volumes: Readonly<Record<string, unknown>>;
}

const { services, volumes } = parse(/```yaml\n([\s\S]*?)```/.exec(read('README.md'))?.[1] ?? '') as Compose;

describe("README's compose file", () => {
	it("README's compose file starts the n8n version that is tested, allows the package and sets a time zone", () => {
		expect(services.n8n?.image).toBe(`docker.n8n.io/n8nio/n8n:${dependencies.n8n}`);
		expect(services.n8n?.environment).toMatchObject({
			N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
			GENERIC_TIMEZONE: expect.stringMatching(/^\w+\/\w+$/),
		});
	});

	it("README's compose file declares a volume for all that containers write, and n8n waits for its database", () => {
		const kept = Object.values(services)
			.flatMap((service) => service.volumes ?? [])
			.map((volume) => volume.split(':')[0]);
		expect(kept.sort()).toEqual(Object.keys(volumes).sort());
		expect(services.n8n?.volumes).toEqual([expect.stringMatching(/:\/home\/node\/\.n8n$/)]);
		const { DB_TYPE, DB_POSTGRESDB_HOST = '', DB_POSTGRESDB_PASSWORD } = services.n8n?.environment ?? {};
		expect(DB_TYPE).toBe('postgresdb');
		expect(services.n8n?.depends_on).toEqual([DB_POSTGRESDB_HOST]);
		// n8n's own default names of database and user are n8n and postgres.
		expect(services[DB_POSTGRESDB_HOST]?.environment).toEqual({ POSTGRES_DB: 'n8n', POSTGRES_PASSWORD: DB_POSTGRESDB_PASSWORD });
	});
});

/** Spellings and words that an American librarian would not write. */
const foreign =
	/\b(?:for ever\b(?! y)|anew\b|whilst\b|shall\b|catalogue|colour|favour(?!ite)|honour|behaviour\b(?!\.| ?[:,=)]|`)|licence|programme\b|upon\b|grey\b|recognis|organis(?!m)|normalis|summaris|analys(?:e|er|ing)\b|spelt\b|fulfil\b|centre\b|cheque\b|judgement\b|travell|cancell(?:ed|ing)\b|autumn|collected at\b|[Tt]his mail\b|\bmail address)/;

/** Returns whole pages, and the comments and sentences of code. */
function textOf(file: string) {
	return read(file)
		.split('\n')
		.map((line, index) => [index + 1, inWords(file, line)] as const);
}

function inWords(file: string, line: string) {
	if (file.endsWith('.ts')) return readable(line);
	// Two texts only look like British spelling: the name of the event `cancelled`, and a French one in a template.
	if (file.endsWith('.json')) return line.replace(/\bcancelled\b|notre catalogue/g, '');
	return line.replace(/`[^`]*`|"[^"]*\.png"|\]\([^)]*\)/g, '');
}

/** Comments, and texts of several words. */
function readable(line: string) {
	const comment = /^\s*(?:\/?\*|\/\/)(.*)$/.exec(line)?.[1] ?? /\/\/ (.*)$/.exec(line)?.[1] ?? '';
	const sentences = [...line.matchAll(/(['"`])((?:\\.|(?!\1).)*)\1/g)]
		.map(([, , text = '']) => text)
		.filter((text) => /^[A-Z]\S* \S+ \S/.test(text));
	return [comment.replace(/`[^`]*`/g, ''), ...sentences].join(' ');
}

/** Words that screens, letters, pages and docs no longer use, each with the term of interlibrary loan. */
const outdated: ReadonlyArray<readonly [RegExp, string]> = [
	[/\bwish(?:es)?\b/i, 'request or citation'],
	[/\bNo Request Is Open\b/i, 'Request not placed'],
	[/\bGot Another Way\b/i, 'Obtain another way'],
	[/\bWanted Back\b/i, 'Recalled'],
	[/\b(?:is|Everything is) settled\b|'Settled'/, 'Complete'],
	[/\bAlso What Is Over\b/i, 'Include superseded changes'],
	[/\bChange the Words\b|\bkeep ours\b/i, 'Customize wording, keep the default'],
	[/\bPage to Cancel At\b/i, 'Cancellation page URL'],
	[/\bStaff's Address\b/i, 'Staff email'],
	[/\bLetter: |\b(?:Second|Last) letter\b/, 'Second notice, Final notice'],
	[/\bPatrons Hear of\b/i, 'Notify patrons of each step'],
	[/\bTell the story\b|\bstory of (?:a|each) request\b/i, "Show a request's history"],
	[/\bWho Said No\b|\bReasons for a No\b|\b(?:get|became|becomes|is|say|to) a no\b/i, 'Unfilled responses, Reasons for unfilled'],
	[/\bOnly Place There Is\b/i, 'Only location'],
	[/\bFetched From\b/i, 'Lending location'],
	[/\bStaff Do Otherwise\b/i, 'Maximum staff disagreement (%)'],
	[/\botherwise than staff\b/i, 'differ from staff'],
	[/\bAsk for Another Request\b/i, 'Retry with another record'],
	[/\bfrom the question to the arrival\b|\bOf a lending library, filled\b/i, 'from request to receipt; For lenders, filled means shipped'],
	[/\bAccount of a List\b/i, 'Results for a list'],
	[/\bwhat stands below\b/i, 'Tell the patron the following'],
	[/\bis mended\b/i, 'Once fixed'],
	[/\bsee to it that\b/i, 'Please pass this on'],
	[/\b9 of 10 loans from there\b/i, 'Most loans from there arrive by'],
	[/\bLook again\b|\bDesk by barcode\b|go: 'Go'/i, 'Refresh, Barcode desk, Submit'],
	[/\bNotOnShelf\b/, 'Not on shelf'],
	[/\bname: 'Cancelled'|\*Cancelled\*/, 'Canceled'],
	[/\b(?:lending|borrowing) librar(?:y|ies)\b|\b(?:a|the) supplier\b/i, 'lender, borrower'],
];

/**
 * The texts of letters, which may use some outdated words, because only they explain to patrons what a lender is, and to staff what a code
 * means.
 */
const explains = /^(?:notices\/messages|docs\/letters)\//;

describe('the language of docs and screens', () => {
	const files = globSync(
		[
			'*.md',
			'docs/**/*.md',
			'bench/*.md',
			'reshare/**/*.{md,ts}',
			'nodes/**/*.ts',
			'credentials/*.ts',
			'demo/*.ts',
			'scripts/**/*.ts',
			'n8n/*.ts',
			'sandbox/controlPage/*.ts',
			'templates/*.json',
			'notices/messages/en.json',
		],
		{ cwd: checkout, exclude: ['docs/letters/{de,es,fr}.md'] },
	);

	it('docs, comments and texts on screens are in American English', () => {
		expect(files.length).toBeGreaterThan(200);
		const found = files.flatMap((file) =>
			textOf(file)
				.filter(([, text]) => foreign.test(text))
				.map(([number, text]) => `${file}:${number} ${foreign.exec(text)?.[0] ?? ''}`),
		);
		expect(found).toEqual([]);
	});

	it('screens, letters, templates and docs use the terms of interlibrary loan', () => {
		const screens = globSync(
			[
				'README.md',
				'docs/**/*.md',
				'templates/*.json',
				'notices/messages/*.json',
				'{nodes,credentials,notices,demo,sandbox/controlPage}/**/*.ts',
				'reshare/requests/{model,rules}/*.ts',
				'scripts/{nodeDocs,templateDocs}/*.ts',
			],
			{ cwd: checkout },
		);
		const shown = (file: string, line: string) =>
			file.endsWith('.ts')
				? [...line.matchAll(/\w+: '[^']+'|(['"`])(?:\\.|(?!\1).)* (?:\\.|(?!\1).)*\1/g)].map(([text]) => text).join(' ')
				: line;
		const found = screens.flatMap((file) =>
			read(file)
				.split('\n')
				.flatMap((line, index) =>
					outdated
						.filter(
							([word, term]) =>
								word.test(shown(file, line)) && !(explains.test(file) && (term === 'lender, borrower' || term === 'Not on shelf')),
						)
						.map(([word, term]) => `${file}:${index + 1} ${word.exec(line)?.[0] ?? ''}: ${term}`),
				),
		);
		expect(found).toEqual([]);
	});
});
