import { OkapiClient, type OkapiAccount } from '../okapi';
import { processResolvers, processSessions } from '../process';
import { CrossLinkDesk } from '../requests/crosslink/CrossLinkDesk';
import { ModRsDesk } from '../requests/modrs/ModRsDesk';
import type { RequestDesk } from '../requests/port/RequestDesk';
import { createResolverClient } from '../requests/modrs/resolver';
import { staffBase } from './staffLink';
import type { HttpClient } from '../transport';
import { checkCrossLink } from './crossLink';
import { checkModRs } from './modRs';

/** How a library's own ReShare is reached. */
export interface LibraryAccess extends OkapiAccount {
	/** What keeps the library's requests. Default `modRs`. */
	readonly backEnd?: BackEnd;
	/** mod-rs: address of the consortium's OpenURL resolver; without it, requests are created in ReShare directly. */
	readonly openUrlBaseUrl?: string;
	/** mod-rs: the library's name at the resolver, e.g. `RESHARE:US-EAST`. */
	readonly openUrlTenant?: string;
	/** CrossLink: the one symbol that counts of those that the tenant owns, e.g. `ISIL:US-EAST`; `ISIL:` may be left out. */
	readonly librarySymbol?: string;
	/** Address where staff sign in, for links to requests. */
	readonly staffUrl?: string;
}

interface Kind {
	open(okapi: OkapiClient, http: HttpClient, access: LibraryAccess): RequestDesk;
	/** Logs in, reads one of everything and says in a sentence what was reached. */
	check(okapi: OkapiClient, http: HttpClient, access: LibraryAccess): Promise<string>;
}

/** The one place that tells the back ends apart. */
const kinds = {
	modRs: {
		open(okapi, http, { openUrlBaseUrl = '', openUrlTenant = '' }) {
			if (openUrlBaseUrl.trim() === '') return new ModRsDesk(okapi);
			const service = processResolvers.service(http, okapi.scope, openUrlBaseUrl, openUrlTenant);
			return new ModRsDesk(okapi, { client: createResolverClient({ http }), baseUrl: openUrlBaseUrl, openUrlTenant, service });
		},
		check: async (okapi, http, { openUrlBaseUrl = '', openUrlTenant = '' }) => await checkModRs({ okapi, http, openUrlBaseUrl, openUrlTenant }),
	},
	crossLink: {
		open: (okapi, _http, { librarySymbol }) => new CrossLinkDesk(okapi, symbolOf(librarySymbol)),
		check: async (okapi, _http, { librarySymbol }) => await checkCrossLink(okapi, symbolOf(librarySymbol)),
	},
} satisfies Record<string, Kind>;

type BackEnd = keyof typeof kinds;

/**
 * The desk of the library's back end.
 *
 * @throws ReShareError `badInput` when a setting cannot be used
 */
export function openDesk(access: LibraryAccess, http: HttpClient): RequestDesk {
	return kindOf(access).open(okapiOf(access, http), http, access);
}

/**
 * Logs in and reads one of everything.
 *
 * @returns a sentence saying what was reached
 */
export async function checkLibrary(access: LibraryAccess, http: HttpClient): Promise<string> {
	const { staffUrl = '' } = access;
	if (staffUrl.trim() !== '') staffBase(staffUrl);
	return await kindOf(access).check(okapiOf(access, http), http, access);
}

function kindOf({ backEnd = 'modRs' }: LibraryAccess): Kind {
	return kinds[backEnd];
}

function okapiOf(account: OkapiAccount, http: HttpClient): OkapiClient {
	return new OkapiClient({ account, http, sessions: processSessions });
}

/** CrossLink knows one authority, and people know a symbol without it. */
function symbolOf(typed = ''): string | undefined {
	const symbol = typed.trim();
	if (symbol === '') return undefined;
	return symbol.includes(':') ? symbol : `ISIL:${symbol}`;
}
