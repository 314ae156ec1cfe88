import { z } from 'zod';
import { toSingleLine } from '../../text';

export type OpenIndexName = 'Crossref' | 'OpenAlex' | 'Open Library';

export interface OpenIndexOptions {
	/** The email address at which the services can reach the library that asks; empty: none. */
	readonly contact: string;
	/** Addresses in place of the usual ones. If this is set, a service without an address here is not asked. */
	readonly addresses?: Partial<Readonly<Record<OpenIndexName, string>>>;
}

/** What one open index says of a reference. */
export interface ReferenceCheck extends Pick<OpenIndexWork, 'year' | 'doi' | 'address'> {
	readonly index: OpenIndexName;
	readonly answer: 'exists' | 'similar' | 'nothing' | 'notAsked';
	readonly title: string | null;
	readonly author: string | null;
	/** Why the index could not be asked. */
	readonly problem: string | null;
}

/** A reference as an open index gets it. It has bibliographic data alone, never a patron's. */
export interface WorkReference {
	readonly title: string;
	/**
	 * The significant words of the title proper, for services that find only works with all words. With a subtitle they could miss the
	 * work.
	 */
	readonly titleWords: string;
	readonly author: string;
	/** The word of the author's name that every notation of the name has. */
	readonly authorWord: string;
	readonly isbn: string | undefined;
	readonly doi: string | undefined;
}

/** A work that an open index has. */
export interface OpenIndexWork {
	readonly title: string;
	readonly subtitle: string;
	readonly authors: readonly string[];
	readonly year: string | null;
	readonly doi: string | null;
	readonly address: string | null;
}

export interface OpenIndexService {
	readonly name: OpenIndexName;
	readonly address: string;
	readonly path: string;
	/** Builds the parameters of the one question; undefined if the service cannot be asked for such a reference. */
	parameters(reference: WorkReference, contact: string): Readonly<Record<string, string | undefined>> | undefined;
	/** Reads the works in an answer. Parsing fails for an answer of another form. */
	readonly answer: z.ZodType<readonly OpenIndexWork[], z.ZodTypeDef, unknown>;
}

const mostWorks = 20;
const longestText = 500;

const text = z
	.string()
	.catch('')
	.transform((value) => toSingleLine(value, longestText));
const texts = z
	.array(z.string())
	.catch([])
	.transform((values) => values.slice(0, mostWorks).map((value) => toSingleLine(value, longestText)));
const year = z.number().transform(String).nullable().catch(null);
const list = <Schema extends z.ZodTypeAny>(element: Schema) =>
	z.array(element.nullable().catch(null)).transform((values) => values.slice(0, mostWorks).flatMap((one) => one ?? []));
const orNull = (value: string) => (value === '' ? null : value);
const bareDoi = (value: string) => orNull(value.replace(/^https?:\/\/(?:dx\.)?doi\.org\//iu, ''));
const person = z.object({ given: text, family: text, name: text });

/**
 * The open indexes of works, each with its question and the form of its answer:
 * - https://github.com/CrossRef/rest-api-doc (`/works`, `query.bibliographic`, `mailto` for the polite pool)
 * - https://developers.openalex.org/guides/searching (`/works`, `search`: all words, in titles and texts, none in names)
 * - https://openlibrary.org/dev/docs/api/search (`/search.json`)
 */
export const openIndexServices: readonly OpenIndexService[] = [
	{
		name: 'Crossref',
		address: 'https://api.crossref.org',
		path: '/works',
		parameters: ({ title, author, isbn, doi }, contact) => ({
			...(doi === undefined && title !== ''
				? { 'query.bibliographic': title, 'query.author': author }
				: { filter: doi === undefined ? isbn && `isbn:${isbn}` : `doi:${doi}` }),
			rows: '10',
			select: 'DOI,title,subtitle,author,editor,issued',
			mailto: contact,
		}),
		answer: z
			.object({
				message: z.object({
					items: list(
						z.object({
							DOI: text,
							title: texts,
							subtitle: texts,
							author: list(person).catch([]),
							editor: list(person).catch([]),
							issued: z.object({ 'date-parts': z.array(z.array(z.number().nullish())) }).catch({ 'date-parts': [] }),
						}),
					),
				}),
			})
			.transform(({ message: { items } }) =>
				items.map(({ DOI, title, subtitle, author, editor, issued }) => ({
					title: title[0] ?? '',
					subtitle: subtitle[0] ?? '',
					authors: [...author, ...editor].map(({ given, family, name }) =>
						family === '' ? name : [family, given].filter((part) => part !== '').join(', '),
					),
					year: issued['date-parts'][0]?.[0]?.toString() ?? null,
					doi: orNull(DOI),
					address: DOI === '' ? null : `https://doi.org/${DOI}`,
				})),
			),
	},
	{
		name: 'OpenAlex',
		address: 'https://api.openalex.org',
		path: '/works',
		parameters: ({ titleWords, doi }, contact) =>
			titleWords === '' && doi === undefined
				? undefined
				: {
						...(doi === undefined ? { search: titleWords } : { filter: `doi:${doi}` }),
						'per-page': '10',
						select: 'id,doi,display_name,publication_year,authorships',
						mailto: contact,
					},
		answer: z
			.object({
				results: list(
					z.object({
						id: text,
						doi: text,
						display_name: text,
						publication_year: year,
						authorships: list(z.object({ author: z.object({ display_name: text }) })).catch([]),
					}),
				),
			})
			.transform(({ results }) =>
				results.map(({ id, doi, display_name: title, publication_year: published, authorships }) => ({
					title,
					subtitle: '',
					authors: authorships.map(({ author }) => author.display_name),
					year: published,
					doi: bareDoi(doi),
					address: orNull(doi) ?? orNull(id),
				})),
			),
	},
	{
		name: 'Open Library',
		address: 'https://openlibrary.org',
		path: '/search.json',
		parameters: ({ titleWords, authorWord, isbn }) =>
			titleWords === '' && isbn === undefined
				? undefined
				: {
						...(titleWords === '' ? { isbn } : { title: titleWords, author: authorWord }),
						limit: '10',
						fields: 'key,title,subtitle,author_name,first_publish_year',
					},
		answer: z
			.object({ docs: list(z.object({ key: text, title: text, subtitle: text, author_name: texts, first_publish_year: year })) })
			.transform(({ docs }) =>
				docs.map(({ key, title, subtitle, author_name: authors, first_publish_year: published }) => ({
					title,
					subtitle,
					authors,
					year: published,
					doi: null,
					address: key === '' ? null : `https://openlibrary.org${key}`,
				})),
			),
	},
];
