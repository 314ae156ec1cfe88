import type { ContextObject } from './context-object';

export type ResolverVersion = 'newest' | 'v1.6.0' | 'v1.5.0';

export interface ResolverTraits {
	/** A key that makes the whole OpenURL version 1.0. */
	readonly version1Key: RegExp;
	isComplete(context: ContextObject): boolean;
	/** Asks for the patron's open requests first, and shows the limit page. */
	readonly checksLimit: boolean;
	/** `submitted` in the query shows the "already sent" page. */
	readonly knowsSubmitted: boolean;
	/** `confirm` in the query always shows the form. */
	readonly knowsConfirm: boolean;
	readonly copyNeedsNoPickup: boolean;
	/** A service can insist on its form for the first try. */
	readonly alwaysShowForm: boolean;
	/** Counts tries as numbers, fails on a repeated key in the form, and takes an answer that is no JSON. */
	readonly since16: boolean;
	/** Lists that fill the form: all of refdata, or the pickup locations alone. */
	readonly formLists: 'all' | 'pickupLocations';
	/** Reads a repeated key's first value in the form; others fail on it. */
	readonly formTakesFirstOfRepeated: boolean;
	/** The form carries the values that it does not show as hidden inputs. */
	readonly formHasHiddenInputs: boolean;
	readonly shortFormHasId: boolean;
	/** An article, a chapter and their kind are named one by one, not folded into Book, Journal and Other. */
	readonly fineGenres: boolean;
	/** Part titles, copyright type, service level, costs and series reach the request. */
	readonly copyFields: boolean;
	/** `rft.identifier_illiad` becomes a request identifier. */
	readonly keepsReference: boolean;
	/** The OCLC number is sent, the note cut at 255, the pickup location sent as a slug. */
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

const v160: ResolverTraits = {
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

const newest: ResolverTraits = {
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

const v150: ResolverTraits = {
	...v160,
	knowsConfirm: false,
	since16: false,
	formHasHiddenInputs: true,
	keepsReference: false,
	sinceSlugs: false,
	unknownServiceStatus: 200,
};

export const resolverTraits: Readonly<Record<ResolverVersion, ResolverTraits>> = {
	newest,
	'v1.6.0': v160,
	'v1.5.0': v150,
};
