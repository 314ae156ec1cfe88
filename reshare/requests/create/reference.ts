import { createHmac, createHash, scrypt } from 'node:crypto';
import type { RequestDesk } from '../port/RequestDesk';
import { createdAt, isInHand, type RequestRow } from '../model/inHand';
import { normalized, lettersOnly, trimmed } from './text';
import { fieldNamed, type Wish } from '../../wish';
import { words } from '../../words';
import { promisify } from 'node:util';
import { once } from '../../once';
import type { OkapiAccount } from '../../okapi/account';

/** The caller's own request number, or the one derived from the wish. */
export interface Reference {
	readonly value: string;
	/** Typed by somebody: it names one request forever. */
	readonly typed: boolean;
	/** Whose request it names, where it was typed: another patron's may have it. A derived one has the patron in it. */
	readonly patronId?: string;
}

const longest = 255;
/** A request that is not in hand any more stands for a derived reference no longer than this. */
const derivedHoldsMs = 24 * 3_600_000;

/** What somebody typed as a reference: as it is sent, or why it cannot be. */
export type TypedReference = { readonly value: string } | { readonly problem: string };

/**
 * The reference that was typed; undefined where there is none. One that ReShare could not look for is refused, since a
 * request made with it would have no protection against doubles.
 */
export function typedReference({ reference }: Pick<Wish, 'reference'>, desk: Pick<RequestDesk, 'referenceFault'>): TypedReference | undefined {
	const value = trimmed(reference);
	if (value === undefined) return undefined;
	const fault = value.length > longest ? `has ${value.length} characters, and ${longest} are allowed` : desk.referenceFault(value);
	return fault === undefined ? { value } : { problem: `${fieldNamed('reference')} ${fault}` };
}

/**
 * A reference that is the same for the same wish, whenever it is asked for: made from patron, record, volume and kind of
 * service, and for copies from the part that is wanted. Other libraries see it, and card numbers are short: without the key
 * nobody can find the patron by trying them all.
 */
export function deriveReference(wish: Wish, key: ReferenceKey): string {
	const parts = [
		wish.serviceType,
		wish.patronId.trim(),
		normalized(wish.instanceId),
		normalized(wish.volume),
		...(wish.serviceType === 'copy'
			? [lettersOnly(wish.title), lettersOnly(wish.partTitle), lettersOnly(wish.partAuthor), lettersOnly(wish.pages), normalized(wish.issue), normalized(wish.publicationDate)]
			: []),
	];
	return `${words.referencePrefix}-${createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex').slice(0, 24)}`;
}

/** Whether a row that carries the reference stands for the wish: see `derivedHoldsMs`. */
export function standsFor(row: RequestRow, reference: Reference, now: number): boolean {
	if (reference.typed || isInHand(row)) return true;
	return !(now - createdAt(row) >= derivedHoldsMs);
}

/** What a derived reference is made with, besides the wish. */
export type ReferenceKey = Uint8Array;

const derive = promisify<string, string, number, Buffer>(scrypt);
/** By a hash of what it is made of: making one takes a twentieth of a second on purpose. */
const known = new Map<string, Promise<ReferenceKey>>();

/**
 * The key for derived references of one account. It stays the same until the account's password changes, and is slow to
 * make, so that a reference cannot be used to try passwords either.
 *
 * @param home tells one caller from another that uses the same account, and is no secret: an installation's id
 */
export async function referenceKey({ url, tenant, username, password }: OkapiAccount, home: string): Promise<ReferenceKey> {
	const salt = JSON.stringify(['reference', url, tenant, username, home]);
	const name = createHash('sha256').update(JSON.stringify([salt, password])).digest('hex');
	return await once(known, name, async () => await derive(password, salt, 32));
}
