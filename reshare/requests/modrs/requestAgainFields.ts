import { clock } from '../../clock';

/**
 * The fields that mod-rs copies from an old request (openlibraryenvironment/mod-rs RerequestService.groovy); it drops all others without a
 * message.
 */
const takenAlong = [
	'author',
	'authorOfComponent',
	'copyrightType',
	'edition',
	'isbn',
	'isRequester',
	'issn',
	'issue',
	'maximumCostsCurrencyCode',
	'maximumCostsMonetaryValue',
	'neededBy',
	'numberOfPages',
	'oclcNumber',
	'pagesRequested',
	'patronEmail',
	'patronGivenName',
	'patronIdentifier',
	'patronNote',
	'patronReference',
	'patronSurname',
	'patronType',
	'pickupLocationSlug',
	'placeOfPublication',
	'publicationDate',
	'publisher',
	'requestingInstitutionSymbol',
	'serviceLevel',
	'serviceType',
	'sponsoringBody',
	'startPage',
	'subtitle',
	'systemInstanceIdentifier',
	'title',
	'titleOfComponent',
	'volume',
] as const;

/**
 * Returns the fields to send for a new request like an old one, because mod-rs builds it only from what is sent. The need-by date is sent
 * only while it lies in the future.
 */
export function requestAgainFields(raw: Readonly<Record<string, unknown>>) {
	const today = new Date(clock.now()).toISOString().slice(0, 10);
	return Object.fromEntries(
		takenAlong.flatMap((name) => {
			const value = plain(raw[name]);
			const isPast = name === 'neededBy' && typeof value === 'string' && value.slice(0, 10) < today;
			return value === undefined || isPast ? [] : [[name, value]];
		}),
	);
}

/** Returns the value of a field that contains reference data, or the field itself if it contains none. */
function plain(value: unknown): unknown {
	if (typeof value === 'object' && value !== null) return 'value' in value && typeof value.value === 'string' ? value.value : undefined;
	return value ?? undefined;
}
