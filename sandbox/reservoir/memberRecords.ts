import { findMember } from '../consortium';
import { carriers, type BibRecord, type HoldingSpec } from '../inventory/records/BibRecord';
import type { SpecialLocation } from '../inventory/locations';
import { buildControlField, buildDataField, buildLeader, type MarcDataField, type MarcField, type MarcInJson } from './marcInJson';

/** The libraries' own records of the inventory's books, as each would send them to Reservoir. */

/** A physical copy, with the policy that the consortium's table of locations gives it. */
export interface MemberCopy {
	/** The symbol as in 999 `$s`. Symbols of an unusual form belong to locations for which mod-rs finds no library. */
	readonly symbol: string;
	/** The number of the copy; absent if the transformer found none. */
	readonly localId?: string;
	readonly institution: string;
	readonly location: string;
	readonly barcode: string;
	readonly callNumber?: string;
	readonly volume?: string;
	readonly description?: string;
	readonly chronology?: string;
	readonly itemId: string;
	readonly itemType: string;
	/** The policy of the copy. It is absent if the table does not mention the copy, which is then lent. */
	readonly policy?: 'LOANABLE' | 'UNLOANABLE' | undefined;
}

export interface MemberRecord {
	/** The id as Reservoir stores it; records that came by OAI keep its prefix. */
	readonly localId: string;
	readonly number: string;
	/** The library's ISIL without authority. */
	readonly sourceId: string;
	readonly sourceVersion: number;
	readonly institution: string;
	readonly marc: MarcInJson;
	readonly copies: readonly MemberCopy[];
}

/** Numbers that only one library's record has, because it added a paperback to the record of the hardcover. */
const ownNumbers: Readonly<Record<number, { readonly place: string; readonly isbn: string }>> = {
	1: { place: 'US-RIVER', isbn: '9781571313560 (paperback)' },
	2: { place: 'US-LAKE', isbn: '0156001314 (pbk.)' },
	3: { place: 'US-VALE', isbn: '9780374533557 (pbk.)' },
};

/** Libraries that catalog briefly, with one ISBN and no subjects. */
const brief = new Set(['US-VALE', 'US-ISLE', 'US-CAVE']);

const harvested = new Set(['US-NORTH', 'US-COAST']);

/** What the special locations of the inventory are in Reservoir, and how a copy there is written. */
const specialPlaces: Readonly<
	Record<SpecialLocation, { readonly sourceId: string; readonly symbol: string; readonly location: string; readonly noNumber?: true }>
> = {
	threeParts: { sourceId: 'US-HILL', symbol: 'ISIL:US-HILL', location: 'annex', noNumber: true },
	noParts: { sourceId: 'US-LAKE', symbol: 'US-LAKE', location: 'Lakeside storage' },
	lowerCase: { sourceId: 'US-LAKE', symbol: 'isil:us-lake', location: 'reading room' },
	closedLibrary: { sourceId: 'US-GONE', symbol: 'ISIL:US-GONE', location: 'Stacks' },
};

function placeOf(place: string): { sourceId: string; symbol: string; location: string; noNumber?: true } {
	return specialPlaces[place as SpecialLocation] ?? { sourceId: place, symbol: `ISIL:${place}`, location: 'Main stacks' };
}

/** Returns the member records of a title, sorted as in Reservoir: by source, then by number. */
export function memberRecordsOf(record: BibRecord): MemberRecord[] {
	const sources = [...new Set(record.holdings.map(({ place }) => placeOf(place).sourceId))].sort();
	return sources.map((sourceId) => memberRecord(record, sourceId));
}

function memberRecord(record: BibRecord, sourceId: string): MemberRecord {
	const number = `${sourceId.slice(3).toLowerCase()}-${String(record.number).padStart(6, '0')}`;
	const institution = findMember(sourceId)?.name ?? 'Gone-with-the-Flood Library';
	const copies = copiesOf(record, sourceId, number, institution);
	const fields: MarcField[] = [
		buildControlField('001', number),
		...(record.marc === undefined ? bibliography(record, sourceId) : ownFields(record.marc)),
		...copies.map(rawItem),
	];
	return {
		localId: harvested.has(sourceId) ? `oai:catalog.${sourceId.slice(3).toLowerCase()}.example.edu:${number}` : number,
		number,
		sourceId,
		sourceVersion: sourceId === 'US-NORTH' ? 2 : 1,
		institution,
		marc: { leader: record.marc?.leader ?? buildLeader(fields, carriers[record.carrier].level), fields },
		copies,
	};
}

