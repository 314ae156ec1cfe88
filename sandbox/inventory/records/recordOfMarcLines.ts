import { buildControlField, buildDataField, type MarcField } from '../../reservoir/marcInJson';
import { recordOfMarc } from './recordOfMarc';
import type { BibRecord, HoldingSpec } from './BibRecord';

/**
 * Makes a record from lines such as `245 10 $aTitle :$bsubtitle /$cby an author`; `#` stands for a blank indicator.
 *
 * @param coded type and level of the leader, then the codes of 008 for the year, the language and the form, e.g. `am 1998 eng`
 */
export function recordOfMarcLines(number: number, coded: string, lines: readonly string[], holdings: readonly HoldingSpec[]): BibRecord {
	const [level = 'am', year = '    ', language = 'und', form = ' '] = coded.split(' ');
	const isSerial = level.endsWith('s');
	const fields = [
		buildControlField('008', `210301${isSerial ? 'c' : 's'}${year}${isSerial ? '9999' : '    '}xx      ${form}     000 0 ${language} d`),
		...lines.map(fieldIn),
	];
	return recordOfMarc(number, { leader: `00000c${level} a2200000 i 4500`, fields }, holdings);
}

function fieldIn(line: string): MarcField {
	const [, tag = '', indicators = '', text = ''] = /^(\d{3}) (?:([\d#]{2}) )?(.*)$/u.exec(line) ?? [];
	if (tag < '010') return buildControlField(tag, text);
	return buildDataField(
		tag,
		indicators.replaceAll('#', ' '),
		text
			.split('$')
			.slice(1)
			.map((part) => [part.charAt(0), part.slice(1)] as const),
	);
}
