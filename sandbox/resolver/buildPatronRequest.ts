import { randomSource } from '../randomSource';
import { withoutUndefined } from '../withoutUndefined';
import type { ContextObject, OpenUrlQueryValue } from './contextObject';
import type { ResolverVersionTraits } from './versions';

const noteLimit = 255;

/** Reads a value that must be text. The real resolver fails if a repeated key gives an array here, and so does this function. */
function asString(value: OpenUrlQueryValue): string {
	if (typeof value !== 'string') throw new TypeError('a repeated key where one value is needed');
	return value;
}

function publicationType(genre: OpenUrlQueryValue | undefined, traits: ResolverVersionTraits): OpenUrlQueryValue | undefined {
	if (genre === undefined) return undefined;
	if (!traits.fineGenres) {
		if (genre === 'journal' || genre === 'article') return 'Journal';
		if (genre === 'book' || genre === 'bookitem') return 'Book';
		return genre ? 'Other' : genre;
	}
	if (genre === 'bookitem') return 'Chapter';
	if (genre === 'other') return 'X-Other';
	const word = asString(genre);
	return word.charAt(0).toUpperCase() + word.slice(1);
}

function firstOf(values: Array<OpenUrlQueryValue | undefined>): OpenUrlQueryValue | undefined {
	return values.find(Boolean) ?? values.at(-1);
}

/**
 * Reads the first page and the number of pages, from `spage` and `epage` or from a range such as `361-386`. A count that is no number
 * becomes null.
 */
function pageFields(rft: Record<string, OpenUrlQueryValue>): Record<string, unknown> {
	const { spage, epage, pages } = rft;
	const count = (from: OpenUrlQueryValue, to: OpenUrlQueryValue) => Number(String(to)) - Number(String(from)) + 1;
	if (spage && epage) return { startPage: spage, numberOfPages: count(spage, epage) };
	if (!pages) return { startPage: spage };
	const range = /^(\d+)-(\d+)$/.exec(asString(pages));
	if (!range) return { startPage: spage };
	const [, from = '', to = ''] = range;
	return { startPage: spage || from, numberOfPages: count(from, to) };
}

function copyFields(rft: Record<string, OpenUrlQueryValue>, svc: Record<string, OpenUrlQueryValue>): Record<string, unknown> {
	return {
		serviceLevel: svc.level,
		maximumCostsMonetaryValue: svc.costAmount,
		maximumCostsCurrencyCode: svc.costCurrency,
		copyrightType: rft.copyrightType ? { value: rft.copyrightType } : undefined,
		subtitle: rft.subtitle,
		sponsoringBody: rft.sponsoringBody,
		authorOfComponent: rft.authorOfComponent,
		titleOfComponent: rft.titleOfComponent,
		pagesRequested: rft.pagesRequested,
		stitle: rft.jtitle,
	};
}

/**
 * Builds the request. Absent values are left out, but empty ones are kept. `serviceType` is whatever `svc_id` says, even `json`.
 *
 * @throws TypeError if a repeated key stands for a single value; the resolver then answers 500
 */
export function buildPatronRequest(context: ContextObject, traits: ResolverVersionTraits): Record<string, unknown> {
	const { admindata, metadata } = context;
	const { rft = {}, svc = {}, req = {} } = metadata;
	const reference = rft.identifier_illiad;
	const fields: Record<string, unknown> = {
		id: admindata.ctx?.id || randomSource.uuid(),
		publicationType: publicationType(rft.genre, traits),
		systemInstanceIdentifier: admindata.rft?.id,
		title: firstOf([rft.title, rft.btitle, rft.atitle, rft.jtitle]),
		author: firstOf([rft.au, rft.creator, rft.aulast, rft.aufirst]),
		publisher: rft.pub,
		placeOfPublication: rft.place,
		volume: rft.volume,
		issue: rft.issue,
		...pageFields(rft),
		publicationDate: rft.date,
		edition: rft.edition,
		issn: rft.issn,
		isbn: rft.isbn,
		oclcNumber: traits.sinceSlugs ? rft.oclc : undefined,
		coden: rft.coden,
		sici: rft.sici,
		bici: rft.bici,
		eissn: rft.eissn,
		part: rft.part,
		artnum: rft.artnum,
		ssn: rft.ssn,
		quarter: rft.quarter,
		patronIdentifier: admindata.req?.id,
		patronEmail: req.emailAddress,
		patronNote: traits.sinceSlugs && svc.note !== undefined ? asString(svc.note).substring(0, noteLimit) : svc.note,
		[traits.sinceSlugs ? 'pickupLocationSlug' : 'pickupLocationCode']: svc.pickupLocation,
		neededBy: svc.neededBy,
		serviceType: admindata.svc?.id,
		isRequester: true,
		...(traits.copyFields ? copyFields(rft, svc) : {}),
		requestIdentifiers:
			traits.keepsReference && reference !== undefined ? [{ identifierType: 'illiad', identifier: reference }] : undefined,
	};
	return withoutUndefined(fields);
}
