import { findMember } from '../../consortium';
import { buildHoldingId, buildInstanceId, buildItemId } from '../recordIds';
import { findLocalIdentifierType, findLocation } from '../locations';
import { carriers, type BibRecord, type HoldingSpec } from '../records/BibRecord';
import {
	canCirculateLoanTypeId,
	contributorNameTypes,
	identifierTypes,
	illPolicies,
	instanceFormats,
	instanceTypes,
	materialTypes,
	type StoredIdentifierKind,
} from '../referenceData';
import { instanceOfMarc } from './instanceOfMarc';

/** A stored record as JSON, in the form in which inventory storage stores it and answers. */
export type StoredRecord = Readonly<Record<string, unknown>> & { readonly id: string };

export interface InventoryTables {
	readonly instances: readonly StoredRecord[];
	readonly holdings: readonly StoredRecord[];
	readonly items: readonly StoredRecord[];
}

const metadata = { createdDate: '2021-03-01T08:00:00.000+00:00', updatedDate: '2021-03-01T08:00:00.000+00:00' };
const onlineResource = 'f5d0068e-6272-458e-8a81-b85e7b9a14aa';

/**
 * The tables that were already built for a list of records, with subjects and series as texts, and as objects. Rows never change, so all
 * practice consortiums of a process share them.
 */
const withTexts = new WeakMap<readonly BibRecord[], InventoryTables>();
const withObjects = new WeakMap<readonly BibRecord[], InventoryTables>();

export function buildInventoryTables(records: readonly BibRecord[], objectsForSubjects: boolean): InventoryTables {
	const known = objectsForSubjects ? withObjects : withTexts;
	const tables = known.get(records) ?? buildTables(records, objectsForSubjects);
	known.set(records, tables);
	return tables;
}

function buildTables(records: readonly BibRecord[], objectsForSubjects: boolean): InventoryTables {
	const holdings: StoredRecord[] = [];
	const items: StoredRecord[] = [];
	for (const record of records) {
		let itemNumber = 0;
		record.holdings.forEach((spec, index) => {
			const holding = buildHolding(record, spec, index + 1);
			holdings.push(holding);
			for (const enumeration of spec.items ?? [null]) {
				itemNumber += 1;
				items.push(buildItem(record, holding.id, enumeration, itemNumber));
			}
		});
	}
	return { instances: records.map((record) => buildInstance(record, objectsForSubjects)), holdings, items };
}

function buildInstance(record: BibRecord, objectsForSubjects: boolean): StoredRecord {
	const carrier = carriers[record.carrier];
	const asStored = (values: readonly string[] | undefined): unknown =>
		objectsForSubjects || record.of2023 === true ? (values ?? []).map((value) => ({ value })) : (values ?? []);
	return {
		id: buildInstanceId(record.number),
		hrid: `in${String(record.number).padStart(8, '0')}`,
		source: 'MARC',
		title: record.title,
		indexTitle: indexTitle(record.title),
		alternativeTitles: (record.alternativeTitles ?? []).map((alternativeTitle) => ({ alternativeTitle })),
		editions: record.edition === undefined ? [] : [record.edition],
		series: asStored(record.series),
		identifiers: buildIdentifiers(record),
		contributors: buildContributors(record),
		subjects: asStored(record.subjects),
		classifications: [],
		publication: buildPublication(record),
		publicationFrequency: record.frequency === undefined ? [] : [record.frequency],
		publicationRange: [],
		electronicAccess: record.url === undefined ? [] : [{ uri: record.url, relationshipId: onlineResource }],
		instanceTypeId: instanceTypes.text.id,
		instanceFormatIds: [instanceFormats[carrier.format].id],
		physicalDescriptions: record.extent === undefined ? [] : [record.extent],
		languages: record.languages,
		notes: [],
		natureOfContentTermIds: [],
		statisticalCodeIds: [],
		previouslyHeld: false,
		staffSuppress: false,
		discoverySuppress: record.suppressed === true,
		metadata,
		...(record.marc === undefined ? {} : instanceOfMarc(record.marc)),
	};
}

/** Makes the title for sorting, without a leading article and the statement of responsibility. */
function indexTitle(title: string): string {
	return title.replace(/(?<= \/) .*$/su, '').replace(/^(?:(?:the|an?|der|die|das|les?|la|el|los)\s+|l')/iu, '');
}

function buildIdentifiers(record: BibRecord): Array<{ value: string; identifierTypeId: string }> {
	const kinds = Object.keys(record.identifiers ?? {}) as StoredIdentifierKind[];
	const standard = kinds.flatMap((kind) =>
		(record.identifiers?.[kind] ?? []).map((value) => ({ value, identifierTypeId: identifierTypes[kind].id })),
	);
	const owners = [...new Set(record.holdings.map((holding) => holding.place))].flatMap((place) => findMember(place) ?? []);
	const local = owners.map((member) => ({
		value: `${member.symbol.slice(3).toLowerCase()}-${String(record.number).padStart(6, '0')}`,
		identifierTypeId: findLocalIdentifierType(member).id,
	}));
	return [...standard, ...local];
}

function buildContributors(record: BibRecord): unknown[] {
	const personal = (record.authors ?? []).map((name) => ({ name, contributorNameTypeId: contributorNameTypes.personal.id }));
	const corporate = (record.corporateAuthors ?? []).map((name) => ({ name, contributorNameTypeId: contributorNameTypes.corporate.id }));
	return [...personal, ...corporate].map((contributor, index) => ({ ...contributor, primary: index === 0 }));
}

function buildPublication(record: BibRecord): unknown[] {
	const { publisher, place, date } = record;
	if (publisher === undefined && place === undefined && date === undefined) return [];
	return [{ publisher, place, dateOfPublication: date }];
}

function buildHolding(record: BibRecord, spec: HoldingSpec, number: number): StoredRecord {
	const location = findLocation(spec.place);
	const callNumber = spec.callNumber === undefined ? record.callNumber : spec.callNumber;
	return {
		id: buildHoldingId(record.number, number),
		hrid: `ho${String(record.number).padStart(5, '0')}${String(number).padStart(3, '0')}`,
		instanceId: buildInstanceId(record.number),
		permanentLocationId: location.id,
		...(callNumber === undefined || callNumber === null ? {} : { callNumber }),
		...(spec.policy === null ? {} : { illPolicyId: illPolicies[spec.policy].id }),
		holdingsStatements: spec.statement === undefined ? [] : [{ statement: spec.statement, note: '' }],
		holdingsStatementsForIndexes: [],
		holdingsStatementsForSupplements: [],
		notes: [],
		electronicAccess: record.url === undefined ? [] : [{ uri: record.url, relationshipId: onlineResource }],
		formerIds: [],
		metadata,
	};
}

function buildItem(record: BibRecord, holdingsRecordId: string, enumeration: string | null, number: number): StoredRecord {
	return {
		id: buildItemId(record.number, number),
		hrid: `it${String(record.number).padStart(5, '0')}${String(number).padStart(3, '0')}`,
		holdingsRecordId,
		barcode: String(30_000_000_000_000 + record.number * 10_000 + number),
		// FOLIO has the volume of a work in several volumes in a field of its own.
		...(enumeration === null ? {} : record.carrier === 'set' ? { volume: enumeration } : { enumeration }),
		...(record.callNumber === undefined ? {} : { effectiveCallNumberComponents: { callNumber: record.callNumber } }),
		status: { name: 'Available', date: metadata.createdDate },
		materialTypeId: materialTypes[carriers[record.carrier].material].id,
		permanentLoanTypeId: canCirculateLoanTypeId,
		metadata,
	};
}
