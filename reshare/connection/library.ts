import { OkapiClient, type OkapiAccount } from '../okapi';
import { processResolvers, processSessions } from '../process';
import { ModRsDesk, type RequestDesk } from '../requests';
import { createResolverClient } from '../requests/resolver';
import type { HttpClient } from '../transport';
import { checkMyLibrary } from './myLibrary';

/** How a library's own ReShare is reached. */
export interface LibraryAccess extends OkapiAccount {
	/** Address of the consortium's OpenURL resolver; without it, requests are created in ReShare directly. */
	readonly openUrlBaseUrl?: string;
	/** The library's name there, e.g. `RESHARE:US-EAST`. */
	readonly openUrlTenant?: string;
	/** Address where staff sign in, for links to requests. */
	readonly staffUrl?: string;
}

/**
 * The desk of the library's back end.
 *
 * @throws ReShareError `badInput` when a setting cannot be used
 */
export function openDesk(access: LibraryAccess, http: HttpClient): RequestDesk {
	const okapi = new OkapiClient({ account: access, http, sessions: processSessions });
	const { openUrlBaseUrl = '', openUrlTenant = '' } = access;
	if (openUrlBaseUrl.trim() === '') return new ModRsDesk(okapi);
	return new ModRsDesk(okapi, {
		client: createResolverClient({ http }),
		baseUrl: openUrlBaseUrl,
		openUrlTenant,
		service: processResolvers.service(http, okapi.scope, openUrlBaseUrl, openUrlTenant),
	});
}

/**
 * Logs in and reads one of everything.
 *
 * @returns a sentence saying what was reached
 */
export async function checkLibrary(access: LibraryAccess, http: HttpClient): Promise<string> {
	const { openUrlBaseUrl = '', openUrlTenant = '', staffUrl = '' } = access;
	const okapi = new OkapiClient({ account: access, http, sessions: processSessions });
	return await checkMyLibrary({ okapi, http, openUrlBaseUrl, openUrlTenant, staffUrl });
}
