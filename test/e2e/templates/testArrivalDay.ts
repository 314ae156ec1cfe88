import { formatDay } from '../../../notices/formatInLanguage';
import { outputItemsOf } from '../../../n8n/n8nTypes';
import { storePastRequest, type PastAttempt } from '../../../sandbox/past/storePastRequests';
import type { TemplateTestBed } from './TemplateTestBed';

const reader = 'reader@example.edu';
const ago = (days: number) => Date.now() - days * 86_400_000;

/** What the tests of a loan's likely arrival need of a back end. */
interface ArrivalDayBackEnd {
	/** Moves the request with this number, and gives it the patron's address. */
	move(number: string, to: 'promised' | 'sent'): void;
	/** Matches the part of a list's query that names a lender, whose latest loans are read. */
	readonly lenderInQuery: RegExp;
}

/** Tests the day in templates/patron-notices.json by which a loan is likely to arrive. */
export function testArrivalDay(bench: TemplateTestBed, { move, lenderInQuery }: ArrivalDayBackEnd) {
	const add = (number: number, attempt: PastAttempt) => {
		const { requests, crosslink } = bench.sandbox;
		storePastRequest(
			{ number, isCopy: false, title: 'Waited for', patron: 'R0001', createdAt: attempt.askedAt - 600_000, attempts: [attempt] },
			{ requests, crosslink: crosslink.requests },
		);
	};
	/** Adds loans of a lender that took three days on the way, and a request that was made today. */
	const addLender = (lender: string, loans: number, waited: number) => {
		for (let number = 1; number <= loans; number++) {
			const asked = 60 + number;
			add(waited + number, {
				lender,
				askedAt: ago(asked),
				promisedAt: ago(asked - 0.5),
				shippedAt: ago(asked - 1),
				receivedAt: ago(asked - 4),
				patronReturnedAt: ago(asked - 20),
				returnShippedAt: ago(asked - 21),
				completeAt: ago(asked - 25),
			});
		}
		add(waited, { lender, askedAt: ago(0.01) });
		return `EAST-P${waited}`;
	};
	const write = async (number: string, to: 'promised' | 'sent') => {
		let node: Readonly<Record<string, unknown>> | undefined;
		const [mail] = await bench.mailsOf(async () => {
			const execution = await bench.changeOnce('patron-notices', {}, () => move(number, to));
			expect(execution.status).toBe('success');
			node = outputItemsOf(execution, 'Add the Expected Arrival')[0]?.json;
		}, 1);
		expect(mail?.to).toEqual([reader]);
		return { item: node, text: mail?.text ?? '' };
	};

	beforeEach(() => {
		bench.sandbox.requests.clear();
		bench.sandbox.crosslink.requests.clear();
	});

	it('patron-notices names the day by which 9 of 10 loans of the lender arrive when a loan is promised and when it is shipped', async () => {
		const number = addLender('US-NORTH', 12, 100);
		for (const [to, days] of [
			['promised', 4],
			['sent', 3],
		] as const) {
			const { item, text } = await write(number, to);
			expect(item).toMatchObject({ expectedArrivalFrom: 12, turnaroundRemark: null });
			const day = new Date(`${String(item?.expectedArrival)}T00:00:00Z`);
			expect(Math.abs(day.getTime() - Date.now() - days * 86_400_000)).toBeLessThan(1.5 * 86_400_000);
			expect(text).toContain(`it should be here by ${formatDay('en', String(item?.expectedArrival)) ?? '-'}.`);
		}
	});

	it('patron-notices names no day of arrival if fewer than ten loans of the lender are known', async () => {
		const { item, text } = await write(addLender('US-RIVER', 9, 100), 'sent');
		expect(item).toMatchObject({ expectedArrival: null, turnaroundRemark: null });
		expect(text).toContain('Please wait until we tell you that it is here.');
		expect(text).not.toMatch(/Most items|\{|undefined/);
	});

	it('patron-notices writes without a day of arrival if reading the earlier loans of the lender takes too long', async () => {
		const number = addLender('US-HILL', 12, 100);
		bench.sandbox.faults.add({ kind: 'timeout', query: lenderInQuery.source });
		const { item, text } = await write(number, 'sent');
		expect(item).toMatchObject({
			expectedArrival: null,
			turnaroundRemark: 'When it is likely to arrive could not be read: ReShare took too long to tell of earlier loans',
		});
		expect(text).toContain('Please wait until we tell you that it is here.');
		expect(text).not.toContain('Most items');
	});
}
