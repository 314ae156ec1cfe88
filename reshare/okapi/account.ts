import { badInputError } from '../errors';
import type { TermName } from '../callerTerms';

export interface OkapiAccount {
	/** The address of Okapi; it may have a path. */
	readonly url: string;
	readonly tenant: string;
	readonly username: string;
	readonly password: string;
}

/**
 * Removes what people paste along with the fields of an account, such as blanks; the password stays as it is.
 *
 * @throws ReShareError `badInput` when a field is empty, the URL is no web address, or the tenant's name has characters that no tenant
 *   has
 */
export function normalizeAccount(raw: OkapiAccount): OkapiAccount {
	return {
		url: normalizeBaseUrl(raw.url, 'okapiUrl'),
		tenant: tenantName(raw.tenant),
		username: required(raw.username, 'username'),
		password: raw.password || required('', 'password'),
	};
}

/**
 * Removes trailing slashes from an address, and writes scheme and host in lower case.
 *
 * @throws ReShareError `badInput` for a text that is no plain web address; its message names `setting`
 */
export function normalizeBaseUrl(raw: string, setting: TermName, example = 'https://okapi.example.org') {
	const trimmed = required(raw, setting);
	const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
	if (url === undefined || !['http:', 'https:'].includes(url.protocol))
		throw badInputError(`'⟦${setting}⟧' is not a web address`, `It must start with https:// and look like ${example}`);
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
		throw badInputError(`'⟦${setting}⟧' has more in it than an address`, 'Leave out user names, question marks and everything after them.');
	return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}`;
}

/** Checks the tenant's name. It is sent in a header, and so has neither blanks nor letters outside ASCII. */
function tenantName(raw: string) {
	const tenant = required(raw, 'tenant').toLowerCase();
	if (/^[\x21-\x7e]+$/.test(tenant)) return tenant;
	throw badInputError(
		"'⟦tenant⟧' has spaces or letters that no tenant has",
		'It is a short name such as mylibrary or reshare_east, without spaces and accents.',
	);
}

function required(raw: string, setting: TermName) {
	const trimmed = raw.trim();
	if (trimmed === '') throw badInputError(`'⟦${setting}⟧' is empty`, `Fill in '⟦${setting}⟧' in the ⟦settings⟧.`);
	return trimmed;
}
