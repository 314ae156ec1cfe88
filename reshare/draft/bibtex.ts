import { decodeHTMLStrict } from 'entities';
import { mapOfPairs } from '../text';
import type { OpenUrlMetadata } from './openUrl';

const parts = ['inbook', 'incollection', 'inproceedings', 'conference', 'inreference'];

/**
 * Reads the references of a BibTeX or BibLaTeX file under the keys of an OpenURL. The result is undefined for other text, and where the end
 * of an entry or value is missing.
 */
export function readBibtex(text: string) {
	if (!/^(?:\s|%[^\n]*\n)*@/.test(text)) return undefined;
	const scanner = new Scanner(text);
	const strings = new Map<string, string>();
	const references: OpenUrlMetadata[] = [];
	for (const { 1: type = '', 2: bracket = '', index } of scanner.readAll(opening)) {
		if (/^(?:comment|preamble)$/i.test(type)) {
			scanner.at = text.indexOf(bracket, index) + 1;
			scanner.readUntilClosed(bracket);
			continue;
		}
		const fields = readFields(scanner, strings);
		if (fields === undefined) return undefined;
		if (/^string$/i.test(type)) for (const [name, value] of fields) strings.set(name, value);
		else if (fields.size > 0) references.push(metadataOf(type.toLowerCase(), fields));
	}
	return references.length === 0 ? undefined : references;
}

