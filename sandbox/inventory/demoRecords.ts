import { clusterId } from '../reservoir';
import { instanceId } from './ids';
import { codexSeraphinianus, nameOfTheRose, sapiens, sweetgrass, thinkingFastAndSlow } from './records/demo';
import type { BibRecord } from './records/record';

/** A record by the values that a patron's wish would name. */
export interface DemoRecord {
	readonly instanceId: string;
	/** Id of the same book in the Reservoir. */
	readonly clusterId: string;
	readonly title: string;
	readonly author: string;
	readonly isbn: string;
	readonly publicationDate: string;
	/** Symbols of the libraries whose holdings are lendable, in the inventory's order. */
	readonly lenders: readonly string[];
}

function demoRecord(record: BibRecord): DemoRecord {
	return {
		instanceId: instanceId(record.number),
		clusterId: clusterId(record.number),
		title: record.title,
		author: record.authors?.[0] ?? '',
		isbn: record.identifiers?.isbn?.[0] ?? '',
		publicationDate: record.date ?? '',
		lenders: record.holdings.filter((holding) => holding.policy === 'willLend').map((holding) => holding.place),
	};
}

/** Held and lent by several libraries: the wish that is filled. */
export const popularBook = demoRecord(sweetgrass);

/** Lendable by its record, but its three lenders all answer no: the wish that ends at End of rota. */
export const refusedByAll = demoRecord(nameOfTheRose);

/** Lendable; the wish that the patron gives up. */
export const toBeCancelled = demoRecord(thinkingFastAndSlow);

/** Held, but no library lends it. */
export const nobodyLends = demoRecord(codexSeraphinianus);

/** Three records of one ISBN, each with the same number of lending libraries. */
export const equallyGood = sapiens.map(demoRecord);

/** A valid ISBN that no record has, from a range that no publisher has. */
export function unknownIsbn(number: number): string {
	const digits = `978999${String(number).padStart(6, '0')}`;
	const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
	return `${digits}${(10 - (sum % 10)) % 10}`;
}
