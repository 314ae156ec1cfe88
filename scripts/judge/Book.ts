import { decodeXML } from 'entities';
import { parse as parseIsbn } from 'isbn3';
import { controlValueOf, marcFieldsOf, subfieldValuesOf, type MarcDataField, type MarcInJson } from '../../sandbox/reservoir/marcInJson';

/** What a person would read in a MARC record. It is read without the client's own rules, because these are what is tested. */
export interface Book {
	/** The record's number in the catalog. */
	readonly number: number;
	/** Where to find the record again: its file, its position there, and its own number. */
	readonly name: string;
	/** Records that share a key describe the same thing; a Reservoir would join them. */
	readonly keys: readonly string[];
	readonly marc: MarcInJson;
	readonly title: BookTitle;
	/** The title and the author in their own script, if the record has them in two. */
	readonly ownScript?: { readonly title: string; readonly author?: string };
	/** The author as cataloged, with the family name first and without dates. */
	readonly author?: string;
	readonly isPerson: boolean;
	readonly year?: string;
	/** Whether the date is one certain year: no range, no doubt and no reprint. */
	readonly isOfOneYear: boolean;
	readonly publisher?: string;
	readonly isbns: readonly string[];
	readonly oclc?: string;
	readonly issn?: string;
	readonly series?: string;
	readonly edition?: string;
	readonly language: string;
	/** `other` is no text on paper; `part` is an article, a chapter, or a volume without a title of its own. */
	readonly kind: 'book' | 'set' | 'serial' | 'other' | 'part';
	/** Whether a citation of it names one of its volumes, on paper or not. */
	readonly comesInVolumes: boolean;
}

export interface BookTitle {
	readonly proper: string;
	readonly subtitle?: string;
	/** The number and the name of a part. */
	readonly part?: string;
	/** The whole title with the usual punctuation. */
	readonly full: string;
}

/** @returns undefined for what is no bibliographic record, is deleted, or has no title */
export function bookOf(marc: MarcInJson, number: number, place: string): Book | undefined {
	const [title] = marcFieldsOf(marc, '245');
	const proper = wordsOf(title, 'a');
	if (title === undefined || proper === '' || marc.leader.charAt(5) === 'd' || !/[acdefgijkmoprt]/u.test(marc.leader.charAt(6)))
		return undefined;
	const [author] = [...marcFieldsOf(marc, '100'), ...marcFieldsOf(marc, '110')];
	const [series] = [...marcFieldsOf(marc, '490'), ...marcFieldsOf(marc, '440'), ...marcFieldsOf(marc, '830')];
	const ownTitle = wordsOf(fieldInOwnScript(marc, '245'), 'abnp');
	const ownAuthor = wordsOf(fieldInOwnScript(marc, '100'), 'ab');
	const isbns = [
		...new Set(subfieldValuesOf(marc, '020', 'a').flatMap((text) => parseIsbn(/^[\dXx-]+/u.exec(text.trim())?.[0] ?? '')?.isbn13 ?? [])),
	];
	// Words after the number, such as `(print ed.)`, say that it belongs to another record.
	const [oclc] = subfieldValuesOf(marc, '035', 'a').flatMap(
		(text) => /^(?:\(OCoLC\)\s*(?:oc[mn]|on)?|oc[mn]|on)0*(\d{1,12})\s*$/u.exec(text)?.[1] ?? [],
	);
	const [issn] = subfieldValuesOf(marc, '022', 'a').flatMap((text) => /^\d{4}-\d{3}[\dX]/u.exec(text.trim())?.[0] ?? []);
	// Japanese catalogs write the dates of a person after the given name.
	const name = wordsOf(author, 'ab').replace(/\s*\(\d{4}-(?:\d{4})?\)$/u, '');
	return {
		number,
		name: `${place} ${(controlValueOf(marc, '001') ?? '').trim()}`.trim(),
		keys: keysOf(marc, [...isbns, ...(oclc === undefined ? [] : [`oclc ${oclc}`])], proper),
		marc,
		title: titleOf(title, proper),
		ownScript: ownTitle === '' ? undefined : { title: ownTitle, author: ownAuthor || undefined },
		author: name || undefined,
		isPerson: author?.tag === '100' && name.includes(','),
		year: yearOf(marc),
		isOfOneYear: !/\d{4}.*\d{4}|between|-/u.test(
			[...marcFieldsOf(marc, '264'), ...marcFieldsOf(marc, '260')].map((field) => subfieldTextOf(field, 'c')).join(' '),
		),
		publisher: wordsOf(imprintsOf(marc)[0], 'b') || undefined,
		isbns,
		oclc,
		issn,
		series: wordsOf(series, 'a') || undefined,
		edition: removeTrailingPunctuation(subfieldValuesOf(marc, '250', 'a')[0] ?? '') || undefined,
		language: (controlValueOf(marc, '008') ?? '').slice(35, 38),
		kind: kindOf(marc),
		comesInVolumes: comesInVolumes(marc),
	};
}

/** Returns all numbers by which the book can be found. */
export function numbersOf({ isbns, oclc, issn }: Book): string[] {
	return [...isbns, ...(oclc === undefined ? [] : [`oclc ${oclc}`]), ...(issn === undefined ? [] : [issn])];
}

export function familyNameOf({ author = '' }: Book): string {
	return author.split(',')[0] ?? '';
}

