import type { DateTime } from 'luxon';
import { clock } from '../../clock';
import type { RequestDraft } from '../../draft';
import { isRecentArticle, isSameJournal, journalKeysOf } from '../model/ruleOfFive';
import { sortOldestFirst, type PatronRequest } from '../model/request';
import { isTerminal } from '../model/state';
import type { RequestBackend } from '../port/RequestBackend';
import type { RequestQuery } from '../port/RequestQuery';
import { clockSkewMs, longestListDelayMs } from './timing';

/**
 * The library's requests for copies that count in this calendar year. All are read once, and after that only what has changed, so that each
 * draft takes into account what this and other processes have sent before.
 */
export class CopyRequestsOfYear {
	readonly #rows = new Map<string, PatronRequest>();
	#first: Promise<void> | undefined;
	/** Up to this time, by the server's clock in milliseconds since 1970, the requests were read. */
	#readUntil = 0;

	constructor(private readonly requests: RequestBackend) {}

	/** Returns the requests for recent articles of the draft's journal, the oldest first. The year begins in the time zone of `today`. */
	async ofJournal(draft: RequestDraft, today: DateTime): Promise<PatronRequest[]> {
		const newYear = today.startOf('year');
		this.#first ??= this.#read({ serviceType: 'copy', openOrClosed: 'open' }, { serviceType: 'copy', changedAfter: newYear.toJSDate() });
		await this.#first.catch((error: unknown) => {
			this.#first = undefined;
			throw error;
		});
		// A request that was just made may lack its service type, so that this query does not filter by it.
		await this.#read({ changedAfter: new Date(this.#readUntil - longestListDelayMs) });
		const counted = [...this.#rows.values()].filter(
			(row) =>
				isSameJournal(row, journalOf(draft)) &&
				isRecentArticle(row, newYear.year) &&
				row.serviceType !== 'loan' &&
				mayBringCopy(row, newYear.toMillis()),
		);
		return sortOldestFirst(counted);
	}

	async #read(...queries: ReadonlyArray<Partial<RequestQuery>>) {
		const serverNow = this.requests.serverNow();
		const from = serverNow === undefined ? clock.now() - clockSkewMs : serverNow * 1000;
		const lists = await Promise.all(
			queries.map((query) => this.requests.find({ side: 'borrowing', whole: false, sort: 'createdOldest', ...query })),
		);
		for (const { request } of lists.flatMap(({ listed }) => listed)) {
			const known = this.#rows.get(request.id);
			if ((known?.changedAt ?? '') <= (request.changedAt ?? '')) this.#rows.set(request.id, request);
		}
		this.#readUntil = Math.max(this.#readUntil, from);
	}
}

/** Whether the rule of five concerns such a draft: a copy from a recent issue of a journal. */
export function isOfRecentIssue(draft: RequestDraft, { year }: DateTime) {
	const isOfBook = draft.genre === 'book' || draft.genre === 'bookitem';
	return draft.serviceType === 'copy' && !isOfBook && isRecentArticle(draft, year);
}

/** Returns the keys of the locks for a draft's journal. They are sorted, so that two drafts never wait for each other's locks. */
export function lockKeysOfJournal(scope: string, draft: RequestDraft) {
	return journalKeysOf(journalOf(draft))
		.sort()
		.map((key) => `${scope}|journal|${key}`);
}

function journalOf(draft: RequestDraft) {
	return { ...draft, recordId: draft.instanceId };
}

/** Whether the request brought a copy this year, or still may. A request with an unknown state counts, too. */
function mayBringCopy({ changedAt, state }: PatronRequest, newYear: number) {
	if (!isTerminal(state)) return true;
	const isSupplied = state?.known === undefined || state.known.event === 'complete' || state.known.event === 'documentDelivered';
	return isSupplied && !(Date.parse(changedAt ?? '') < newYear);
}
