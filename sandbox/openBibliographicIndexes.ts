import type { BibRecord } from './inventory/records/BibRecord';
import type { IncomingCall } from './startServer';
import type { SandboxAnswer } from './sharedTypes';

/**
 * Plays Crossref, OpenAlex and Open Library as their documentation describes them. They know the consortium's books, and further works that
 * no library here has.
 */

export const pathsOfOpenIndexes = {
	crossref: '/open-indexes/crossref',
	openalex: '/open-indexes/openalex',
	openlibrary: '/open-indexes/openlibrary',
} as const;

export interface OpenWork {
	readonly title: string;
	readonly subtitle?: string;
	/** The names in the form `Family, Given`. */
	readonly authors: readonly string[];
	readonly year: number;
	readonly isbn?: string;
	readonly doi?: string;
}

/** No library of the consortium has these works. */
const elsewhere: readonly OpenWork[] = [
	{ title: "Foucault's pendulum", authors: ['Eco, Umberto', 'Weaver, William'], year: 1989, isbn: '9780151327652' },
	{ title: 'The open society and its enemies', authors: ['Popper, Karl'], year: 1945 },
	{
		title: 'On computable numbers, with an application to the Entscheidungsproblem',
		authors: ['Turing, Alan M.'],
		year: 1937,
		doi: '10.1112/plms/s2-42.1.230',
	},
];

interface Indexed extends OpenWork {
	readonly key: number;
	readonly words: ReadonlySet<string>;
	readonly names: ReadonlySet<string>;
}

const wordsOf = (text: string): string[] =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');

export function createOpenIndexes(records: readonly BibRecord[], further: readonly OpenWork[] = elsewhere) {
	// Built with the first search, because few practice consortiums are asked for works.
	let indexed: readonly Indexed[] | undefined;
	const works = (): readonly Indexed[] => (indexed ??= [...records.map(workOf), ...further].map(indexWork));
	const services: Readonly<Record<string, (query: URLSearchParams) => SandboxAnswer>> = {
		[`${pathsOfOpenIndexes.crossref}/works`]: (query) => crossref(works(), query),
		[`${pathsOfOpenIndexes.openalex}/works`]: (query) => openAlex(works(), query),
		[`${pathsOfOpenIndexes.openlibrary}/search.json`]: (query) => openLibrary(works(), query),
	};
	return {
		handle: ({ method, path, query }: IncomingCall): SandboxAnswer | undefined =>
			method === 'GET' && Object.hasOwn(services, path) ? services[path]?.(query) : undefined,
	};
}

function indexWork(work: OpenWork, key: number): Indexed {
	return {
		...work,
		key: key + 1,
		words: new Set(wordsOf(`${work.title} ${work.subtitle ?? ''}`)),
		names: new Set(work.authors.flatMap(wordsOf)),
	};
}

function workOf({ number, title, authors = [], corporateAuthors = [], date = '', identifiers }: BibRecord): OpenWork {
	const [proper = '', ...rest] = title.split(/\s+:\s+|\s+\/\s+/u);
	return {
		title: proper,
		...(rest.length === 0 ? {} : { subtitle: rest.join(' : ') }),
		authors: [...authors, ...corporateAuthors].map((name) => name.replace(/,?\s*\d{4}.*$/u, '')),
		year: Number(/\d{4}/u.exec(date)?.[0] ?? 2000),
		doi: `10.5555/practice.${number}`,
		...(identifiers?.isbn?.[0] === undefined ? {} : { isbn: identifiers.isbn[0].replace(/[^\dX]/gu, '') }),
	};
}

const hasAll = (words: readonly string[], among: ReadonlySet<string>): boolean => words.every((word) => among.has(word));
const withNumber = (works: readonly Indexed[], filter: string): Indexed[] => {
	const [kind, ...value] = filter.split(':');
	const number = value.join(':').toLowerCase();
	return works.filter(({ doi, isbn }) =>
		kind === 'doi' ? doi?.toLowerCase() === number : kind === 'isbn' && isbn !== undefined && sameIsbn(isbn, number),
	);
};
const sameIsbn = (one: string, other: string): boolean => one === other || (one.length === 10 && other.startsWith(`978${one.slice(0, 9)}`));

