import type { Sandbox } from '../../../sandbox';

const dayMicros = 86_400_000_000;

/** A borrowing request of the eastern library: how many days ago it was made, and when it came into each state. */
export interface CrossLinkPastRequestPlan {
	readonly id: string;
	readonly title: string;
	readonly madeDaysAgo: number;
	readonly states: ReadonlyArray<readonly [code: string, daysAgo: number]>;
	readonly patronEmail?: string | null;
	readonly isCopy?: boolean;
	readonly pickup?: string;
	readonly lastAction?: string;
}

const ends = ['COMPLETED', 'UNFILLED', 'CANCELLED', 'MANUALLY_CLOSED'];
const waiting = ['CONDITION_PENDING', 'DUPLICATE', 'INVALID_PATRON', 'NEEDS_REVIEW', 'LOCAL_SUPPLY'];

/** Adds a request of CrossLink that has the history in the plan. Nothing happens to it by itself. */
export function addCrossLinkPastRequest(
	sandbox: Sandbox,
	{
		id,
		title,
		madeDaysAgo,
		states,
		patronEmail = 'reader@example.edu',
		isCopy = false,
		pickup = 'Main Library',
		lastAction,
	}: CrossLinkPastRequestPlan,
) {
	const at = (daysAgo: number) => Math.round(Date.now() * 1000 - daysAgo * dayMicros);
	const last = states.at(-1);
	const state = last?.[0] ?? 'NEW';
	const row = sandbox.crosslink.requests.add({
		id,
		requesterSymbol: 'ISIL:US-EAST',
		supplierSymbol: 'ISIL:US-LAKE',
		state,
		terminalState: ends.includes(state),
		needsAttention: waiting.includes(state),
		patron: 'P-100',
		createdAt: at(madeDaysAgo),
		updatedAt: at(last?.[1] ?? madeDaysAgo),
		internalNote: `Pickup location: ${pickup}`,
		...(lastAction === undefined ? {} : { lastAction, lastActionOutcome: 'success' }),
		illRequest: {
			bibliographicInfo: {
				title,
				author: 'Woolf, Virginia',
				bibliographicItemId: [{ bibliographicItemIdentifier: '9780156628709', bibliographicItemIdentifierCode: { '#text': 'ISBN' } }],
			},
			serviceInfo: { serviceType: isCopy ? 'Copy' : 'Loan' },
			patronInfo: {
				patronId: 'P-100',
				...(patronEmail === null
					? {}
					: { address: [{ electronicAddress: { electronicAddressType: { '#text': 'Email' }, electronicAddressData: patronEmail } }] }),
			},
		} as never,
	});
	for (const [index, [to, daysAgo]] of states.entries()) {
		row.events.push({
			id: `${id}-event-${index}`,
			timestamp: at(daysAgo),
			eventType: 'TASK',
			eventName: 'invoke-action',
			eventStatus: 'SUCCESS',
			eventData: { user: 'practice', action: 'practice' },
			resultData: { actionResult: { outcome: 'success', toState: to } },
		});
	}
	return row.id;
}
