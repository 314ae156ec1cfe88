import { backEnds, type BackEnd, type Pair } from '../unit/requests/act/desks';
import { DeskBench, type Button, type Side } from './desks/deskBench';

/** In the order of the day. */
const wanted: Readonly<Record<Side, readonly string[]>> = {
	lending: ['newRequest', 'shipped', 'returnShipped', 'receivedBack'],
	borrowing: ['shipped', 'received', 'returnedByPatron', 'returnShipped', 'complete'],
};

const [modRs, , november] = backEnds as readonly [BackEnd, BackEnd, BackEnd];

/** A loan, from the lender's first look to its shelf again, with n8n stopped in between: each change is told once. */
describe('a day at both desks', () => {
	let bench: DeskBench;

	beforeAll(async () => {
		bench = await DeskBench.start();
	});

	afterAll(async () => await bench?.stop());

	describe.each([
		['mod-rs', modRs, []],
		// The patron's return does not change the status; the library's own system notes it.
		['CrossLink', november, ['returnedByPatron']],
	] as const)('over %s', (name, backEnd, notTold) => {
		const barcode = '31924000123456';
		const mailTo = (side: Side) => `${side}-${backEnd === modRs ? 'mod-rs' : 'crosslink'}@example.org`;
		const pathOf = (kind: string) => `${backEnd === modRs ? 'mod-rs' : 'crosslink'}-${kind}`;
		let pair: Pair;
		let numbers: Readonly<Record<Side, string>>;

		beforeAll(async () => {
			backEnd.leadToWest(bench.sandbox);
			const { sandbox } = bench;
			const account = (library: 'east' | 'west') =>
				backEnd === modRs
					? {
							url: sandbox.okapiUrl,
							tenant: library,
							username: sandbox.libraries[library].username,
							password: sandbox.libraries[library].password,
						}
					: { backEnd: 'crossLink', url: sandbox.okapiUrl, ...sandbox.crosslink[library] };
			for (const [side, library] of [
				['borrowing', 'east'],
				['lending', 'west'],
			] as const) {
				const credential = await bench.credential(`${name}, ${library}`, account(library));
				const buttons = backEnd.day([]).flatMap(([on, { kind }]): Button[] =>
					on !== side
						? []
						: [
								{
									path: pathOf(kind),
									side,
									parameters: { requestAction: kind, lendingPlace: 'MAIN', ...(kind === 'markShipped' ? { barcodes: barcode } : {}) },
								},
							],
				);
				await bench.desk(`${name}: desk, ${side}`, credential, buttons);
				await bench.follow(`${name}: mails, ${side}`, credential, { side, mailTo: mailTo(side), events: wanted[side] });
			}
			pair = await backEnd.asked(bench);
			const {
				sandbox: { requests, crosslink },
			} = bench;
			numbers =
				backEnd === modRs
					? { borrowing: requests.get(pair.borrowed).hrid ?? '', lending: requests.get(pair.lent).hrid ?? '' }
					: { borrowing: pair.borrowed, lending: crosslink.requests.get(pair.lent).requesterRequestId };
		});

		const told = async (side: Side, ...events: string[]) => {
			const expected = events
				.filter((event) => !(notTold as readonly string[]).includes(event))
				.map((event) => `${event} ${numbers[side]}`);
			expect([side, await bench.mails(mailTo(side), expected.length)]).toEqual([side, expected]);
		};

		it('is played to its end', async () => {
			await bench.poll();
			await told('lending', 'newRequest');
			for (const [side, { kind }, status] of backEnd.day([barcode])) {
				// Until it ships, the lender reads the number on the pull slip; then both desks scan the item.
				const scanned = side === 'lending' && kind !== 'receivedBack' ? numbers.lending : barcode;
				expect([kind, await bench.press(pathOf(kind), scanned)]).toEqual([
					kind,
					expect.objectContaining({ outcome: 'done', status: expect.objectContaining({ label: status }) as unknown }),
				]);
				// The same button again does nothing, and says so.
				if (kind === 'receive') {
					expect(await bench.press(pathOf(kind), scanned)).toMatchObject({ outcome: 'notPossible', reason: 'notAllowedNow' });
					// n8n does not resume a killed execution, so wait for its mails.
					await told('lending', 'newRequest', 'shipped');
					await told('borrowing', 'shipped');
					// The next n8n tells what happened before this one was killed.
					await bench.restart('kill9');
				}
				if (kind === 'shipBack') await bench.restart('stop');
				await bench.poll();
			}
			await told('lending', ...wanted.lending);
			await told('borrowing', ...wanted.borrowing);
			await bench.poll();
			await told('lending', ...wanted.lending);
			await told('borrowing', ...wanted.borrowing);
		});
	});
});