function copiesOf(record: BibRecord, sourceId: string, number: string, institution: string): MemberCopy[] {
	let count = 0;
	return record.holdings.flatMap((holding) =>
		(holding.items ?? [null]).flatMap((enumeration): MemberCopy[] => {
			count += 1;
			const { sourceId: source, symbol, location, noNumber } = placeOf(holding.place);
			if (source !== sourceId) return [];
			return [
				{
					symbol,
					...(noNumber === true ? {} : { localId: number }),
					institution,
					location,
					barcode: String(30_000_000_000_000 + record.number * 10_000 + count),
					...shelfMark(record, holding, sourceId, enumeration),
					itemId: `i${record.number}-${count}`,
					itemType: carriers[record.carrier].itemType,
					policy: policyOf(holding),
				},
			];
		}),
	);
}

function policyOf({ policy }: HoldingSpec): MemberCopy['policy'] {
	if (policy === null) return undefined;
	return policy === 'willLend' ? 'LOANABLE' : 'UNLOANABLE';
}

/** Cutter numbers of libraries that add one for the title. They are no volumes, although they look like some. */
const titleCutters: Readonly<Record<string, string>> = { 'US-LAKE': 'T4', 'US-SOUTH': 'V5' };

/**
 * Writes the volume of an item. Most libraries have it at the end of the call number; two have a field for it, and one has it in the
 * description. If an item has only a year, that is no volume.
 */
function shelfMark(
	record: BibRecord,
	holding: HoldingSpec,
	sourceId: string,
	enumeration: string | null,
): Pick<MemberCopy, 'callNumber' | 'volume' | 'description' | 'chronology'> {
	const whole = (holding.callNumber === undefined ? record.callNumber : holding.callNumber) ?? undefined;
	const cutter = titleCutters[sourceId];
	const callNumber = whole === undefined || cutter === undefined ? whole : whole.replace(/(?= \d{4}$)|$/u, ` ${cutter}`);
	const named = callNumber === undefined ? {} : { callNumber };
	if (enumeration === null) {
		const year = sourceId === 'US-HILL' ? /\d{4}/u.exec(record.date ?? '')?.[0] : undefined;
		return { ...named, ...(year === undefined ? {} : { chronology: year }) };
	}
	if (sourceId === 'US-NORTH' || sourceId === 'US-HILL') return { ...named, volume: enumeration };
	if (sourceId === 'US-COAST') return { ...named, description: enumeration };
	return { callNumber: `${callNumber ?? ''} ${enumeration}`.trim() };
}

/** The item as the library's own system exports it: without a policy. */
function rawItem(copy: MemberCopy): MarcDataField {
	return buildDataField('945', '  ', [
		['l', copy.location],
		['i', copy.barcode],
		['c', copy.callNumber],
		['v', copy.volume],
		['n', copy.description],
		['j', copy.chronology],
		['y', copy.itemId],
		['t', copy.itemType],
	]);
}

function ownFields({ fields }: MarcInJson): MarcField[] {
	return fields.filter(({ tag }) => tag !== '001' && tag < '900');
}

function bibliography(record: BibRecord, sourceId: string): MarcField[] {
	const { f007, carrier } = carriers[record.carrier];
	const isBrief = brief.has(sourceId);
	const [main, ...added] = record.authors ?? [];
	const [body, ...otherBodies] = record.corporateAuthors ?? [];
	const own = ownNumbers[record.number]?.place === sourceId ? [ownNumbers[record.number]?.isbn ?? ''] : [];
	const isbns = isBrief && own.length > 0 ? own : [...(record.identifiers?.isbn ?? []).slice(0, isBrief ? 1 : undefined), ...own];
	const { identifiers = {} } = record;
	return [
		...(f007 === undefined ? [] : [buildControlField('007', f007)]),
		buildControlField('008', fixedData(record)),
		...each('010', '  ', identifiers.lccn),
		...each('020', '  ', isbns),
		...each('020', '  ', identifiers.invalidIsbn, 'z'),
		...issns(record),
		...each(
			'035',
			'  ',
			identifiers.oclc?.map((value) => (/^(?:\(|o)/.test(value) ? value : `(OCoLC)${value}`)),
		),
		...each('035', '  ', identifiers.cancelledOclc, 'z'),
		...each('035', '  ', `${sourceId.slice(3)}${String(record.number).padStart(7, '0')}`),
		...each('090', '  ', record.callNumber),
		...(main === undefined
			? []
			: [
					buildDataField('100', '1 ', [
						['a', endingIn(main, ',')],
						['e', 'author.'],
					]),
				]),
		...each('110', '2 ', main !== undefined || body === undefined ? undefined : endingIn(body, '.')),
		titleField(record, main !== undefined || body !== undefined),
		...each('246', '3 ', record.alternativeTitles),
		...each('250', '  ', record.edition),
		...imprint(record),
		...each('300', '  ', record.extent),
		...each('310', '  ', record.frequency),
		buildDataField('338', '  ', [
			['b', carrier],
			['2', 'rdacarrier'],
		]),
		...each('490', '0 ', record.series),
		...(isBrief
			? []
			: (record.subjects ?? []).map((value) =>
					buildDataField(
						'650',
						' 0',
						value.split(' -- ').map((part, index) => [index === 0 ? 'a' : 'x', part] as const),
					),
				)),
		...each('700', '1 ', added),
		...each('710', '2 ', otherBodies),
		...each('856', '40', record.url, 'u'),
	];
}

/** Makes a field with one subfield for each value; none if there is no value. */
function each(tag: string, indicators: string, values: string | readonly string[] = [], code = 'a'): MarcDataField[] {
	return [values].flat().map((value) => buildDataField(tag, indicators, [[code, value]]));
}

function issns({ identifiers }: BibRecord): MarcDataField[] {
	const own = identifiers?.issn ?? [];
	const linking = identifiers?.linkingIssn ?? [];
	return own.map((value, index) =>
		buildDataField('022', '  ', [
			['a', value],
			['l', index === 0 ? linking[0] : undefined],
		]),
	);
}

function endingIn(text: string, mark: string): string {
	return /[,.\-)]$/u.test(text) ? text : text + mark;
}

