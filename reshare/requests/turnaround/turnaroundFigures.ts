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

export interface SpanFigures {
	/** The number of requests from which the figure was computed. */
	readonly count: number;
	readonly isEnough: boolean;
	/** The percentiles; null without requests. */
	readonly days: DayPercentiles | null;
	readonly workingDays: DayPercentiles | null;
}

const spanBounds = {
	askedToShipped: ['asked', 'shipped'],
	shippedToReceived: ['shipped', 'received'],
	askedToReceived: ['asked', 'received'],
	receivedToReturned: ['received', 'returned'],
} as const satisfies Readonly<Record<string, readonly [keyof SupplierAttempt, keyof SupplierAttempt]>>;
export type SpanName = keyof typeof spanBounds;

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

type Lent = SupplierAttempt & Pick<PastRequest, 'serviceType'>;

/** Computes the figures of all libraries together, then of each library in the order of their names. Loans come first. */
export function turnaroundFiguresOf(past: readonly PastRequest[], calendar: WorkingCalendar): TurnaroundFigures[] {
	const attempts = past.flatMap(({ serviceType, attempts: of }) => of.map((attempt): Lent => ({ ...attempt, serviceType })));
	// Finding the day of a moment in a time zone is slow, and each moment counts in several figures.
	const days = new Map<number, number>();
	const dayOf = (at: number) => getOrCreate(days, at, () => dayNumber(at, calendar.timeZone));
	const byLender = [...grouped(attempts, ({ lender }) => lender)].sort(([a], [b]) => a.localeCompare(b));
	const ofTypes = (lender: string | null, of: readonly Lent[]) =>
		(['loan', 'copy'] as const).flatMap((type) => {
			const typed = of.filter(({ serviceType }) => serviceType === type);
			return typed.length === 0 ? [] : [ofLender(lender, type, typed, calendar, dayOf)];
		});
	return [...ofTypes(null, attempts), ...byLender.flatMap(([name, of]) => ofTypes(name, of))];
}

function ofLender(
	lender: string | null,
	serviceType: PastRequest['serviceType'],
	attempts: readonly SupplierAttempt[],
	calendar: WorkingCalendar,
	dayOf: (at: number) => number,
): TurnaroundFigures {
	const refused = attempts.filter((attempt) => attempt.refused !== undefined);
	const reasons = [...grouped(refused, ({ reason }) => reason ?? null)].map(([reason, of]) => ({ reason, count: of.length }));
	const asked = attempts.flatMap((attempt) => attempt.asked ?? []);
	return {
		lender,
		serviceType,
		requests: attempts.length,
		supplied: attempts.filter(({ shipped, received }) => shipped !== undefined || received !== undefined).length,
		refused: refused.length,
		refusals: reasons.sort((a, b) => b.count - a.count || (a.reason ?? '').localeCompare(b.reason ?? '')),
		lastAsked: asked.length === 0 ? null : asked.reduce((latest, at) => Math.max(latest, at)),
		spans: Object.fromEntries(
			Object.entries(spanBounds).map(([name, [from, to]]) => [name, spanOf(attempts, from, to, calendar, dayOf)]),
		) as Record<SpanName, SpanFigures>,
	};
}

function spanOf(
	attempts: readonly SupplierAttempt[],
	from: 'asked' | 'shipped' | 'received',
	to: 'shipped' | 'received' | 'returned',
	calendar: WorkingCalendar,
	dayOf: (at: number) => number,
): SpanFigures {
	const both = attempts.flatMap((attempt) => {
		const [begin, end] = [attempt[from], attempt[to]];
		// A correction by staff may have an earlier time than what it corrects.
		return begin === undefined || end === undefined || end < begin ? [] : [[dayOf(begin), dayOf(end)] as const];
	});
	return {
		count: both.length,
		isEnough: both.length >= enough,
		days: rankOf(both.map(([begin, end]) => end - begin)),
		workingDays: rankOf(both.map(([begin, end]) => countWorkingDays(begin, end, calendar))),
	};
}

function rankOf(numbers: readonly number[]): DayPercentiles | null {
	const sorted = [...numbers].sort((a, b) => a - b);
	const at = (percent: number) => sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)] ?? 0;
	return sorted.length === 0 ? null : { median: at(50), middleFrom: at(25), middleTo: at(75), nineOfTen: at(90) };
}

function grouped<One, Key>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
	const groups = new Map<Key, One[]>();
	for (const one of all) getOrCreate(groups, keyOf(one), (): One[] => []).push(one);
	return groups;
}
