import { normalizeAccount, OkapiClient } from '../okapi';
import { sharedSessions } from '../sharedSessions';
import { prepareReferenceDerivation } from '../requests/create/reference';
import { Requests } from '../requests/Requests';
import type { HttpClient } from '../transport';
import type { BackEndOpener, LibraryAccess, CallerSettings } from './settings';
import { buildStaffLink, normalizeStaffUrl } from './buildStaffLink';

/** The back ends from which the setting `backEnd` chooses. Only the code of the chosen one is loaded. */
const backEnds = {
	modRs: async () => (await import('./openModRs')).modRsOpener,
	crossLink: async () => (await import('./openCrossLink')).crossLinkOpener,
} satisfies Record<string, () => Promise<BackEndOpener>>;

export type ChosenBackEnd = Awaited<ReturnType<typeof chooseBackEnd>>;

export async function chooseBackEnd(access: LibraryAccess) {
	const { backEnd = 'modRs', staffUrl = '' } = access;
	const { backend, check } = await backEnds[backEnd]();
	const okapi = (http: HttpClient) => new OkapiClient({ account: access, http, sessions: sharedSessions });
	return {
		open: (http: HttpClient, { home = '', caller, ...surroundings }: CallerSettings) =>
			new Requests(
				backend(okapi(http), http, access),
				() => prepareReferenceDerivation(normalizeAccount(access), home, caller?.referencePrefix),
				(request) => buildStaffLink(staffUrl, request),
				surroundings,
			),
		/** Logs in, even after a refused login, and runs the check of the back end. */
		check: async (http: HttpClient) => {
			if (staffUrl.trim() !== '') normalizeStaffUrl(staffUrl);
			const client = okapi(http);
			await client.logInAfresh();
			return await check(client, http, access);
		},
	};
}
