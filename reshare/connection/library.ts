import { normalizeAccount, OkapiClient } from '../okapi';
import { processSessions } from '../process';
import { referenceKey } from '../requests/create/reference';
import { Requests } from '../requests/Requests';
import type { HttpClient } from '../transport';
import type { BackEnd, LibraryAccess, Surroundings } from './access';
import { staffBase, staffLink } from './staffLink';

/** Chooses the back end by the settings; no other code tells the back ends apart. */
const backEnds = {
	modRs: async () => (await import('./modRs')).modRs,
	crossLink: async () => (await import('./crossLink')).crossLink,
} satisfies Record<string, () => Promise<BackEnd>>;

export type Library = Awaited<ReturnType<typeof loadLibrary>>;

export async function loadLibrary(access: LibraryAccess) {
	const { backEnd = 'modRs', staffUrl = '' } = access;
	const { backend, check } = await backEnds[backEnd]();
	const okapi = (http: HttpClient): OkapiClient => new OkapiClient({ account: access, http, sessions: processSessions });
	return {
		open: (http: HttpClient, { home = '', host, ...surroundings }: Surroundings): Requests =>
			new Requests(
				backend(okapi(http), http, access),
				async () => await referenceKey(normalizeAccount(access), home, host?.referencePrefix),
				(request) => staffLink(staffUrl, request),
				surroundings,
			),
		check: async (http: HttpClient): Promise<string> => {
			if (staffUrl.trim() !== '') staffBase(staffUrl);
			const client = okapi(http);
			await client.logInAfresh();
			return await check(client, http, access);
		},
	};
}
