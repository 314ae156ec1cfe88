import { z } from 'zod';
import { getOrCreate } from '../../memoize';
import { createdAtMs, serviceTypeOf, type PatronRequest } from '../model/request';
import { joinAttempts, supplierAttemptsOf, floorToSecond, type SupplierAttempt } from './supplierAttempts';

/*
 * The part of the histories that is stored, so that each is read once; it has no title and no patron. A stored request takes about 80
 * bytes: times are whole seconds since it was created, and each library and reason is named once. With the most requests, that is less
 * than a megabyte.
 */

/** How many of the newest requests of each back end are stored. Tests need fewer. */
export const mostStoredRequests = { requests: 10_000 };

export interface PastRequest {
	readonly serviceType: 'loan' | 'copy';
	readonly attempts: readonly SupplierAttempt[];
}

interface ReadRequest extends PastRequest {
	/** Whether the request began in another back end under the same number. */
	readonly isMigrated: boolean;
	/** When the request was created, in milliseconds since 1970. */
	readonly createdAt: number;
}

/** What was read from one back end. */
export interface HistoryCoverage {
	/** All requests created since `from` were read, in the state that they had at `until`. Both are in milliseconds since 1970. */
	readonly from: number;
	readonly until: number;
	/** The ids of those requests that could not be read. */
	readonly unread: readonly string[];
	/** Whether older requests were left out because there are too many. */
	readonly isCut: boolean;
	/** The requests that were read, by their numbers in this back end. */
	readonly requests: ReadonlyMap<string, ReadRequest>;
}

/** The coverage by the scope of the back end, because another library's requests must not count. */
export type StoredHistories = ReadonlyMap<string, HistoryCoverage>;

export function createEmptyCoverage(now: number): HistoryCoverage {
	return { from: now, until: now, unread: [], isCut: false, requests: new Map() };
}

/**
 * Adds borrowing requests, read whole, and replaces those that were read before. Keeps only the requests created since `from`, and only the
 * newest if there are too many.
 */
export function addRequests(coverage: HistoryCoverage, requests: readonly PatronRequest[], from: number): HistoryCoverage {
	const all = new Map(coverage.requests);
	for (const request of requests) {
		const { id, hrid = id, isMigrated = false } = request;
		all.set(hrid, {
			isMigrated,
			serviceType: serviceTypeOf(request) === 'copy' ? 'copy' : 'loan',
			createdAt: floorToSecond(createdAtMs(request) || 0),
			attempts: supplierAttemptsOf(request),
		});
	}
	const { requests: most } = mostStoredRequests;
	const newest = [...all].filter(([, { createdAt }]) => createdAt >= from).sort(([, a], [, b]) => b.createdAt - a.createdAt);
	const isCut = newest.length > most || (coverage.isCut && newest.length === most);
	return { ...coverage, from: Math.max(from, coverage.from), isCut, requests: new Map(newest.slice(0, most)) };
}

/** Removes the back ends from which no request migrated to this one. After a change of the settings, they belong to another library. */
export function withoutOtherBackEnds(stored: StoredHistories, scope: string): StoredHistories {
	const later = laterParts(stored, scope);
	const isContinued = ({ requests }: HistoryCoverage) => [...requests.values()].some((request) => later.has(request));
	return new Map([...stored].filter(([other, coverage]) => other === scope || isContinued(coverage)));
}

/**
 * Finds the later parts of migrated requests, by their beginnings in other back ends. The time of creation is compared as well, because a
 * number may be used again after the migration.
 */
function laterParts(stored: StoredHistories, scope: string): ReadonlyMap<ReadRequest, ReadRequest> {
	const here = [...(stored.get(scope)?.requests ?? [])];
	const migrated = new Map(
		here.filter(([, { isMigrated }]) => isMigrated).map(([hrid, request]) => [originalNumberOf(hrid, request), request]),
	);
	const elsewhere = [...stored].flatMap(([backEnd, { requests }]) => (backEnd === scope ? [] : [...requests]));
	return new Map(
		elsewhere.flatMap(([hrid, request]) => {
			const later = migrated.get(originalNumberOf(hrid, request));
			return later !== undefined && later.createdAt >= request.createdAt ? [[request, later]] : [];
		}),
	);
}

