import { draftFields, patronFieldNames } from '../../reshare/draft';

/** The reference and the pickup location are not secret. */
const secretDraftFields = patronFieldNames.filter((name) => name !== 'reference' && name !== 'pickupLocation');

/** The fields of a record as mod-rs stores it, which an item has if Simplify is off. */
export const sensitiveFieldsOfRawRecord = [
	...secretDraftFields.flatMap((name) => draftFields[name].modRs ?? []),
	'patronReference',
	'patronSurname',
	'patronGivenName',
	'patronType',
	'resolvedPatron',
	'deliveryAddress',
	'returnAddress',
	'pickupURL',
	'externalHoldRequestId',
	'customIdentifiers',
	'customProperties',
	'dueDateRS',
	'dueDateFromLMS',
	'audit',
	'notifications',
	'conditions',
	'rota[*].note',
	'protocolAudit',
	'lastProtocolData',
];

/**
 * The paths of all fields that may contain patron data, for n8n: who the patron is, what people wrote, and the server's own messages, which
 * sometimes name the patron.
 */
export const sensitiveFields: string[] = [
	...secretDraftFields,
	'patronGroup',
	'saved',
	'otherFields',
	// Suppliers may write any text as the due date, and anybody who has the link may read the document.
	'dueDateInWords',
	'inWords.dueDate',
	'documentLink',
	// These texts are written to be sent or to be read by people, and may name the patron.
	'openUrl',
	'request',
	'rawRequest',
	'transaction',
	'change',
	'body',
	'url',
	'to',
	'subject',
	'text',
	'html',
	'sentence',
	'verdict',
	'history',
	'rows',
	...['patronId', 'patronName', 'patronEmail', 'patronGroup', 'dueDateInWords', 'documentLink'].map((name) => `requests[*].${name}`),
	'story',
	'entries[*].sentence',
	'refusals[*].reason',
	'refusals[*].note',
	'refusedBecause[*].reason',
	'rawAudit',
	'rawNotifications',
	'rawRota[*].note',
	...sensitiveFieldsOfRawRecord,
];
