import { decodeXML } from 'entities';
import { instanceSchema, holdingSchema, type InstanceAnswer } from './answerSchemas';
import { compareLanguages } from '../match/compareLanguages';
import { allIdentifiersOf, readRecordIdentifiers, type RecordIdentifiers } from '../identifierKinds';
import { isMarkedAsOclc } from '../match/oclc';
import type { InventoryRecord } from '../recordsAndHoldings';
import { formats, issuances } from './instanceFormats';
import type { ReferenceTables } from './referenceTables';
import { splitJoinedTitle } from './splitJoinedTitle';
import { symbolInLocationCode } from './holdingsInRotaOfModRs';

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
	const valuesOf = (kind: ReturnType<typeof kindOf>) =>
		identifiers.flatMap((identifier) => (kindOf(identifier) === kind ? [identifier.value] : []));
	return { ...readRecordIdentifiers(valuesOf), former: allIdentifiersOf(readRecordIdentifiers(() => valuesOf('void'))) };
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
