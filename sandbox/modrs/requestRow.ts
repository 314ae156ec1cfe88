import type { RefdataProperty } from './referenceData';
import type { StateModelName } from './statuses';

/** Properties that are plain text, with at most 255 characters unless they are listed below. */
export const textProperties = [
	'hrid',
	'requestingInstitutionSymbol',
	'supplyingInstitutionSymbol',
	'peerRequestIdentifier',
	'title',
	'subtitle',
	'author',
	'sponsoringBody',
	'publisher',
	'placeOfPublication',
	'volume',
	'issue',
	'startPage',
	'numberOfPages',
	'pagesRequested',
	'publicationDate',
	'publicationDateOfComponent',
	'edition',
	'issn',
	'isbn',
	'doi',
	'coden',
	'sici',
	'bici',
	'eissn',
	'stitle',
	'oclcNumber',
	'part',
	'artnum',
	'ssn',
	'quarter',
	'bibliographicRecordId',
	'supplierUniqueRecordId',
	'systemInstanceIdentifier',
	'selectedItemBarcode',
	'titleOfComponent',
	'authorOfComponent',
	'sponsor',
	'informationSource',
	'patronIdentifier',
	'patronReference',
	'patronSurname',
	'patronGivenName',
	'patronType',
	'patronEmail',
	'pickupLocation',
	'pickupLocationCode',
	'pickupLocationSlug',
	'pickupURL',
	'dueDateRS',
	'dueDateFromLMS',
	'localCallNumber',
	'externalHoldRequestId',
] as const;
/** Properties that are text without a limit of length. */
export const longTextProperties = [
	'patronNote',
	'localNote',
	'deliveryAddress',
	'returnAddress',
	'bibRecord',
	'lastProtocolData',
	'customIdentifiers',
] as const;
export const booleanProperties = ['sendToPatron', 'activeLoan', 'needsAttention', 'overdue', 'sentISO18626RequestResponse'] as const;
export const numberProperties = [
	'cost',
	'maximumCostsMonetaryValue',
	'numberOfSendAttempts',
	'lastSequenceSent',
	'lastSequenceReceived',
	'rotaPosition',
] as const;
/** Properties that are times in milliseconds since 1970. */
export const timeProperties = ['parsedDueDateRS', 'parsedDueDateFromLMS', 'lastSendAttempt', 'nextSendAttempt'] as const;
/** Properties that are days, `YYYY-MM-DD`. */
export const dayProperties = ['neededBy'] as const;

type TextName = (typeof textProperties)[number] | (typeof longTextProperties)[number] | (typeof dayProperties)[number];
type BooleanName = (typeof booleanProperties)[number];
type NumberName = (typeof numberProperties)[number] | (typeof timeProperties)[number];

export type ScalarProperties = { [Name in TextName]?: string | undefined } & { [Name in BooleanName]?: boolean | undefined } & {
	[Name in NumberName]?: number | undefined;
};

export interface AuditEntry {
	readonly id: string;
	readonly auditNo: number;
	readonly at: number;
	/** The code of the former state. It is absent in the first entries of a request that an incoming message made. */
	readonly from?: string;
	readonly to?: string;
	readonly message: string;
	readonly event?: string;
	readonly rotaPosition?: number;
}

export interface ModRsRotaEntry {
	readonly id: string;
	readonly createdAt: number;
	updatedAt: number;
	readonly position: number;
	/** `authority:symbol`. */
	readonly directoryId: string;
	readonly instanceIdentifier?: string;
	readonly copyIdentifier?: string;
	/** The score of the supplier. Lenders of last resort have none. */
	readonly score?: number;
	readonly scoreReason?: string;
	/** Whether the request was sent to this supplier. */
	sentTo?: boolean;
	state?: string;
	note?: string;
}

export interface ModRsNotification {
	readonly id: string;
	readonly at: number;
	updatedAt: number;
	seen: boolean;
	readonly isSender: boolean;
	readonly attachedAction: string;
	readonly actionStatus?: string;
	readonly actionData?: string;
	readonly messageContent?: string;
	/** `authority:symbol` of both sides. */
	readonly sender: string;
	readonly receiver: string;
}

export interface LoanCondition {
	readonly id: string;
	readonly at: number;
	readonly code: string;
	readonly note?: string;
	readonly cost?: number;
	/** The currency's code in capitals, one of those that the module knows. */
	readonly currency?: string;
	accepted: boolean;
	readonly supplier: string;
}

export interface RequestVolume {
	readonly id: string;
	readonly name: string;
	readonly itemId: string;
	readonly callNumber?: string;
	status: string;
	readonly temporaryItemBarcode: string;
}

export interface RequestIdentifier {
	readonly id: string;
	readonly identifierType: string;
	readonly identifier: string;
}

type NetworkStatus = 'Idle' | 'Waiting' | 'Retry' | 'Timeout' | 'Error' | 'Sent';

/** One row of a tenant's patron requests, on either side. Times are milliseconds since 1970. */
export interface RequestRow extends ScalarProperties {
	readonly id: string;
	readonly tenant: string;
	/** Null if the posted body did not have it. mod-rs then treats the row as a lending request. */
	readonly isRequester: boolean | null;
	readonly dateCreated: number;
	lastUpdated: number;
	state: string;
	readonly stateModel: StateModelName;
	refdata: Partial<Record<RefdataProperty, string>>;
	awaitingProtocolResponse: boolean;
	requestToContinue: boolean;
	networkStatus: NetworkStatus;
	lastAuditNo: number;
	audit: AuditEntry[];
	rota: ModRsRotaEntry[];
	notifications: ModRsNotification[];
	conditions: LoanCondition[];
	volumes: RequestVolume[];
	requestIdentifiers: RequestIdentifier[];
	tags: string[];
	/** The states to which the request returns, by the states for which they were left. */
	previousStates: Record<string, string>;
	/** The `authority:symbol` of the requester and the supplier that were found in the directory. */
	requester?: string;
	supplier?: string;
	/** The barcode of the patron that the library's own system confirmed. */
	resolvedPatron?: string;
	/** The slug of the pickup location that was found in the directory. */
	resolvedPickup?: string;
	/** The location of the lender's copy according to its own system: the names of a location and of a place within it. */
	shelf?: { readonly location: string; readonly place?: string };
	precededBy?: string;
	succeededBy?: string;
	/** In broker mode, the suppliers that the broker will ask. No view shows them. */
	brokerRota?: { readonly entries: readonly string[]; next: number };
	/** The request of the other side, if it is in this consortium. */
	peer?: { readonly tenant: string; readonly id: string };
	/** A number that increases with every change of state. What was planned for an earlier state is dropped. */
	epoch: number;
}

/** Whether mod-rs treats the row as a borrowing request. */
export function isBorrowing(row: RequestRow): boolean {
	return row.isRequester === true;
}

/** Whether the other library did not get the last message. */
export function isUndelivered({ networkStatus }: RequestRow): boolean {
	return networkStatus === 'Retry' || networkStatus === 'Error';
}

/** Whether a request follows one of the SLNP's models, which have fewer actions. */
export function isSlnp({ state }: RequestRow): boolean {
	return state.startsWith('SLNP_');
}

/** The locations from which a library fetches what it lends, by their codes. */
export const lendingLocations = { MAIN: 'Main Library', STACKS: 'Remote Stacks', RESERVES: 'Course Reserves' } as const;
