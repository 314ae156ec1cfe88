import { performAction } from '../../../../reshare/requests/act/performAction';
import type { ActionKind, RequestAction } from '../../../../reshare/requests/model/actions';
import type { Side } from '../../../../reshare/requests/model/request';
import { backEnds, type Pair, type TwoDesks } from './desks';

const sides: readonly Side[] = ['borrowing', 'lending'];
const stages = ['asked', 'held', 'unfilled', 'shipped'] as const;
/** For any action. */
const said = {
	note: 'Insured',
	reason: 'OnLoan',
	place: 'MAIN',
	barcodes: ['39001'],
	condition: 'Other',
	text: 'It is on its way.',
	link: 'https://documents.example.org/4711.pdf',
	as: 'complete',
	recordId: '30000000-0000-4000-8000-000000000003',
	dueDay: '2027-01-31',
};
/** Answers of a proxy in place of the back end's, to anything but reads. */
const page = { contentType: 'text/html', body: '<html><title>Sign in</title></html>' } as const;
const pages = [
	{ ...page, status: 200 },
	{ ...page, status: 400 },
	{ status: 400, contentType: 'text/plain', body: 'Bad request' },
	{ ...page, status: 401 },
	{ ...page, status: 403 },
	{ ...page, status: 404 },
	{ ...page, status: 502 },
	{ status: 302, contentType: 'text/html', body: '', headers: { Location: 'https://login.example.org/' } },
] as const;

describe.each(backEnds)('over $name', (backEnd) => {
	let desks: TwoDesks;
	let pair: Pair;
	beforeEach(async () => {
		desks = await backEnd.start();
		pair = await backEnd.asked(desks);
	});
	const deskOf = (side: Side) => (side === 'borrowing' ? desks.east : desks.west);
	afterEach(async () => await desks.sandbox.close());

	it.each(pages)('an action that was performed is done, though a proxy answers in its place: $status, $contentType', async (answer) => {
		desks.sandbox.faults.add({ kind: 'statusAfter', method: 'POST', path: '/(performAction|action)$', times: 1, ...answer });
		const before = await desks.east.get(pair.borrowed);
		if (before === undefined) throw new Error('The request is gone');
		expect(await performAction(desks.east, before, { kind: 'cancel' })).toMatchObject({
			outcome: 'done',
			reason: 'done',
			explanation: expect.stringMatching(/^The answer was lost, but the status has changed from/) as string,
		});
		expect(desks.sandbox.faults.list()).toMatchObject([{ hits: 1 }]);
	});

	it.each(pages)('no action is done where a proxy answers in place of the back end: $status, $contentType', async (answer) => {
		const tried = new Set<ActionKind>();
		const read = async (side: Side) => {
			const found = side === 'borrowing' ? await desks.east.get(pair.borrowed) : await desks.west.get(pair.lent);
			if (found === undefined) throw new Error('The request is gone');
			return found;
		};
		for (const side of sides)
			expect(await performAction(deskOf(side), await read(side), { kind: 'sendMessage', text: 'Is it on its way?' })).toMatchObject({
				outcome: 'done',
			});
		for (const method of ['POST', 'PUT']) desks.sandbox.faults.add({ kind: 'status', path: '^/(rs|broker)/', method, ...answer });
		for (const stage of stages) {
			if (stage !== 'asked') backEnd.move(desks, pair.borrowed, stage);
			for (const side of sides) {
				const before = await read(side);
				for (const { kind } of await deskOf(side).allowed(before)) {
					if (kind === undefined) continue;
					const result = await performAction(deskOf(side), before, { ...said, kind } as RequestAction);
					expect([kind, result.outcome]).toEqual([kind, 'unclear']);
					expect((await read(side)).state).toEqual(before.state);
					tried.add(kind);
				}
			}
		}
		expect([...tried]).toEqual(
			expect.arrayContaining(['writeStaffNote', 'markMessagesSeen', 'sendMessage', 'cancel', 'receive', 'cannotSupply']),
		);
	});
});
