import type { Sandbox } from '../../sandbox';

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
