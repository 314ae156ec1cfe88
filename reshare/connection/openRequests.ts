import { normalizeAccount } from '../okapi';
import { referenceKey } from '../requests/create/reference';
import type { RequestDesk } from '../requests/port/RequestDesk';
import { Requests } from '../requests/Requests';
import type { LibraryAccess, Surroundings } from './access';
import { staffLink } from './staffLink';

export function openRequests(desk: RequestDesk, access: LibraryAccess, { home = '', ...surroundings }: Surroundings): Requests {
	return new Requests(
		desk,
		async () => await referenceKey(normalizeAccount(access), home),
		(request) => staffLink(access.staffUrl ?? '', request),
		surroundings,
	);
}
