import { createHash, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { once } from '../../once';
import type { OkapiAccount } from '../../okapi/account';

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
