import type { BibRecord } from '../../sandbox/inventory/records/BibRecord';
import { bookOf, recordsOfLoadTest } from '../queue/bookRecords';

function isbnOf(index: number) {
	const digits = `9781000${String(index).padStart(5, '0')}`;
	const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
	return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** The books of the test in queue mode, with ISBNs. */
export const soakRecords: readonly BibRecord[] = recordsOfLoadTest.map((record, index) => ({
	...record,
	identifiers: { ...record.identifiers, isbn: [isbnOf(index)] },
}));

export function patronFormOf(number: number): Record<string, string> {
	const patron = (number % 8) + 1;
	return {
		Title: bookOf(number).title,
		ISBN: isbnOf(number % recordsOfLoadTest.length),
		Author: '',
		'Library Card Number': `P100${patron}`,
		Email: `form-${number}@example.edu`,
		'Pickup Location': 'Main Library',
	};
}
