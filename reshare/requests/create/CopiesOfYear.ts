import { DateTime } from 'luxon';
import { clock } from '../../clock';
import type { RequestDraft } from '../../draft';
import { isRecentArticle, isSameJournal, journalKeys, ruleOfFive, type CitedJournal } from '../model/journalCopies';
import type { PatronRequest } from '../model/request';
import { isTerminal } from '../model/state';
import type { RequestBackend, RequestQuery } from '../port/RequestBackend';
import { clockSkewMs, storedLateMs } from './timing';

/** A moment, and the library's time zone as an IANA name. */
export interface LocalMoment {
	readonly now: number;
	readonly timeZone?: string | undefined;
}

/**
 * The library's requests for copies that count in the present calendar year. All are read once, and then only what has changed since, so
 * that each draft sees what this and other processes have sent before.
 */
export class CopiesOfYear {
	readonly #rows = new Map<string, PatronRequest>();
	#first: Promise<void> | undefined;
	/** The time up to which requests were read, by the server's clock, in milliseconds since 1970. */
	#readUntil = 0;

	constructor(private readonly requests: RequestBackend) {}

	/** The requests for recent articles of the draft's journal, the oldest first. */
	async ofJournal(draft: RequestDraft, moment: LocalMoment): Promise<PatronRequest[]> {
		const newYear = DateTime.fromMillis(moment.now, { zone: moment.timeZone ?? 'UTC' }).startOf('year');
		this.#first ??= this.#read({ serviceType: 'copy', openOrClosed: 'open' }, { serviceType: 'copy', changedAfter: newYear.toJSDate() });
		try {
			await this.#first;
		} catch (error) {
			this.#first = undefined;
			throw error;
		}
		// A request that was just made may not show its service type yet.
		await this.#read({ changedAfter: new Date(this.#readUntil - storedLateMs) });
		return [...this.#rows.values()]
			.filter(
				(row) =>
					isSameJournal(row, journalOf(draft)) &&
					isRecentArticle(row, newYear.year, ruleOfFive.recentYears) &&
					row.serviceType !== 'loan' &&
					mayBringCopy(row, newYear.toMillis()),
			)
			.sort((one, other) => (one.createdAt ?? '').localeCompare(other.createdAt ?? ''));
	}

	async #read(...queries: ReadonlyArray<Partial<RequestQuery>>): Promise<void> {
		const serverNow = this.requests.serverNow();
		const from = serverNow === undefined ? clock.now() - clockSkewMs : serverNow * 1000;
		const lists = await Promise.all(
			queries.map(async (query) => await this.requests.find({ side: 'borrowing', whole: false, sort: 'createdOldest', ...query })),
		);
		for (const { request } of lists.flatMap(({ listed }) => listed)) {
			const known = this.#rows.get(request.id);
			if ((known?.changedAt ?? '') <= (request.changedAt ?? '')) this.#rows.set(request.id, request);
		}
		this.#readUntil = Math.max(this.#readUntil, from);
	}
}

/** Whether the rule of five is about such a draft: a copy from a recent issue of a journal. */
export function isOfRecentIssue(draft: RequestDraft, { now, timeZone = 'UTC' }: LocalMoment): boolean {
	const isOfBook = draft.genre === 'book' || draft.genre === 'bookitem';
	return (
		draft.serviceType === 'copy' &&
		!isOfBook &&
		isRecentArticle(draft, DateTime.fromMillis(now, { zone: timeZone }).year, ruleOfFive.recentYears)
	);
}

/** The locks of a draft's journal, in an order in which no two drafts wait for each other. */
export function locksOfJournal(scope: string, draft: RequestDraft): string[] {
	return journalKeys(journalOf(draft))
		.sort()
		.map((key) => `${scope}|journal|${key}`);
}

function journalOf(draft: RequestDraft): CitedJournal {
	return { ...draft, recordId: draft.instanceId };
}

/** Whether the request brought a copy this year or still may. An unknown state may mean either, so that it counts. */
function mayBringCopy({ changedAt, state }: PatronRequest, newYear: number): boolean {
	if (!isTerminal(state)) return true;
	const isSupplied = state?.known === undefined || state.known.event === 'complete' || state.known.event === 'documentDelivered';
	return isSupplied && !(Date.parse(changedAt ?? '') < newYear);
}