/** The beginning of an entry, up to its first field. */
const opening = /@\s*(\w+)\s*([{(])\s*(?:(?:[^\s,={}"@]+\s*)?,)?/g;
const ending = /(?:[\s,]|%[^\n]*\n)*[)}]/y;
const fieldName = /(?:[\s,]|%[^\n]*\n)*([^\s=,#%{}()"@]+)\s*=/y;
const pieceOfValue = /\s*([{"]|[^\s,#{}()"]+)/y;
const jointBeforePiece = /\s*#(?=\s*[^\s,#}()])/y;
const closing: Readonly<Record<string, string>> = { '{': '}', '(': ')', '"': '"' };

/** Reads a text from its beginning to its end. */
class Scanner {
	/** The position up to which the text has been read. */
	at = 0;

	constructor(readonly text: string) {}

	/** Reads what a pattern with the flag `y` or `g` matches here, or from here on; null if there is no match. */
	read(pattern: RegExp) {
		pattern.lastIndex = this.at;
		const match = pattern.exec(this.text);
		if (match !== null) this.at = pattern.lastIndex;
		return match;
	}

	*readAll(pattern: RegExp) {
		for (let match = this.read(pattern); match !== null; match = this.read(pattern)) yield match;
	}

	/** Reads up to the sign that closes the bracket or quotation mark just read; undefined if there is none. Inner braces are skipped. */
	readUntilClosed(opened: string) {
		const begin = this.at;
		let depth = 0;
		for (; this.at < this.text.length; this.at++) {
			const sign = this.text[this.at];
			if (sign === '\\') this.at++;
			else if (depth === 0 && sign === closing[opened]) return this.text.slice(begin, this.at++);
			else if (sign === '{') depth++;
			else if (sign === '}') depth--;
		}
		return undefined;
	}
}

/** Reads the fields of an entry, without interpreting their values. */
function readFields(scanner: Scanner, strings: ReadonlyMap<string, string>) {
	const fields = new Map<string, string>();
	for (const [, name = ''] of scanner.readAll(fieldName)) {
		const value = readValue(scanner, strings);
		if (value === undefined) return undefined;
		fields.set(name.toLowerCase(), value);
	}
	return scanner.read(ending) === null ? undefined : fields;
}

/**
 * Reads a value. It consists of pieces that `#` joins; each piece is written `{piece}`, `"piece"`, or as a bare word, which is a number or
 * the name of a string.
 */
function readValue(scanner: Scanner, strings: ReadonlyMap<string, string>) {
	let value = '';
	do {
		const [, begin] = scanner.read(pieceOfValue) ?? [];
		if (begin === undefined) break;
		const piece = begin === '{' || begin === '"' ? scanner.readUntilClosed(begin) : (strings.get(begin.toLowerCase()) ?? begin);
		if (piece === undefined) return undefined;
		value += piece;
		// A string can be made of earlier strings, and so double its length with each line of a malicious file.
		if (value.length > scanner.text.length) return undefined;
	} while (scanner.read(jointBeforePiece) !== null);
	return value;
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

const signs =
	'ss=ß ae=æ AE=Æ oe=œ OE=Œ o=ø O=Ø aa=å AA=Å l=ł L=Ł i=ı dh=ð DH=Ð th=þ TH=Þ dj=đ DJ=Đ ' +
	'textendash=- textemdash=- textasciitilde=~ dots=… ldots=… slash=/ LaTeX=LaTeX TeX=TeX cdot=· circ=°';
const fonts =
	'em it bf sc rm sl tt emph enquote mkbibemph mkbibquote mathrm mathit mbox relax url ' +
	'textit textbf textsc textrm textsl texttt textup textsuperscript textsubscript';

/** The signs for which TeX's commands stand. Commands that choose a font stand for nothing. */
const commands = mapOfPairs(`${signs} ${fonts}`);

/**
 * Finds the sign for a command of a formula, e.g. `α` for `\alpha`, among HTML's named characters: most commands have the same names there.
 */
function signOf(name: string) {
	const sign = decodeHTMLStrict(`&${name};`);
	return sign.endsWith(';') ? undefined : sign;
}

/** Removes braces and fonts, and replaces TeX's commands for letters and signs. A command that is not known here stays. */
function plain(value: string) {
	return value
		.replace(/(?<!\\)~/g, ' ')
		.replace(
			/\\([`'^~"=.]|[uvHcdkr](?![a-zA-Z]))\s*(?:\{\s*)?\\?([a-zA-Z\d])(?:\s*\})?/g,
			(_all, accent: string, letter: string) => `${letter}${accents[accent]}`,
		)
		.replace(/(?<!\\)\$([^$]*)\$/g, (_all, formula: string) =>
			formula.replace(/[_^]/g, '').replace(/\\([a-zA-Z]+)\s?/g, (all, name: string) => commands.get(name) ?? signOf(name) ?? all),
		)
		.replace(/\\([a-zA-Z]+)\s?/g, (all, name: string) => commands.get(name) ?? all)
		.replace(/``|''/g, '"')
		.replace(/\\[-/]/g, '')
		.replace(/\\[,:;\s\\]/g, ' ')
		.replace(/\\([{}&%$#_])|[{}]/g, '$1')
		.replace(/-{2,3}/g, '-')
		.replace(/\s+/g, ' ')
		.normalize('NFC')
		.trim();
}

/** Splits a list of names at `and`. A name in braces, such as an organization's, may contain that word. */
function namesIn(list: string) {
	const names = [''];
	let depth = 0;
	for (const word of list.split(/\s+/)) {
		if (depth === 0 && word.toLowerCase() === 'and') names.push('');
		else names.push(`${names.pop()} ${word}`);
		depth += word.split('{').length - word.split('}').length;
	}
	return names.map(plain).filter((name) => name !== '' && name !== 'others');
}

function metadataOf(type: string, fields: Map<string, string>) {
	const written = (...names: string[]) =>
		names
			.flatMap((name) => fields.get(name) ?? [])
			.filter((value) => plain(value) !== '')
			.slice(0, 1);
	const one = (...names: string[]) => written(...names).map(plain);
	const isArticle = type === 'article';
	const isPart = isArticle || parts.includes(type);
	return new Map(
		Object.entries({
			'rft.genre': [isArticle ? 'article' : isPart ? 'bookitem' : type === 'periodical' ? 'journal' : 'book'],
			[isPart ? 'rft.atitle' : 'rft.btitle']: titled(one('title'), one('subtitle')),
			...(isArticle ? { 'rft.jtitle': one('journal', 'journaltitle') } : isPart && { 'rft.btitle': one('booktitle') }),
			'rft.au': written('author', ...(isPart ? [] : ['editor'])).flatMap(namesIn),
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

const titled = ([title]: string[], [subtitle]: string[]) =>
	title === undefined ? [] : [subtitle === undefined ? title : `${title}: ${subtitle}`];
