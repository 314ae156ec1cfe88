import type { MarcInJson } from '../../reservoir/marcInJson';
import type { StoredIdentifierKind, instanceFormats, materialTypes, PolicyKind } from '../referenceData';
import rows from './carriers.json';

/** What kind of thing a record describes. */
export type Carrier = keyof typeof rows;

interface CarrierRow {
	readonly format: keyof typeof instanceFormats;
	readonly material: keyof typeof materialTypes;
	/** How a carrier is cataloged: type and level of the MARC leader, 007, the code of 338, and the library system's name for an item. */
	readonly level: string;
	readonly f007?: string;
	readonly carrier: string;
	readonly itemType: string;
}

export const carriers = rows as Readonly<Record<Carrier, CarrierRow>>;

export interface HoldingSpec {
	readonly place: string;
	/** The lending policy; null: the holding has no ILL policy at all. */
	readonly policy: PolicyKind | null;
	readonly callNumber?: string | null;
	/** The enumeration of each item, e.g. `v.1`; null for an item without. Absent: one item without enumeration. */
	readonly items?: ReadonlyArray<string | null>;
	readonly statement?: string;
}

/** A bibliographic record as a cataloger would note it down. The records of the practice consortium describe real publications. */
export interface BibRecord {
	/** The number from which all ids of the record are made: 1 to 999, never reused. */
	readonly number: number;
	readonly title: string;
	readonly alternativeTitles?: readonly string[];
	readonly authors?: readonly string[];
	readonly corporateAuthors?: readonly string[];
	readonly edition?: string;
	readonly place?: string;
	readonly publisher?: string;
	/** The date as on the title page or in the catalog, e.g. `c2002` or `1968-1991`. */
	readonly date?: string;
	readonly languages: readonly string[];
	readonly carrier: Carrier;
	/** The numbers as they are stored: with hyphens, qualifiers or prefixes where a real record has them. */
	readonly identifiers?: Partial<Readonly<Record<StoredIdentifierKind, readonly string[]>>>;
	readonly callNumber?: string;
	readonly subjects?: readonly string[];
	readonly series?: readonly string[];
	readonly extent?: string;
	readonly frequency?: string;
	readonly url?: string;
	readonly suppressed?: boolean;
	/** Whether subjects and series are objects, as inventory storage writes them since 2023. GraphQL cannot read these. */
	readonly of2023?: boolean;
	readonly holdings: readonly HoldingSpec[];
	/**
	 * The record in MARC as its library wrote it; absent if the record was not written in MARC. FOLIO's inventory and Reservoir are then
	 * both made from it, and the other fields are read from it.
	 */
	readonly marc?: MarcInJson;
}

export function holdingsLentBy(places: readonly string[], details: Omit<HoldingSpec, 'place' | 'policy'> = {}): HoldingSpec[] {
	return places.map((place) => ({ place, policy: 'willLend', ...details }));
}

/** The values of a record for everything that it does not say: a printed book in English that two libraries lend. */
export const usualBook = {
	languages: ['eng'],
	carrier: 'print',
	holdings: holdingsLentBy(['US-WEST', 'US-HILL']),
} as const satisfies Partial<BibRecord>;

export function defineBook(
	number: number,
	title: string,
	authors: readonly string[],
	date: string,
	details: Partial<BibRecord> = {},
): BibRecord {
	return { ...usualBook, number, title, authors, date, ...details };
}
