import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { CrossLinkBackend } from '../../../../reshare/requests/crosslink/CrossLinkBackend';
import { HttpClient } from '../../../../reshare/transport';
import { BrokerStateModel } from '../../../../sandbox/crosslink/model/BrokerStateModel';

type Json = Readonly<Record<string, unknown>>;

/** An entry of the broker's log. */
export interface RecordedEvent {
	readonly id: string;
	readonly timestamp: string;
	readonly eventType: string;
	readonly eventName: string;
	readonly eventStatus: string;
	readonly parentID?: string;
	readonly eventData: { readonly action?: string; readonly incomingMessage?: { readonly supplyingAgencyMessage: RecordedMessage } };
	readonly resultData: { readonly actionResult?: Json; readonly eventError?: { readonly Message: string } };
}

export interface RecordedMessage {
	readonly header: { readonly supplyingAgencyId: { readonly agencyIdValue: string } };
	readonly messageInfo: {
		readonly reasonForMessage: string;
		readonly note?: string;
		readonly reasonUnfilled?: { readonly '#text': string };
	};
	readonly statusInfo: { readonly status: string; readonly dueDate?: string };
	readonly deliveryInfo?: { readonly loanCondition?: { readonly '#text': string }; readonly itemId?: string };
}

/** A real broker's answers for one request, at its end. */
export interface RecordedHistory {
	readonly row: Json & { readonly id: string; readonly illRequest: Json; readonly items: readonly unknown[] };
	readonly events: readonly RecordedEvent[];
	readonly suppliers: ReadonlyArray<{
		readonly id: string;
		readonly supplierSymbol: string;
		readonly supplierStatus: 'new' | 'selected' | 'skipped';
	}>;
	readonly transaction: readonly Json[];
}

/** The names of the files in `test/fixtures/recorded/crosslink/stories`. */
export type HistoryName =
	| 'localRace'
	| 'otherRace'
	| 'cancelThenShipped'
	| 'cancelNobodyNext'
	| 'conditionsThenNo'
	| 'promiseBack'
	| 'unfilledNeedsStaff'
	| 'lookupFailed';

export function readHistory(name: HistoryName) {
	return JSON.parse(
		readFileSync(path.join(__dirname, '../../../fixtures/recorded/crosslink/stories', `${name}.json`), 'utf8'),
	) as RecordedHistory;
}

/** Makes an Okapi that knows only these answers, by path. */
export function okapiWithAnswers(answers: Readonly<Record<string, unknown>>) {
	const fetch = async (input: unknown) => {
		const { pathname } = new URL(String(input));
		if (pathname.startsWith('/authn/'))
			return Response.json({ okapiToken: 'token' }, { status: 201, headers: { 'x-okapi-token': 'token' } });
		const answer = answers[pathname];
		return answer === undefined ? new Response('No suitable module found', { status: 404 }) : Response.json(answer);
	};
	// Each has another address, so that nothing cached of one server counts for another.
	const url = `https://okapi-${(serverCount += 1)}.example.org`;
	return new OkapiClient({
		account: { url, tenant: 'east', username: 'desk', password: 'secret' },
		http: new HttpClient({ fetch: fetch as never }),
		sessions: new SessionStore(),
	});
}

/** Makes a back end from these answers alone, with the practice broker's state model, which is the recorded one. */
export function backendOfHistory({ row, events, suppliers, transaction }: RecordedHistory, more: Readonly<Record<string, unknown>> = {}) {
	const at = `/broker/patron_requests/${row.id}`;
	const list = (items: readonly unknown[]) => ({ about: { count: items.length }, items });
	const answers: Readonly<Record<string, unknown>> = {
		[at]: row,
		[`${at}/events`]: list(events),
		[`${at}/items`]: list(row.items),
		[`${at}/notifications`]: list(events.flatMap(noted)),
		[`${at}/actions`]: { actions: [] },
		'/broker/located_suppliers': list(suppliers),
		'/broker/ill_transactions': list([{ id: 'transaction-1' }]),
		'/broker/ill_transactions/transaction-1/events': list(transaction),
		'/broker/state_model/models/default': new BrokerStateModel('3.0.0').print(),
		'/directory/entries': list(
			Object.entries(libraries).map(([symbol, name]) => ({ id: symbol, name, symbols: [{ authority: 'ISIL', symbol }] })),
		),
		...more,
	};
	return new CrossLinkBackend(okapiWithAnswers(answers));
}

/** Returns the broker's note of a message with a condition, which the recordings lack. */
function noted({ id, timestamp, eventStatus, eventData }: RecordedEvent) {
	const { header, deliveryInfo } = eventData.incomingMessage?.supplyingAgencyMessage ?? {};
	if (eventStatus !== 'SUCCESS' || deliveryInfo?.loanCondition === undefined) return [];
	return [
		{
			id: `${id}-note`,
			fromSymbol: `ISIL:${header?.supplyingAgencyId.agencyIdValue ?? ''}`,
			toSymbol: 'ISIL:US-EAST',
			direction: 'received',
			kind: 'condition',
			condition: deliveryInfo.loanCondition['#text'],
			createdAt: timestamp,
		},
	];
}

let serverCount = 0;
const libraries = {
	'US-EAST': 'East Library',
	'US-WEST': 'West Library',
	'US-NORTH': 'North Library',
	'US-SOUTH': 'South Library',
	SUP1: 'Mock Library',
	ALMA: 'Alma Library',
};
