import type { Sandbox } from '../../../sandbox';
import type { ReceivedMail } from '../../../sandbox/mail/MailServer';
import { storePastRequest, type PastAttempt } from '../../../sandbox/past/storePastRequests';

const ago = (days: number) => Date.now() - days * 86_400_000;

/** Adds to both back ends: loans from one lender that ships within a day or two and from an unknown one, and three open requests. */
export function addPastRequestsForLenderFigures({ requests, crosslink }: Pick<Sandbox, 'requests' | 'crosslink'>) {
	const add = (number: number, title: string, madeDaysAgo: number, attempt: PastAttempt, neededBy?: string) =>
		storePastRequest(
			{
				number,
				isCopy: false,
				title,
				patron: 'R0001',
				createdAt: ago(madeDaysAgo),
				attempts: [attempt],
				...(neededBy === undefined ? {} : { neededBy }),
			},
			{ requests, crosslink: crosslink.requests },
		);
	for (let number = 1; number <= 12; number++) {
		const asked = 60 + number;
		add(number, 'Of the past', asked + 0.1, {
			lender: 'US-NORTH',
			askedAt: ago(asked),
			shippedAt: ago(asked - 1),
			receivedAt: ago(asked - 4),
			patronReturnedAt: ago(asked - 20),
			returnShippedAt: ago(asked - 21),
			completeAt: ago(asked - 25),
		});
	}
	add(21, 'Late by its lender', 20, { lender: 'US-NORTH', askedAt: ago(19.9) });
	add(22, 'Asked today', 0.1, { lender: 'US-NORTH', askedAt: ago(0.05) }, new Date(ago(-1)).toISOString().slice(0, 10));
	add(23, 'Of a lender nobody knows', 20, { lender: 'US-SOUTH', askedAt: ago(19.9) });
	add(24, 'Asked today, with time', 0.1, { lender: 'US-NORTH', askedAt: ago(0.05) }, new Date(ago(-30)).toISOString().slice(0, 10));
}

export function expectStuckByLender(text: string | undefined) {
	const told = text?.split('\n\n');
	expect(told?.[0]).toBe('Not expected by the day they are needed, the oldest first');
	expect(told?.[1]).toMatch(/^- EAST-P22, Asked today, .+, needed by \w+day, \w+ \d+, \d{4}, expected by \w+day, \w+ \d+, \d{4}$/m);
	expect(told?.[2]).toMatch(/^What you can do: contact the lender\./);
	expect(told?.[3]).toBe('Later than is usual with the lender, the latest first');
	expect(told?.[4]).toMatch(
		/^- EAST-P21, Late by its lender, .+, North Fells University Library, not shipped after 1\d working days; most from there are shipped within [12] working days?$/m,
	);
	expect(told?.[5]).toBe('Not shipped in time, the oldest first');
	expect(told?.[6]).toMatch(
		/^- EAST-P23, Of a lender nobody knows, requested 1\d working days ago, .+, too few loans from there \(0\) to say what is usual$/m,
	);
	expect(text).not.toContain('EAST-P24');
}

export function expectFiguresByLender(mail: ReceivedMail | undefined, rows: ReadonlyArray<Readonly<Record<string, unknown>>>) {
	expect(mail?.text).toMatch(/\nNorth Fells University Library: 15 \| 12 \| 80% \| 4 \| 4\n/);
	expect(mail?.text).toMatch(/\nSouth .+: 1 \| 0 \| 0% \| – \| –\n/);
	expect(mail?.html).toMatch(/<h2[^>]*>By lender, last \d+ days<\/h2>/);
	expect(rows.filter(({ group }) => group === 'lender')[0]).toMatchObject({
		name: 'North Fells University Library',
		requests: 15,
		filled: 12,
		filledPercent: 80,
		medianDaysToShip: 1,
		medianDaysToReceive: 3,
		medianDaysInAll: 4,
		nineOfTenDaysInAll: 4,
	});
	expect(JSON.stringify([rows, mail?.text])).not.toMatch(/R0001/);
}
