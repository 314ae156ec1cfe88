import { controlValueOf, marcFieldsOf, isDataField, joinSubfields, subfieldValuesOf, type MarcInJson } from '../reservoir/marcInJson';
import { analyzedTermsOf, type IndexFieldType } from './analyzeText';

export interface IndexDocument {
	readonly id: string;
	readonly marc: MarcInJson;
	readonly values: Readonly<Record<string, readonly string[]>>;
	terms(field: string): ReadonlyArray<readonly string[]>;
}

export const indexFieldTypes: Readonly<Record<string, IndexFieldType>> = {
	id: 'string',
	institution: 'string',
	lending_status: 'string',
	format: 'string',
	author: 'proper',
	author2: 'proper',
	author_corporate: 'proper',
	title: 'text',
	title_short: 'text',
	title_full: 'text',
	title_full_unstemmed: 'proper',
	title_alt: 'text',
	title_old: 'text',
	title_new: 'text',
	series: 'text',
	series2: 'text',
	topic: 'text',
	topic_unstemmed: 'proper',
	isbn: 'isn',
	issn: 'isn',
	oclc_num: 'string',
	allfields: 'text',
	allfields_unstemmed: 'proper',
};

export function buildIndexDocument(marc: MarcInJson, collection: string): IndexDocument {
	const clusterId = subfieldValuesOf(marc, '999', 'i')[0];
	const id = collection === reshareCollection ? (clusterId ?? '') : (controlValueOf(marc, '001') ?? '');
	const values = Object.fromEntries(
		Object.entries(valuesFor(marc, id)).flatMap(([field, list]) => (list.length === 0 ? [] : [[field, [...new Set(list)]]])),
	);
	const known = new Map<string, string[][]>();
	const terms = (field: string): ReadonlyArray<readonly string[]> => {
		const before = known.get(field);
		if (before !== undefined) return before;
		const made = (values[field] ?? []).map((value) => analyzedTermsOf(value, indexFieldTypes[field] ?? 'string'));
		known.set(field, made);
		return made;
	};
	return { id, marc, values, terms };
}

/** The name of the collection of Reservoir's clusters. Other collections can be in the same index. */
export const reshareCollection = 'ReShare';

const everyCode = 'abcdefghijklmnopqrstuvwxyz';

function valuesFor(marc: MarcInJson, id: string): Record<string, readonly string[]> {
	// The fields and subfields are written as in VuFind's own rules (`import/marc.properties`): tag and codes, with colons between them.
	const joined = (rule: string): string[] =>
		rule
			.split(':')
			.flatMap((part) => marcFieldsOf(marc, part.slice(0, 3)).map((field) => joinSubfields(field, part.slice(3))))
			.filter((text) => text !== '');
	const full = joined(`245${everyCode}`).slice(0, 1);
	const topics = joined('650axyz:651axyz');
	const everything = marc.fields
		.filter(isDataField)
		.filter(({ tag }) => tag >= '100' && tag < '900')
		.map((field) => joinSubfields(field, everyCode));
	return {
		id: [id],
		institution: subfieldValuesOf(marc, '999', 's'),
		lending_status: subfieldValuesOf(marc, '999', 'p'),
		format: [formatOf(marc)],
		author: joined('100abcqd').map(withoutEnd),
		author2: joined('700abcqd').map(withoutEnd),
		author_corporate: joined('110ab:111abc:710ab:711ab').map(withoutEnd),
		title: joined('245ab').slice(0, 1),
		title_short: subfieldValuesOf(marc, '245', 'a').slice(0, 1).map(withoutEnd),
		title_full: full,
		title_full_unstemmed: full,
		title_alt: joined('100t:130adfgklnpst:240a:246abnp:505t:700t:710t:711t:730adfgklnpst:740a'),
		title_old: joined('780ast'),
		title_new: joined('785ast'),
		series: joined('440ap:800abcdfpqt:830ap'),
		series2: joined('490a'),
		topic: topics,
		topic_unstemmed: topics,
		isbn: [...subfieldValuesOf(marc, '020', 'a'), ...subfieldValuesOf(marc, '773', 'z')],
		issn: [
			...subfieldValuesOf(marc, '022', 'a'),
			...['440', '490', '730', '773', '776', '780', '785'].flatMap((tag) => subfieldValuesOf(marc, tag, 'x')),
		],
		oclc_num: subfieldValuesOf(marc, '035', 'a').flatMap((value) => oclcNumber(value) ?? []),
		allfields: everything,
		allfields_unstemmed: everything,
	};
}

function withoutEnd(text: string): string {
	return text
		.trim()
		.replace(/\s*[/:;,=]$/u, '')
		.replace(/(?<=\p{Ll}{2})\.$/u, '');
}

/** Reads the digits of an OCLC number. The number must say what it is; a bare number does not count. */
function oclcNumber(value: string): string | undefined {
	const patterns = [/\(OCoLC\)[^0-9]*0*([0-9]+)/iu, /ocm0*([0-9]+) *[0-9]*/u, /ocn0*([0-9]+)/u, /on0*([0-9]+)/u];
	return patterns.flatMap((pattern) => pattern.exec(value)?.[1] ?? [])[0];
}

function formatOf(marc: MarcInJson): string {
	const isSerial = marc.leader.charAt(7) === 's';
	const medium = controlValueOf(marc, '007')?.slice(0, 2) ?? '';
	if (medium === 'cr') return isSerial ? 'eJournal' : 'eBook';
	if (medium.startsWith('h')) return 'Microfilm';
	return isSerial ? 'Journal' : 'Book';
}
