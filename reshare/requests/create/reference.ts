import { createHmac, createHash, scrypt } from 'node:crypto';
import type { RequestBackend } from '../port/RequestBackend';
import { normalizeText, lettersAndDigitsOf, trimmedOrUndefined } from '../../text';
import { quotedFieldLabel, type RequestDraft } from '../../draft';
import { defaultCallingProgram } from '../../callerTerms';
import { Cache } from '../../Cache';
import type { OkapiAccount } from '../../okapi/account';

export interface Reference {
	readonly value: string;
	/** Whether somebody typed the reference. A typed one names one request forever. */
	readonly typed: boolean;
	/**
	 * The patron's id, set for a typed reference, because another patron's request may have it. A derived one is made from the patron's id
	 * anyway.
	 */
	readonly patronId?: string;
}

const longest = 255;

/** Reads a typed reference. One that ReShare could not look up is refused, because it would not protect against duplicates. */
export function readTypedReference(
	{ reference }: Pick<RequestDraft, 'reference'>,
	backend: Pick<RequestBackend, 'referenceFault'>,
): { readonly value?: string; readonly problem?: string } {
	const value = trimmedOrUndefined(reference);
	if (value === undefined) return {};
	const fault = value.length > longest ? `has ${value.length} characters, and ${longest} are allowed` : backend.referenceFault(value);
	return fault === undefined ? { value } : { problem: `${quotedFieldLabel('reference')} ${fault}` };
}

/**
 * Derives a reference, which is always the same for the same draft: from patron, record, volume and kind of service, and for copies from
 * the part. Other libraries see the reference, and card numbers are short; without the key, nobody can find the patron's number by trying
 * them all.
 */
export function deriveReference(draft: RequestDraft, { prefix, secret }: ReferenceKey): string {
	const parts = [
		draft.serviceType,
		draft.patronId.trim(),
		normalizeText(draft.instanceId),
		normalizeText(draft.volume),
		...(draft.serviceType === 'copy'
			? [
					lettersAndDigitsOf(draft.title),
					lettersAndDigitsOf(draft.partTitle),
					lettersAndDigitsOf(draft.partAuthor),
					lettersAndDigitsOf(draft.pages),
					normalizeText(draft.issue),
					normalizeText(draft.publicationDate),
				]
			: []),
	];
	return `${prefix}-${createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex').slice(0, 24)}`;
}

export interface ReferenceKey {
	readonly prefix: string;
	readonly secret: Uint8Array;
}

/**
 * The secrets by which references are derived. Key: a hash of account, password and installation. Making one takes a twentieth of a second
 * on purpose. TTL: as long as the process. A failure is thrown.
 */
const secrets = new Cache<Uint8Array>(Infinity);

/**
 * Makes the key by which references are derived. It stays the same until the password changes. Making it is slow on purpose, so that nobody
 * can find a password by trying many with a reference. `home` is the id of an installation.
 */
export async function deriveReferenceKey(
	{ url, tenant, username, password }: OkapiAccount,
	home: string,
	prefix = defaultCallingProgram.referencePrefix,
): Promise<ReferenceKey> {
	const salt = JSON.stringify(['reference', url, tenant, username, home]);
	const name = createHash('sha256')
		.update(JSON.stringify([salt, password]))
		.digest('hex');
	return { prefix, secret: await secrets.get(name, async () => await scryptOf(password, salt)) };
}

async function scryptOf(password: string, salt: string): Promise<Buffer> {
	return await new Promise((resolve, reject) =>
		scrypt(password, salt, 32, (error, key) => (error === null ? resolve(key) : reject(error))),
	);
}
