import { fieldsOf, marcXml, valuesOf, type DataField, type MarcRecord } from '../reservoir/marc';
import { escapeHtml } from '../resolver/html';
import { imprints, subfieldText, valueOf, withoutEnd, type IndexDocument } from './document';
import type { VersionTraits } from './versions';

/** The fields of a record that the API can give, by name. */

export interface RecordContext {
	readonly traits: VersionTraits;
	readonly base: string;
	/** Whether the site leaves the fields that begin with 9 out of `fullRecord`. */
	readonly filters9xx: boolean;
}

type ReadField = (document: IndexDocument, context: RecordContext) => unknown;

const values = (field: string): ReadField => (document) => document.values[field] ?? [];
const first = (field: string): ReadField => (document) => document.values[field]?.[0];
const imprint = (code: string): ReadField => (document) => imprints(document.marc).flatMap((field) => valueOf(field, code) ?? []).map(withoutEnd);

export const recordFields: Readonly<Record<string, ReadField>> = {
	authors: ({ marc: record }) => ({ primary: names(record, '100', 'abcqd'), secondary: names(record, '700', 'abcqd'), corporate: { ...names(record, '110', 'ab'), ...names(record, '710', 'ab') } }),
	bibliographicLevel: ({ marc: record }) => (record.leader.charAt(7) === 's' ? 'Serial' : 'Monograph'),
	callNumbers: values('callnumber-raw'),
	cleanIsbn: ({ marc: record }) => cleanIsbn(valuesOf(record, '020', 'a')),
	cleanIssn: ({ marc: record }) => /^[\dxX-]+/u.exec(valuesOf(record, '022', 'a')[0] ?? '')?.[0],
	cleanOclcNumber: first('oclc_num'),
	corporateAuthors: values('author_corporate'),
	edition: first('edition'),
	formats: values('format'),
	fullRecord: ({ marc: record }, context) => fullRecord(record, context),
	id: ({ id }) => id,
	institutions: values('institution'),
	isbns: values('isbn'),
	issns: values('issn'),
	languages: values('language'),
	lccn: first('lccn'),
	newerTitles: values('title_new'),
	oclc: values('oclc_num'),
	physicalDescriptions: values('physical'),
	placesOfPublication: imprint('a'),
	previousTitles: values('title_old'),
	primaryAuthors: values('author'),
	publicationDates: values('publishDate'),
	publishers: imprint('b'),
	rawData: (document) => ({ ...document.values, fullrecord: 'MARC' }),
	recordPage: ({ id }, { base }) => `${base}/Record/${id}`,
	secondaryAuthors: values('author2'),
	series: ({ marc: record }) => valuesOf(record, '490', 'a').map((name) => ({ name })),
	shortTitle: first('title_short'),
	source: () => 'Solr',
	subjects: ({ marc: record }) => fieldsOf(record, '650').map(({ subfields }) => subfields.map(([, value]) => value)),
	subTitle: first('title_sub'),
	title: ({ marc: record }) => fieldsOf(record, '245').slice(0, 1).map((field) => subfieldText(field, 'abnp').replace(/\s*\/$/u, ''))[0],
	titleStatement: (document) => valuesOf(document.marc, '245', 'c')[0],
	toc: ({ marc: record }) => valuesOf(record, '505', 'a'),
	urls: ({ marc: record }) => valuesOf(record, '856', 'u').map((url) => ({ url, desc: url })),
};

export const defaultFields = ['authors', 'formats', 'id', 'languages', 'series', 'subjects', 'title', 'urls'];

/** What ReShare's sites add to their list of fields. */
export const reshareFields: Readonly<Record<string, ReadField>> = { lendingStatus: (document) => document.values.lending_status };

function names(record: MarcRecord, tag: string, codes: string): Record<string, unknown> {
	const role = (field: DataField): string[] => [valueOf(field, 'e')?.replace(/[.,]$/u, '') ?? []].flat();
	return Object.fromEntries(fieldsOf(record, tag).map((field) => [withoutEnd(subfieldText(field, codes)), { role: role(field) }]));
}

/** The first ISBN of ten digits, else the first of thirteen. */
function cleanIsbn(isbns: readonly string[]): string | undefined {
	const bare = isbns.map((isbn) => isbn.split(' ')[0]?.replace(/[^\dxX]/gu, '') ?? '');
	return bare.find((isbn) => isbn.length === 10) ?? bare.find((isbn) => isbn.length === 13);
}

const schema = ' xmlns="http://www.loc.gov/MARC21/slim" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.loc.gov/MARC21/slim http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"';

function fullRecord(record: MarcRecord, { traits, filters9xx }: RecordContext): string {
	const shown = filters9xx ? { ...record, fields: record.fields.filter(({ tag }) => !tag.startsWith('9')) } : record;
	const element = marcXml(shown, { escape: escapeHtml, indent: ' ', step: ' ', attributes: '' });
	return `<?xml version="1.0" encoding="UTF-8"?>\n<collection${traits.namespaceInFullRecord ? schema : ''}>\n${element}\n</collection>\n`;
}
