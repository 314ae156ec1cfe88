import data from './consortium.json';
import { makeStableId } from './stableIds';

/** What a library's own system knows about a patron. All patrons are invented. */
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
	return { id: makeStableId(`patron:${barcode}`), barcode, givenName, surname, email, profile, standing: standing as Patron['standing'] };
}

/** The patrons of consortium.json and the readers of `findPatron` are known to both libraries; all other barcodes belong to nobody. */
export const patrons = data.patrons.map(patron);

const byBarcode = new Map(patrons.map((entry) => [entry.barcode, entry]));

/** Matches the barcodes of the readers for long runs, which need many patrons: R0000 to R9999. */
const reader = /^R\d{4}$/;

/** Finds a patron by barcode. As in library systems, the case of letters does not matter. */
export function findPatron(barcode: string): Patron | undefined {
	const key = barcode.trim().toUpperCase();
	const known = byBarcode.get(key);
	if (known !== undefined || !reader.test(key)) return known;
	const added = patron({ barcode: key, givenName: 'Reader', surname: key, profile: 'undergraduate' });
	byBarcode.set(key, added);
	return added;
}
