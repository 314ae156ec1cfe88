import type { Sandbox } from '../../../sandbox';

/** Lets Lakeside, the last library of a request's rota, refuse the request of East Harbor, because the item is on loan. */
export function refuseByLakeside({ requests, clock }: Sandbox, id: string) {
	const now = clock.now();
	requests.get(id).notifications.push({
		id: 'n1',
		at: now,
		updatedAt: now,
		seen: true,
		isSender: false,
		attachedAction: 'RequestResponse',
		actionStatus: 'Unfilled',
		actionData: 'OnLoan',
		sender: 'ISIL:US-LAKE',
		receiver: 'RESHARE:US-EAST',
	});
	requests.move(id, 'REQ_UNFILLED');
	requests.move(id, 'REQ_END_OF_ROTA');
}
