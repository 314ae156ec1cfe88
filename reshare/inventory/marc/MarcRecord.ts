import { decodeXML } from 'entities';
import { walkXml, type XmlVisitor } from './xml';

/** A MARC 21 record as MARCXML writes it. */
export interface MarcRecord {
	readonly leader: string;
	/** Control fields by tag; of a repeated one the first. */
	readonly control: ReadonlyMap<string, string>;
	/** In the order of the record. */
	readonly fields: readonly DataField[];
}

export interface DataField {
	readonly tag: string;
	/** Both, e.g. `10`; a blank where there is none. */
	readonly indicators: string;
	readonly subfields: ReadonlyArray<{ readonly code: string; readonly value: string }>;
}

/**
 * The MARC records in a document, with or without namespace, in a collection or not.
 *
 * @throws ReShareError `badAnswer` for a document that is not well-formed
 */
export function readMarcXml(xml: string): MarcRecord[] {
	const records = new MarcCollector();
	walkXml(xml, records);
	return records.found;
}

/** The first subfield with this code; undefined where it is empty or absent. */
export function subfield(field: DataField, code: string): string | undefined {
	return field.subfields.find((one) => one.code === code)?.value || undefined;
}

/** All subfields with one of these codes, in their order. */
export function subfields(field: DataField, codes: string): string[] {
	return field.subfields.flatMap(({ code, value }) => (codes.includes(code) && value !== '' ? [value] : []));
}

export function fieldsOf(record: MarcRecord, ...tags: string[]): DataField[] {
	return record.fields.filter(({ tag }) => tags.includes(tag));
}

interface Draft {
	leader: string;
	readonly control: Map<string, string>;
	readonly fields: DataField[];
}

export class MarcCollector implements XmlVisitor {
	readonly found: MarcRecord[] = [];
	/** The open elements `record`: that of OAI-PMH or SRU has the MARC record in it. */
	readonly #open: Draft[] = [];
	#field: { tag: string; indicators: string; subfields: Array<{ code: string; value: string }> } | undefined;
	#attribute = '';
	#text = '';

	open(name: string, attributes: Readonly<Record<string, string>>): void {
		this.#text = '';
		if (name === 'record') this.#open.push({ leader: '', control: new Map(), fields: [] });
		else if (name === 'datafield') this.#field = { tag: attributes.tag ?? '', indicators: `${indicator(attributes.ind1)}${indicator(attributes.ind2)}`, subfields: [] };
		else if (name === 'controlfield') this.#attribute = attributes.tag ?? '';
		else if (name === 'subfield') this.#attribute = attributes.code ?? '';
	}

	text(text: string): void {
		this.#text += text;
	}

	close(name: string): void {
		const record = this.#open.at(-1);
		if (record === undefined) return;
		if (name === 'leader') record.leader = this.#text;
		else if (name === 'controlfield' && !record.control.has(this.#attribute)) record.control.set(this.#attribute, this.#text);
		else if (name === 'subfield') this.#field?.subfields.push({ code: this.#attribute, value: clean(this.#text) });
		else if (name === 'datafield' && this.#field !== undefined) {
			record.fields.push(this.#field);
			this.#field = undefined;
		} else if (name === 'record') {
			this.#open.pop();
			if (record.leader !== '' || record.control.size > 0 || record.fields.length > 0) this.found.push(record);
		}
	}
}

function indicator(value: string | undefined): string {
	return value === undefined || value === '' ? ' ' : value.charAt(0);
}

/**
 * Without control characters, the replacement that Reservoir writes for them, and line breaks of the layout. What could not be
 * converted from MARC-8 is a numeric reference (`&#x02BC;`) in the text.
 */
function clean(text: string): string {
	return (text.includes('&#x') ? decodeXML(text) : text).replace(/[\p{Cc}\uFFFD\s]+/gu, ' ').trim();
}
