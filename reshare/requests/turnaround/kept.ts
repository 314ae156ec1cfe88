import { z } from 'zod';
import { once } from '../../once';
import { serviceTypeOf, type PatronRequest } from '../model/request';
import { joined, turnsOf, type Turn } from './turns';

/*
 * What was read of histories, so that each is read once; no title, no patron. Times are whole seconds since 1970, and each library and reason is named
 * once, so that ten thousand requests take about a megabyte.
 */

const seconds = z.number().int().nullable();
const moments = ['asked', 'refused', 'shipped', 'received', 'returned'] as const;
/** Lender and reason, then the moments. */
const turnSchema = z.tuple([z.number().int(), z.number().int().nullable()]).rest(seconds);
const requestSchema = z.object({
	/** Number; and that it began in another back end under the same one. */
	n: z.string(),
	m: z.literal(1).optional(),
	/** Copy. */
	c: z.literal(1).optional(),
	at: z.number().int(),
	t: z.array(turnSchema),
});
const keptSchema = z.object({
	v: z.literal(2),
	/** Libraries and reasons. */
	words: z.array(z.string()),
	requests: z.record(requestSchema),
	/** Up to when each back end was read, in milliseconds since 1970. */
	until: z.record(z.number()),
});
export type Kept = z.output<typeof keptSchema>;

export interface Past {
	readonly serviceType: 'loan' | 'copy';
	readonly turns: readonly Turn[];
}

/** Anything unknown counts as nothing. */
export function readKept(stored: unknown): Kept {
	const parsed = keptSchema.safeParse(stored);
	return parsed.success ? parsed.data : { v: 2, words: [], requests: {}, until: {} };
}

/** Of borrowing requests, read whole: replaces those that were read before, and forgets those that began before `from`. */
export function keep(kept: Kept, requests: readonly PatronRequest[], { scope, until, from }: { readonly scope: string; readonly until: number; readonly from: number }): Kept {
	const words = [...kept.words];
	const places = new Map(words.map((word, index) => [word, index]));
	const placeOf = (word: string): number => once(places, word, () => words.push(word) - 1);
	const whole = (ms: number | undefined): number | null => (ms === undefined ? null : Math.floor(ms / 1000));
	const read = requests.map((request): [string, Kept['requests'][string]] => [
		request.id,
		{
			n: numberOf(request),
			m: request.wasMovedHere === true ? 1 : undefined,
			c: serviceTypeOf(request) === 'copy' ? 1 : undefined,
			at: whole(Date.parse(request.createdAt ?? '')) ?? 0,
			t: turnsOf(request).map((turn) => [placeOf(turn.lender), turn.reason === undefined ? null : placeOf(turn.reason), ...moments.map((name) => whole(turn[name]))]),
		},
	]);
	const all = { ...kept.requests, ...Object.fromEntries(read) };
	return { v: 2, words, requests: Object.fromEntries(Object.entries(all).filter(([, { at }]) => at * 1000 >= from)), until: { ...kept.until, [scope]: until } };
}

/** A moved request's number is that of the old back end, then `~` and its turn in the rota. */
function numberOf({ id, hrid, wasMovedHere }: PatronRequest): string {
	return wasMovedHere === true ? (hrid ?? id).replace(/~[^~]*$/, '') : (hrid ?? id);
}

/** A moved request is one, with what both back ends told of it. */
export function pastOf({ words, requests }: Kept): Past[] {
	const all = Object.values(requests);
	const moved = new Map(all.filter(({ m }) => m === 1).map((request) => [request.n, request]));
	const begun = all.filter(({ m }) => m !== 1);
	// After the move, a number may be used again.
	const laterOf = ({ n, at }: Kept['requests'][string]) => {
		const later = moved.get(n);
		return later !== undefined && later.at >= at ? later : undefined;
	};
	const continued = new Set(begun.flatMap((request) => laterOf(request) ?? []));
	const turns = (request: Kept['requests'][string] | undefined): Turn[] => (request?.t ?? []).map(([lender, reason, ...times]) => ({
		lender: words[lender] ?? '',
		reason: reason === null ? undefined : words[reason],
		...Object.fromEntries(moments.map((name, index) => [name, typeof times[index] === 'number' ? times[index] * 1000 : undefined])),
	}));
	return [...begun, ...[...moved.values()].filter((request) => !continued.has(request))].map((request) => ({
		serviceType: request.c === 1 ? 'copy' : 'loan',
		turns: joined(turns(request), turns(request.m === 1 ? undefined : laterOf(request))),
	}));
}
