import { decodeXML } from 'entities';
import { instanceSchema, holdingSchema, type InstanceAnswer } from './answerSchemas';
import { compareLanguages } from '../match/compareLanguages';
import { normalizeIsbn } from '../match/isbn';
import { normalizeIssn } from '../match/issn';
import { normalizeOclcNumber, isMarkedAsOclc } from '../match/oclc';
import { distinctTexts } from '../match/foldAndTokenize';
import type { PublicationFormat, InventoryRecord, RecordIdentifiers } from '../recordsAndHoldings';
import type { ReferenceTables } from './referenceTables';
import { splitJoinedTitle } from './splitJoinedTitle';
import { symbolInLocationCode } from './holdingsInRotaOfModRs';

/** FOLIO's ids of the modes of issuance, for which GraphQL has no names. */
const issuances = new Map<string, InventoryRecord['issuance']>([
	['f5cc2ab6-bb92-4cab-b83f-5a3d09261a41', 'multipart'],
	['068b5344-e2a6-40df-9186-1829e13cd344', 'serial'],
]);

/** FOLIO's ids of the formats that matter for the choice of a record. */
const formats = new Map(
	Object.entries<PublicationFormat>({
		'8d511d33-5e85-4c5d-9bce-6e3c9cd0c324': 'print',
		'f5e8210f-7640-459b-a71f-552567f92369': 'e-book',
		'fc3e32a0-9c85-4454-a42e-39fca788a7dc': 'microform',
		'7bfe7e83-d4aa-46d1-b2a9-f612b18d11f4': 'microform',
		'5642320a-2ab9-475c-8ca2-4af7551cf296': 'audio',
		'6d749f00-97bd-4eab-9828-57167558f514': 'audio',
		'5cb91d15-96b1-4b8a-bf60-ec310538da66': 'audio',
		'431cc9a0-4572-4613-b267-befb0f3d457f': 'video',
		'7f857834-b2e2-48b1-8528-6a1fe89bf979': 'video',
	}),
);

/** Reads a record. The result is undefined if the record lacks its id or title. */
export function parseInstance(answer: unknown, tables: ReferenceTables): InventoryRecord | undefined {
	const instance = instanceSchema.safeParse(answer).data;
	if (!instance || instance.title === null) return undefined;
	const { id, hrid, indexTitle, languages, editions, publication, physicalDescriptions, series = null } = instance;
	// The conversion from MARC-8 leaves character references such as `&#x02BC;`.
	const title = decodeXML(instance.title);
	const contributors = instance.contributors.map(({ name }) => name);
	const { titles, responsibility } = splitJoinedTitle(title, indexTitle && decodeXML(indexTitle));
	const { former: formerNumbers, ...identifiers } = readNumbers(instance, tables);
	return {
		id,
		hrid,
		title,
		titles: [
			...titles,
			...instance.alternativeTitles.flatMap(({ alternativeTitle }) => otherTitles(decodeXML(alternativeTitle), languages)),
		],
		author: instance.contributors.find(({ primary }) => primary)?.name ?? contributors[0] ?? null,
		contributors,
		responsibility: responsibility === '' ? [] : [responsibility],
		series,
		editions,
		publisher: publication.find(({ publisher }) => publisher !== null)?.publisher ?? null,
		place: publication.find(({ place }) => place !== null)?.place ?? null,
		publicationDates: publication.flatMap(({ dateOfPublication }) => dateOfPublication ?? []),
		languages,
		physicalDescriptions,
		extents: physicalDescriptions.map((text) => text.split(/(?<!\s)\s+[:;+]\s+/u)[0] ?? ''),
		formats: instance.instanceFormatIds.flatMap((format) => formats.get(format) ?? []),
		issuance: issuanceOf(instance, identifiers),
		identifiers,
		formerNumbers,
		suppressed: instance.discoverySuppress || instance.staffSuppress,
	};
}

/** A uniform title that ends with a language is the title of the original, of which the record is a translation: `Étranger. English`. */
function otherTitles(text: string, languages: readonly string[]) {
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
function issuanceOf({ modeOfIssuanceId: mode }: InstanceAnswer, { isbn, issn }: RecordIdentifiers) {
	if (mode === null) return issn.length > 0 && isbn.length === 0 ? 'serial' : null;
	return issuances.get(mode) ?? null;
}

function readNumbers({ identifiers }: InstanceAnswer, { identifierKinds, failed }: ReferenceTables) {
	// If the table of types was not read, a number of an unknown type may be a canceled one, so that its prefix does not make it a valid
	// OCLC number.
	const kindOf = ({ value, identifierTypeId }: InstanceAnswer['identifiers'][number]) =>
		identifierKinds.get(identifierTypeId ?? '') ?? (!failed.has('identifierTypes') && isMarkedAsOclc(value) ? 'oclc' : undefined);
	const keysOf = (kind: ReturnType<typeof kindOf>, ...readers: ReadonlyArray<(value: string) => string | undefined>) => {
		const numbers = identifiers.filter((identifier) => kindOf(identifier) === kind);
		return distinctTexts(numbers.flatMap(({ value }) => readers.flatMap((read) => read(value) ?? [])));
	};
	return {
		isbn: keysOf('isbn', normalizeIsbn),
		issn: keysOf('issn', normalizeIssn),
		oclc: keysOf('oclc', normalizeOclcNumber),
		former: keysOf('void', normalizeIsbn, normalizeIssn, normalizeOclcNumber),
	};
}

/** Reads a holding. What could not be read is marked as unknown, and never as "does not lend". */
export function parseHolding(answer: unknown, tables: ReferenceTables, isPolicyFailed: boolean) {
	const {
		id = null,
		instanceId = null,
		callNumber = null,
		illPolicyId,
		illPolicy,
		permanentLocationId,
		permanentLocation,
		holdingsStatements = [],
	} = holdingSchema.safeParse(answer).data ?? {};
	const policy = illPolicy?.name ?? tables.policies.get(illPolicyId ?? '') ?? null;
	const { code = null, name = null } = permanentLocation ?? tables.locations.get(permanentLocationId ?? '') ?? {};
	return {
		id,
		instanceId,
		library: symbolInLocationCode(code),
		callNumber,
		policy,
		policyUnknown: policy === null && (illPolicyId !== null || isPolicyFailed),
		locationCode: code,
		locationName: name,
		locationUnknown: code === null,
		statements: holdingsStatements.map(({ statement }) => statement),
	};
}