/** Returns the number in the back end in which a request began. A migration adds `~` and the position in the rota. */
function originalNumberOf(hrid: string, { isMigrated }: ReadRequest) {
	return isMigrated ? hrid.replace(/~[^~]*$/, '') : hrid;
}

/** Lists the past requests. A migrated request counts once, with the data of both back ends. */
export function pastRequestsOf(stored: StoredHistories, scope: string): PastRequest[] {
	const later = laterParts(stored, scope);
	const continued = new Set(later.values());
	return [...withoutOtherBackEnds(stored, scope).values()]
		.flatMap(({ requests }) => [...requests.values()])
		.filter((request) => !continued.has(request))
		.map((request) => ({ ...request, attempts: joinAttempts(request.attempts, later.get(request)?.attempts ?? []) }));
}

const moments = ['asked', 'refused', 'shipped', 'received', 'returned'] as const;
const secondsSince = z.number().int().nullable();
/** The stored form of an attempt: the indexes of the lender and of the reason in `words`, then the moments. */
const attemptSchema = z.tuple([z.number().int(), z.number().int().nullable()]).rest(secondsSince);
/** The stored form of a request: when it was created, in seconds since 1970; then 1 if it migrated, plus 2 if it is for a copy. */
const requestSchema = z.tuple([z.number().int(), z.number().int()]).rest(attemptSchema);
const storedSchema = z.object({
	v: z.literal(3),
	/** The names of libraries and the reasons, which the attempts refer to by index. */
	words: z.array(z.string()),
	scopes: z.record(
		z.object({
			from: z.number(),
			until: z.number(),
			unread: z.array(z.string()).readonly(),
			isCut: z.boolean(),
			requests: z.record(requestSchema),
		}),
	),
});
type StoredRequest = z.output<typeof requestSchema>;

/**
 * Reads the stored figures. Anything of unknown form counts as absent, and so do the figures of former versions, which did not distinguish
 * the back ends.
 */
export function parseStoredHistories(stored: unknown): StoredHistories {
	const { data } = storedSchema.safeParse(stored);
	if (data === undefined) return new Map();
	const { words, scopes } = data;
	const readRequest = ([at, flags, ...attempts]: StoredRequest): ReadRequest => {
		const createdAt = at * 1000;
		return {
			isMigrated: (flags & 1) !== 0,
			serviceType: (flags & 2) === 0 ? 'loan' : 'copy',
			createdAt,
			attempts: attempts.map(([lender, reason, ...times]) => ({
				lender: words[lender] ?? '',
				reason: reason === null ? undefined : words[reason],
				...Object.fromEntries(
					moments.flatMap((name, index) => (typeof times[index] === 'number' ? [[name, createdAt + times[index] * 1000]] : [])),
				),
			})),
		};
	};
	return new Map(
		Object.entries(scopes).map(([scope, coverage]) => [
			scope,
			{ ...coverage, requests: new Map(Object.entries(coverage.requests).map(([hrid, request]) => [hrid, readRequest(request)])) },
		]),
	);
}

export function serializeHistories(histories: StoredHistories): z.output<typeof storedSchema> {
	const words = new Map<string, number>();
	const indexOf = (word: string) => getOrCreate(words, word, () => words.size);
	const storeRequest = ({ isMigrated, serviceType, createdAt, attempts }: ReadRequest): StoredRequest => [
		createdAt / 1000,
		(isMigrated ? 1 : 0) + (serviceType === 'copy' ? 2 : 0),
		...attempts.map((attempt): StoredRequest[2] => {
			const times = moments.map((name) => (attempt[name] === undefined ? null : (attempt[name] - createdAt) / 1000));
			return [
				indexOf(attempt.lender),
				attempt.reason === undefined ? null : indexOf(attempt.reason),
				...times.slice(0, times.findLastIndex((time) => time !== null) + 1),
			];
		}),
	];
	const storeRequests = (requests: HistoryCoverage['requests']) =>
		Object.fromEntries([...requests].map(([hrid, request]) => [hrid, storeRequest(request)]));
	const scopes = Object.fromEntries(
		[...histories].map(([scope, coverage]) => [scope, { ...coverage, requests: storeRequests(coverage.requests) }]),
	);
	return { v: 3, words: [...words.keys()], scopes };
}
