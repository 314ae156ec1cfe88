/** For n8n, paths of fields that may hold patron data: who the patron is, what people wrote, and the server's own messages, which sometimes name the patron. */
export const sensitiveFields: readonly string[] = [
	'patronId', 'patronName', 'patronEmail', 'patronGroup',
	'saved',
	// Suppliers may put any words into the first; anybody who has the second may read the document.
	'dueDateInWords', 'documentLink',
	...['patronId', 'patronName', 'patronEmail', 'patronGroup', 'dueDateInWords', 'documentLink'].map((name) => `requests[*].${name}`),
	'story', 'entries[*].sentence', 'refusals[*].reason', 'refusals[*].note', 'refusedBecause[*].reason', 'rawAudit', 'rawNotifications', 'rawRota[*].note',
	// With Simplify off: the record as ReShare holds it.
	'patronIdentifier', 'patronReference', 'patronSurname', 'patronGivenName', 'patronType', 'patronNote', 'localNote', 'resolvedPatron',
	'deliveryAddress', 'returnAddress', 'pickupURL', 'externalHoldRequestId', 'customIdentifiers', 'customProperties', 'dueDateRS', 'dueDateFromLMS',
	'audit', 'notifications', 'conditions', 'rota[*].note', 'protocolAudit', 'lastProtocolData',
];
