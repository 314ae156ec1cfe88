import { asIsbn13, parse } from 'isbn3';
import { identifierTypes } from '../referenceData';
import { textAt, valueAt } from '../storage/jsonText';
import { contributorNames, storedHoldingsOf, identifiersOf, itemsOfInstance } from '../storage/related';
import type { InventoryTables, StoredRecord } from '../storage/tables';

/** What mod-search lets one search, and how it prepares the texts. */

export interface SearchField {
	/** `words`: text in words. `whole`: values that are compared as a whole. */
	readonly compare: 'words' | 'whole';
	readonly valuesOf: (row: StoredRecord, tables: InventoryTables) => readonly string[];
	readonly prepare?: (search: string) => string;
}

function identifierValues(row: StoredRecord, ...typeIds: readonly string[]): string[] {
	return identifiersOf(row)
		.filter((identifier) => typeIds.length === 0 || typeIds.includes(identifier.identifierTypeId))
		.map((identifier) => identifier.value);
}

function list(row: StoredRecord, path: string): string[] {
	const value = valueAt(row, path);
	if (!Array.isArray(value)) return value === undefined || value === null ? [] : [textAt(row, path) ?? ''];
	return value.map((element: unknown) =>
		typeof element === 'string' ? element : (textAt(element, 'value') ?? textAt(element, 'alternativeTitle') ?? ''),
	);
}

/**
 * What is stored of one ISBN: the number bare, for ten digits the form of thirteen as well, and the words of the qualifier.
 */
function isbnForms(value: string): string[] {
	const match = /^((?:97[89][\s-]?)?\d(?:[\s-]?\d){8}[\s-]?[\dxX])(?!\d)\s*(.*)$/su.exec(value.trim());
	// What has another form is indexed in words, without regard to invisible signs.
	if (match === null) return inWords(value.replace(/(?<=\d)[ -](?=\d)/gu, ''));
	const isbn = (match[1] ?? '').replace(/[\s-]/gu, '');
	const long = isbn.length === 10 && parse(isbn) !== null ? asIsbn13(isbn) : null;
	return [isbn.toLowerCase(), ...(long === null ? [] : [long]), ...inWords(match[2] ?? '')];
}

function inWords(text: string): string[] {
	return text
		.replace(/\p{Cf}/gu, '')
		.toLowerCase()
		.split(/[^\p{L}\p{N}*]+/u)
		.filter((word) => word !== '');
}

/** A search string becomes the first of its forms; a `*` at its end stays. */
function prepareIsbn(search: string): string {
	const isCut = search.endsWith('*');
	const term = isCut ? search.slice(0, -1) : search;
	return `${isbnForms(term)[0] ?? term}${isCut ? '*' : ''}`;
}

/** The first number of an OCLC number's form, without leading zeros: `(OCoLC)ocm01775222` is `1775222`. */
function bareOclc(value: string): string {
	return `${/[1-9][\d-]*/u.exec(value)?.[0] ?? ''}${value.endsWith('*') ? '*' : ''}`;
}

const whole = (path: string): SearchField => ({ compare: 'whole', valuesOf: (row) => list(row, path) });

const fields: Readonly<Record<string, SearchField>> = {
	id: whole('id'),
	hrid: whole('hrid'),
	title: {
		compare: 'words',
		valuesOf: (row) => [...list(row, 'title'), ...list(row, 'alternativeTitles'), ...list(row, 'indexTitle'), ...list(row, 'series')],
	},
	keyword: {
		compare: 'words',
		valuesOf: (row) => [
			[
				...list(row, 'title'),
				...list(row, 'alternativeTitles'),
				...list(row, 'indexTitle'),
				...list(row, 'series'),
				...contributorNames(row),
			].join(' '),
		],
	},
	contributors: { compare: 'words', valuesOf: contributorNames },
	'contributors.name': { compare: 'words', valuesOf: contributorNames },
	subjects: { compare: 'words', valuesOf: (row) => list(row, 'subjects') },
	publisher: {
		compare: 'words',
		valuesOf: (row) =>
			((row['publication'] ?? []) as ReadonlyArray<{ readonly publisher?: string }>).flatMap((entry) => entry.publisher ?? []),
	},
	isbn: {
		compare: 'whole',
		valuesOf: (row) => identifierValues(row, identifierTypes.isbn.id, identifierTypes.invalidIsbn.id).flatMap(isbnForms),
		prepare: prepareIsbn,
	},
	issn: {
		compare: 'whole',
		valuesOf: (row) => identifierValues(row, identifierTypes.issn.id, identifierTypes.linkingIssn.id, identifierTypes.invalidIssn.id),
	},
	oclc: {
		compare: 'whole',
		valuesOf: (row) => identifierValues(row, identifierTypes.oclc.id, identifierTypes.cancelledOclc.id).map(bareOclc),
		prepare: bareOclc,
	},
	lccn: {
		compare: 'whole',
		valuesOf: (row) => identifierValues(row, identifierTypes.lccn.id).map((value) => value.replace(/\s/gu, '')),
		prepare: (value) => value.replace(/\s/gu, ''),
	},
	'identifiers.value': { compare: 'whole', valuesOf: (row) => identifierValues(row) },
	'identifiers.identifierTypeId': {
		compare: 'whole',
		valuesOf: (row) => identifiersOf(row).map(({ identifierTypeId }) => identifierTypeId),
	},
	languages: whole('languages'),
	instanceTypeId: whole('instanceTypeId'),
	instanceFormatIds: whole('instanceFormatIds'),
	discoverySuppress: whole('discoverySuppress'),
	staffSuppress: whole('staffSuppress'),
	source: whole('source'),
};

const insideHoldings = ['id', 'hrid', 'permanentLocationId', 'discoverySuppress', 'sourceId'];
const insideItems = ['id', 'hrid', 'barcode', 'effectiveLocationId', 'materialTypeId', 'status.name', 'discoverySuppress'];

export function findSearchField(name: string): SearchField | undefined {
	const own = Object.hasOwn(fields, name) ? fields[name] : undefined;
	if (own !== undefined) return own;
	const [prefix, ...rest] = name.split('.');
	const path = rest.join('.');
	if (prefix === 'holdings' && insideHoldings.includes(path)) {
		return { compare: 'whole', valuesOf: (row, tables) => storedHoldingsOf(row, tables).flatMap((holding) => list(holding, path)) };
	}
	if ((prefix === 'item' || prefix === 'items') && insideItems.includes(path)) {
		return { compare: 'whole', valuesOf: (row, tables) => itemsOfInstance(row, tables).flatMap((item) => list(item, path)) };
	}
	return undefined;
}
