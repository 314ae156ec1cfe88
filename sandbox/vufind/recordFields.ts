import { marcFieldsOf, serializeMarcXml, joinSubfields, type MarcInJson } from '../reservoir/marcInJson';
import { escapeHtml } from '../resolver/htmlElements';
import type { IndexDocument } from './IndexDocument';
import type { VufindTraits } from './versions';

/** What the fields of a record are made from. Only the fields that a client here requests exist. */

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

export const vufindRecordFields: Readonly<Record<string, ReadField>> = {
	formats: values('format'),
	fullRecord: ({ marc: record }, context) => fullRecord(record, context),
	id: ({ id }) => id,
	title: ({ marc: record }) =>
		marcFieldsOf(record, '245')
			.slice(0, 1)
			.map((field) => joinSubfields(field, 'abnp').replace(/\s*\/$/u, ''))[0],
};

/** The fields that VuFind gives if none is named. In reality there are eight; these are the ones that somebody here reads. */
export const defaultRecordFields = ['formats', 'id', 'title'];

export const reshareRecordFields: Readonly<Record<string, ReadField>> = { lendingStatus: (document) => document.values.lending_status };

const schema =
	' xmlns="http://www.loc.gov/MARC21/slim" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.loc.gov/MARC21/slim http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"';

function fullRecord(record: MarcInJson, { traits, filters9xx }: RecordContext): string {
	const shown = filters9xx ? { ...record, fields: record.fields.filter(({ tag }) => !tag.startsWith('9')) } : record;
	const element = serializeMarcXml(shown, { escape: escapeHtml, indent: ' ', step: ' ', attributes: '' });
	return `<?xml version="1.0" encoding="UTF-8"?>\n<collection${traits.namespaceInFullRecord ? schema : ''}>\n${element}\n</collection>\n`;
}
