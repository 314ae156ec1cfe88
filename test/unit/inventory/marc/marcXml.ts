import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readMarcXml } from '../../../../reshare/inventory/marc/MarcRecord';

/**
 * Writes a record in MARCXML.
 *
 * @param fields `020 ## $a 9781234567897 $q hbk.`, with `#` for blank indicators, or `008 text`
 */
export function writeMarcXml(fields: readonly string[], leader = '01500cam a2200289 i 4500') {
	const escape = (text: string) => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;');
	const lines = fields.map((field) => {
		const [, tag = '', rest = ''] = /^(\d{3}) (.*)$/su.exec(field) ?? [];
		if (tag < '010') return `<controlfield tag="${tag}">${escape(rest)}</controlfield>`;
		const [ind1, ind2] = rest.slice(0, 2).replaceAll('#', ' ');
		const subfields = [...rest.slice(3).matchAll(/\$(\w) ([^$]*)/gu)].map(
			([, code, value]) => `<subfield code="${code}">${escape((value ?? '').trim())}</subfield>`,
		);
		return `<datafield tag="${tag}" ind1="${ind1}" ind2="${ind2}">${subfields.join('')}</datafield>`;
	});
	return `<record><leader>${leader}</leader>${lines.join('')}</record>`;
}

export function marcRecordOf(...fields: string[]) {
	const [record] = readMarcXml(writeMarcXml(fields));
	if (record === undefined) throw new Error('no record');
	return record;
}

export function readMarcFixture(name: string) {
	return readFileSync(path.join(__dirname, '../../../fixtures/reservoir', name), 'utf8');
}
