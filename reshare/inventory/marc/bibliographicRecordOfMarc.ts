import { yearsOf } from '../match/compareYears';
import { normalizeIsbn } from '../match/isbn';
import { normalizeIssn } from '../match/issn';
import { normalizeOclcNumber, isMarkedAsOclc } from '../match/oclc';
import { distinctTexts } from '../match/foldAndTokenize';
import type { PublicationFormat, InventoryRecord } from '../recordsAndHoldings';
import { fieldsWithTags, firstSubfield, subfieldValues, type DataField, type MarcRecord } from './MarcRecord';

/**
 * Reads the bibliographic data of a MARC record; undefined without a title. A record merged from several libraries may have each field
 * several times: all of them count in comparisons, and the first is shown.
 */
export function bibliographicRecordOfMarc(marc: MarcRecord, id: string): InventoryRecord | undefined {
	const own = inAllScripts(marc, '245');
	const [title] = distinctTexts(own.map(shownTitle));
	if (title === undefined) return undefined;
	const uniform = fieldsWithTags(marc, '130', '240').map((field) => titleOf(field, 'npkl'));
	const others = inAllScripts(marc, '246', '247').flatMap(titlesOf);
	const contained = inAllScripts(marc, '740').map((field) => ({ ...titleOf(field), contained: true }));
	const contributors = joinedInEach(inAllScripts(marc, '100', '110', '111', '700', '710', '711'), 'abcdq');
	const dated = fieldsWithTags(marc, '260', '264');
	const published = dated.filter(({ tag, indicators }) => tag === '260' || '1 '.includes(indicators.charAt(1)));
	// The dates of publication come first, before those of copyright.
	const dates = textsIn([...published, ...dated], 'c');
	const coded = fixedField(marc).slice(7, 11);
	const described = fieldsWithTags(marc, '300');
	return {
		id,
		hrid: null,
		title,
		titles: [...own.flatMap(titlesOf), ...uniform, ...others, ...contained].filter(({ proper }) => proper !== ''),
		author: contributors[0] ?? null,
		contributors,
		responsibility: textsIn(own, 'c'),
		series: joinedInEach(inAllScripts(marc, '440', '490', '830'), 'anpv'),
		editions: joinedInEach(fieldsWithTags(marc, '250'), 'ab'),
		publisher: textsIn(published, 'b')[0] ?? null,
		place: textsIn(published, 'a')[0] ?? null,
		publicationDates: dates.some((date) => yearsOf(date).length > 0) || yearsOf(coded).length === 0 ? dates : [...dates, coded],
		languages: languagesOf(marc),
		physicalDescriptions: described.map((field) => joined(field, 'abc')).filter((text) => text !== ''),
		extents: joinedInEach(described, 'a'),
		formats: formatsOfMarc(marc),
		issuance: issuanceOf(marc),
		identifiers: {
			isbn: keysIn(marc, '020', 'a', normalizeIsbn),
			issn: keysIn(marc, '022', 'al', normalizeIssn),
			oclc: keysIn(marc, '035', 'a', readOclc),
		},
		formerNumbers: distinctTexts([
			...keysIn(marc, '020', 'z', normalizeIsbn),
			...keysIn(marc, '022', 'yz', normalizeIssn),
			...keysIn(marc, '035', 'z', readOclc),
		]),
		suppressed: false,
	};
}

/** Finds the fields with one of these tags, and after them the fields 880 that repeat one of them in another script. */
function inAllScripts(marc: MarcRecord, ...tags: string[]) {
	const linked = fieldsWithTags(marc, '880').filter((field) => tags.includes((firstSubfield(field, '6') ?? '').slice(0, 3)));
	return [...fieldsWithTags(marc, ...tags), ...linked];
}

const textsIn = (fields: readonly DataField[], code: string) =>
	distinctTexts(fields.flatMap((field) => subfieldValues(field, code).map(unpunctuated)));

const valuesWithTag = (marc: MarcRecord, tag: string, codes: string) =>
	fieldsWithTags(marc, tag).flatMap((field) => subfieldValues(field, codes));

/** The coded data of a record, field 008. */
const fixedField = ({ control }: MarcRecord) => control.get('008') ?? '';

function joined(field: DataField, codes: string) {
	return unpunctuated(subfieldValues(field, codes).join(' '));
}

const joinedInEach = (fields: readonly DataField[], codes: string) => distinctTexts(fields.map((field) => joined(field, codes)));

/** The signs that stand before a subtitle, the number of a volume, and its name. */
const announcing: Readonly<Record<string, string>> = { b: ' :', n: '.', p: '.' };

/**
 * Builds the whole title with its medium and punctuation. Missing punctuation is added, because some consortia strip it, and some
 * catalogers no longer write it.
 */
function shownTitle(field: DataField) {
	let title = '';
	for (const { code, value } of field.subfields) {
		if (value === '' || !'abhnp'.includes(code)) continue;
		const mark = title === '' || /[.,:;/=+]$/u.test(title) ? '' : (announcing[code] ?? '');
		title += title === '' ? value : `${mark} ${value}`;
	}
	return unpunctuated(title);
}

