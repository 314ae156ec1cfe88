import { badInputError } from '../../../errors';
import { normalizeBaseUrl } from '../../../okapi';
import { quotedLabelOfKey, draftFields, draftFieldNames, type RequestDraft } from '../../../draft';

/**
 * The most characters of an OpenURL. The resolver accepts 16 KiB for line and headers together; web servers in front of it usually accept 8
 * KiB for the line.
 */
export const longestUrl = 8000;

/**
 * Characters that may stand in a path unescaped. The library's name must have no others, because the resolver does not decode it. A name of
 * dots alone would lead to another path.
 */
const tenantName = /^(?!\.+$)[A-Za-z0-9._~:@!$&'()*+,;=-]+$/;

/**
 * Builds a library's address at the resolver, e.g. `https://openurl.example.org/RESHARE:US-EAST`.
 *
 * @throws ReShareError `badInput`
 */
export function buildResolverAddress(base: string, openUrlTenant: string): URL {
	const address = normalizeBaseUrl(base, 'openUrlBaseUrl', 'https://openurl.example.org');
	const name = openUrlTenant.trim();
	if (name === '') throw badInputError("'⟦openUrlTenant⟧' in the ⟦settings⟧ is empty", 'It looks like RESHARE:US-EAST.');
	if (!tenantName.test(name)) {
		throw badInputError(
			"'⟦openUrlTenant⟧' in the ⟦settings⟧ holds a character that cannot stand in a web address",
			'It looks like RESHARE:US-EAST, without spaces, slashes or percent signs.',
		);
	}
	return new URL(`${address}/${name}`);
}

/**
 * Builds the OpenURL for a request, or for a preview of it. Its parameters follow from what the releases of the resolver do:
 *
 * A loan has `svc_id=json`, because only then does the answer name the new request. If it has the id of a record, every release treats it
 * as complete. Title, author and date are left out if they are unknown, because an invented value would reach the lending library as if it
 * were true.
 *
 * A copy has `svc_id=copy`. Without the id of a record, the newest release requires genre, copyright type, part title, part author and
 * date, and v1.6.0 requires title, author and date. The author of the part takes the place of a missing author, because OpenURL uses
 * `rft.au` for articles in that way.
 *
 * `svc.ntries` keeps a resolver that is configured to show a form first from doing so. Every copy has `svc.noPickupLocation`: v1.6.0 would
 * otherwise require a pickup location, and with it no release asks the Directory after the request was made, where a failure would hide the
 * success.
 *
 * A preview also has `ctx_FAIL`: a release that does not know previews (before v1.4.0) then posts to a path that does not exist, and makes
 * no request. A preview asks neither for a loan nor for a copy, so that the newest release treats it as complete only with the id of a
 * record; if there is none, an invented id takes its place.
 */
export function buildOpenUrl(address: URL, request: RequestDraft, purpose: 'create' | 'preview' = 'create'): URL {
	const url = new URL(address);
	const isCopy = request.serviceType === 'copy';
	const isPreview = purpose === 'preview';
	const { author = isCopy && request.instanceId === undefined ? request.partAuthor : undefined } = request;
	const parameters = new URLSearchParams({
		svc_id: isPreview ? 'reshareRequest' : isCopy ? 'copy' : 'json',
		'svc.ntries': '1',
		...(isPreview && { ctx_FAIL: '1', rft_id: 'preview' }),
		...(isCopy && { 'svc.noPickupLocation': '1' }),
		...Object.fromEntries(valuesOf({ ...request, author })),
	});
	url.search = parameters.toString();
	if (url.href.length > longestUrl) {
		const longest = valuesOf(request).sort(([, a], [, b]) => encodeURIComponent(b).length - encodeURIComponent(a).length)[0];
		throw badInputError(
			`The OpenURL would have ${url.href.length} characters, and web servers take about ${longestUrl}`,
			longest === undefined ? '' : `Shorten ${quotedLabelOfKey('openUrl', longest[0], request.serviceType)}, the longest value.`,
		);
	}
	return url;
}

/** Returns each filled field that a draft of this service type has, as its key in an OpenURL and its value. */
function valuesOf(request: RequestDraft) {
	return draftFieldNames.flatMap((name) => {
		const { openUrl, [request.serviceType]: shown } = draftFields[name];
		const value = request[name];
		return openUrl === undefined || shown === undefined || value === undefined ? [] : [[openUrl, value] as const];
	});
}
