/**
 * Address of a request's page in the staff interface; null where the credential holds no web address of one. The form with
 * `view` is understood by old and new versions of the interface.
 */
export function staffLink(staffUrl: string, request: { readonly id: string; readonly isRequester?: boolean | undefined }): string | null {
	if (!/^https?:/i.test(staffUrl) || !URL.canParse(staffUrl)) return null;
	const app = request.isRequester === false ? 'supply' : 'request';
	return `${staffUrl}/${app}/requests/view/${request.id}`;
}
