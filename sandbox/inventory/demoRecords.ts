import { clusterIdOf } from '../reservoir/createReservoir';
import { buildInstanceId } from './recordIds';
import { bibRecords } from './records/bibRecords';

/** A record by the values that a patron's citation would name. */
export interface DemoRecord {
	readonly instanceId: string;
	readonly clusterId: string;
	readonly title: string;
	readonly author: string;
	readonly isbn: string;
	readonly publicationDate: string;
	/** Symbols of the libraries whose holdings are lendable, in the inventory's order. */
	readonly lenders: readonly string[];
}

function demoRecord(number: number): DemoRecord {
	const record = bibRecords.find((candidate) => candidate.number === number);
	if (record === undefined) throw new Error(`There is no record ${number}`);
	return {
		instanceId: buildInstanceId(number),
		clusterId: clusterIdOf(number),
		title: record.title,
		author: record.authors?.[0] ?? '',
		isbn: record.identifiers?.isbn?.[0] ?? '',
		publicationDate: record.date ?? '',
		lenders: record.holdings.filter((holding) => holding.policy === 'willLend').map((holding) => holding.place),
	};
}

/** A record that several libraries hold and lend: the request for it is filled. */
export const recordLentBySeveral = demoRecord(1);

/** A record that is lendable, but whose three lenders all refuse: the request for it ends at End of rota. */
export const recordRefusedByAll = demoRecord(2);

/** A record that is lendable: the patron cancels the request for it. */
export const recordCancelledByPatron = demoRecord(3);

/** A record that libraries hold, but none lends. */
export const recordLentByNobody = demoRecord(4);

/** Three records of one ISBN, each with the same number of lending libraries. */
export const threeEqualRecords = [5, 6, 7].map(demoRecord);

/** Makes a valid ISBN that no record has, from a range that no publisher has. */
export function buildUnknownIsbn(number: number): string {
	const digits = `978999${String(number).padStart(6, '0')}`;
	const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
	return `${digits}${(10 - (sum % 10)) % 10}`;
}