/** Answers like Crossref. `query.bibliographic` is fuzzy: the works with the most of the words come first, even if they lack some. */
function crossref(works: readonly Indexed[], query: URLSearchParams): SandboxAnswer {
	const filter = query.get('filter');
	const [words, names] = [wordsOf(query.get('query.bibliographic') ?? ''), wordsOf(query.get('query.author') ?? '')];
	const score = ({ words: own, names: authors }: Indexed): number =>
		words.filter((word) => own.has(word)).length + names.filter((word) => authors.has(word)).length;
	const found =
		filter === null
			? works
					.map((work) => ({ work, score: score(work) }))
					.filter(({ score: points }) => points > 0)
					.sort((one, other) => other.score - one.score)
					.map(({ work }) => work)
			: withNumber(works, filter);
	const selected = new Set((query.get('select') ?? '').split(','));
	const items = found.slice(0, Number(query.get('rows') ?? 20)).map(({ title, subtitle, authors, year, doi }) => {
		const item: Readonly<Record<string, unknown>> = {
			DOI: doi ?? '10.5555/unnumbered',
			title: [title],
			...(subtitle === undefined ? {} : { subtitle: [subtitle] }),
			author: authors.map((name, index) => {
				const [family = '', given = ''] = name.split(/,\s*/u);
				return { given, family, sequence: index === 0 ? 'first' : 'additional', affiliation: [] };
			}),
			issued: { 'date-parts': [[year]] },
		};
		return Object.fromEntries(Object.entries(item).filter(([name]) => selected.size === 1 || selected.has(name)));
	});
	const message = {
		facets: {},
		'total-results': found.length,
		items,
		'items-per-page': items.length,
		query: { 'start-index': 0, 'search-terms': null },
	};
	return { status: 200, body: { status: 'ok', 'message-type': 'work-list', 'message-version': '1.0.0', message } };
}

/** Answers like OpenAlex. All words of `search` must be in the title or the text; names of authors are not searched. */
function openAlex(works: readonly Indexed[], query: URLSearchParams): SandboxAnswer {
	const words = wordsOf(query.get('search') ?? '');
	const filter = query.get('filter');
	const found = filter === null ? works.filter((work) => hasAll(words, work.words)) : withNumber(works, filter);
	const results = found.slice(0, Number(query.get('per-page') ?? 25)).map(({ key, title, subtitle, authors, year, doi }) => ({
		id: `https://openalex.org/W${2_000_000_000 + key}`,
		doi: doi === undefined ? null : `https://doi.org/${doi}`,
		display_name: subtitle === undefined ? title : `${title}: ${subtitle}`,
		publication_year: year,
		authorships: authors.map((name) => ({
			author_position: 'first',
			author: { id: null, display_name: name.split(/,\s*/u).reverse().join(' '), orcid: null },
		})),
	}));
	return { status: 200, body: { meta: { count: found.length, db_response_time_ms: 12, page: 1, per_page: 25 }, results, group_by: [] } };
}

/** Answers like Open Library. All words of `title` and of `author` must occur. */
function openLibrary(works: readonly Indexed[], query: URLSearchParams): SandboxAnswer {
	const [title, author] = [wordsOf(query.get('title') ?? ''), wordsOf(query.get('author') ?? '')];
	const isbn = query.get('isbn');
	const found =
		isbn === null ? works.filter((work) => hasAll(title, work.words) && hasAll(author, work.names)) : withNumber(works, `isbn:${isbn}`);
	const docs = found.slice(0, Number(query.get('limit') ?? 100)).map(({ key, title: name, subtitle, authors, year }) => ({
		key: `/works/OL${key}W`,
		title: name,
		...(subtitle === undefined ? {} : { subtitle }),
		author_name: authors.map((one) => one.split(/,\s*/u).reverse().join(' ')),
		first_publish_year: year,
	}));
	return {
		status: 200,
		body: { numFound: found.length, start: 0, numFoundExact: true, num_found: found.length, docs, q: '', offset: null },
	};
}
