import { badInput } from '../../../errors';
import { keyNamed, wishFields, wishNames, type Wish } from '../../../wish';
import { named, words } from '../../../words';

/**
 * Longest URL in characters. The resolver takes 16 KiB for request line and headers together; web servers that usually
 * stand in front of it take 8 KiB for the request line.
 */
export const longestUrl = 8000;

/** Characters that stand in a path as they are; the resolver does not decode the name. */
const tenantName = /^[A-Za-z0-9._~:@!$&'()*+,;=-]+$/;

/**
 * Address of a library at the resolver: base URL and OpenURL tenant ID, e.g. `https://openurl.example.org/RESHARE:US-EAST`.
 * The name is compared there exactly as written, so it is never encoded.
 *
 * @throws ReShareError `badInput`
 */
export function resolverAddress(base: string, openUrlTenant: string): URL {
	const trimmed = base.trim().replace(/\/+$/, '');
	const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
	if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
		throw badInput(`${named('openUrlBaseUrl')} in the ${words.settings} is not a web address`, 'It looks like https://openurl.example.org.');
	}
	if (url.search !== '' || url.hash !== '' || trimmed.includes('?') || trimmed.includes('#')) {
		throw badInput(`${named('openUrlBaseUrl')} in the ${words.settings} must end before any question mark or hash`);
	}
	// The calls that make requests would go without them, and what Preview shows would not.
	if (url.username !== '' || url.password !== '') throw badInput(`${named('openUrlBaseUrl')} in the ${words.settings} must hold no user name and no password`);
	const name = openUrlTenant.trim();
	if (name === '') throw badInput(`${named('openUrlTenant')} in the ${words.settings} is empty`, 'It looks like RESHARE:US-EAST.');
	if (!tenantName.test(name) || /^\.+$/.test(name)) {
		throw badInput(
			`${named('openUrlTenant')} in the ${words.settings} holds a character that cannot stand in a web address`,
			'It looks like RESHARE:US-EAST, without spaces, slashes or percent signs.',
		);
	}
	return new URL(`${trimmed}/${name}`);
}

/**
 * The OpenURL that asks the resolver for a loan or a copy.
 *
 * A loan is asked for with `svc_id=json`, since only then the answer names the new request; it needs the record's id, with
 * which every release takes the OpenURL as complete. What is not known of title, author and date is left out, since a
 * filler would reach the lending library as if it were true. A copy is asked for with `svc_id=copy`. Without the record's
 * id the newest release wants genre, copyright type, part title, part author and date, and v1.6.0 wants title, author and
 * date; the part's author stands in for a missing author there, as OpenURL means `rft.au` for articles.
 *
 * `svc.ntries` keeps libraries that like to show a form from showing it. `svc.noPickupLocation` goes with every copy: a
 * copy needs no pickup location, which v1.6.0 does not know otherwise, and no release then looks the Directory up after
 * the request is made, where a failure would hide the success.
 *
 * A preview also carries `ctx_FAIL`, so that a release which does not know previews (before v1.4.0) posts to a path that
 * does not exist instead of making the request. It asks neither for a loan nor for a copy, so that the newest release takes
 * it as complete only with a record's id; a filler stands in where there is none.
 *
 * @param request as `cleanWish` leaves it
 * @param purpose `preview` asks what would be requested and creates nothing
 * @throws ReShareError `badInput`, with the field's name in the sentence
 */
export function buildOpenUrl(base: string, openUrlTenant: string, request: Wish, purpose: 'create' | 'preview' = 'create'): URL {
	const url = resolverAddress(base, openUrlTenant);
	const isCopy = request.serviceType === 'copy';
	const isPreview = purpose === 'preview';
	const parameters: Array<[string, string | undefined]> = [
		['svc_id', isPreview ? 'reshareRequest' : isCopy ? 'copy' : 'json'],
		['svc.ntries', '1'],
		['ctx_FAIL', isPreview ? '1' : undefined],
		['rft_id', isPreview ? 'preview' : undefined],
		['svc.noPickupLocation', isCopy ? '1' : undefined],
	];
	const values = readValues(request);
	for (const parameter of [...parameters, ...values]) {
		const [key, value] = parameter;
		if (value !== undefined) url.searchParams.set(key, value);
	}
	if (url.href.length > longestUrl) {
		const longest = [...values].sort(([, a], [, b]) => encodedLength(b) - encodedLength(a))[0];
		throw badInput(
			`The OpenURL would have ${url.href.length} characters, and web servers take about ${longestUrl}`,
			longest === undefined ? '' : `Shorten ${keyNamed('openUrl', longest[0], request.serviceType)}, the longest value.`,
		);
	}
	return url;
}

function readValues(request: Wish): Map<string, string> {
	const values = new Map<string, string>();
	for (const name of wishNames) {
		const { openUrl, [request.serviceType]: shown } = wishFields[name];
		const value = request[name];
		if (openUrl !== undefined && shown !== undefined && value !== undefined) values.set(openUrl, value);
	}
	if (request.serviceType === 'copy' && request.partAuthor !== undefined && !values.has('rft_id') && !values.has('rft.au')) values.set('rft.au', request.partAuthor);
	return values;
}

function encodedLength(value: string): number {
	return encodeURIComponent(value).length;
}