/**
 * Makes the field of the title. As catalogers punctuate it, ` : ` begins `$b` and ` / ` begins `$c`; parts and the medium have their own
 * subfields.
 */
function titleField({ title }: BibRecord, hasAuthor: boolean): MarcDataField {
	const [proper = '', responsibility = ''] = title.split(/ \/(?: |$)/u, 2);
	const [, whole = '', medium] = /^(.*?)(?: (\[electronic resource\]))?$/u.exec(proper) ?? [];
	const colon = whole.indexOf(' : ');
	const head = colon < 0 ? whole : whole.slice(0, colon);
	const [, name = head, part, partName] = /^(.+\.) (Volume \d+|[IVX]+)(?:, (.+))?$/u.exec(head) ?? [];
	const article = /^(?:the|an?|la|el|le|les|der|die|das) |^l'/iu.exec(name)?.[0].length ?? 0;
	const subfields = [
		['a', name],
		['n', part === undefined || partName === undefined ? part : `${part},`],
		['p', partName],
		['h', medium],
		['b', colon < 0 ? undefined : whole.slice(colon + 3)],
		['c', responsibility === '' ? undefined : responsibility],
	] as const;
	const given = subfields.flatMap(([code, value]) => (value === undefined ? [] : [[code, value] as const]));
	// By ISBD, the punctuation before a subfield (`:` or `/`) stands at the end of the one before.
	const marks: Readonly<Record<string, string>> = { b: ' :', c: ' /' };
	const punctuated = given.map(([code, value], index) => [code, value + (marks[given[index + 1]?.[0] ?? ''] ?? '')] as const);
	return buildDataField('245', `${hasAuthor ? '1' : '0'}${article}`, punctuated);
}

function imprint(record: BibRecord): MarcDataField[] {
	const { place, publisher, date } = record;
	if (place === undefined && publisher === undefined && date === undefined) return [];
	const isRda = /^(?:\[?20[12])/u.test(date ?? '');
	const subfields = [
		['a', place === undefined ? undefined : `${place} :`],
		['b', publisher === undefined ? undefined : `${publisher},`],
		['c', date === undefined ? undefined : endingIn(date, '.')],
	] as const;
	return [isRda ? buildDataField('264', ' 1', subfields) : buildDataField('260', '  ', subfields)];
}

function fixedData(record: BibRecord): string {
	const years = record.date?.match(/\d{4}/gu) ?? [];
	const first = years[0] ?? (record.date === undefined ? '    ' : '19uu');
	const isSerial = record.carrier === 'serial' || record.carrier === 'ejournal';
	const kind = isSerial ? 'c' : years.length > 1 && record.carrier === 'set' ? 'm' : record.date === undefined ? 'n' : 's';
	const second = isSerial ? '9999' : kind === 'm' ? (years.at(-1) ?? '    ') : '    ';
	const form = record.carrier.startsWith('e') ? 'o' : record.carrier === 'microfiche' ? 'b' : record.carrier === 'microfilm' ? 'a' : ' ';
	return `210301${kind}${first}${second}xx      ${form}     000 0 ${record.languages[0] ?? 'und'} d`;
}
