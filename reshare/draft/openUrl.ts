import { draftFieldNames, openUrlKeysOf, type DraftFieldName } from './fieldTable';
import { getOrCreate } from '../memoize';
import { isUuid, mapOfPairs } from '../text';
import { textOf, withoutEmptyFields } from './carriedDraft';

/** A reference under the keys of an OpenURL. Each key may have several values. */
export type OpenUrlMetadata = ReadonlyMap<string, readonly string[]>;

/** Reads OpenURL 0.1 or 1.0, given as a link, its query, or an object of its parameters; undefined for anything else. */
export function readOpenUrl(value: string | Readonly<Record<string, unknown>>): OpenUrlMetadata | undefined {
	const pairs =
		typeof value === 'string'
			? pairsOf(value)
			: Object.entries(value).flatMap(([key, given]) => [given].flat().map((one): [string, string] => [key, textOf(one)]));
	const metadata = new Map<string, string[]>();
	for (const [key, given] of pairs) if (given.trim() !== '') getOrCreate(metadata, key, () => []).push(given.trim());
	return [...metadata.keys()].some((key) => known.has(key)) ? metadata : undefined;
}

function pairsOf(text: string) {
	const [query = ''] = text.slice(text.indexOf('?') + 1).split('#', 1);
	return /^[^\s=&]+=/.test(query.trim()) ? [...new URLSearchParams(query.trim())] : [];
}

/** The keys of a value in OpenURL 1.0 and in OpenURL 0.1. */
const both = (key: string) => [`rft.${key}`, key];

function keysOf(name: DraftFieldName) {
	return openUrlKeysOf(name).flatMap((key) => (key.startsWith('rft.') ? both(key.slice(4)) : [key]));
}

const known = new Set([
	...draftFieldNames.flatMap(keysOf),
	...['aulast', 'spage', 'artnum', 'genre', 'sid'].flatMap(both),
	'id',
	'pid',
	'rft.id',
	'rft_val_fmt',
	'ctx_ver',
	'url_ver',
]);

/**
 * Turns an OpenURL into a draft. For an article or a chapter, the draft's `title` is that of the journal or book, and `partTitle` that of
 * the article or chapter.
 */
export function draftFromOpenUrl(metadata: OpenUrlMetadata) {
	const all = (...keys: string[]) => keys.map((key) => metadata.get(key) ?? []).find((values) => values.length > 0) ?? [];
	const one = (...keys: string[]) => all(...keys)[0];
	const ids = ['rft_id', 'rft.id', 'id', 'pid'].flatMap((key) => metadata.get(key) ?? []);
	const inIds = (form: RegExp) => ids.map((id) => form.exec(id)?.[1]).find((found) => found !== undefined);
	const genre = (one(...both('genre')) ?? '').toLowerCase();
	const isPart = one(...keysOf('partTitle')) !== undefined || ['article', 'bookitem', 'chapter', 'proceeding'].includes(genre);
	const isBook = ['bookitem', 'chapter'].includes(genre) || /:book$/.test(one('rft_val_fmt') ?? '');
	const personalName = [one(...both('aulast')), one(...both('aufirst'), ...both('auinit'))].filter(Boolean).join(', ');
	const author = all(...both('au')).join('; ') || personalName || one(...both('aucorp'));
	const first = one(...both('spage'));
	const last = one(...both('epage'));
	const range = first === undefined || last === undefined || last === first || first.includes('-') ? first : `${first}-${last}`;
	return withoutEmptyFields({
		serviceType: /^(?:loan|copy)$/i.exec(one('svc_id', 'svc.id') ?? '')?.[0].toLowerCase(),
		...Object.fromEntries(draftFieldNames.map((name) => [name, one(...keysOf(name))])),
		instanceId: ids.find(isUuid),
		title:
			isPart && !isBook
				? one('rft.jtitle', 'rft.title', 'rft.stitle', 'title', 'stitle', 'rft.btitle')
				: one('rft.btitle', 'rft.title', 'rft.jtitle', 'rft.stitle', 'title', 'stitle'),
		...(isPart ? { author: undefined, partAuthor: one('rft.authorOfComponent') ?? author } : { author }),
		pages: one(...keysOf('pages')) ?? range,
		isbn: all(...keysOf('isbn')).join(', ') || inIds(/^urn:isbn:(.+)$/i),
		issn: all(...keysOf('issn')).join(', ') || inIds(/^urn:issn:(.+)$/i),
		oclcNumber: one(...keysOf('oclcNumber')) ?? inIds(/^(?:info:oclcnum\/|oclcnum:|oclc:)(\d+)$/i),
		genre: genres.get(genre),
	});
}

const genres = mapOfPairs(
	'article=article proceeding=article preprint=article book=book conference=book report=book bookitem=bookitem chapter=bookitem ' +
		'journal=journal issue=journal dissertation=other document=other unknown=other',
);
