/**
 * Paths of the fields that may hold patron data, marked for n8n by what a field may hold: who the patron is, what people
 * wrote, and the server's own messages, which name the patron now and then.
 */
export const sensitiveFields: readonly string[] = [
	'patronId', 'patronName', 'patronEmail', 'patronGroup',
	// What is kept for a move.
	'saved',
	// Some suppliers write it in words of their own; whoever has the link may read the document.
	'dueDateInWords', 'documentLink',
	...['patronId', 'patronName', 'patronEmail', 'patronGroup', 'dueDateInWords', 'documentLink'].map((name) => `requests[*].${name}`),
	'story', 'entries[*].sentence', 'refusals[*].reason', 'refusals[*].note', 'refusedBecause[*].reason', 'rawAudit', 'rawNotifications', 'rawRota[*].note',
	// With Simplify off: the record as ReShare holds it.
	'patronIdentifier', 'patronReference', 'patronSurname', 'patronGivenName', 'patronType', 'patronNote', 'localNote', 'resolvedPatron',
	'deliveryAddress', 'returnAddress', 'pickupURL', 'externalHoldRequestId', 'customIdentifiers', 'customProperties', 'dueDateRS', 'dueDateFromLMS',
	'audit', 'notifications', 'conditions', 'rota[*].note', 'protocolAudit', 'lastProtocolData',
];
