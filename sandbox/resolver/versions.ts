import type { ContextObject } from './contextObject';

export type ResolverVersion = 'newest' | 'v1.6.0' | 'v1.5.0';

export interface ResolverVersionTraits {
	/** Matches a key that makes the whole query an OpenURL of version 1.0. */
	readonly version1Key: RegExp;
	isComplete(context: ContextObject): boolean;
	/** Whether the resolver first reads the patron's open requests, and shows the page about the limit. */
	readonly checksLimit: boolean;
	/** Whether `submitted` in the query shows the page "already sent". */
	readonly knowsSubmitted: boolean;
	/** Whether `confirm` in the query always shows the form. */
	readonly knowsConfirm: boolean;
	readonly copyNeedsNoPickup: boolean;
	/** Whether a service can insist on its form for the first try. */
	readonly alwaysShowForm: boolean;
	/** Whether the resolver counts tries as numbers, fails on a repeated key in the form, and accepts an answer that is no JSON. */
	readonly since16: boolean;
	/** The lists that fill the form: all reference data, or only the pickup locations. */
	readonly formLists: 'all' | 'pickupLocations';
	/** Whether the form uses the first value of a repeated key. Other versions fail on it. */
	readonly formTakesFirstOfRepeated: boolean;
	/** Whether the form has hidden inputs for the values that it does not show. */
	readonly formHasHiddenInputs: boolean;
	readonly shortFormHasId: boolean;
	/** Whether articles, chapters and the like are named one by one, instead of as Book, Journal and Other. */
	readonly fineGenres: boolean;
	/** Whether part titles, copyright type, service level, costs and series reach the request. */
	readonly copyFields: boolean;
	/** Whether `rft.identifier_illiad` becomes a request identifier. */
	readonly keepsReference: boolean;
	/** Whether the OCLC number is sent, the note is cut at 255 characters, and the pickup location is sent as a slug. */
	readonly sinceSlugs: boolean;
	readonly unknownServiceStatus: 404 | 200;
}

function hasIdOrTitleAuthorDate({ admindata, metadata }: ContextObject): boolean {
	const rft = metadata.rft;
	return Boolean(admindata.rft?.id || (rft?.title && rft.au && rft.date));
}

function isCompleteByService({ admindata, metadata }: ContextObject): boolean {
	const rft = metadata.rft ?? {};
	const asked = admindata.svc?.id;
	const service = !asked || asked === 'contextObject' ? 'loan' : asked;
	if (admindata.rft?.id) return true;
	if (service === 'loan') return Boolean(rft.title && rft.au);
	if (service !== 'copy') return false;
	return Boolean(rft.genre && rft.copyrightType && rft.titleOfComponent && rft.authorOfComponent && rft.date);
}

const v160: ResolverVersionTraits = {
	version1Key: /^rft[_.]/,
	isComplete: hasIdOrTitleAuthorDate,
	checksLimit: false,
	knowsSubmitted: false,
	knowsConfirm: true,
	copyNeedsNoPickup: false,
	alwaysShowForm: false,
	since16: true,
	formLists: 'pickupLocations',
	formTakesFirstOfRepeated: false,
	formHasHiddenInputs: false,
	shortFormHasId: false,
	fineGenres: false,
	copyFields: false,
	keepsReference: true,
	sinceSlugs: true,
	unknownServiceStatus: 404,
};

const newest: ResolverVersionTraits = {
	...v160,
	version1Key: /^(rft|req)[_.]/,
	isComplete: isCompleteByService,
	checksLimit: true,
	knowsSubmitted: true,
	knowsConfirm: false,
	copyNeedsNoPickup: true,
	alwaysShowForm: true,
	formLists: 'all',
	formTakesFirstOfRepeated: true,
	formHasHiddenInputs: true,
	shortFormHasId: true,
	fineGenres: true,
	copyFields: true,
};

const v150: ResolverVersionTraits = {
	...v160,
	knowsConfirm: false,
	since16: false,
	formHasHiddenInputs: true,
	keepsReference: false,
	sinceSlugs: false,
	unknownServiceStatus: 200,
};

export const resolverTraits: Readonly<Record<ResolverVersion, ResolverVersionTraits>> = {
	newest,
	'v1.6.0': v160,
	'v1.5.0': v150,
};
