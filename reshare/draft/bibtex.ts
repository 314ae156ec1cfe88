import type { Metadata } from './openUrl';

const parts = new Set(['inbook', 'incollection', 'inproceedings', 'conference', 'inreference']);

/** The references of a BibTeX or BibLaTeX file under the keys of an OpenURL; undefined for other text. */
export function readBibtex(text: string): Metadata[] | undefined {
	const entries = [...text.matchAll(/@\s*(\w+)\s*[{(]\s*(?:[^,\s@]+\s*)?,/g)].filter(
		([, type = '']) => !/^(?:comment|preamble|string)$/i.test(type),
	);
	if (!/^\s*@/.test(text) || entries.length === 0) return undefined;
	return entries.map((entry, index) =>
		metadataOf((entry[1] ?? '').toLowerCase(), fieldsOf(text.slice(entry.index + entry[0].length, entries[index + 1]?.index))),
	);
}

/** A value is written `name = {value}`, `name = "value"` or as a bare word. */
function fieldsOf(text: string): Map<string, string> {
	const fields = new Map<string, string>();
	const next = /\s*([\w-]+)\s*=\s*/y;
	for (let match = next.exec(text); match !== null; match = next.exec(text)) {
		const from = next.lastIndex;
		const to = endOfValue(text, from);
		fields.set((match[1] ?? '').toLowerCase(), plain(text.slice(from, to)));
		next.lastIndex = to;
		if (text[to] === ',') next.lastIndex++;
	}
	return fields;
}

/** The position of the first comma or closing bracket outside braces and quotation marks. */
function endOfValue(text: string, from: number): number {
	let depth = 0;
	let isQuoted = false;
	for (let at = from; at < text.length; at++) {
		const sign = text[at];
		if (sign === '\\') at++;
		else if (sign === '{') depth++;
		else if (sign === '}' && depth > 0) depth--;
		else if (sign === '"' && depth === 0) isQuoted = !isQuoted;
		else if (depth === 0 && !isQuoted && (sign === ',' || sign === '}' || sign === ')')) return at;
	}
	return text.length;
}

const accents: Readonly<Record<string, string>> = {
	'`': '\u0300',
	"'": '\u0301',
	'^': '\u0302',
	'~': '\u0303',
	'"': '\u0308',
	'=': '\u0304',
	'.': '\u0307',
	u: '\u0306',
	v: '\u030C',
	H: '\u030B',
	c: '\u0327',
	d: '\u0323',
	k: '\u0328',
	r: '\u030A',
};
const letters: Readonly<Record<string, string>> = {
	ss: 'ß',
	ae: 'æ',
	AE: 'Æ',
	oe: 'œ',
	OE: 'Œ',
	o: 'ø',
	O: 'Ø',
	aa: 'å',
	AA: 'Å',
	l: 'ł',
	L: 'Ł',
	i: 'ı',
	textendash: '–',
};

/** Removes braces and quotation marks, and replaces TeX's commands for letters. */
function plain(value: string): string {
	return value
		.replace(/\\([`'^~"=.]|[uvHcdkr](?![a-zA-Z]))\s*(?:\{\s*)?\\?([a-zA-Z])(?:\s*\})?/g, (all, accent: string, letter: string) =>
			accents[accent] === undefined ? all : `${letter}${accents[accent]}`,
		)
		.replace(/\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|textendash)(?![a-zA-Z])\s?/g, (_all, name: string) => letters[name] ?? '')
		.replace(/\\([&%$#_])/g, '$1')
		.replace(/[{}]|^\s*"|"\s*$/g, '')
		.replace(/-{2,3}/g, '-')
		.replace(/[~\s]+/g, ' ')
		.normalize('NFC')
		.trim();
}

function metadataOf(type: string, fields: Map<string, string>): Metadata {
	const one = (...names: string[]): string[] =>
		names
			.flatMap((name) => fields.get(name) ?? [])
			.filter((value) => value !== '')
			.slice(0, 1);
	const isArticle = type === 'article';
	const isPart = isArticle || parts.has(type);
	return new Map(
		Object.entries({
			'rft.genre': [isArticle ? 'article' : isPart ? 'bookitem' : type === 'periodical' ? 'journal' : 'book'],
			[isPart ? 'rft.atitle' : 'rft.btitle']: titled(one('title'), one('subtitle')),
			...(isArticle ? { 'rft.jtitle': one('journal', 'journaltitle') } : isPart ? { 'rft.btitle': one('booktitle') } : {}),
			'rft.au': one('author', ...(isPart ? [] : ['editor'])).flatMap((names) => names.split(' and ').filter((name) => name !== 'others')),
			'rft.date': one('year', 'date'),
			'rft.volume': one('volume'),
			'rft.issue': one('number', 'issue'),
			'rft.pages': one('pages'),
			'rft.isbn': one('isbn'),
			'rft.issn': one('issn'),
			'rft.edition': one('edition'),
			'rft.language': one('language', 'langid'),
		}),
	);
}

const titled = ([title]: string[], [subtitle]: string[]): string[] =>
	title === undefined ? [] : [subtitle === undefined ? title : `${title}: ${subtitle}`];
