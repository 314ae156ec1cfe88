import { performAction } from '../../../../reshare/requests/act/performAction';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import { backEnds } from './twoLibraries';

/** One action changes the request. The other is a message, which CrossLink accepts by another call. */
const actions: readonly RequestAction[] = [{ kind: 'cancel' }, { kind: 'sendMessage', text: 'Is it on its way?' }];
const page = { contentType: 'text/html', body: '<html><title>Sign in</title></html>' };
const pages = [
	{ ...page, status: 200 },
	{ ...page, status: 400 },
	{ ...page, status: 404 },
	{ ...page, status: 502 },
	{ status: 400, contentType: 'text/plain', body: 'Bad request' },
];

describe.each(backEnds)('over $name', (backEnd) => {
	it.each(pages)(
		'a page that a proxy gives in answer to an action ($status, $contentType) is no refusal: the request is read again to learn what came of it',
		async (answer) => {
			const desks = await backEnd.start();
			try {
				const { borrowed } = await backEnd.asked(desks);
				const perform = async (action: RequestAction) => {
					const before = await desks.east.get(borrowed);
					if (before === undefined) throw new Error('The request is gone');
					return await performAction(desks.east, before, action);
				};
				desks.sandbox.faults.add({ kind: 'status', path: '^/(rs|broker)/', method: 'POST', ...answer });
				for (const action of actions) expect([action.kind, (await perform(action)).outcome]).toEqual([action.kind, 'unclear']);
				desks.sandbox.faults.clear();
				desks.sandbox.faults.add({ kind: 'statusAfter', method: 'POST', path: '/(performAction|action)$', times: 1, ...answer });
				expect(await perform({ kind: 'cancel' })).toMatchObject({
					outcome: 'done',
					explanation: expect.stringMatching(/^The answer was lost, but the status has changed from/) as string,
				});
			} finally {
				await desks.sandbox.close();
			}
		},
	);
});
