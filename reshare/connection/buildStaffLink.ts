import { normalizeBaseUrl } from '../okapi/account';
import type { PatronRequest } from '../requests/model/request';

/**
 * Returns the address with which links for staff begin.
 *
 * @throws ReShareError `badInput` if links cannot begin with it, for example because it contains a password, which each link would disclose
 */
export function normalizeStaffUrl(staffUrl: string) {
	return normalizeBaseUrl(staffUrl, 'staffUrl', 'https://mylibrary.example.org, or stay empty.');
}

/**
 * The address of a request's page; null where `staffUrl` gives none. Old and new versions of the staff interface understand the form with
 * `view` (indexdata/reshare-ui ui-rs/src/index.js redirects it).
 */
export function buildStaffLink(staffUrl: string, request: Pick<PatronRequest, 'id' | 'side'>): string | null {
	const app = request.side === 'lending' ? 'supply' : 'request';
	try {
		return `${normalizeStaffUrl(staffUrl)}/${app}/requests/view/${request.id}`;
	} catch {
		return null;
	}
}