/**
 * Reads a title. Its part consists of the subfields in `partCodes`; in a uniform title these include the form (`$k`) and the language
 * (`$l`).
 */
function titleOf(field: DataField, partCodes = 'np') {
	return { proper: joined(field, 'a'), rest: joined(field, 'b'), part: joined(field, partCodes) };
}

/** Reads a title and its parallel titles in other languages, which follow an equals sign. */
function titlesOf(field: DataField) {
	const title = titleOf(field);
	const [first = '', ...others] = title.rest.split(/(?<!\s)\s+=\s+/u);
	const parallel = /=\s*$/u.test(subfieldValues(field, 'ah').join(' ')) ? [first, ...others] : others;
	return [title, ...parallel.map((one) => ({ proper: one.split(/(?<!\s)\s+:\s+/u)[0] ?? '', rest: '', part: '' }))];
}

/** Removes the punctuation before the next subfield, and the period after a word of more than two letters. */
function unpunctuated(text: string) {
	return text
		.replace(/(?<![\s/:;,=+])[\s/:;,=+]+$/u, '')
		.replace(/(?<=[\p{Letter}\p{Number})\]]{3})\.$/u, (stop, offset: number) =>
			/\b(?:ed|vol|etc|inc|Inc|rev)$/u.test(text.slice(0, offset)) ? stop : '',
		)
		.trim();
}

function keysIn(marc: MarcRecord, tag: string, codes: string, keyOf: (text: string) => string | undefined) {
	return distinctTexts(valuesWithTag(marc, tag, codes).flatMap((text) => keyOf(text) ?? []));
}

/** Reads an OCLC number. Field 035 contains the numbers of many systems, so that a prefix must name OCLC. */
function readOclc(text: string) {
	return isMarkedAsOclc(text) ? normalizeOclcNumber(text) : undefined;
}

const noLanguage = new Set(['und', 'zxx', 'mul']);

/** Reads the languages. In old records, 041 joins the codes of a translation without a separator. */
function languagesOf(marc: MarcRecord) {
	const coded = fixedField(marc).slice(35, 38);
	const named = valuesWithTag(marc, '041', 'a').flatMap((text) => text.match(/[a-z]{3}/gu) ?? []);
	return distinctTexts([coded, ...named]).filter((code) => /^[a-z]{3}$/u.test(code) && !noLanguage.has(code));
}

/**
 * Finds the formats by the RDA carriers (338 `$b`); if there are none, by the form of item in 008; and else by the category of material in
 * 007.
 */
export function formatsOfMarc(marc: MarcRecord): PublicationFormat[] {
	const carriers = valuesWithTag(marc, '338', 'ab').flatMap((text) => carrierFormats.find(([pattern]) => pattern.test(text))?.[1] ?? []);
	if (carriers.length > 0) return [...new Set(carriers)];
	const type = marc.leader.charAt(6);
	const form = fixedField(marc).charAt(/[efgkor]/u.test(type) ? 29 : 23);
	if (/[oqs]/u.test(form)) return ['e-book'];
	if (/[abc]/u.test(form)) return ['microform'];
	const category = (marc.control.get('007') ?? '').slice(0, 2);
	if (category === 'cr') return ['e-book'];
	if (category.startsWith('h')) return ['microform'];
	// These types of record are kits, objects and computer files. Among projected media, only films are videos.
	if (/[mor]/u.test(type) || (type === 'g' && !isFilm(marc, category))) return ['other'];
	// In the record of a text, 007 describes the disc that accompanies it.
	const isText = /[at]/u.test(type);
	if (/[ij]/u.test(type) || (category.startsWith('s') && !isText)) return ['audio'];
	if (type === 'g' || (category.startsWith('v') && !isText)) return ['video'];
	return isText && /[ rd]/u.test(form) ? ['print'] : [];
}

/** Whether the record describes a film: 008/33 has the kind of visual material, and 007 the carrier. */
function isFilm(marc: MarcRecord, category: string) {
	const kind = fixedField(marc).charAt(33);
	return /[mv]/u.test(kind) || (!/[a-z]/u.test(kind) && !category.startsWith('g'));
}

const carrierFormats: ReadonlyArray<readonly [RegExp, PublicationFormat]> = [
	[/^(?:cr|online resource)$/u, 'e-book'],
	[/^(?:h.$|micro)/u, 'microform'],
	[/^(?:s.$|audio)/u, 'audio'],
	[/^(?:[vm].$|video|film reel)/u, 'video'],
	[/^(?:[cgp].$|n[ornz]$|computer|slide|object|overhead|filmstrip|card)/u, 'other'],
	[/^(?:n[bc]|volume|sheet)$/u, 'print'],
];

/** Reads the mode of issuance. A part with a title of its own counts as a single book. */
function issuanceOf({ leader }: MarcRecord) {
	if (leader.charAt(7) === 's') return 'serial';
	return /[ac]/u.test(leader.charAt(19)) ? 'multipart' : null;
}