/** Finds the field that repeats the field with this tag in its own script. */
function fieldInOwnScript(marc: MarcInJson, tag: string) {
	return marcFieldsOf(marc, '880').find(({ subfields }) => subfields.find(([code]) => code === '6')?.[1].startsWith(tag) === true);
}

/** Returns the fields that name the publisher and the year, those of the publication first. */
function imprintsOf(marc: MarcInJson) {
	return [...marcFieldsOf(marc, '264', ' 1'), ...marcFieldsOf(marc, '260')];
}

function wordsOf(field: MarcDataField | undefined, codes: string) {
	return field === undefined ? '' : removeTrailingPunctuation(subfieldTextOf(field, codes));
}

function keysOf(marc: MarcInJson, numbers: readonly string[], proper: string) {
	const kind = marc.leader.slice(6, 8);
	const described = ['100', '110', '245', '250', '260', '264', '300'].flatMap((tag) =>
		marcFieldsOf(marc, tag).map((field) => lettersAndDigits(subfieldTextOf(field, 'abcdefghijklmnopqrstuvwxyz'))),
	);
	return [JSON.stringify([kind, ...described]), ...numbers.map((number) => JSON.stringify([kind, number, lettersAndDigits(proper)]))];
}

function titleOf(field: MarcDataField, proper: string): BookTitle {
	const subtitle = wordsOf(field, 'b');
	const part = wordsOf(field, 'np');
	const isPartFirst =
		field.subfields.findIndex(([code]) => code === 'b') > field.subfields.findIndex(([code]) => code === 'n' || code === 'p');
	const said = subtitle === '' ? '' : /^=/u.test(subtitle) ? ` ${subtitle}` : `: ${subtitle}`;
	const named = part === '' ? '' : `. ${part}`;
	return { proper, subtitle: subtitle || undefined, part: part || undefined, full: proper + (isPartFirst ? named + said : said + named) };
}

export function subfieldTextOf({ subfields }: MarcDataField, codes: string): string {
	return subfields
		.filter(([code]) => codes.includes(code))
		.map(([, value]) => decodeXML(value.trim()))
		.join(' ');
}

/** Removes the punctuation before the next subfield, the marks for sorting, and the final full stop. */
export function removeTrailingPunctuation(text: string): string {
	return text
		.replace(/[\u0088\u0089\u0098\u009C¬]|<<|>>/gu, '')
		.replace(/\s+/gu, ' ')
		.replace(/[\s/:;,=]+$/u, '')
		.replace(/(?<=[\p{L}\p{M}\p{N})\]]{3})\.$/u, '')
		.trim();
}

/** Reduces a text to its letters and digits, without marks of transliteration, so that two texts can be compared. */
export function lettersAndDigits(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/[\p{M}\p{Lm}'’‘`]/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** Reads the year on the title page, of a set or a serial the first one. If it is not in Western digits, the coded year counts. */
function yearOf(marc: MarcInJson) {
	const dates = [...imprintsOf(marc), ...marcFieldsOf(marc, '264')]
		.map((field) => subfieldTextOf(field, 'c'))
		.filter((text) => text !== '');
	const written = dates.flatMap((text) => /(?:1[4-9]|20)\d\d/u.exec(text)?.[0] ?? [])[0];
	const coded = /^(?:1[4-9]|20)\d\d$/u.exec((controlValueOf(marc, '008') ?? '').slice(7, 11))?.[0];
	return written ?? (dates.some((text) => !/-|\?|n\.\s?d|s\.\s?a/iu.test(text)) ? coded : undefined);
}

function kindOf(marc: MarcInJson): Book['kind'] {
	const [type, level] = [marc.leader.charAt(6), marc.leader.charAt(7)];
	if ('abd'.includes(level) || marc.leader.charAt(19) === 'c') return 'part';
	const form = (controlValueOf(marc, '008') ?? '').charAt(23);
	const carriers = subfieldValuesOf(marc, '338', 'b');
	const isElsewhere =
		/^\W*\d+ (?:video|audio|sound|film|computer|CD|DVD|slide)/iu.test(extentOf(marc)) ||
		/[abcoqs]/u.test(form) ||
		/^[chsvm]/u.test(controlValueOf(marc, '007') ?? '') ||
		carriers.some((code) => code !== 'nc') ||
		/\[(?:electronic|micro|sound|video)/iu.test(subfieldValuesOf(marc, '245', 'h').join(' '));
	if (!'at'.includes(type) || isElsewhere) return 'other';
	if ('si'.includes(level)) return 'serial';
	return comesInVolumes(marc) ? 'set' : 'book';
}

const extentOf = (marc: MarcInJson) => subfieldValuesOf(marc, '300', 'a').join(' ');

function comesInVolumes(marc: MarcInJson) {
	if ('si'.includes(marc.leader.charAt(7))) return true;
	if (imprintsOf(marc).some((field) => /\d{4}\D?-\W*$/u.test(subfieldTextOf(field, 'c')))) return true;
	const extent = extentOf(marc);
	if (/^\W*1\s*(?:v|vol|冊)\b|^1冊/u.test(extent)) return false;
	return (
		marc.leader.charAt(19) === 'a' ||
		/(?:\b[2-9]|\d\d)\s*(?:v|vol|vols|volumes|t|tomes?|Bde|Bände|ts|tomos)\b|^\s*(?:<[^>]*>\s*)?v(?:\.|olumes\b|\s*$)|<\s*\d|\bv\. <|冊|v\. /iu.test(
			extent,
		)
	);
}
