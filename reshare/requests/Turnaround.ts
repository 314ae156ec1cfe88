import { clock } from '../clock';
import { badInputError, ReShareError } from '../errors';
import { parseStoredValue } from '../json';
import { Cache } from '../Cache';
import { serviceTypeOf, type PatronRequest } from './model/request';
import { messageTimeMs } from './model/messages';
import { isTerminal } from './model/state';
import { dayNumber, dayOfNumber, type WorkingCalendar } from './model/workingDays';
import { dayMs } from './model/datesAndTimes';
import type { ListedRequest, RequestBackend } from './port/RequestBackend';
import { arrivalOutlookOf, type LikelyArrival, type ArrivalOutlook } from './turnaround/arrivalOutlook';
import { turnaroundFiguresOf, type TurnaroundFigures } from './turnaround/turnaroundFigures';
import {
	pastRequestsOf,
	parseStoredHistories,
	serializeHistories,
	withoutOtherBackEnds,
	type StoredHistories,
	type PastRequest,
} from './turnaround/storedHistories';
import { readHistories, incompleteFiguresSentence } from './turnaround/readHistories';
import { supplierAttemptsOf, type SupplierAttempt } from './turnaround/supplierAttempts';

/**
 * The longest time that letters to patrons wait for predicted days of arrival: all calls of `arrival` of one `Turnaround` share it. Tests
 * shorten it.
 */
export const longestWaitForArrivalDay = { ms: 15_000 };

/**
 * The latest finished loans of a lender, without titles and patrons. They are chosen by the time of their end, so that slow ones are among
 * them. Key: back end, tenant, library symbol and lender, for all accounts that may read the request. TTL: a week. A failure is not cached,
 * and the letter then names no day of arrival.
 */
const latelyLent = new Cache<readonly PastRequest[]>(7 * dayMs);
const latestLoans = 50;

export interface TurnaroundSettings {
	readonly calendar: WorkingCalendar;
	/** The age in days from which requests are not counted. */
	readonly daysBack: number;
}

/** Measures how long lending libraries take, by the library's own requests. */
export class Turnaround {
	#histories: StoredHistories = new Map();
	#figures: readonly TurnaroundFigures[] | undefined;
	#patientUntil: number | undefined;

	constructor(
		private readonly backend: RequestBackend,
		private readonly setting: TurnaroundSettings,
	) {}

	/**
	 * Restores the stored figures.
	 *
	 * @param stored `storedHistories` of an earlier reading, or its JSON; a value of unknown form counts as nothing
	 */
	restoreHistories(stored: unknown) {
		this.#histories = parseStoredHistories(parseStoredValue(stored));
		this.#figures = undefined;
	}

	/** The figures to store for the next reading, without titles and patrons. They are valid after a failure, too. */
	get storedHistories(): unknown {
		return serializeHistories(this.#histories);
	}

	/** What the figures lack, in sentences; undefined where they lack nothing. */
	get remark(): string | undefined {
		const coverage = this.#histories.get(this.backend.scope);
		return coverage && incompleteFiguresSentence(coverage);
	}

	/** Reads what has changed since the last reading. @returns how many requests were read */
	async read() {
		const { scope } = this.backend;
		const count = await readHistories(this.backend, this.#histories.get(scope), this.setting.daysBack, (coverage) => {
			this.#histories = new Map([...this.#histories, [scope, coverage]]);
			this.#figures = undefined;
		});
		this.#histories = withoutOtherBackEnds(this.#histories, scope);
		return count;
	}

	figures(): readonly TurnaroundFigures[] {
		this.#figures ??= turnaroundFiguresOf(pastRequestsOf(this.#histories, this.backend.scope), this.setting.calendar);
		return this.#figures;
	}

	/** Lists the open borrowing requests, the oldest first. */
	async open(): Promise<readonly ListedRequest[]> {
		const counted = { workingDays: 0, now: new Date(clock.now()), calendar: this.setting.calendar };
		const { listed } = await this.backend.find({
			side: 'borrowing',
			openOrClosed: 'open',
			age: counted,
			noStatusChangeFor: counted,
			whole: true,
			sort: 'createdOldest',
		});
		return listed;
	}

