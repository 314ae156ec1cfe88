import data from './consortium.json';
import { stableId } from './stableIds';

/** A library's own system knows this of a patron. All patrons are invented. */
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

function patron({
	barcode,
	givenName,
	surname,
	profile,
	standing = 'ok',
}: Pick<Patron, 'barcode' | 'givenName' | 'surname' | 'profile'> & { readonly standing?: string }): Patron {
	const email = `${givenName}.${surname}@example.edu`.toLowerCase();
	return { id: stableId(`patron:${barcode}`), barcode, givenName, surname, email, profile, standing: standing as Patron['standing'] };
}

/** Both libraries know these patrons, and the readers of `findPatron`; any other barcode is that of an unknown patron. */
export const patrons = data.patrons.map(patron);

const byBarcode = new Map(patrons.map((entry) => [entry.barcode, entry]));

/** A long run needs many readers, from R0001 to R9999. */
const reader = /^R\d{4}$/;

/** Library systems compare barcodes without regard to case. */
export function findPatron(barcode: string): Patron | undefined {
	const key = barcode.trim().toUpperCase();
	const known = byBarcode.get(key);
	if (known !== undefined || !reader.test(key)) return known;
	const added = patron({ barcode: key, givenName: 'Reader', surname: key, profile: 'undergraduate' });
	byBarcode.set(key, added);
	return added;
}
