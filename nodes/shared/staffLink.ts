import type { PatronRequest } from './client';

/**
 * Address of a request's page in the staff interface; null where the credential holds no web address of one. The form with
 * `view` is understood by old and new versions of the interface.
 */
export function staffLink(staffUrl: string, request: Pick<PatronRequest, 'id' | 'side'>): string | null {
	if (!/^https?:/i.test(staffUrl) || !URL.canParse(staffUrl)) return null;
	const app = request.side === 'lending' ? 'supply' : 'request';
	return `${staffUrl}/${app}/requests/view/${request.id}`;
}
