import type { LibraryAccess } from '../reshare';
import type { Sandbox } from '../sandbox';
import { libraryAccountOf } from './practiceCredentials';

/** The states in the guide, named by the trigger's events. */
export const guideEvents = ['expectsToSupply', 'shipped', 'returnShipped', 'complete', 'endOfRota', 'cancelled'] as const;
export type GuideEvent = (typeof guideEvents)[number];

export interface PracticeBackEnd {
	account(sandbox: Sandbox): LibraryAccess;
	/** The labels that staff see for the guide's states. */
	readonly labels: Readonly<Record<GuideEvent, string>>;
	readonly id: RegExp;
}

export const practiceBackEnds = {
	modRs: {
		account: (sandbox) => libraryAccountOf(sandbox),
		labels: {
			expectsToSupply: 'Expects to supply',
			shipped: 'Shipped',
			returnShipped: 'Return shipped',
			complete: 'Complete',
			endOfRota: 'End of rota',
			cancelled: 'Cancelled',
		},
		id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
	},
	crossLink: {
		account: ({ okapiUrl, crosslink: { east } }) => ({ backEnd: 'crossLink', url: okapiUrl, ...east, librarySymbol: 'ISIL:US-EAST' }),
		labels: {
			expectsToSupply: 'Will Supply',
			shipped: 'Shipped',
			returnShipped: 'Shipped Returned',
			complete: 'Completed',
			endOfRota: 'Unfilled',
			cancelled: 'Cancelled',
		},
		id: /^[\w.-]+\.[0-9a-f]{8}$/,
	},
} satisfies Record<string, PracticeBackEnd>;

export type BackEndName = keyof typeof practiceBackEnds;
