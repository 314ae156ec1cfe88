import type { Sandbox } from '../../sandbox';
import { inventPastRequests } from '../../sandbox/past';
import { pastCrossLinkRequestOf } from '../../sandbox/past/pastCrossLinkRequestOf';
import { pastModRsRowOf } from '../../sandbox/past/pastModRsRowOf';
export interface SeedOptions {
	readonly count: number;
	/** One request in so many is open. */
	readonly openOneIn: number;
}

/** The creation times of seeded requests are spread over this time, which ends an hour ago. */
const seededOverMs = 365 * 86_400_000;
const newestSeededAgoMs = 3_600_000;

function madeAt({ clock }: Sandbox, index: number, count: number): number {
	return clock.now() - newestSeededAgoMs - Math.round(((count - 1 - index) / count) * seededOverMs);
}

/** Makes requests of the eastern library, and returns the ids of the open ones. */
export function seedModRsRequests(sandbox: Sandbox, { count, openOneIn }: SeedOptions): string[] {
	const { requests } = sandbox;
	const isOpen = (index: number) => index % openOneIn === 0;
	requests.seed('east', count, (index) => ({
		isRequester: true,
		hrid: `EAST-${100_000 + index}`,
		title: `Request number ${index}`,
		author: 'Someone',
		patronIdentifier: `P${1001 + (index % 8)}`,
		patronEmail: 'reader@example.edu',
		refdata: { serviceType: 'loan' },
		state: isOpen(index) ? 'REQ_EXPECTS_TO_SUPPLY' : 'REQ_REQUEST_COMPLETE',
		dateCreated: madeAt(sandbox, index, count),
	}));
	return requests
		.all('east')
		.filter(({ state }) => state === 'REQ_EXPECTS_TO_SUPPLY')
		.map(({ id }) => id);
}

/** Makes requests of the western library in CrossLink. One in `unreadOneIn` of the open ones has an unread message. */
export function seedCrossLinkRequests(
	sandbox: Sandbox,
	{ count, openOneIn, unreadOneIn }: SeedOptions & { readonly unreadOneIn: number },
): string[] {
	const idOf = (index: number) => `WEST-${100_000 + index}`;
	const isOpen = (index: number) => index % openOneIn === 0;
	const symbols = { fromSymbol: 'ISIL:US-HILL', toSymbol: 'ISIL:US-WEST' };
	sandbox.crosslink.requests.seed(count, (index) => {
		const at = madeAt(sandbox, index, count) * 1000;
		const patron = `P${1001 + (index % 8)}`;
		const note = { id: `note-${index}`, ...symbols, note: 'It takes a week.', createdAt: at };
		return {
			id: idOf(index),
			requesterSymbol: symbols.toSymbol,
			supplierSymbol: symbols.fromSymbol,
			patron,
			illRequest: {
				bibliographicInfo: { title: `Request number ${index}`, author: 'Someone' },
				serviceInfo: { serviceType: 'Loan' },
				patronInfo: { patronId: patron },
			},
			state: isOpen(index) ? 'SUPPLIER_LOCATED' : 'COMPLETED',
			terminalState: !isOpen(index),
			createdAt: at,
			updatedAt: at,
			notifications: index % (openOneIn * unreadOneIn) === 0 ? [{ ...note, direction: 'received', kind: 'note' }] : [],
		};
	});
	return Array.from({ length: count }, (_, index) => index)
		.filter(isOpen)
		.map(idOf);
}

/**
 * Writes two years of borrowing with their histories: the eastern library's into mod-rs, and the same for the western library into
 * CrossLink.
 */
export function seedPastRequests({ requests, crosslink, clock }: Sandbox, count: number): void {
	for (const life of inventPastRequests({ seed: 'bench', requests: count, until: clock.now() })) {
		requests.add('east', pastModRsRowOf('east', life));
		crosslink.requests.add(pastCrossLinkRequestOf('west', life));
	}
}

/** Makes lending requests of the eastern library in mod-rs that staff answered in the course of a year. */
export function seedLendingRequests(sandbox: Sandbox, count: number): void {
	const supplied = ['RES_NEW_AWAIT_PULL_SLIP', 'RES_AWAIT_PICKING', 'RES_ITEM_SHIPPED', 'RES_COMPLETE'];
	for (let index = 0; index < count; index++) {
		const at = madeAt(sandbox, index, count);
		const states = index % 4 === 0 ? ['RES_UNFILLED'] : supplied;
		const audit = states.map((to, step) => ({
			id: `lending-${index}-${step}`,
			auditNo: step + 1,
			at: at + (step + 1) * 60_000,
			from: states[step - 1] ?? 'RES_IDLE',
			to,
			message: 'Seeded',
		}));
		sandbox.requests.add('east', {
			isRequester: false,
			hrid: `WEST-${100_000 + index}`,
			title: `Request number ${index}`,
			publicationDate: String(1990 + (index % 36)),
			refdata: { serviceType: index % 5 === 0 ? 'copy' : 'loan' },
			requestingInstitutionSymbol: 'ISIL:US-WEST',
			state: states.at(-1) ?? 'RES_IDLE',
			dateCreated: at,
			lastUpdated: audit.at(-1)?.at ?? at,
			audit,
		});
	}
}
