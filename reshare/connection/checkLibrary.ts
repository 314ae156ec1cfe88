import type { OkapiClient } from '../okapi';
import type { HttpClient } from '../transport';
import type { BackEndOpener, LibraryAccess } from './settings';
import { normalizeStaffUrl } from './buildStaffLink';

/** Logs in, even after a refused login, and runs the check of the back end: `checkModRs` or `checkCrossLink`. */
export async function checkLibrary(
	okapi: OkapiClient,
	http: HttpClient,
	access: LibraryAccess,
	checkBackEnd: BackEndOpener['check'],
): Promise<string> {
	const { staffUrl = '' } = access;
	if (staffUrl.trim() !== '') normalizeStaffUrl(staffUrl);
	await okapi.logInAfresh();
	return await checkBackEnd(okapi, http, access);
}
