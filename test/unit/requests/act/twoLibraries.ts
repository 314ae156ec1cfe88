import { CrossLinkBackend } from '../../../../reshare/requests/crosslink/CrossLinkBackend';
import { ModRsBackend } from '../../../../reshare/requests/modrs/ModRsBackend';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import type { RequestBackend } from '../../../../reshare/requests/port/RequestBackend';
import type { Side } from '../../../../reshare/requests/model/request';
import { waitInVirtualTime, startSandbox, type Sandbox, type SandboxOptions } from '../../../sandboxInVirtualTime';
import { logInAsEast, newRequestBody, logIn, type Json } from '../../sandbox/sandboxCalls';
import { okapiFor } from '../crosslink/crosslinkClients';
import { buildCrossLinkRequestBody, lentRecordId, crossLinkRequestsPath as brokerPath } from '../../sandbox/crossLinkCalls';

/** Two libraries: East Harbor borrows and West Prairie lends. Nobody else acts. */
export interface TwoLibraries {
	readonly sandbox: Sandbox;
	readonly east: RequestBackend;
	readonly west: RequestBackend;
}

export interface RequestPair {
	readonly borrowed: string;
	readonly lent: string;
}

/** A step of a request: the side that acts, the action, and the label of the status to which it leads. */
export type Step = readonly [side: Side, action: RequestAction, label: string];

export interface BackEnd {
	readonly name: string;
	start(options?: SandboxOptions): Promise<TwoLibraries>;
	/** Makes every library before West Prairie refuse. */
	leadToWest(sandbox: Sandbox): void;
	/** Makes a request of East Harbor that waits at West Prairie, with its id there. */
	asked(libraries: Pick<TwoLibraries, 'sandbox'>, copy?: boolean): Promise<RequestPair>;
	/** Lists the steps from the first answer to the end. */
	day(barcodes: readonly string[]): readonly Step[];
	/** The steps after which a new request can be shipped. */
	readonly untilSearched: readonly Step[];
	/** The first answer to a new request. */
	readonly promise: readonly Step[];
	/** The path of the call that performs an action. */
	readonly actions: RegExp;
	/** All of West Prairie's requests. */
	lending(libraries: TwoLibraries): string[];
	move(libraries: TwoLibraries, id: string, stage: 'held' | 'unfilled' | 'shipped'): void;
}

/** Thinking, fast and slow, which COAST, VALE and WEST lend. */
const lentByWest = { title: 'Thinking, fast and slow', systemInstanceIdentifier: '30000000-0000-4000-8000-000000000003' };
const quiet: SandboxOptions = { validationDelayMs: 5, autoStaff: false };
const day = 86_400_000;

const modRs: BackEnd = {
	name: 'mod-rs',
	start: async (options) => {
		const sandbox = await startSandbox({ ...quiet, ...options });
		modRs.leadToWest(sandbox);
		return {
			sandbox,
			east: new ModRsBackend(okapiFor(sandbox, sandbox.libraries.east)),
			west: new ModRsBackend(okapiFor(sandbox, sandbox.libraries.west)),
		};
	},
	leadToWest: (sandbox) => {
		for (const supplier of ['US-COAST', 'US-VALE']) sandbox.scenarios.set({ supplier, scenario: { kind: 'unfilled', reason: 'InUse' } });
		sandbox.scenarios.set({ supplier: 'US-WEST', scenario: { kind: 'silent' } });
	},
	asked: async ({ sandbox }, copy = false) => {
		const east = await logInAsEast(sandbox);
		const posted = newRequestBody({ ...lentByWest, ...(copy ? { serviceType: 'copy', pickupLocationSlug: 'EAST-MAIN' } : {}) });
		const borrowed = String(((await east.post('/rs/patronrequests', posted)).json as Json).id);
		sandbox.clock.advance(2 * day);
		return { borrowed, lent: sandbox.requests.get(borrowed).peer?.id ?? '' };
	},
	promise: [['lending', { kind: 'willSupply', place: 'MAIN', callNumber: 'BF 441' }, 'Awaiting pull slip printing']],
	untilSearched: [
		['lending', { kind: 'willSupply', place: 'MAIN' }, 'Awaiting pull slip printing'],
		['lending', { kind: 'printPullSlip' }, 'Searching (returnables)'],
	],
	day: (barcodes) => [
		...modRs.untilSearched,
		['lending', { kind: 'markShipped', barcodes }, 'Shipped'],
		['borrowing', { kind: 'receive' }, 'In local circulation process'],
		['borrowing', { kind: 'patronReturned' }, 'Awaiting return shipping'],
		['borrowing', { kind: 'shipBack' }, 'Return shipped'],
		['lending', { kind: 'receivedBack' }, 'Complete'],
	],
	actions: /\/performAction$/,
	lending: ({ sandbox }) => sandbox.requests.all('west').flatMap(({ id, isRequester }) => (isRequester === false ? [id] : [])),
	move: ({ sandbox }, id, stage) =>
		sandbox.requests.move(id, { held: 'REQ_INVALID_PATRON', unfilled: 'REQ_END_OF_ROTA', shipped: 'REQ_SHIPPED' }[stage]),
};

