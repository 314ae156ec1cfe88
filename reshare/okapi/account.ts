import { ReShareError } from '../errors';

/** One account of one Okapi tenant. */
export interface OkapiAccount {
	/** Address of Okapi without trailing slash; may carry a path. */
	readonly url: string;
	readonly tenant: string;
	readonly username: string;
	readonly password: string;
}

/**
 * Cleans what people paste: blanks around, trailing slashes, capitals in the tenant. The password is left as it is.
 *
 * @throws ReShareError `badInput` when the URL cannot be one or a field is empty
 */
export function normalizeAccount(raw: OkapiAccount): OkapiAccount {
	return {
		url: normalizeBaseUrl(raw.url, 'Okapi URL'),
		tenant: required(raw.tenant, 'Tenant').toLowerCase(),
		username: required(raw.username, 'Username'),
		password: raw.password === '' ? required('', 'Password') : raw.password,
	};
}

/** @throws ReShareError `badInput` naming `fieldName` */
export function normalizeBaseUrl(raw: string, fieldName: string): string {
	const trimmed = required(raw, fieldName).replace(/\/+$/, '');
	const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
	if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
		throw new ReShareError('badInput', `'${fieldName}' is not a web address`, {
			description: 'It must start with https:// and look like https://okapi.example.org',
		});
	}
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw new ReShareError('badInput', `'${fieldName}' has more in it than an address`, {
			description: 'Leave out user names, question marks and everything after them.',
		});
	}
	return trimmed;
}

function required(raw: string, fieldName: string): string {
	const trimmed = raw.trim();
	if (trimmed === '') {
		throw new ReShareError('badInput', `'${fieldName}' is empty`, { description: `Fill in '${fieldName}' in the credential.` });
	}
	return trimmed;
}
