import { inventedPatron } from '../model/masking';
import { secondsToIso } from '../model/datesAndTimes';
import type { RequestWithRaw } from '../model/request';
import type { SampleStep } from '../port/RequestBackend';
import { brokerEventSchema, schemaOfRowWithRaw } from './schemas';
import { readRequest, type ReadContext } from './readRequest';
import { requestIdOf } from './requestId';
import { crossLinkStates } from './statesAndSentences';
import { hasTrait } from '../model/state';

export function inventSampleRecord({ side, from, to }: SampleStep, now: number, context: ReadContext): RequestWithRaw {
	const known = crossLinkStates.of(to, side);
	const seconds = Math.floor(now / 1000);
	const raw = {
		id: requestIdOf(context.tenant, 'SAMPLE-REFERENCE'),
		side,
		createdAt: secondsToIso(seconds - 2 * 86_400),
		updatedAt: secondsToIso(seconds),
		state: to,
		stateModel: 'default',
		terminalState: known?.phase === 'over',
		needsAttention: known?.whatToDo !== undefined,
		unreadNotificationsCount: 0,
		patron: inventedPatron.patronId,
		requesterSymbol: 'ISIL:US-TEST',
		supplierSymbol: 'ISIL:US-SAMPLE',
		supplierName: 'Sample Lending Library',
		illRequest: {
			bibliographicInfo: {
				title: 'Sample title: this library has no such change yet',
				author: 'Sample, Author',
				bibliographicItemId: [{ bibliographicItemIdentifier: '9780000000002', bibliographicItemIdentifierCode: { '#text': 'ISBN' } }],
			},
			serviceInfo: { serviceType: hasTrait(known, 'copy') ? 'Copy' : 'Loan', needBeforeDate: secondsToIso(seconds + 30 * 86_400) },
			patronInfo,
		},
		illResponse: { statusInfo: { dueDate: secondsToIso(seconds + 42 * 86_400) } },
	};
	const { row } = schemaOfRowWithRaw.parse(raw);
	const events = (from === undefined ? [] : [from, to]).map((toState, index) =>
		brokerEventSchema.parse({
			id: `00000000-0000-4000-8000-00000000000${1 + index}`,
			timestamp: secondsToIso(seconds),
			eventName: 'invoke-action',
			eventStatus: 'SUCCESS',
			resultData: { actionResult: { outcome: 'success', toState } },
		}),
	);
	const request = readRequest(row, { events }, context);
	return {
		request: {
			...request,
			conditions: known?.exchange === 'conditions' ? [{ id: 'sample', at: secondsToIso(seconds), code: 'LibraryUseOnly' }] : [],
		},
		raw,
	};
}

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

export function withoutCrossLinkPersonalData(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
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
