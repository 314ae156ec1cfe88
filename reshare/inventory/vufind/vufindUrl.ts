import { z } from 'zod';
import { badInputError } from '../../errors';
import { readJson } from '../../json';
import { normalizeBaseUrl } from '../../okapi/account';
import type { HttpClient } from '../../transport';

/** Matches the addresses of VuFind's pages and of its API, and captures the address of VuFind itself. */
const below = /^(.*?)\/(?:Search|Record|Author|Alphabrowse|Browse|Cart|Combined|MyResearch|api)(?:\/.*)?$/u;

/** Returns VuFind's own address for the address of one of its pages; undefined for any other address. */
export function vufindUrlOfPage(url: string) {
	if (!URL.canParse(url.trim())) return undefined;
	const { origin, pathname } = new URL(url.trim());
	const base = below.exec(pathname)?.[1];
	return base === undefined ? undefined : `${origin}${base}`;
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

/** Whether VuFind's API answers below this address, or below that of one of its pages, even if it demands a key. */
export async function isVufind(http: HttpClient, url: string) {
	try {
		const answer = await http.send({ method: 'GET', url: `${vufindUrlOfPage(url) ?? normalizeVufindUrl(url)}/api/v1/search?limit=0` });
		return vufindState.safeParse(readJson(answer.text)).success;
	} catch {
		return false;
	}
}

const vufindState = z.object({ status: z.enum(['OK', 'ERROR', 'UNAUTHORIZED']) });
