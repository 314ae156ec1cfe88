/** What mod-rs takes of an old request (RerequestService); all else it drops without a word. */
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

/** mod-rs builds the new request from what is sent and nothing else. The need-by date goes along only while it lies ahead. */
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

/** Of reference data its value. */
function plain(value: unknown): unknown {
	if (typeof value === 'object' && value !== null) return 'value' in value && typeof value.value === 'string' ? value.value : undefined;
	return value ?? undefined;
}
