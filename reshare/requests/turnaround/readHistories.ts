import { clock } from '../../clock';
import { isErrorOfOneCall, ReShareError } from '../../errors';
import { joinSentences } from '../../sentences';
import { dayMs } from '../model/datesAndTimes';
import { createdAtMs, type PatronRequest } from '../model/request';
import type { RequestBackend } from '../port/RequestBackend';
import type { RequestQuery } from '../port/RequestQuery';
import { createEmptyCoverage, mostStoredRequests, addRequests, type HistoryCoverage } from './storedHistories';

/** By how much a reading overlaps the last one, because requests may have been stored while that one ran. */
const overlapMs = 600_000;

/** How many requests are read at a time: a page of CrossLink's list. A failure loses no more than these. Tests need fewer. */
export const historyBatch = { size: 100 };

/** The most requests that may remain unread. If there are more, the server has a problem. */
const mostUnread = 100;

/**
 * Reads what has changed since `before`, and then older requests back to `daysBack`, the newest first. `keep` gets the result of each step,
 * so that a failure loses nothing, and the next reading continues there.
 *
 * @returns how many requests were read
 */
export async function readHistories(
	backend: RequestBackend,
	before: HistoryCoverage | undefined,
	daysBack: number,
	keep: (coverage: HistoryCoverage) => void,
) {
	const began = clock.now();
	const wantedFrom = began - daysBack * dayMs;
	let coverage = before ?? createEmptyCoverage(began);
	const ids = new Set<string>();
	let until: number | undefined;
	const add = ({ requests, unread }: Read, from: number) => {
		// The first answer tells the server's time. If its clock is behind, requests were read only up to that time.
		until ??= Math.min(began, (backend.serverNow() ?? Infinity) * 1000);
		const failing = [...new Set([...coverage.unread, ...unread])].filter((id) => !requests.some((request) => request.id === id));
		if (failing.length > mostUnread)
			throw new ReShareError(
				'server',
				`ReShare does not give out ${failing.length} requests`,
				'Try again later. If it goes on, tell whoever runs your ReShare.',
			);
		coverage = addRequests({ ...coverage, from, until, unread: failing }, requests, wantedFrom);
		for (const { id } of requests) ids.add(id);
		keep(coverage);
	};

	if (before !== undefined) {
		const changed = await readTolerantly(backend, {
			changedAfter: new Date(Math.max(wantedFrom, before.until - overlapMs)),
			sort: 'createdOldest',
		});
		const again = await readEach(backend, before.unread);
		coverage = { ...coverage, unread: [] };
		add({ requests: [...again.requests, ...changed.requests], unread: [...again.unread, ...changed.unread] }, coverage.from);
	}
	for (let limit = historyBatch.size; coverage.from > wantedFrom && !coverage.isCut;) {
		// The time of creation may have fractions of a millisecond, which are cut off here. So the bound is one millisecond later.
		const createdBefore = new Date(coverage.from + 1);
		const read = await readTolerantly(backend, { createdAfter: new Date(wantedFrom), createdBefore, sort: 'createdNewest', limit });
		const times = read.listed.map((row) => createdAtMs(row) || coverage.from);
		const oldest = read.listed.length < limit ? wantedFrom : Math.min(coverage.from, ...times);
		// If more requests have the same time than fit into a batch, the batch grows.
		if (oldest === coverage.from) limit *= 2;
		add(read, oldest);
	}
	return ids.size;
}

/**
 * Reads requests. If a call for several requests fails, each is read by itself, so that one that cannot be read does not affect the others.
 */
async function readTolerantly(backend: RequestBackend, wanted: Omit<RequestQuery, 'side'>) {
	const list = async (whole: boolean) =>
		(await backend.find({ side: 'borrowing', ...wanted, whole, changesOnly: whole })).listed.map(({ request }) => request);
	try {
		const requests = await list(true);
		return { requests, unread: [], listed: requests };
	} catch (error) {
		if (!isErrorOfOneCall(error)) throw error;
		const listed = await list(false);
		const read = await readEach(
			backend,
			listed.map(({ id }) => id),
		);
		// No request could be read, so the server is down.
		if (read.requests.length === 0) throw error;
		return { ...read, listed };
	}
}

type Read = Awaited<ReturnType<typeof readEach>>;

async function readEach(backend: RequestBackend, ids: readonly string[]) {
	const requests: PatronRequest[] = [];
	/** The ids of requests that cannot be read. */
	const unread: string[] = [];
	for (const id of ids) {
		try {
			const request = await backend.get(id);
			if (request !== undefined) requests.push(request);
		} catch (error) {
			if (!isErrorOfOneCall(error)) throw error;
			unread.push(id);
		}
	}
	return { requests, unread };
}

/** Says in sentences what the figures lack; undefined where they are complete. */
export function incompleteFiguresSentence({ unread, isCut }: HistoryCoverage): string | undefined {
	const unreadSentence =
		unread.length === 1
			? 'One request could not be read and does not count.'
			: `${unread.length} requests could not be read and do not count.`;
	return (
		joinSentences(
			unread.length > 0 ? unreadSentence : undefined,
			isCut ? `Only the newest ${mostStoredRequests.requests.toLocaleString('en-US')} requests count.` : undefined,
		) || undefined
	);
}
