import { inventedPatron } from '../model/masking';

const patronInfo = {
	patronId: inventedPatron.patronId,
	surname: inventedPatron.patronSurname,
	givenName: inventedPatron.patronGivenName,
	patronType: { '#text': inventedPatron.patronGroup },
	address: [{ electronicAddress: { electronicAddressType: { '#text': 'Email' }, electronicAddressData: inventedPatron.patronEmail } }],
};

/** The fields that surely do not identify the patron. All others may, including those of later versions. */
const impersonal: ReadonlySet<string> = new Set([
	'id',
	'side',
	'createdAt',
	'updatedAt',
	'state',
	'stateModel',
	'terminalState',
	'needsAttention',
	'hasCost',
	'unreadNotificationsCount',
	'requesterSymbol',
	'requesterName',
	'supplierSymbol',
	'supplierName',
	'requesterRequestId',
	'requesterPickupLocationId',
	'lastAction',
	'lastActionOutcome',
	'lastActionResult',
	'nextReqId',
	'prevReqId',
	'retryBibInfo',
	'dueDate',
	'items',
]);
const impersonalParts = ['bibliographicInfo', 'publicationInfo', 'billingInfo'] as const;

export function replaceCrossLinkPersonalData(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const request =
		typeof raw.illRequest === 'object' && raw.illRequest !== null ? (raw.illRequest as Readonly<Record<string, unknown>>) : {};
	const { serviceType, serviceLevel, needBeforeDate } = (request.serviceInfo ?? {}) as Readonly<Record<string, unknown>>;
	return {
		...Object.fromEntries(Object.entries(raw).filter(([name]) => impersonal.has(name))),
		patron: inventedPatron.patronId,
		illRequest: {
			...Object.fromEntries(impersonalParts.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]]))),
			serviceInfo: { serviceType, serviceLevel, needBeforeDate },
			patronInfo,
		},
	};
}
