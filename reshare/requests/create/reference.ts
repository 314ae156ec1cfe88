import { createHmac, createHash, scrypt } from 'node:crypto';
import type { RequestBackend } from '../port/RequestBackend';
import { foldCaseAndSpaces, comparableWordsOf, trimmedOrUndefined } from '../../text';
import { describeTooLongFields, quotedFieldLabel, type RequestDraft } from '../../draft';
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

/** Reads a typed reference. One that ReShare could not look up is refused, because it would not protect against duplicates. */
export function readTypedReference({ reference }: Pick<RequestDraft, 'reference'>, backend: Pick<RequestBackend, 'referenceFault'>) {
	const value = trimmedOrUndefined(reference);
	if (value === undefined) return {};
	const fault = backend.referenceFault(value);
	const [problem = fault && `${quotedFieldLabel('reference')} ${fault}`] = describeTooLongFields({ reference: value }, 'loan');
	return problem === undefined ? { value } : { problem };
}

/**
 * Derives a reference, which is always the same for the same draft: from patron, record, volume and kind of service, and for copies from
 * the part. Other libraries see the reference, and card numbers are short; without the secret, nobody can find the patron's number by
 * trying them all.
 */
export function deriveReference(draft: RequestDraft, { prefix, secret }: ReferenceDerivation) {
	const { serviceType, patronId, instanceId, volume, title, partTitle, partAuthor, pages, issue, publicationDate } = draft;
	const parts = [serviceType, patronId.trim(), ...[instanceId, volume].map(foldCaseAndSpaces)];
	if (serviceType === 'copy')
		parts.push(...[title, partTitle, partAuthor, pages].map(comparableWordsOf), ...[issue, publicationDate].map(foldCaseAndSpaces));
	return `${prefix}-${createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex').slice(0, 24)}`;
}

/** What a derived reference depends on besides the draft. */
export interface ReferenceDerivation {
	/** Stands before each derived reference and names the calling program. */
	readonly prefix: string;
	readonly secret: Uint8Array;
}

/**
 * The secrets by which references are derived. Key: a hash of account, password and installation. Making one takes a twentieth of a second
 * on purpose. TTL: as long as the process. A failure is thrown.
 */
const secrets = new Cache<Uint8Array>(Infinity);

/**
 * Prepares the derivation of references for an account. Its secret stays the same until the password changes. Making the secret is slow on
 * purpose, so that nobody can find a password by trying many with a reference. `home` is the id of an installation.
 */
export async function prepareReferenceDerivation(
	{ url, tenant, username, password }: OkapiAccount,
	home: string,
	prefix = defaultCallingProgram.referencePrefix,
): Promise<ReferenceDerivation> {
	const salt = JSON.stringify(['reference', url, tenant, username, home]);
	const name = createHash('sha256')
		.update(JSON.stringify([salt, password]))
		.digest('hex');
	const makeSecret = () =>
		new Promise<Uint8Array>((resolve, reject) =>
			scrypt(password, salt, 32, (error, key) => (error === null ? resolve(key) : reject(error))),
		);
	return { prefix, secret: await secrets.get(name, makeSecret) };
}
