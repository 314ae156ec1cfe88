import { OkapiClient } from '../okapi';
import { processSessions } from '../process';
import type { Requests } from '../requests/Requests';
import type { HttpClient } from '../transport';
import type { BackEnd, LibraryAccess, Surroundings } from './access';
import { staffBase } from './staffLink';

/** The only place that tells the back ends apart. */
const backEnds = {
	modRs: async () => (await import('./modRs')).modRs,
	crossLink: async () => (await import('./crossLink')).crossLink,
} satisfies Record<string, () => Promise<BackEnd>>;

/** @returns opens the library's requests; throws ReShareError `badInput` when a setting cannot be used */
export async function loadRequests(access: LibraryAccess): Promise<(http: HttpClient, surroundings: Surroundings) => Requests> {
	const { open } = await backEndOf(access);
	return (http, surroundings) => open(okapiOf(access, http), http, access, surroundings);
}

export async function checkLibrary(access: LibraryAccess, http: HttpClient): Promise<string> {
	const { staffUrl = '' } = access;
	if (staffUrl.trim() !== '') staffBase(staffUrl);
	const { check } = await backEndOf(access);
	return await check(okapiOf(access, http), http, access);
}

async function backEndOf({ backEnd = 'modRs' }: LibraryAccess): Promise<BackEnd> {
	return await backEnds[backEnd]();
}

function okapiOf(account: LibraryAccess, http: HttpClient): OkapiClient {
	return new OkapiClient({ account, http, sessions: processSessions });
}
