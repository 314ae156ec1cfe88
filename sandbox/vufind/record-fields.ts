import { marcFieldsOf, marcXml, subfieldText, valueOf, valuesOf, type MarcInJsonField, type MarcInJson } from '../reservoir/marc';
import { escapeHtml } from '../resolver/html';
import { withoutEnd, type IndexDocument } from './document';
import type { VufindTraits } from './versions';

/** Fields of a record that the API gives, by name: those that come unasked, and those that anybody asks for here. */

export interface RecordContext {
	readonly traits: VufindTraits;
	/** Whether the site leaves the fields that begin with 9 out of `fullRecord`. */
	readonly filters9xx: boolean;
}

type ReadField = (document: IndexDocument, context: RecordContext) => unknown;

const values =
	(field: string): ReadField =>
	(document) =>
		document.values[field] ?? [];

export const recordFields: Readonly<Record<string, ReadField>> = {
	authors: ({ marc: record }) => ({
		primary: names(record, '100', 'abcqd'),
		secondary: names(record, '700', 'abcqd'),
		corporate: { ...names(record, '110', 'ab'), ...names(record, '710', 'ab') },
	}),
	formats: values('format'),
	fullRecord: ({ marc: record }, context) => fullRecord(record, context),
	id: ({ id }) => id,
	institutions: values('institution'),
	isbns: values('isbn'),
	languages: values('language'),
	oclc: values('oclc_num'),
	publicationDates: values('publishDate'),
	series: ({ marc: record }) => valuesOf(record, '490', 'a').map((name) => ({ name })),
	subjects: ({ marc: record }) => marcFieldsOf(record, '650').map(({ subfields }) => subfields.map(([, value]) => value)),
	title: ({ marc: record }) =>
		marcFieldsOf(record, '245')
			.slice(0, 1)
			.map((field) => subfieldText(field, 'abnp').replace(/\s*\/$/u, ''))[0],
	urls: ({ marc: record }) => valuesOf(record, '856', 'u').map((url) => ({ url, desc: url })),
};

export const defaultFields = ['authors', 'formats', 'id', 'languages', 'series', 'subjects', 'title', 'urls'];

export const reshareFields: Readonly<Record<string, ReadField>> = { lendingStatus: (document) => document.values.lending_status };

function names(record: MarcInJson, tag: string, codes: string): Record<string, unknown> {
	const role = (field: MarcInJsonField): string[] => [valueOf(field, 'e')?.replace(/[.,]$/u, '') ?? []].flat();
	return Object.fromEntries(marcFieldsOf(record, tag).map((field) => [withoutEnd(subfieldText(field, codes)), { role: role(field) }]));
}

const schema =
	' xmlns="http://www.loc.gov/MARC21/slim" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.loc.gov/MARC21/slim http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"';

function fullRecord(record: MarcInJson, { traits, filters9xx }: RecordContext): string {
	const shown = filters9xx ? { ...record, fields: record.fields.filter(({ tag }) => !tag.startsWith('9')) } : record;
	const element = marcXml(shown, { escape: escapeHtml, indent: ' ', step: ' ', attributes: '' });
	return `<?xml version="1.0" encoding="UTF-8"?>\n<collection${traits.namespaceInFullRecord ? schema : ''}>\n${element}\n</collection>\n`;
}
