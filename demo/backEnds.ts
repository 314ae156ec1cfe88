import type { LibraryAccess } from '../reshare';
import type { Sandbox } from '../sandbox';
import { libraryAccount } from './accounts';

/** What the guide calls a state, by the trigger's word for coming into it. */
export const guideEvents = ['expectsToSupply', 'shipped', 'returnShipped', 'complete', 'endOfRota', 'cancelled'] as const;
export type GuideEvent = (typeof guideEvents)[number];

/** One way in which the eastern library's requests are kept. */
export interface PracticeBackEnd {
	/** What staff type into the credential. */
	account(sandbox: Sandbox): LibraryAccess;
	/** What staff see when a request comes into one of the guide's states. */
	readonly labels: Readonly<Record<GuideEvent, string>>;
	/** What a request's id looks like. */
	readonly id: RegExp;
}

export const practiceBackEnds = {
	modRs: {
		account: (sandbox) => libraryAccount(sandbox),
		labels: { expectsToSupply: 'Expects to supply', shipped: 'Shipped', returnShipped: 'Return shipped', complete: 'Complete', endOfRota: 'End of rota', cancelled: 'Cancelled' },
		id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
	},
	crossLink: {
		account: ({ okapiUrl, crosslink: { east } }) => ({ backEnd: 'crossLink', url: okapiUrl, ...east, librarySymbol: 'ISIL:US-EAST' }),
		labels: { expectsToSupply: 'Will Supply', shipped: 'Shipped', returnShipped: 'Shipped Returned', complete: 'Completed', endOfRota: 'Unfilled', cancelled: 'Cancelled' },
		id: /^[\w.-]+\.[0-9a-f]{8}$/,
	},
} satisfies Record<string, PracticeBackEnd>;

export type BackEndName = keyof typeof practiceBackEnds;
