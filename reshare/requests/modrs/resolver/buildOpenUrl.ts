import type { Wish } from '../../model/wish';
import { badInput, cleanDay, cleanNote, cleanValue, nameOfKey } from './fields';
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
	refuseMissing(request, values);
	for (const parameter of [...parameters, ...values]) {
		const [key, value] = parameter;
		if (value !== undefined) url.searchParams.set(key, value);
	}
	if (url.href.length > longestUrl) {
		const longest = [...values].sort(([, a], [, b]) => encodedLength(b) - encodedLength(a))[0];
		throw badInput(
			`The OpenURL would have ${url.href.length} characters, and web servers take about ${longestUrl}`,
			longest === undefined ? '' : `Shorten ${nameOfKey(longest[0])}, the longest value.`,
		);
	}
	return url;
}

function readValues(request: Wish): Map<string, string> {
	const copy = request.serviceType === 'copy' ? (request.copy ?? {}) : undefined;
	const values = new Map<string, string>();
	const put = (key: string, value: string | undefined, clean = cleanValue): void => {
		const text = clean(key, value);
		if (text !== undefined) values.set(key, text);
	};
	put('req_id', request.patronId);
	put('rft_id', request.instanceId);
	put('svc.pickupLocation', request.pickupSlug);
	put('rft.identifier_illiad', request.reference);
	put('rft.title', request.title);
	put('rft.au', request.author);
	put('rft.date', request.publicationDate);
	put('rft.edition', request.edition);
	put('rft.volume', request.volume);
	put('rft.isbn', request.isbn);
	put('rft.issn', request.issn);
	put('rft.oclc', request.oclc);
	put('svc.neededBy', request.neededBy, cleanDay);
	put('svc.note', request.note, cleanNote);
	put('req.emailAddress', request.patronEmail);
	if (copy === undefined) return values;
	put('rft.genre', copy.genre);
	put('rft.copyrightType', copy.copyrightType);
	put('rft.titleOfComponent', copy.partTitle);
	put('rft.authorOfComponent', copy.partAuthor);
	put('rft.pagesRequested', copy.pages);
	put('rft.issue', copy.issue);
	if (!values.has('rft_id') && !values.has('rft.au')) put('rft.au', copy.partAuthor);
	return values;
}

const copyWithoutRecord = ['rft.title', 'rft.titleOfComponent', 'rft.authorOfComponent', 'rft.date', 'rft.genre', 'rft.copyrightType'];

function refuseMissing(request: Wish, values: ReadonlyMap<string, string>): void {
	const needed = ['req_id'];
	if (request.serviceType === 'loan') needed.push('rft_id', 'svc.pickupLocation');
	else if (!values.has('rft_id')) needed.push(...copyWithoutRecord);
	const missing = needed.filter((key) => !values.has(key)).map((key) => nameOfKey(key));
	if (missing.length === 0) return;
	const list = missing.length === 1 ? missing[0] : `${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}`;
	throw badInput(
		`${list} ${missing.length === 1 ? 'is' : 'are'} empty`,
		'Without it the resolver would show a form to a person instead of making the request. Nothing was sent.',
	);
}

function encodedLength(value: string): number {
	return encodeURIComponent(value).length;
}
