import { inventedPatron } from '../model/masking';
import { secondsToIso } from '../model/datesAndTimes';
import type { SampleStep } from '../port/RequestBackend';
import { referenceType } from './schemas';
import { modRsStates } from './statesAndSentences';
import { hasTrait } from '../model/state';

export function inventSampleRecord({ side, from, to }: SampleStep, now: number): Record<string, unknown> {
	const known = modRsStates.of(to, side);
	const seconds = Math.floor(now / 1000);
	return {
		id: sampleId(1),
		isRequester: side === 'borrowing',
		hrid: 'SAMPLE-1',
		dateCreated: secondsToIso(seconds - 2 * 86_400),
		lastUpdated: secondsToIso(seconds),
		lastAuditNo: 1,
		state: { code: to },
		serviceType: hasTrait(known, 'copy') ? { value: 'copy', label: 'Copy' } : { value: 'loan', label: 'Loan' },
		title: 'Sample title: this library has no such change yet',
		author: 'Sample, Author',
		isbn: '9780000000002',
		...patronFields,
		pickupLocation: 'Main Library',
		pickupLocationSlug: 'SAMPLE-MAIN',
		resolvedPickupLocation: { name: 'Main Library' },
		neededBy: secondsToIso(seconds + 30 * 86_400).slice(0, 10),
		parsedDueDateRS: secondsToIso(seconds + 42 * 86_400),
		dueDateRS: secondsToIso(seconds + 42 * 86_400),
		rotaPosition: 0,
		requestIdentifiers: [{ identifierType: referenceType.toUpperCase(), identifier: 'SAMPLE-REFERENCE' }],
		resolvedRequester: { symbol: 'US-BORROWER', owner: { name: 'Sample Borrowing Library' } },
		pickupURL: hasTrait(known, 'copy') ? 'https://documents.example.org/sample' : undefined,
		resolvedSupplier: { symbol: 'US-SAMPLE', owner: { name: 'Sample Lending Library' } },
		conditions: known?.exchange === 'conditions' ? [{ id: sampleId(4), dateCreated: secondsToIso(seconds), code: 'LibraryUseOnly' }] : [],
		rota: [{ rotaPosition: 0, directoryId: 'ISIL:US-SAMPLE' }],
		notifications: known?.exchange === 'declined' ? [{ id: sampleId(3), ...unfilled, timestamp: seconds * 1000 }] : [],
		audit: from === undefined ? [] : [{ id: sampleId(2), auditNo: 1, dateCreated: secondsToIso(seconds), ...transition(from, to) }],
	};
}

const sampleId = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;

const unfilled = { seen: true, isSender: false, actionStatus: 'Unfilled', actionData: 'NotOnShelf', senderSymbol: 'US-SAMPLE' };

const transition = (from: string, to: string): object => ({
	fromStatus: { code: from },
	toStatus: { code: to },
	message: `Status change from ${from} to ${to}`,
});

const { patronId, patronGroup, ...patronNames } = inventedPatron;
const patronFields = { patronIdentifier: patronId, patronType: patronGroup, ...patronNames };

/** The fields that surely do not identify the patron. All others may, including those of later versions. */
const impersonal: ReadonlySet<string> = new Set([
	'id',
	'hrid',
	'isRequester',
	'dateCreated',
	'lastUpdated',
	'lastAuditNo',
	'state',
	'stateModel',
	'previousStates',
	'validActions',
	'networkStatus',
	'needsAttention',
	'overdue',
	'activeLoan',
	'awaitingProtocolResponse',
	'requestToContinue',
	'hasUnreadMessages',
	'unreadMessageCount',
	'serviceType',
	'serviceLevel',
	'publicationType',
	'deliveryMethod',
	'copyrightType',
	'cancellationReason',
	'neededBy',
	'title',
	'subtitle',
	'author',
	'sponsoringBody',
	'publisher',
	'placeOfPublication',
	'publicationDate',
	'edition',
	'volume',
	'issue',
	'pagesRequested',
	'numberOfPages',
	'startPage',
	'titleOfComponent',
	'authorOfComponent',
	'publicationDateOfComponent',
	'isbn',
	'issn',
	'eissn',
	'doi',
	'oclcNumber',
	'systemInstanceIdentifier',
	'bibliographicRecordId',
	'supplierUniqueRecordId',
	'localCallNumber',
	'pickupLocationCode',
	'pickupLocationSlug',
	'resolvedPickupLocation',
	'requestingInstitutionSymbol',
	'supplyingInstitutionSymbol',
	'resolvedRequester',
	'resolvedSupplier',
	'rota',
	'rotaPosition',
	'parsedDueDateRS',
	'parsedDueDateFromLMS',
	'precededBy',
	'succeededBy',
	'cost',
	'costCurrency',
	'maximumCostsMonetaryValue',
	'maximumCostsCurrencyCode',
]);

export function withoutModRsPersonalData(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return { ...Object.fromEntries(Object.entries(raw).filter(([name]) => impersonal.has(name))), ...patronFields };
}
