import { holdingsLentBy, type BibRecord } from '../../sandbox/inventory/records/BibRecord';

/** Numbers 200 to 999 are free in the practice consortium. */
const firstNumber = 200;
const most = 800;

export interface LoadTestBook {
	readonly oclcNumber: string;
	readonly title: string;
}

/** After 800 requests, the same books come again as other volumes. */
export function bookOf(requestNumber: number): LoadTestBook {
	const index = requestNumber % most;
	return { oclcNumber: String(900_000_001 + index), title: `Proceedings of the load test, number ${index + 1}` };
}

/** Invented books, each lent by two libraries. No two requests share a lookup. */
export const recordsOfLoadTest: readonly BibRecord[] = Array.from({ length: most }, (_, index): BibRecord => {
	const { oclcNumber, title } = bookOf(index);
	return {
		number: firstNumber + index,
		title,
		authors: ['Practice, Paula'],
		date: '2020',
		languages: ['eng'],
		carrier: 'print',
		identifiers: { oclc: [`ocn${oclcNumber}`] },
		holdings: holdingsLentBy(['US-NORTH', 'US-SOUTH']),
	};
});
