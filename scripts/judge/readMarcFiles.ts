import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Marc } from 'marcjs';
import { parser as xmlParser } from 'sax';
import { buildControlField, buildDataField, type MarcField, type MarcInJson, type Subfield } from '../../sandbox/reservoir/marcInJson';

interface MarcFile {
	/** The path below the folder. */
	readonly name: string;
	readonly records: readonly MarcInJson[];
	/** The records that cannot be read, each with the reason. */
	readonly unread: readonly string[];
}

/** Reads the MARC files of a folder in the order of their names. Files that are neither MARC 21 nor XML are skipped. */
export function* readMarcFiles(folder: string): Generator<MarcFile> {
	const names = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));
	for (const name of names.sort()) {
		const bytes = readFileSync(name);
		const start = bytes
			.subarray(0, 200)
			.toString()
			.replace(/^[\uFEFF\s]+/u, '');
		const read = start.startsWith('<') ? readXml(bytes.toString()) : /^\d{5}/u.test(start) ? readIso2709(bytes) : undefined;
		if (read !== undefined) yield { name: path.relative(folder, name), ...read };
	}
}

const endOfRecord = 0x1d;

function readIso2709(bytes: Buffer): Omit<MarcFile, 'name'> {
	const records: MarcInJson[] = [];
	const unread: string[] = [];
	for (let start = 0; start < bytes.length;) {
		const end = bytes.indexOf(endOfRecord, start);
		const raw = bytes.subarray(start, end < 0 ? bytes.length : end + 1);
		start = end < 0 ? bytes.length : end + 1;
		// Some exports put line ends between records.
		const blanks = /^\s*/u.exec(raw.subarray(0, 10).toString('latin1'))?.[0].length ?? 0;
		if (raw.length - blanks < 30) continue;
		try {
			records.push(fromIso2709(raw.subarray(blanks)));
		} catch (error) {
			unread.push(`record ${records.length + unread.length + 1}: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	return { records, unread };
}

function fromIso2709(raw: Buffer): MarcInJson {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(raw);
	} catch {
		throw new Error('not in UTF-8 (MARC-8?); yaz-marcdump -f MARC-8 -t UTF-8 -o marc converts it');
	}
	const { leader, fields } = Marc.parse(raw, 'iso2709');
	return {
		leader,
		fields: fields.map(([tag = '', first = '', ...rest]): MarcField => {
			if (tag < '010') return buildControlField(tag, first);
			const subfields: Subfield[] = [];
			for (let index = 0; index + 1 < rest.length; index += 2) subfields.push([rest[index] ?? '', rest[index + 1] ?? '']);
			return buildDataField(tag, first.padEnd(2).slice(0, 2), subfields);
		}),
	};
}

/** Reads the records below any root element, such as a collection or an answer of OAI-PMH or SRU. */
function readXml(xml: string): Omit<MarcFile, 'name'> {
	const records: MarcInJson[] = [];
	let leader = '';
	let fields: MarcField[] = [];
	let subfields: Array<[string, string]> = [];
	let [tag, indicators, code, text] = ['', '', '', ''];
	const sax = xmlParser(true);
	sax.onopentag = ({ name, attributes }) => {
		const given = (key: string) => String((attributes as Record<string, unknown>)[key] ?? '');
		text = '';
		switch (name.slice(name.indexOf(':') + 1)) {
			case 'record':
				[leader, fields] = ['', []];
				break;
			case 'controlfield':
				tag = given('tag');
				break;
			case 'datafield':
				[tag, indicators, subfields] = [given('tag'), given('ind1').padEnd(1).charAt(0) + given('ind2').padEnd(1).charAt(0), []];
				break;
			case 'subfield':
				code = given('code');
				break;
		}
	};
	sax.ontext = sax.oncdata = (part) => (text += part);
	sax.onclosetag = (name) => {
		switch (name.slice(name.indexOf(':') + 1)) {
			case 'leader':
				leader = text;
				break;
			case 'controlfield':
				fields.push(buildControlField(tag, text));
				break;
			case 'subfield':
				subfields.push([code, text]);
				break;
			case 'datafield':
				fields.push(buildDataField(tag, indicators, subfields));
				break;
			case 'record':
				// An OAI record without fields of its own only wraps the MARC record.
				if (fields.length > 0) records.push({ leader, fields });
				[leader, fields] = ['', []];
				break;
		}
	};
	try {
		sax.write(xml).close();
	} catch (error) {
		return {
			records,
			unread: [`after record ${records.length}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`],
		};
	}
	return { records, unread: [] };
}
