import { decodeXML } from 'entities';
import { elementsIn, readXml, type XmlElement } from '../readXml';

export type MarcRecord = Readonly<ReturnType<typeof marcOf>>;

export type DataField = Readonly<MarcRecord['fields'][number]>;

/**
 * Reads MARCXML with or without namespace, in a collection or not.
 * @throws ReShareError `badAnswer` for a document that is not well-formed
 */
export function readMarcXml(xml: string) {
	return marcRecordsIn(readXml(xml));
}

/** Finds the MARC records in a document. In OAI-PMH and SRU, the outer element `record` only contains the MARC record. */
export function marcRecordsIn(document: XmlElement) {
	return elementsIn(document, 'record')
		.map(marcOf)
		.filter(({ leader, control, fields }) => leader !== '' || control.size > 0 || fields.length > 0);
}

function marcOf(record: XmlElement) {
	const control = childrenOf(record, 'controlfield').map(({ attributes, text }) => [attributes.tag ?? '', text] as const);
	return {
		leader: childrenOf(record, 'leader')[0]?.text ?? '',
		/** The control fields by tag. If a field is repeated, the first one counts. */
		control: new Map(control.reverse()),
		/** The data fields, in the order of the record. */
		fields: childrenOf(record, 'datafield').map((field) => ({
			tag: field.attributes.tag ?? '',
			/** Both indicators, e.g. `10`; a blank stands for an absent one. */
			indicators: [field.attributes.ind1, field.attributes.ind2].map((sign) => sign?.charAt(0) || ' ').join(''),
			subfields: childrenOf(field, 'subfield').map(({ attributes, text }) => ({ code: attributes.code ?? '', value: clean(text) })),
		})),
	};
}

function childrenOf({ children }: XmlElement, name: string) {
	return children.filter((child) => child.name === name);
}

export function firstSubfield(field: DataField, code: string) {
	return field.subfields.find((one) => one.code === code)?.value || null;
}

export function subfieldValues(field: DataField, codes: string) {
	return field.subfields.flatMap(({ code, value }) => (codes.includes(code) && value !== '' ? [value] : []));
}

export function fieldsWithTags(record: MarcRecord, ...tags: string[]) {
	return record.fields.filter(({ tag }) => tags.includes(tag));
}

/**
 * Removes control characters, the character that Reservoir writes in place of them, and line breaks of the layout. A character that could
 * not be converted from MARC-8 stands in the text as a numeric reference (`&#x02BC;`), which is decoded.
 */
function clean(text: string) {
	return (text.includes('&#x') ? decodeXML(text) : text).replace(/[\p{Cc}\uFFFD\s]+/gu, ' ').trim();
}