	/**
	 * Predicts when a borrowing request, read whole, should arrive, and whether it is late; undefined where it has arrived, or no library
	 * has it.
	 */
	outlook(request: PatronRequest): ArrivalOutlook | undefined {
		const attempt = awaitedAttempt(request);
		return attempt && this.#outlook(request, attempt, this.figures());
	}

	/**
	 * Predicts when a loan should arrive, by the latest loans of its lender alone. The result is undefined if the day cannot be predicted,
	 * or has passed.
	 *
	 * @throws ReShareError if the loans cannot be read in time; the reading goes on, and the next call can use its result
	 */
	async arrival(id: string): Promise<LikelyArrival | undefined> {
		this.#patientUntil ??= clock.elapsed() + longestWaitForArrivalDay.ms;
		const over = new AbortController();
		const tooLate = clock.sleep(Math.max(0, this.#patientUntil - clock.elapsed()), over.signal).then(() => {
			throw new ReShareError('timeout', 'ReShare took too long to tell of earlier loans');
		});
		try {
			return await Promise.race([this.#arrival(id), tooLate]);
		} finally {
			over.abort('The wait is over');
		}
	}

	async #arrival(id: string): Promise<LikelyArrival | undefined> {
		const request = await this.backend.get(id);
		if (request?.side !== 'borrowing' || request.otherSymbol === undefined || serviceTypeOf(request) === 'copy') return undefined;
		const attempt = awaitedAttempt(request);
		if (attempt === undefined) return undefined;
		const { calendar, daysBack } = this.setting;
		const lender = request.otherSymbol;
		const past = await latelyLent.get(`${this.backend.scope}|${lender}`, async () => {
			const { listed } = await this.backend.find({
				side: 'borrowing',
				serviceType: 'loan',
				lender,
				states: this.backend.states.codes('borrowing', ({ event }) => event === 'complete'),
				createdAfter: new Date(clock.now() - daysBack * dayMs),
				whole: true,
				changesOnly: true,
				sort: 'changedNewest',
				limit: latestLoans,
			});
			return listed.map(({ request: loan }) => ({ serviceType: 'loan', attempts: supplierAttemptsOf(loan) }));
		});
		const { arrival } = this.#outlook(request, attempt, turnaroundFiguresOf(past, calendar));
		return arrival && arrival.day >= dayOfNumber(dayNumber(clock.now(), calendar.timeZone)) ? arrival : undefined;
	}

	#outlook(request: PatronRequest, attempt: SupplierAttempt, figures: readonly TurnaroundFigures[]): ArrivalOutlook {
		const serviceType = serviceTypeOf(request) === 'copy' ? 'copy' : 'loan';
		const ofLender = figures.find((one) => one.lender === attempt.lender && one.serviceType === serviceType);
		return arrivalOutlookOf(attempt, ofLender, { neededBy: request.neededBy, now: clock.now(), calendar: this.setting.calendar });
	}
}

/** Returns the attempt of the library whose item a borrowing request waits for; undefined if it has arrived, or no library has it. */
function awaitedAttempt(request: PatronRequest): SupplierAttempt | undefined {
	if (request.side === 'lending') throw badInputError('A lending request arrives at another library', 'Give a borrowing request.');
	const attempt = supplierAttemptsOf(request).findLast(({ refused }) => refused === undefined);
	if (attempt === undefined || attempt.received !== undefined || isTerminal(request.state)) return undefined;
	const isDelivered = serviceTypeOf(request) === 'copy' && attempt.shipped !== undefined;
	return isDelivered || isCanceled(request, attempt) ? undefined : attempt;
}

/**
 * Whether a cancellation was requested or agreed to, which need not change the request's state. The arrival of the item is then not
 * awaited.
 */
function isCanceled({ state, messages }: PatronRequest, { asked = 0 }: SupplierAttempt) {
	const { exchange, broughtBy = [] } = state?.known ?? {};
	return (
		exchange === 'cancelAsked' ||
		broughtBy.includes('Cancelled') ||
		messages.some((message) => message.sent !== true && message.status === 'Cancelled' && messageTimeMs(message) >= asked)
	);
}
