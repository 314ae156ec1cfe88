import { practiceBackEnds, type BackEndName } from '../../demo/practiceBackEnds';
import { inventoryAccountOf } from '../../demo/practiceCredentials';
import { startSandbox, type RequestRow, type Sandbox } from '../../sandbox';
import type { CrossLinkRequest } from '../../sandbox/crosslink/createCrossLink';
import { statusByCode } from '../../sandbox/modrs/statuses';
import { recordsOfLoadTest } from './bookRecords';

export interface RequestLine {
	readonly id: string;
	readonly state: string;
	readonly open: boolean;
	readonly references: readonly string[];
	/** The ids of the history's entries that change the state. */
	readonly transitions: readonly string[];
	/** The id of the transition that withdrew the request, if one did. */
	readonly cancelled: string | undefined;
}

/** What really happened in the consortium, with which n8n's results are compared. */
export interface Ledger {
	readonly requests: readonly RequestLine[];
}

/** The practice consortium, and what happened in it. */
export interface Consortium {
	/** The values of the two credentials that the workflows use. */
	readonly sharedInventory: Record<string, unknown>;
	readonly myLibrary: Record<string, unknown>;
	count(): number;
	ledger(): Ledger;
}

const second = 1000;
const day = 86_400 * second;

const borrowingRequests: Readonly<Record<BackEndName, (sandbox: Sandbox) => RequestLine[]>> = {
	modRs: ({ requests }) =>
		requests
			.all('east')
			.filter((row) => row.isRequester)
			.map(modRsLine),
	crossLink: ({ crosslink: { requests, east } }) =>
		requests
			.all(east.tenant)
			.filter(({ side }) => side === 'borrowing')
			.map(crossLinkLine),
};

function modRsLine(row: RequestRow): RequestLine {
	return {
		id: row.id,
		state: row.state,
		open: !statusByCode(row.state).terminal,
		references: row.requestIdentifiers.map(({ identifier }) => identifier),
		transitions: row.audit.flatMap(({ id, from, to }) => (from === undefined || to === undefined || from === to ? [] : [id])),
		cancelled: row.audit.find(({ from, to }) => to === 'REQ_CANCELLED' && from !== to)?.id,
	};
}

/**
 * Reads a request of CrossLink. Its id begins with the reference. A message that was accepted changes the state, unless it is only a note.
 */
function crossLinkLine({ id, state, terminalState, events }: CrossLinkRequest): RequestLine {
	let before = 'NEW';
	const transitions = events.flatMap((event) => {
		if (event.eventStatus !== 'SUCCESS') return [];
		const after = (event.resultData.actionResult as { readonly toState?: string } | undefined)?.toState ?? before;
		const changes =
			event.eventName === 'invoke-action'
				? after !== before
				: event.eventName === 'patron-request-message' && !JSON.stringify(event.eventData).includes('"Notification"');
		before = after;
		return changes ? [event.id] : [];
	});
	return { id, state, open: !terminalState, references: [id.slice(0, id.lastIndexOf('.'))], transitions, cancelled: undefined };
}

export async function startConsortium(backEnd: BackEndName): Promise<Consortium> {
	const sandbox = await startSandbox({
		crosslinkModel: '3.7.0',
		inventory: { records: recordsOfLoadTest },
		// Suppliers promise and ship within seconds. Parcels travel longer than the test lasts.
		waits: { answer: 3 * second, ship: 8 * second, transit: 10 * day },
	});
	// Eight patrons have hundreds of requests each, so that the limit must be high.
	sandbox.settings.set('east', 'max_requests', '100000');

	const requests = () => borrowingRequests[backEnd](sandbox);
	return {
		sharedInventory: inventoryAccountOf(sandbox),
		myLibrary: { ...practiceBackEnds[backEnd].account(sandbox) },
		count: () => requests().length,
		ledger: () => ({ requests: requests() }),
	};
}
