import { normalizeBaseUrl } from '../okapi/account';
import type { PatronRequest } from '../requests/model/request';

/**
 * The address with which links for staff begin.
 *
 * @throws ReShareError `badInput` where it cannot begin a link: each link would disclose a password in it
 */
export function normalizeStaffUrl(staffUrl: string): string {
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