let number = 0;

function crossLink(crosslinkModel: '3.0.0' | '3.7.0') {
	const isLater = crosslinkModel === '3.7.0';
	const self: BackEnd = {
		name: `CrossLink ${crosslinkModel}`,
		start: async (options) => {
			const sandbox = await startSandbox({ ...quiet, crosslinkModel, ...options });
			self.leadToWest(sandbox);
			return {
				sandbox,
				east: new CrossLinkBackend(okapiFor(sandbox, sandbox.crosslink.east)),
				west: new CrossLinkBackend(okapiFor(sandbox, sandbox.crosslink.west)),
			};
		},
		leadToWest: (sandbox) => {
			for (const supplier of ['US-NORTH', 'US-SOUTH', 'US-RIVER'])
				sandbox.scenarios.set({ supplier, scenario: { kind: 'unfilled', reason: 'OnLoan' } });
		},
		asked: async ({ sandbox }, copy = false) => {
			const { tenant, username, password } = sandbox.crosslink.east;
			const east = await logIn(sandbox, tenant, username, password);
			const borrowed = `draft-${++number}`;
			const posted = buildCrossLinkRequestBody(borrowed, lentRecordId) as { illRequest: Json };
			if (copy) posted.illRequest.serviceInfo = { serviceType: 'Copy' };
			await east.post(brokerPath, posted);
			// The broker looks for suppliers.
			await waitInVirtualTime(1000);
			sandbox.clock.advance(2 * day);
			const lent =
				sandbox.crosslink.requests.all('west_crosslink').find(({ requesterRequestId }) => requesterRequestId === borrowed)?.id ?? '';
			return { borrowed, lent };
		},
		// CrossLink itself promises what the library's own system has, so that no step is needed.
		promise: [],
		untilSearched: isLater ? [['lending', { kind: 'printPullSlip' }, 'Searching']] : [],
		day: (barcodes) => [
			...self.untilSearched,
			['lending', { kind: 'markShipped', ...(isLater ? { barcodes } : {}) }, 'Shipped'],
			['borrowing', { kind: 'receive' }, 'Received'],
			['borrowing', { kind: 'checkOut' }, isLater ? 'Received' : 'Checked Out'],
			['borrowing', { kind: 'patronReturned' }, isLater ? 'Received' : 'Checked In'],
			['borrowing', { kind: 'shipBack' }, 'Shipped Returned'],
			['lending', { kind: 'receivedBack' }, 'Completed'],
		],
		actions: /\/action$/,
		lending: ({ sandbox }) => sandbox.crosslink.requests.all('west_crosslink').flatMap(({ id, side }) => (side === 'lending' ? [id] : [])),
		move: ({ sandbox }, id, stage) =>
			sandbox.crosslink.requests.move(id, { held: 'INVALID_PATRON', unfilled: 'UNFILLED', shipped: 'SHIPPED' }[stage]),
	};
	return self;
}

export const backEnds = [modRs, crossLink('3.0.0'), crossLink('3.7.0')] as const;

/** Reads a request that exists. */
export async function readExistingRequest(backend: RequestBackend, id: string) {
	const request = await backend.get(id);
	if (request === undefined) throw new Error('There is no such request');
	return request;
}
