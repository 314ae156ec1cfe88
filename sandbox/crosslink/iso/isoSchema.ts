/** How one part of an ISO 18626 message is read from JSON. `go` is the name that the broker's error texts use. */
export type IsoType =
	| { readonly kind: 'text'; readonly go: string; readonly oneOf?: readonly string[] }
	| { readonly kind: 'number' }
	| { readonly kind: 'time' }
	/** Money, written as a text. A text that is no number becomes 0. */
	| { readonly kind: 'money' }
	| { readonly kind: 'record'; readonly go: string; readonly fields: Readonly<Record<string, IsoField>> }
	| { readonly kind: 'list'; readonly of: IsoType };

export interface IsoField {
	readonly type: IsoType;
	/** Set if the part is written even when it is empty. */
	readonly always?: boolean;
	readonly required?: boolean;
}

type RecordType = Extract<IsoType, { kind: 'record' }>;

const text: IsoField = { type: { kind: 'text', go: 'string' } };
const neededText: IsoField = { ...text, always: true, required: true };
const time: IsoField = { type: { kind: 'time' } };
const code = (go: string, ...oneOf: readonly string[]): IsoField => ({ type: { kind: 'text', go: `iso18626.${go}`, oneOf } });
const yesNo = code('TypeYesNo', 'Y', 'N');
const record = (go: string, fields: Readonly<Record<string, IsoField>>): RecordType => ({ kind: 'record', go, fields });
const texts = (...names: readonly string[]): Record<string, IsoField> => Object.fromEntries(names.map((name) => [name, text]));
const listOf = (type: IsoType): IsoField => ({ type: { kind: 'list', of: type } });

const pairType = record('TypeSchemeValuePair', texts('#text', '@scheme'));
const pair: IsoField = { type: pairType };
const neededPair: IsoField = { ...pair, always: true };

const physicalAddress = record('PhysicalAddress', { ...texts('line1', 'line2', 'locality', 'postalCode'), region: pair, country: pair });
const address = record('Address', {
	electronicAddress: { type: record('ElectronicAddress', { electronicAddressType: neededPair, electronicAddressData: neededText }) },
	physicalAddress: { type: physicalAddress },
});
const agencyId = record('TypeAgencyId', { agencyIdType: neededPair, agencyIdValue: neededText });
const recordId = record('BibliographicRecordId', {
	bibliographicRecordIdentifierCode: neededPair,
	bibliographicRecordIdentifier: neededText,
});

const bibliographicInfo = record('BibliographicInfo', {
	...texts(
		'supplierUniqueRecordId',
		'title',
		'author',
		'subtitle',
		'seriesTitle',
		'edition',
		'titleOfComponent',
		'authorOfComponent',
		'volume',
		'issue',
		'pagesRequested',
		'estimatedNoPages',
	),
	bibliographicItemId: listOf(
		record('BibliographicItemId', { bibliographicItemIdentifier: neededText, bibliographicItemIdentifierCode: neededPair }),
	),
	...texts('sponsor', 'informationSource'),
	bibliographicRecordId: listOf(recordId),
});

const serviceInfo = record('ServiceInfo', {
	requestType: code('TypeRequestType', 'New', 'Retry', 'Reminder'),
	requestSubType: listOf({
		kind: 'text',
		go: 'iso18626.TypeRequestSubType',
		oneOf: ['BookingRequest', 'MultipleItemRequest', 'PatronRequest', 'TransferRequest', 'SupplyingLibrarysChoice'],
	}),
	requestingAgencyPreviousRequestId: text,
	serviceType: { ...code('TypeServiceType', 'Copy', 'Loan', 'CopyOrLoan'), always: true, required: true },
	serviceLevel: pair,
	preferredFormat: pair,
	needBeforeDate: time,
	copyrightCompliance: pair,
	anyEdition: yesNo,
	startDate: time,
	endDate: time,
	note: text,
});

/** A request of ISO 18626 version 1.2 as far as a client may fill it in. Of the header, the broker leaves only one number unchanged. */
export const isoRequestSchema: RecordType = record('Request', {
	header: { type: record('Header', { multipleItemRequestId: text }) },
	bibliographicInfo: { type: bibliographicInfo, always: true },
	publicationInfo: {
		type: record('PublicationInfo', { publisher: text, publicationType: pair, publicationDate: text, placeOfPublication: text }),
	},
	serviceInfo: { type: serviceInfo },
	supplierInfo: listOf(
		record('SupplierInfo', {
			sortOrder: { type: { kind: 'number' } },
			supplierCode: { type: agencyId },
			supplierDescription: text,
			bibliographicRecordId: { type: recordId },
			...texts('callNumber', 'summaryHoldings', 'availabilityNote'),
		}),
	),
	requestedDeliveryInfo: listOf(record('RequestedDeliveryInfo', { sortOrder: { type: { kind: 'number' } }, address: { type: address } })),
	requestingAgencyInfo: { type: record('RequestingAgencyInfo', { ...texts('name', 'contactName'), address: listOf(address) }) },
	patronInfo: {
		type: record('PatronInfo', {
			...texts('patronId', 'surname', 'givenName'),
			patronType: pair,
			sendToPatron: yesNo,
			address: listOf(address),
		}),
	},
	billingInfo: {
		type: record('BillingInfo', {
			paymentMethod: pair,
			maximumCosts: { type: record('TypeCosts', { currencyCode: neededPair, monetaryValue: { type: { kind: 'money' }, always: true } }) },
			billingMethod: pair,
			billingName: text,
			address: { type: address },
		}),
	},
});
