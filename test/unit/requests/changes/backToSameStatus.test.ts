import { performAction } from '../../../../reshare/requests/act/performAction';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import { sortHistory, isTransition, type Side } from '../../../../reshare/requests/model/request';
import { eventNameOf } from '../../../../reshare/requests/model/state';
import { backEnds, read, type BackEnd } from '../act/twoLibraries';

/**
 * A request that returns to its former status because the other library refused must not be reported: patrons would get the old notice
 * again.
 */
const [modRs, , november] = backEnds;
type Step = readonly [side: Side, action: RequestAction];
const receive: Step = ['borrowing', { kind: 'receive' }];

it.each<[what: string, backEnd: BackEnd, states: string[], steps: Step[], events: string[]]>([
	[
		'a CrossLink item whose renewal the lender refuses is reported as received only once',
		november,
		[],
		[
			['lending', { kind: 'printPullSlip' }],
			['lending', { kind: 'markShipped', barcodes: ['39001'] }],
			receive,
			['borrowing', { kind: 'renew' }],
			['lending', { kind: 'refuseRenewal' }],
		],
		['received'],
	],
	[
		'a mod-rs item that was received, became overdue and is marked as received again is reported as received only once',
		modRs,
		['REQ_SHIPPED', 'REQ_CHECKED_IN', 'REQ_OVERDUE'],
		[receive],
		['received', 'overdue'],
	],
	[
		'a mod-rs item that became overdue before it arrived is reported as received when staff mark it so',
		modRs,
		['REQ_SHIPPED', 'REQ_OVERDUE'],
		[receive],
		['overdue', 'received'],
	],
])(
	'the arrival of an item is reported once, even if the request comes back to that status: %s',
	async (_what, backEnd, states, steps, events) => {
		const libraries = await backEnd.start();
		try {
			const { borrowed, lent } = await backEnd.asked(libraries);
			for (const state of states) libraries.sandbox.requests.advance(borrowed, state);
			for (const [side, action] of steps) {
				const [backend, id] = side === 'borrowing' ? ([libraries.east, borrowed] as const) : ([libraries.west, lent] as const);
				expect((await performAction(backend, await read(backend, id), action)).outcome).toBe('done');
			}
			const told = sortHistory((await read(libraries.east, borrowed)).history)
				.filter(isTransition)
				.map(eventNameOf);
			expect(told.filter((event) => event === 'received' || event === 'overdue')).toEqual(events);
		} finally {
			await libraries.sandbox.close();
		}
	},
);
