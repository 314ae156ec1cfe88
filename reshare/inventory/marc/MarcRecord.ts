import { decodeXML } from 'entities';
import { elementsIn, readXml, type XmlElement } from '../readXml';

export interface MarcRecord {
	readonly leader: string;
	/** The control fields by tag. If a field is repeated, the first one counts. */
	readonly control: ReadonlyMap<string, string>;
	/** The data fields, in the order of the record. */
	readonly fields: readonly DataField[];
}

export interface DataField {
	readonly tag: string;
	/** Both indicators, e.g. `10`; a blank stands for an absent one. */
	readonly indicators: string;
	readonly subfields: ReadonlyArray<{ readonly code: string; readonly value: string }>;
}

/**
 * Reads MARCXML with or without namespace, in a collection or not.
 * @throws ReShareError `badAnswer` for a document that is not well-formed
 */
export function readMarcXml(xml: string): MarcRecord[] {
	return marcRecordsIn(readXml(xml));
}

/** Finds the MARC records in a document. In OAI-PMH and SRU, the outer element `record` only contains the MARC record. */
export function marcRecordsIn(document: XmlElement): MarcRecord[] {
	return elementsIn(document, 'record')
		.map(marcOf)
		.filter(({ leader, control, fields }) => leader !== '' || control.size > 0 || fields.length > 0);
}

function marcOf(record: XmlElement): MarcRecord {
	const control = childrenOf(record, 'controlfield').map(({ attributes, text }) => [attributes.tag ?? '', text] as const);
	return {
		leader: childrenOf(record, 'leader')[0]?.text ?? '',
		control: new Map(control.reverse()),
		fields: childrenOf(record, 'datafield').map((field) => ({
			tag: field.attributes.tag ?? '',
			indicators: [field.attributes.ind1, field.attributes.ind2].map((sign) => sign?.charAt(0) || ' ').join(''),
			subfields: childrenOf(field, 'subfield').map(({ attributes, text }) => ({ code: attributes.code ?? '', value: clean(text) })),
		})),
	};
}

function childrenOf({ children }: XmlElement, name: string) {
	return children.filter((child) => child.name === name);
}

export function firstSubfield(field: DataField, code: string): string | undefined {
	return field.subfields.find((one) => one.code === code)?.value || undefined;
}

export function subfieldValues(field: DataField, codes: string) {
	return field.subfields.flatMap(({ code, value }) => (codes.includes(code) && value !== '' ? [value] : []));
}

export function fieldsWithTags(record: MarcRecord, ...tags: string[]): DataField[] {
	return record.fields.filter(({ tag }) => tags.includes(tag));
}

/**
 * Removes control characters, the character that Reservoir writes in place of them, and line breaks of the layout. A character that could
 * not be converted from MARC-8 stands in the text as a numeric reference (`&#x02BC;`), which is decoded.
 */
function clean(text: string) {
	return (text.includes('&#x') ? decodeXML(text) : text).replace(/[\p{Cc}\uFFFD\s]+/gu, ' ').trim();
}
