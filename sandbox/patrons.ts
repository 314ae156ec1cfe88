import { stableId } from './ids';

/** A patron as a library's own system knows him or her. Invented. */
export interface Patron {
	readonly id: string;
	readonly barcode: string;
	readonly givenName: string;
	readonly surname: string;
	readonly email: string;
	readonly profile: string;
	/** `lmsDown`: the library's system does not answer when this patron is looked up. */
	readonly standing: 'ok' | 'blocked' | 'lmsDown';
}

function patron(barcode: string, givenName: string, surname: string, profile: string, standing: Patron['standing'] = 'ok'): Patron {
	const email = `${givenName}.${surname}@example.edu`.toLowerCase();
	return { id: stableId(`patron:${barcode}`), barcode, givenName, surname, email, profile, standing };
}

/** Known to both libraries, as are the readers of `findPatron`; any other barcode is an unknown patron. */
export const patrons: readonly Patron[] = [
	patron('P1001', 'Amara', 'Lindqvist', 'faculty'),
	patron('P1002', 'Tomas', 'Abernathy', 'graduate'),
	patron('P1003', 'Keiko', 'Marchetti', 'undergraduate'),
	patron('P1004', 'Ravi', 'Castellanos', 'graduate'),
	patron('P1005', 'Yewande', 'Holm', 'staff'),
	patron('P1006', 'Olga', 'Bannister', 'faculty'),
	patron('P1007', 'Joaquin', 'Petrov', 'undergraduate'),
	patron('P1008', 'Signe', 'Okonkwo', 'graduate'),
	patron('P9001', 'Bruno', 'Fenwick', 'undergraduate', 'blocked'),
	patron('P9002', 'Lotte', 'Grimaldi', 'graduate', 'blocked'),
	patron('P9009', 'Ines', 'Quartermain', 'staff', 'lmsDown'),
];

const byBarcode = new Map(patrons.map((entry) => [entry.barcode, entry]));

/** As many readers as a long run needs: R0001 to R9999. */
const reader = /^R\d{4}$/;

/** The patron with this barcode, compared without regard to case, as library systems do. */
export function findPatron(barcode: string): Patron | undefined {
	const key = barcode.trim().toUpperCase();
	const known = byBarcode.get(key);
	if (known !== undefined || !reader.test(key)) return known;
	const added = patron(key, 'Reader', key, 'undergraduate');
	byBarcode.set(key, added);
	return added;
}
