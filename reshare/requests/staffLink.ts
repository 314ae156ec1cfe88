import type { PatronRequest } from './request';

/**
 * Address of a request's page in the staff interface; null where `staffUrl` is no web address. The form with
 * `view` is understood by old and new versions of the interface.
 */
export function staffLink(staffUrl: string, request: Pick<PatronRequest, 'id' | 'side'>): string | null {
	if (!/^https?:/i.test(staffUrl) || !URL.canParse(staffUrl)) return null;
	const app = request.side === 'lending' ? 'supply' : 'request';
	return `${staffUrl}/${app}/requests/view/${request.id}`;
}
