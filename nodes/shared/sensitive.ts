import { patronFieldNames } from '../../reshare/draft';

/**
 * For n8n, paths of the fields of all nodes that may hold patron data: who the patron is, what people wrote, and the server's own
 * messages, which
 * sometimes name the patron. The caller's reference and the pickup location are no secret.
 */
export const sensitiveFields: readonly string[] = [
	...patronFieldNames.filter((name) => name !== 'reference' && name !== 'pickupLocation'),
	'patronGroup',
	'saved',
	// Suppliers may put any words into the first; anybody who has the second may read the document.
	'dueDateInWords',
	'inWords.dueDate',
	'documentLink',
	// What is sent, or read by people.
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
	// With Simplify off: the record as ReShare holds it.
	'patronIdentifier',
	'patronReference',
	'patronSurname',
	'patronGivenName',
	'patronType',
	'patronNote',
	'localNote',
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
