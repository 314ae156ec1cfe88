import { practiceBackEnds, type BackEndName } from '../../demo/backEnds';
import { inventoryAccount } from '../../demo/accounts';
import { startSandbox, type RequestRow, type Sandbox } from '../../sandbox';
import type { CrossLinkRequest } from '../../sandbox/crosslink';
import { statusByCode } from '../../sandbox/modrs/states';
import { loadTestRecords } from './records';

export interface RequestLine {
	readonly id: string;
	readonly state: string;
	readonly open: boolean;
	readonly references: readonly string[];
	/** Ids of the history's entries that change the state. */
	readonly transitions: readonly string[];
	/** The one that withdrew it. */
	readonly cancelled: string | undefined;
}

/** The truth that n8n's work is measured by. */
export interface Ledger {
	readonly requests: readonly RequestLine[];
	readonly logins: number;
	readonly graphqlCalls: number;
	/** Calls to the resolver, or to CrossLink. */
	readonly creatingCalls: number;
	readonly listCalls: number;
	readonly itemReads: number;
}

/** The practice consortium, and what happened in it. */
export interface Consortium {
	/** The two credentials. */
	readonly sharedInventory: Record<string, unknown>;
	readonly myLibrary: Record<string, unknown>;
	count(): number;
	ledger(): Ledger;
}

const second = 1000;
const day = 86_400 * second;

interface Kept {
	readonly requests: (sandbox: Sandbox) => RequestLine[];
	readonly creates: RegExp;
	readonly lists: RegExp;
	readonly reads: RegExp;
}

const kept: Readonly<Record<BackEndName, Kept>> = {
	modRs: {
		requests: (sandbox) =>
			sandbox.requests
				.all('east')
				.filter((row) => row.isRequester)
				.map(modRsLine),
		creates: /^\/openurl/,
		lists: /^\/rs\/patronrequests$/,
		reads: /^\/rs\/patronrequests\/[^/]+$/,
	},
	crossLink: {
		requests: (sandbox) =>
			sandbox.crosslink.requests
				.all(sandbox.crosslink.east.tenant)
				.filter(({ side }) => side === 'borrowing')
				.map(crossLinkLine),
		creates: /^\/broker\/patron_requests$/,
		lists: /^\/broker\/patron_requests$/,
		reads: /^\/broker\/patron_requests\/[^/]+(\/events)?$/,
	},
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

/** The reference begins the id; a message that was taken changes the state, unless it is a mere note. */
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
		inventory: { records: loadTestRecords },
		// Suppliers promise and ship within seconds; parcels travel for longer than the test.
		waits: { answer: 3 * second, ship: 8 * second, transit: 10 * day },
	});
	// Eight patrons have some hundred requests each.
	sandbox.settings.set('east', 'max_requests', '100000');

	const { requests, creates, lists, reads } = kept[backEnd];
	const ledger = (): Ledger => ({
		requests: requests(sandbox),
		logins: sandbox.log.countOf('POST', /^\/authn\/login/),
		graphqlCalls: sandbox.log.countOf('POST', /graphql/),
		creatingCalls: sandbox.log.countOf(backEnd === 'crossLink' ? 'POST' : undefined, creates),
		listCalls: sandbox.log.countOf('GET', lists),
		itemReads: sandbox.log.countOf('GET', reads),
	});
	return {
		sharedInventory: inventoryAccount(sandbox),
		myLibrary: { ...practiceBackEnds[backEnd].account(sandbox) },
		count: () => requests(sandbox).length,
		ledger,
	};
}
