import { badInputError } from '../../errors';
import { normalizeBaseUrl } from '../../okapi/account';

/** Matches the addresses of VuFind's pages and of its API, and captures the address of VuFind itself. */
const below = /^(.*?)\/(?:Search|Record|Author|Alphabrowse|Browse|Cart|Combined|MyResearch|api)(?:\/.*)?$/u;

/** Returns VuFind's own address for the address of one of its pages; undefined for any other address. */
export function vufindUrlOfPage(url: string): string | undefined {
	const page = URL.canParse(url.trim()) ? new URL(url.trim()) : undefined;
	const base = page === undefined ? undefined : below.exec(page.pathname)?.[1];
	return page === undefined || base === undefined ? undefined : `${page.origin}${base}`;
}

/** @throws ReShareError `badInput` for what is no web address, and for the address of one of VuFind's pages */
export function normalizeVufindUrl(url: string) {
	const base = vufindUrlOfPage(url);
	if (base !== undefined)
		throw badInputError("'⟦vufindUrl⟧' is the address of a page", `Enter the address of VuFind itself, probably ${base}.`);
	if (URL.canParse(url.trim()) && /\/oai$/u.test(new URL(url.trim()).pathname)) {
		throw badInputError(
			"'⟦vufindUrl⟧' is the address of the Reservoir, which cannot be searched",
			"Enter the address of the site where patrons search. The Reservoir's Okapi belongs in '⟦reservoirUrl⟧'.",
		);
	}
	return normalizeBaseUrl(url, 'vufindUrl', 'https://vufind.example.org');
}
