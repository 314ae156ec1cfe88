import { getOrCreate } from '../../memoize';
import { dayNumber, countWorkingDays, type WorkingCalendar } from '../model/workingDays';
import type { PastRequest } from './storedHistories';
import type { SupplierAttempt } from './supplierAttempts';

/** Percentiles in whole days, by nearest rank. */
interface DayPercentiles {
	readonly median: number;
	/** The bounds of the middle half of the requests: this field and the next. */
	readonly middleFrom: number;
	readonly middleTo: number;
	/** The days within which 9 of 10 requests are done. */
	readonly nineOfTen: number;
}

interface SpanFigures {
	/** The number of requests from which the figure was computed. */
	readonly count: number;
	readonly isEnough: boolean;
	/** The percentiles; null without requests. */
	readonly days: DayPercentiles | null;
	readonly workingDays: DayPercentiles | null;
}

/** The names of the spans, each with the moments at which it begins and ends. */
const spans = [
	['askedToShipped', 'asked', 'shipped'],
	['shippedToReceived', 'shipped', 'received'],
	['askedToReceived', 'asked', 'received'],
	['receivedToReturned', 'received', 'returned'],
] as const;
type SpanName = (typeof spans)[number][0];

export interface TurnaroundFigures {
	/** The library; null: all libraries. */
	readonly lender: string | null;
	readonly serviceType: 'loan' | 'copy';
	readonly requests: number;
	readonly supplied: number;
	readonly refused: number;
	/** The refusals, most frequent first. */
	readonly refusals: ReadonlyArray<{ readonly reason: string | null; readonly count: number }>;
	/** When a library was last asked, in milliseconds since 1970; null if none was. */
	readonly lastAsked: number | null;
	readonly spans: Readonly<Record<SpanName, SpanFigures>>;
}

/** How many requests are needed to predict an arrival. */
const enough = 10;

type MeasuredAttempts = ReturnType<typeof measureAttempts>;

/** Computes the figures of all libraries together, then of each library in the order of their names. Loans come first. */
export function turnaroundFiguresOf(past: readonly PastRequest[], calendar: WorkingCalendar): TurnaroundFigures[] {
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

function figuresOf(lender: string | null, serviceType: PastRequest['serviceType'], all: MeasuredAttempts): TurnaroundFigures {
	const attempts = all.filter((attempt) => attempt.serviceType === serviceType);
	const refused = attempts.filter((attempt) => attempt.refused !== undefined);
	const reasons = [...grouped(refused, ({ reason }) => reason ?? null)].map(([reason, of]) => ({ reason, count: of.length }));
	const durations = attempts.flatMap((attempt) => attempt.durations);
	const figuresOfSpan = (name: SpanName): SpanFigures => {
		const ofSpan = durations.filter(({ span }) => span === name);
		return {
			count: ofSpan.length,
			isEnough: ofSpan.length >= enough,
			days: percentilesOf(ofSpan.map(({ days }) => days)),
			workingDays: percentilesOf(ofSpan.map(({ workingDays }) => workingDays)),
		};
	};
	return {
		lender,
		serviceType,
		requests: attempts.length,
		supplied: attempts.filter(({ shipped, received }) => shipped !== undefined || received !== undefined).length,
		refused: refused.length,
		refusals: reasons.sort((a, b) => b.count - a.count || (a.reason ?? '').localeCompare(b.reason ?? '')),
		lastAsked: attempts.flatMap(({ asked }) => asked ?? []).sort((a, b) => b - a)[0] ?? null,
		spans: Object.fromEntries(spans.map(([name]) => [name, figuresOfSpan(name)])) as TurnaroundFigures['spans'],
	};
}

function percentilesOf(numbers: readonly number[]): DayPercentiles | null {
	const sorted = [...numbers].sort((a, b) => a - b);
	const at = (percent: number) => sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? 0;
	return sorted.length === 0 ? null : { median: at(50), middleFrom: at(25), middleTo: at(75), nineOfTen: at(90) };
}

function grouped<One, Key>(all: readonly One[], keyOf: (one: One) => Key) {
	const groups = new Map<Key, One[]>();
	for (const one of all) getOrCreate(groups, keyOf(one), (): One[] => []).push(one);
	return groups;
}
