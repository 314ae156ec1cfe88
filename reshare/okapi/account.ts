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
		tenant: tenantName(raw.tenant),
		username: required(raw.username, 'Username'),
		password: raw.password === '' ? required('', 'Password') : raw.password,
	};
}

/**
 * A base address without trailing slashes, with scheme and host in lower case.
 *
 * @throws ReShareError `badInput` naming `fieldName`
 */
export function normalizeBaseUrl(raw: string, fieldName: string, example = 'https://okapi.example.org'): string {
	const trimmed = required(raw, fieldName);
	const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
	if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
		throw new ReShareError('badInput', `'${fieldName}' is not a web address`, {
			description: `It must start with https:// and look like ${example}`,
		});
	}
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw new ReShareError('badInput', `'${fieldName}' has more in it than an address`, {
			description: 'Leave out user names, question marks and everything after them.',
		});
	}
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** The tenant travels in a header, which takes neither spaces nor letters outside ASCII. */
function tenantName(raw: string): string {
	const tenant = required(raw, 'Tenant').toLowerCase();
	if (/^[\x21-\x7e]+$/.test(tenant)) return tenant;
	throw new ReShareError('badInput', "'Tenant' has spaces or letters that no tenant has", {
		description: 'It is a short name such as mylibrary or reshare_east, without spaces and accents.',
	});
}

function required(raw: string, fieldName: string): string {
	const trimmed = raw.trim();
	if (trimmed === '') {
		throw new ReShareError('badInput', `'${fieldName}' is empty`, { description: `Fill in '${fieldName}' in the credential.` });
	}
	return trimmed;
}
