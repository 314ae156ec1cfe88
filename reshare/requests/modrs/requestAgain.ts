/** What mod-rs takes of an old request for one that takes its place (RerequestService). All else it drops without a word. */
const takenAlong = [
	'author', 'authorOfComponent', 'copyrightType', 'edition', 'isbn', 'isRequester', 'issn', 'issue', 'maximumCostsCurrencyCode', 'maximumCostsMonetaryValue', 'neededBy',
	'numberOfPages', 'oclcNumber', 'pagesRequested', 'patronEmail', 'patronGivenName', 'patronIdentifier', 'patronNote', 'patronReference', 'patronSurname', 'patronType',
	'pickupLocationSlug', 'placeOfPublication', 'publicationDate', 'publisher', 'requestingInstitutionSymbol', 'serviceLevel', 'serviceType', 'sponsoringBody', 'startPage',
	'subtitle', 'systemInstanceIdentifier', 'title', 'titleOfComponent', 'volume',
] as const;

/**
 * The fields of a new request like the old one: mod-rs builds it of what is sent and of nothing else. The need-by date of the
 * old one goes along only while it lies ahead.
 *
 * @param raw the old request as the server sent it
 */
export function requestAgainFields(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const today = new Date().toISOString().slice(0, 10);
	return Object.fromEntries(
		takenAlong.flatMap((name) => {
			const value = plain(raw[name]);
			const isPast = name === 'neededBy' && typeof value === 'string' && value.slice(0, 10) < today;
			return value === undefined || isPast ? [] : [[name, value]];
		}),
	);
}

/** A value as it may be sent: of reference data its value. */
function plain(value: unknown): unknown {
	if (typeof value === 'object' && value !== null) return 'value' in value && typeof value.value === 'string' ? value.value : undefined;
	return value ?? undefined;
}
