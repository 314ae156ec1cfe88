import { draftFields, draftFieldNames, type RequestDraft, type DraftFieldName } from '../../draft';
import { withoutAbsentFields, publicationTypeByGenre } from '../port/fieldSchemas';
import { toIso18626Case } from './iso18626Choices';

export interface RequestEnvelope {
	readonly id: string;
	/** The borrowing library as `authority:symbol`. Absent: the tenant's first symbol is used. */
	readonly requesterSymbol: string | undefined;
	readonly requesterPickupLocationId: string | undefined;
	readonly internalNote: string | undefined;
}

/**
 * Builds an ISO 18626 request in JSON, without the header, which the broker writes. CrossLink refuses the whole request for one value of
 * another type, or for a date without a time and a zone. The request has no service level, since that would exclude suppliers whose
 * agreements have another one.
 */
export function buildNewRequest(draft: RequestDraft, envelope: RequestEnvelope) {
	const illRequest: Record<string, Record<string, unknown> | undefined> = {
		bibliographicInfo: {},
		publicationInfo: draft.serviceType === 'loan' ? { publicationType: text('Book') } : undefined,
		serviceInfo: { serviceType: draft.serviceType === 'copy' ? 'Copy' : 'Loan' },
		patronInfo: {},
	};
	for (const name of draftFieldNames) {
		const [part, place, code] = bodyPathOfField(name);
		const value = draft[name];
		if (part === undefined || place === undefined || value === undefined) continue;
		const number = identifierKeyByList[place] ?? place;
		const formed =
			code === undefined
				? formOf(name, value)
				: [...((illRequest[part]?.[place] as unknown[] | undefined) ?? []), { [number]: value, [`${number}Code`]: text(code) }];
		if (formed !== undefined) illRequest[part] = { ...illRequest[part], [place]: formed };
	}
	return withoutAbsentFields({ ...envelope, patron: draft.patronId, illRequest: withoutAbsentFields(illRequest) });
}

/** Returns where a field stands in a request: a part of it, a place there and, in a list of numbers, the kind of number. */
export function bodyPathOfField(name: DraftFieldName) {
	return draftFields[name].crossLink?.split(/[.#]/) ?? [];
}

/** For each list of numbers, the broker's name for the number in an entry. */
export const identifierKeyByList: Readonly<Record<string, string>> = {
	bibliographicItemId: 'bibliographicItemIdentifier',
	bibliographicRecordId: 'bibliographicRecordIdentifier',
};

function formOf(name: DraftFieldName, value: string) {
	switch (name) {
		case 'genre':
			return text(publicationTypeByGenre[value.toLowerCase()]);
		case 'copyrightType':
			return text(toIso18626Case('copyrightTypes', value));
		case 'neededBy':
			// Lenders read the date as it is written, so that the time says the end of that day.
			return `${value}T23:59:59Z`;
		case 'patronEmail':
			return [{ electronicAddress: { electronicAddressType: text('Email'), electronicAddressData: value } }];
		default:
			return value;
	}
}

function text(value: string | undefined) {
	return value === undefined ? undefined : { '#text': value };
}
