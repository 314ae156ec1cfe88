import { decodeXML } from 'entities';
import { instanceSchema, holdingSchema, type InstanceAnswer } from './answerSchemas';
import { compareLanguages } from '../match/compareLanguages';
import { allIdentifiersOf, readRecordIdentifiers, type RecordIdentifiers } from '../identifierKinds';
import { isMarkedAsOclc } from '../match/oclc';
import type { PublicationFormat, Holding, InventoryRecord, RecordTitle } from '../recordsAndHoldings';
import type { ReferenceTables } from './referenceTables';
import { splitJoinedTitle } from './splitJoinedTitle';
import { symbolInLocationCode } from './holdingsInRotaOfModRs';

/** FOLIO's ids of the modes of issuance, for which GraphQL has no names. */
const issuances = new Map<string, InventoryRecord['issuance']>(
	Object.entries({
		'f5cc2ab6-bb92-4cab-b83f-5a3d09261a41': 'multipart',
		'068b5344-e2a6-40df-9186-1829e13cd344': 'serial',
	} as const),
);

/** FOLIO's ids of the formats that matter for the choice of a record. */
const formats = new Map<string, PublicationFormat>(
	Object.entries({
		'8d511d33-5e85-4c5d-9bce-6e3c9cd0c324': 'print',
		'f5e8210f-7640-459b-a71f-552567f92369': 'e-book',
		'fc3e32a0-9c85-4454-a42e-39fca788a7dc': 'microform',
		'7bfe7e83-d4aa-46d1-b2a9-f612b18d11f4': 'microform',
		'5642320a-2ab9-475c-8ca2-4af7551cf296': 'audio',
		'6d749f00-97bd-4eab-9828-57167558f514': 'audio',
		'5cb91d15-96b1-4b8a-bf60-ec310538da66': 'audio',
		'431cc9a0-4572-4613-b267-befb0f3d457f': 'video',
		'7f857834-b2e2-48b1-8528-6a1fe89bf979': 'video',
	} as const),
);

/** Reads a record. The result is undefined if the record lacks its id or title. */
export function parseInstance(answer: unknown, tables: ReferenceTables): InventoryRecord | undefined {
	const instance = instanceSchema.safeParse(answer).data;
	if (!instance || instance.title === null) return undefined;
	// The conversion from MARC-8 leaves character references such as `&#x02BC;`.
	const title = decodeXML(instance.title);
	const contributors = instance.contributors.flatMap(({ name }) => name ?? []);
	const own = splitJoinedTitle(title, instance.indexTitle && decodeXML(instance.indexTitle));
	const primary = instance.contributors.find((contributor) => contributor.primary === true)?.name ?? contributors[0] ?? null;
	const { former: formerNumbers, ...identifiers } = readNumbers(instance, tables);
	return {
		id: instance.id,
		hrid: instance.hrid,
		title,
		titles: [
			...own.titles,
			...instance.alternativeTitles.flatMap(({ alternativeTitle }) => otherTitles(decodeXML(alternativeTitle ?? ''), instance.languages)),
		],
		author: primary,
		contributors,
		responsibility: own.responsibility === '' ? [] : [own.responsibility],
		series: instance.series?.flatMap((one) => (typeof one === 'string' ? one : (one.value ?? []))) ?? null,
		editions: instance.editions,
		publisher: instance.publication.find(({ publisher }) => publisher !== null)?.publisher ?? null,
		place: instance.publication.find(({ place }) => place !== null)?.place ?? null,
		publicationDates: instance.publication.flatMap(({ dateOfPublication }) => dateOfPublication ?? []),
		languages: instance.languages,
		physicalDescriptions: instance.physicalDescriptions,
		extents: instance.physicalDescriptions.map((text) => text.split(/(?<!\s)\s+[:;+]\s+/u)[0] ?? ''),
		formats: instance.instanceFormatIds.flatMap((id) => formats.get(id) ?? []),
		issuance: issuanceOf(instance, identifiers),
		identifiers,
		formerNumbers,
		suppressed: instance.discoverySuppress === true || instance.staffSuppress === true,
	};
}

/** A uniform title that ends with a language is the title of the original, of which the record is a translation: `Étranger. English`. */
function otherTitles(text: string, languages: readonly string[]): RecordTitle[] {
	const end = text.lastIndexOf('. ');
	const isTranslation = end > 0 && compareLanguages(text.slice(end + 2), languages) === 'same';
	return isTranslation
		? splitJoinedTitle(text.slice(0, end)).titles.map((title) => ({ ...title, contained: true }))
		: splitJoinedTitle(text).titles;
}

/**
 * ReShare's harvesting stores no mode of issuance. A record without it is a serial if it has an ISSN but no ISBN, since a book in a series
 * has both.
 */
function issuanceOf({ modeOfIssuanceId: mode }: InstanceAnswer, { isbn, issn }: RecordIdentifiers): InventoryRecord['issuance'] {
	if (mode === null) return issn.length > 0 && isbn.length === 0 ? 'serial' : null;
	return issuances.get(mode) ?? null;
}

function readNumbers(
	{ identifiers }: InstanceAnswer,
	{ identifierKinds, failed }: ReferenceTables,
): RecordIdentifiers & { readonly former: readonly string[] } {
	// If the table of types was not read, a number of an unknown type may be a canceled one, so that its prefix does not make it a valid
	// OCLC number.
	const kindOf = (value: string, typeId: string): string | undefined =>
		identifierKinds.get(typeId) ?? (!failed.has('identifierTypes') && isMarkedAsOclc(value) ? 'oclc' : undefined);
	const valuesOf = (kind: string) =>
		identifiers.flatMap(({ value, identifierTypeId }) => (value !== null && kindOf(value, identifierTypeId ?? '') === kind ? [value] : []));
	return { ...readRecordIdentifiers(valuesOf), former: allIdentifiersOf(readRecordIdentifiers(() => valuesOf('void'))) };
}

/** Reads a holding. What could not be read is marked as unknown, and never as "does not lend". */
export function parseHolding(
	answer: unknown,
	tables: ReferenceTables,
	isPolicyFailed: boolean,
): Holding & { readonly instanceId: string | null } {
	const holding = holdingSchema.safeParse(answer).data;
	const policy = holding?.illPolicy?.name ?? tables.policies.get(holding?.illPolicyId ?? '') ?? null;
	const location = holding?.permanentLocation ?? tables.locations.get(holding?.permanentLocationId ?? '');
	return {
		id: holding?.id ?? null,
		instanceId: holding?.instanceId ?? null,
		library: symbolInLocationCode(location?.code ?? null) ?? null,
		callNumber: holding?.callNumber ?? null,
		policy,
		policyUnknown: policy === null && (holding?.illPolicyId !== null || isPolicyFailed),
		locationCode: location?.code ?? null,
		locationName: location?.name ?? null,
		locationUnknown: location === undefined || location.code === null,
		statements: holding?.holdingsStatements.flatMap(({ statement }) => statement ?? []) ?? [],
	};
}
