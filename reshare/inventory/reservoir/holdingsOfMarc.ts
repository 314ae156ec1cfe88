import { ReShareError } from '../../errors';
import { normalizeSymbol } from '../availability';
import { formatsOfMarc } from '../marc/bibliographicRecordOfMarc';
import { fieldsWithTags, firstSubfield, subfieldValues, type DataField, type MarcRecord } from '../marc/MarcRecord';
import type { HoldingList } from '../recordsAndHoldings';

/*
 * The record that Reservoir makes of a cluster: field 999 with indicators 1 0 names each library's record, and with 1 1 each copy and
 * whether the library lends it. The same record is in VuFind's `fullRecord` and in the answers of OAI-PMH and SRU (indexdata/reservoir
 * ClusterMarcXml.java).
 */

/**
 * The policy of a copy that is lent. mod-rs also lends a copy without a policy (openlibraryenvironment/mod-rs
 * OaipmhSharedIndexService.groovy).
 */
export const reservoirLendingPolicy = 'LOANABLE';

export const reservoirLenderSelectionClause =
	'asks the libraries with a copy that is marked LOANABLE, and only where the copy tells the library with its authority (such as ISIL:US-XYZ) and a local number';

/** mod-rs's name for the lending policy means the same as Reservoir's. */
export function toReservoirPolicy(name: string) {
	return name.toLowerCase() === 'will lend' ? reservoirLendingPolicy : name;
}

export function holdingsOfMarc(marc: MarcRecord): HoldingList {
	const copies = fieldsWithTags(marc, '999')
		.filter(({ indicators }) => indicators === '11')
		.map((field) => ({ field, holding: copyOf(field) }));
	if (copies.length === 0) return withoutCopies(marc);
	// The libraries are sorted by their first copies. A library lends if any of its copies does.
	const known = copies.flatMap(({ field, holding }) => (holding.library !== null && isKnownToModRs(field) ? [holding] : []));
	const libraries = [...new Set(known.map(({ library }) => library))];
	const inRota = libraries.flatMap(
		(one) => known.find(({ library, policy }) => library === one && policy === reservoirLendingPolicy) ?? [],
	);
	return { holdings: copies.map(({ holding }) => holding), inRota, cut: false };
}

/**
 * Whether mod-rs uses this copy: it leaves out a copy without a local number, and finds no library for a symbol without authority
 * (openlibraryenvironment/mod-rs OaipmhSharedIndexService.groovy).
 */
function isKnownToModRs(copy: DataField) {
	return firstSubfield(copy, 'l') !== null && /^[^:]+:.+/u.test(firstSubfield(copy, 's') ?? '');
}

function copyOf(field: DataField) {
	const callNumber = firstSubfield(field, 'c');
	return {
		id: firstSubfield(field, 'y') ?? firstSubfield(field, 'b'),
		library: normalizeSymbol(firstSubfield(field, 's') ?? '') || null,
		callNumber,
		policy: firstSubfield(field, 'p') ?? reservoirLendingPolicy,
		policyUnknown: false,
		locationCode: firstSubfield(field, 'a'),
		locationName: firstSubfield(field, 'i'),
		locationUnknown: false,
		statements: volumeOf(field, callNumber),
	};
}

/**
 * Finds the volume of a copy, and its year, in the fields for them. Many libraries name the volume only in a description, or at the end of
 * the call number.
 */
function volumeOf(field: DataField, callNumber: string | null) {
	const texts = (codes: string) =>
		subfieldValues(field, codes)
			.map((text) => text.replace(copyNumber, ''))
			.filter((text) => text !== '');
	const values = [...new Set(['v', 'n', 'u', 'w'].flatMap(texts))];
	// Some libraries write a part of the text into one subfield and all of it into another.
	const named = values.filter((value) => !values.some((other) => other.startsWith(`${value} `))).join(' ');
	if (texts('vn').length > 0) return [isBareVolume.test(named) ? `v. ${named}` : named];
	const written = [` ${firstSubfield(field, 'm') ?? ''}`, callNumber ?? '']
		.map((text) => volumeMark.exec(text.replace(copyNumber, ''))?.[1])
		.find((text) => text !== undefined);
	return [written, named].flatMap((text) => text || []);
}

/** Matches the number of a copy, which follows the volume: `c.2`. */
const copyNumber = /(?:^|(?<![\s,;:])[\s,;:]+)(?:c|copy)\.?\s*\d+$/iu;

/** Matches a volume that begins with a number without a mark such as `v.`, unless that number is a year. */
const isBareVolume = /^(?!(?:1[5-9]|20)\d\d\b)\d/u;

/**
 * Matches a volume after other text. A capital counts only with a full stop, since the letters and numbers of a call number look alike:
 * `Oversize T 385 .M36 V5` names no volume.
 */
const volumeMark = /\s((?:(?:v|t|vol|bd|pt|no|Vol|Bd|No)\.? ?|(?:V|T|VOL|BD|PT|Pt|NO)\. ?)\d.*)$/u;

/**
 * Splits a field that names all libraries. Without a transformer, Reservoir writes each of them in a subfield `s` after its own number
 * (indexdata/reservoir ClusterMarcXml.java).
 */
function eachMember(field: DataField) {
	const symbols = field.subfields.filter(({ code }) => code === 's');
	return symbols.length < 2 ? [field] : symbols.map((symbol) => ({ ...field, subfields: [symbol] }));
}

/**
 * Returns the holdings of a record without any copy. If it names libraries, each may have copies that Reservoir does not know; if it has no
 * field 999 at all, somebody has removed the holdings.
 */
function withoutCopies(marc: MarcRecord) {
	const members = fieldsWithTags(marc, '999')
		.filter(({ indicators }) => indicators === '10')
		.flatMap(eachMember);
	// A resource that exists only online has no copies.
	const formats = formatsOfMarc(marc);
	const isOnline = formats.length > 0 && formats.every((format) => format === 'e-book');
	const holdings = members.map((member) => ({
		...copyOf(member),
		id: null,
		policy: null,
		policyUnknown: !isOnline,
		locationName: null,
		statements: [],
	}));
	if (isOnline && members.length > 0) return { holdings, inRota: [], cut: false };
	const [message, description] =
		members.length > 0
			? ['the record names libraries but no copies', 'Look the record up, or ask the library whether it lends.']
			: [
					'the record came without holdings',
					'VuFind can leave holdings (field 999) out of its records. Ask whoever runs it to give them, or enter the Reservoir in the ⟦settings⟧.',
				];
	return { holdings, inRota: [], cut: members.length === 0, problem: new ReShareError('inventory', message, description) };
}
