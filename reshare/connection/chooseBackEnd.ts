import { once } from '../memoize';
import { normalizeAccount, OkapiClient } from '../okapi';
import { prepareReferenceDerivation } from '../requests/create/reference';
import { Requests } from '../requests/Requests';
import type { HttpClient } from '../transport';
import type { BackEndOpener, LibraryAccess } from './settings';
import { buildStaffLink, normalizeStaffUrl } from './buildStaffLink';

/** The back ends from which the setting `backEnd` chooses. Only the code of the chosen one is loaded. */
const backEnds = {
	modRs: async () => (await import('./openModRs')).modRsOpener,
	crossLink: async () => (await import('./openCrossLink')).crossLinkOpener,
} satisfies Record<string, () => Promise<BackEndOpener>>;

export type ChosenBackEnd = Awaited<ReturnType<typeof chooseBackEnd>>;

/** Chooses the back end by the settings. `open` throws ReShareError `badInput` when a setting cannot be used. */
export async function chooseBackEnd(access: LibraryAccess, http: HttpClient, home: string, referencePrefix: string) {
	const { backEnd = 'modRs', staffUrl = '' } = access;
	const { backend, check } = await backEnds[backEnd]();
	const openOkapi = () => new OkapiClient({ account: access, http });
	return {
		open: once(
			() =>
				new Requests(
					backend(openOkapi(), http, access),
					() => prepareReferenceDerivation(normalizeAccount(access), home, referencePrefix),
					(request) => buildStaffLink(staffUrl, request),
					http.signal,
				),
		),
		/** Logs in, even after a refused login, and runs the check of the back end. */
		check: async () => {
			if (staffUrl.trim() !== '') normalizeStaffUrl(staffUrl);
			const okapi = openOkapi();
			await okapi.logInAfresh();
			return await check(okapi, http, access);
		},
	};
}
