export type Subfield = readonly [code: string, value: string];

export interface MarcDataField {
	readonly tag: string;
	/** Both indicators, e.g. `11`. */
	readonly indicators: string;
	readonly subfields: readonly Subfield[];
}

interface ControlField {
	readonly tag: string;
	readonly value: string;
}

export type MarcField = ControlField | MarcDataField;

export interface MarcInJson {
	readonly leader: string;
	readonly fields: readonly MarcField[];
}

export function buildControlField(tag: string, value: string): ControlField {
	return { tag, value };
}

/** Makes a data field. Subfields without a value are left out. */
export function buildDataField(
	tag: string,
	indicators: string,
	subfields: ReadonlyArray<readonly [string, string | undefined]>,
): MarcDataField {
	return { tag, indicators, subfields: subfields.flatMap(([code, value]) => (value === undefined ? [] : [[code, value] as const])) };
}

export function isDataField(field: MarcField): field is MarcDataField {
	return 'subfields' in field;
}

export function marcFieldsOf(record: MarcInJson, tag: string, indicators?: string): MarcDataField[] {
	return record.fields
		.filter(isDataField)
		.filter((field) => field.tag === tag && (indicators === undefined || field.indicators === indicators));
}

export function subfieldValuesOf(record: MarcInJson, tag: string, codes: string): string[] {
	return marcFieldsOf(record, tag).flatMap(({ subfields }) => subfields.filter(([code]) => codes.includes(code)).map(([, value]) => value));
}

export function joinSubfields({ subfields }: MarcDataField, codes: string): string {
	return subfields
		.filter(([code]) => codes.includes(code))
		.map(([, value]) => value)
		.join(' ');
}

export function subfieldValueOf({ subfields }: MarcDataField, code: string): string | undefined {
	return subfields.find(([candidate]) => candidate === code)?.[1];
}

export function controlValueOf(record: MarcInJson, tag: string): string | undefined {
	const field = record.fields.find((candidate) => candidate.tag === tag);
	return field === undefined || isDataField(field) ? undefined : field.value;
}

/** Makes a leader. Its first five digits are the length that the record would have in ISO 2709. */
export function buildLeader(fields: readonly MarcField[], typeAndLevel: string): string {
	const lengths = fields.map((field) =>
		isDataField(field)
			? field.subfields.reduce((sum, [, value]) => sum + Buffer.byteLength(value) + 2, 3)
			: Buffer.byteLength(field.value) + 1,
	);
	const directory = 24 + fields.length * 12 + 1;
	const whole = lengths.reduce((sum, length) => sum + length, directory + 1);
	return `${String(Math.min(whole, 99_999)).padStart(5, '0')}c${typeAndLevel} a22${String(directory).padStart(5, '0')} i 4500`;
}

/** Writes every sign outside ASCII as a numeric entity, and what XML cannot contain as U+FFFD. */
export function escapeXml(text: string): string {
	let escaped = '';
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		if (code >= 0x80) {
			const legal = !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
			escaped += legal ? `&#x${code.toString(16)};` : '&#xFFFD;';
		} else if (code < 0x20 && !'\t\r\n'.includes(character)) {
			escaped += '&#xFFFD;';
		} else {
			escaped += named[character] ?? character;
		}
	}
	return escaped;
}

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&apos;', '"': '&quot;' };

interface XmlStyle {
	readonly escape: (text: string) => string;
	/** The indentation of the record element. Its fields are indented by `step` more. */
	readonly indent: string;
	readonly step: string;
	/** The attributes of the record element, with a blank before them. */
	readonly attributes: string;
}

/** Writes a record as an element of MARCXML, without a line end after it. */
export function serializeMarcXml({ leader, fields }: MarcInJson, { escape, indent, step, attributes }: XmlStyle): string {
	const inner = indent + step;
	const lines = fields.flatMap((field) => {
		if (!isDataField(field)) return [`${inner}<controlfield tag="${escape(field.tag)}">${escape(field.value)}</controlfield>`];
		const [first, second] = [field.indicators.charAt(0), field.indicators.charAt(1)].map(escape);
		return [
			`${inner}<datafield tag="${escape(field.tag)}" ind1="${first}" ind2="${second}">`,
			...field.subfields.map(([code, value]) => `${inner}${step}<subfield code="${escape(code)}">${escape(value)}</subfield>`),
			`${inner}</datafield>`,
		];
	});
	return [`${indent}<record${attributes}>`, `${inner}<leader>${escape(leader)}</leader>`, ...lines, `${indent}</record>`].join('\n');
}

export const reservoirXmlStyle: XmlStyle = {
	escape: escapeXml,
	indent: '',
	step: '  ',
	attributes: ' xmlns="http://www.loc.gov/MARC21/slim"',
};
