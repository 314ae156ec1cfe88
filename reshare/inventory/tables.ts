import type { ReShareError } from '../errors';
import { tableRow, type TableRow } from './answers';
import type { IdentifierTypeIds } from './cql';

/** Ids of FOLIO's reference data. */
const folio = {
	isbn: '8261054f-be78-422d-bd51-4ed9f33c3422',
	issn: '913300b2-03ed-469a-8179-c1092c991227',
	linkingIssn: '5860f255-a27f-4916-a830-262aa900a6b9',
	oclc: '439bfbae-75bc-4f74-9fc7-b2a2d47ce3ef',
} as const;

export type IdentifierKind = 'isbn' | 'issn' | 'oclc';

/** The inventory's small tables, read once in place of one link per record. */
export interface SmallTables {
	/** Name of each ILL policy by its id. */
	readonly policies: ReadonlyMap<string, string>;
	readonly locations: ReadonlyMap<string, { readonly code: string | null; readonly name: string | null }>;
	readonly identifierTypes: IdentifierTypeIds;
	/** What an identifier type stands for; types of no interest are absent. */
	readonly identifierKinds: ReadonlyMap<string, IdentifierKind>;
	/** Tables that exist but could not be read, with the reason. */
	readonly failed: ReadonlyMap<'policies' | 'locations' | 'identifierTypes', ReShareError>;
}

export function readTableRows(rows: readonly unknown[]): TableRow[] {
	return rows.flatMap((row) => {
		const parsed = tableRow.safeParse(row);
		return parsed.success ? [parsed.data] : [];
	});
}

/** Puts the tables together from their rows; undefined rows: the table does not exist or could not be read. */
export function smallTables(
	rows: { readonly policies?: readonly TableRow[]; readonly locations?: readonly TableRow[]; readonly identifierTypes?: readonly TableRow[] },
	failed: SmallTables['failed'] = new Map(),
): SmallTables {
	const types = rows.identifierTypes ?? [];
	const typeId = (usual: string, names: RegExp): string => {
		if (types.some(({ id }) => id === usual)) return usual;
		return types.find(({ name }) => name !== null && names.test(name.trim()))?.id ?? usual;
	};
	const identifierTypes: IdentifierTypeIds = {
		isbn: typeId(folio.isbn, /^isbn$/iu),
		issn: typeId(folio.issn, /^issn$/iu),
		linkingIssn: typeId(folio.linkingIssn, /^(?:linking issn|issn-?l)$/iu),
		oclc: typeId(folio.oclc, /^oclc(?: number)?$/iu),
	};
	return {
		policies: new Map((rows.policies ?? []).flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const]))),
		locations: new Map((rows.locations ?? []).map(({ id, code, name }) => [id, { code, name }] as const)),
		identifierTypes,
		identifierKinds: new Map<string, IdentifierKind>([
			[identifierTypes.isbn, 'isbn'],
			[identifierTypes.issn, 'issn'],
			[identifierTypes.linkingIssn, 'issn'],
			[identifierTypes.oclc, 'oclc'],
		]),
		failed,
	};
}
