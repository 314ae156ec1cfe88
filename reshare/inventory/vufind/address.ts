import { ReShareError } from '../../errors';
import { normalizeBaseUrl } from '../../okapi/account';
import { named } from '../../words';

/** What follows VuFind's own address in the addresses of its pages and of its API. */
const below = /^(.*?)\/(?:Search|Record|Author|Alphabrowse|Browse|Cart|Combined|MyResearch|api)(?:\/.*)?$/u;

/**
 * VuFind's own address, below which its API is.
 *
 * @throws ReShareError `badInput` for what is no web address, and for the address of one of its pages
 */
export function vufindBase(url: string): string {
	const page = URL.canParse(url.trim()) ? new URL(url.trim()) : undefined;
	const base = page === undefined ? undefined : below.exec(page.pathname)?.[1];
	if (page !== undefined && base !== undefined) {
		throw new ReShareError('badInput', `${named('vufindUrl')} is the address of a page`, { description: `Enter the address of VuFind itself, probably ${page.origin}${base}.` });
	}
	if (page !== undefined && /\/oai$/u.test(page.pathname)) {
		throw new ReShareError('badInput', `${named('vufindUrl')} is the address of the Reservoir, which cannot be searched`, {
			description: `Enter the address of the site where patrons search. The Reservoir's Okapi belongs in ${named('reservoirUrl')}.`,
		});
	}
	return normalizeBaseUrl(url, 'vufindUrl', 'https://vufind.example.org');
}
