import { getOrCreate } from '../../memoize';
import { dayNumber, countWorkingDays, type WorkingCalendar } from '../model/workingDays';
import type { PastRequest } from './storedHistories';
import type { SupplierAttempt } from './supplierAttempts';

/** The names of the spans, each with the moments at which it begins and ends. */
const spans = [
	['askedToShipped', 'asked', 'shipped'],
	['shippedToReceived', 'shipped', 'received'],
	['askedToReceived', 'asked', 'received'],
	['receivedToReturned', 'received', 'returned'],
] as const;
type SpanName = (typeof spans)[number][0];

export type TurnaroundFigures = Readonly<ReturnType<typeof figuresOf>>;

/** How many requests are needed to predict an arrival. */
const enough = 10;

/** Computes the figures of all libraries together, then of each library in the order of their names. Loans come first. */
export function turnaroundFiguresOf(past: readonly PastRequest[], calendar: WorkingCalendar) {
	const attempts = measureAttempts(past, calendar);
	const byLender = [...grouped(attempts, ({ lender }) => lender)].sort(([a], [b]) => a.localeCompare(b));
	return [[null, attempts] as const, ...byLender]
		.flatMap(([lender, all]) => [figuresOf(lender, 'loan', all), figuresOf(lender, 'copy', all)])
		.filter(({ requests }) => requests > 0);
}

/** Lists the attempts, each with the days that its spans took. */
function measureAttempts(past: readonly PastRequest[], calendar: WorkingCalendar) {
	// Finding the day of a moment in a time zone is slow, and each moment counts in several spans.
	const days = new Map<number, number>();
	const dayOf = (at: number) => getOrCreate(days, at, () => dayNumber(at, calendar.timeZone));
	const durationsOf = (attempt: SupplierAttempt) =>
		spans.flatMap(([span, from, to]) => {
			const { [from]: begin = Infinity, [to]: end = -Infinity } = attempt;
			// A correction by staff may have an earlier time than what it corrects.
			if (end < begin) return [];
			return { span, days: dayOf(end) - dayOf(begin), workingDays: countWorkingDays(dayOf(begin), dayOf(end), calendar) };
		});
	return past.flatMap(({ serviceType, attempts }) =>
		attempts.map((attempt) => ({ ...attempt, serviceType, durations: durationsOf(attempt) })),
	);
}

function figuresOf(lender: string | null, serviceType: PastRequest['serviceType'], all: ReturnType<typeof measureAttempts>) {
	const attempts = all.filter((attempt) => attempt.serviceType === serviceType);
	const refused = attempts.filter((attempt) => attempt.refused !== undefined);
	const reasons = [...grouped(refused, ({ reason }) => reason ?? null)].map(([reason, of]) => ({ reason, count: of.length }));
	const durations = attempts.flatMap((attempt) => attempt.durations);
	const figuresOfSpan = (name: SpanName) => {
		const ofSpan = durations.filter(({ span }) => span === name);
		return {
			/** The number of requests from which the figures were computed. */
			count: ofSpan.length,
			isEnough: ofSpan.length >= enough,
			days: percentilesOf(ofSpan.map(({ days }) => days)),
			workingDays: percentilesOf(ofSpan.map(({ workingDays }) => workingDays)),
		};
	};
	return {
		/** The library; null: all libraries. */
		lender,
		serviceType,
		requests: attempts.length,
		supplied: attempts.filter(({ shipped, received }) => (shipped ?? received) !== undefined).length,
		refused: refused.length,
		/** The refusals, most frequent first. */
		refusals: reasons.sort((a, b) => b.count - a.count || (a.reason ?? '').localeCompare(b.reason ?? '')),
		/** When a library was last asked, in milliseconds since 1970; null if none was. */
		lastAsked: attempts.flatMap(({ asked }) => asked ?? []).sort((a, b) => b - a)[0] ?? null,
		spans: Object.fromEntries(spans.map(([name]) => [name, figuresOfSpan(name)])) as Record<SpanName, ReturnType<typeof figuresOfSpan>>,
	};
}

/** Computes percentiles of whole days, by nearest rank; null without requests. */
function percentilesOf(numbers: readonly number[]) {
	const sorted = numbers.toSorted((a, b) => a - b);
	const at = (percent: number) => sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? 0;
	if (sorted.length === 0) return null;
	return {
		median: at(50),
		/** The bounds of the middle half of the requests: this field and the next. */
		middleFrom: at(25),
		middleTo: at(75),
		/** The days within which 9 of 10 requests are done. */
		nineOfTen: at(90),
	};
}

function grouped<One, Key>(all: readonly One[], keyOf: (one: One) => Key) {
	const groups = new Map<Key, One[]>();
	for (const one of all) getOrCreate(groups, keyOf(one), (): One[] => []).push(one);
	return groups;
}
