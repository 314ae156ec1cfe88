import { createSeededNumbers } from '../createSeededNumbers';
import { makeStableNumber } from '../stableIds';
import lenderRows from './lenders.json';

/*
 * Invents what happened to a library's requests in two years. The lenders differ in speed, refusals and seasons. All numbers and days are
 * drawn from a seed, so the same seed always gives the same requests. Times are milliseconds since 1970, and none is later than `until`.
 */

/** What one lending library did with a request. What has not happened by the end is absent. */
export interface PastAttempt {
	/** The lender's symbol without authority. */
	readonly lender: string;
	readonly askedAt: number;
	readonly refusedAt?: number;
	readonly reason?: string;
	readonly promisedAt?: number;
	/** When the item was sent, or a copy delivered. */
	readonly shippedAt?: number;
	readonly receivedAt?: number;
	readonly patronReturnedAt?: number;
	readonly returnShippedAt?: number;
	readonly completeAt?: number;
}

export interface PastRequest {
	readonly number: number;
	readonly isCopy: boolean;
	readonly title: string;
	readonly patron: string;
	readonly createdAt: number;
	/** The day by which the item is needed, `YYYY-MM-DD`. */
	readonly neededBy?: string;
	readonly attempts: readonly PastAttempt[];
	readonly endOfRotaAt?: number;
}

export interface PastRequestOptions {
	readonly seed: string;
	readonly requests: number;
	readonly until?: number;
}

interface Lender {
	readonly symbol: string;
	readonly weight: number;
	/** The usual number of days until the parcel is sent, and of those that it travels. */
	readonly toShip: number;
	readonly transit: number;
	/** How much the library's number of days varies; 0: not at all. */
	readonly spread: number;
	readonly refuses: number;
	readonly reasons: readonly string[];
	/** The months, from 0, in which the library is slower, and by which factor. */
	readonly slowIn?: { readonly months: readonly number[]; readonly times: number };
	/** Whether the library is closed from the 20th of December to the 3rd of January. */
	readonly closesAtTheTurnOfTheYear?: boolean;
}

/** The lenders. US-ISLE is asked so seldom that nobody can say how long it takes. */
const lenders = lenderRows as readonly Lender[];

const day = 86_400_000;
const years = 2;

export function inventPastRequests({ seed, requests, until = Date.now() }: PastRequestOptions): PastRequest[] {
	const random = createSeededNumbers(makeStableNumber(seed));
	const from = until - years * 365 * day;
	const starts = Array.from({ length: requests }, () => from + Math.floor(random() * (until - from))).sort((a, b) => a - b);
	return starts.map((createdAt, index) => lifeOf(index + 1, createdAt, until, random));
}

function lifeOf(number: number, createdAt: number, until: number, random: () => number): PastRequest {
	const isCopy = random() < 0.2;
	const isWanted = random() < 0.3;
	const attempts: PastAttempt[] = [];
	const rota = rotaOf(random);
	let at = createdAt + 60_000;
	let endOfRotaAt: number | undefined;
	for (const [place, lender] of rota.entries()) {
		const attempt = attemptOf(lender, at, isCopy, random);
		const told = upTo(attempt, until);
		if (told !== undefined) attempts.push(told);
		if (attempt.refusedAt === undefined) break;
		at = attempt.refusedAt + 5000;
		if (place === rota.length - 1 && at < until) endOfRotaAt = at;
	}
	return {
		number,
		isCopy,
		title: `${subjects[Math.floor(random() * subjects.length)] ?? ''}, volume ${number}`,
		patron: `R${String(1 + Math.floor(random() * 900)).padStart(4, '0')}`,
		createdAt,
		...(isWanted ? { neededBy: new Date(createdAt + (7 + Math.floor(random() * 21)) * day).toISOString().slice(0, 10) } : {}),
		attempts,
		...(endOfRotaAt === undefined ? {} : { endOfRotaAt }),
	};
}

const subjects = [
	'Bees of the coast',
	'A history of bridges',
	'Songs of the fells',
	'Rivers and mills',
	'Soil and seed',
	'The glassmakers',
] as const;

function rotaOf(random: () => number): Lender[] {
	const left = [...lenders];
	return Array.from({ length: 2 + Math.floor(random() * 3) }, () => {
		let point = random() * left.reduce((sum, { weight }) => sum + weight, 0);
		const found = left.findIndex(({ weight }) => (point -= weight) < 0);
		return left.splice(Math.max(0, found), 1);
	}).flat();
}

function attemptOf(lender: Lender, askedAt: number, isCopy: boolean, random: () => number): PastAttempt {
	const { symbol, toShip, transit, spread, refuses, reasons } = lender;
	const days = (usual: number) => usual * Math.exp(spread * normal(random)) * day;
	const answeredAt = opening(lender, askedAt + days(toShip * 0.4 * season(lender, askedAt)));
	if (random() * 100 < refuses)
		return { lender: symbol, askedAt, refusedAt: answeredAt, reason: reasons[Math.floor(random() * reasons.length)] ?? 'Other' };
	const shippedAt = opening(lender, answeredAt + days(toShip * 0.6 * season(lender, answeredAt)));
	if (isCopy) return { lender: symbol, askedAt, promisedAt: answeredAt, shippedAt };
	// The own library is also closed on Saturdays and Sundays.
	const receivedAt = workday(shippedAt + days(transit));
	const patronReturnedAt = workday(receivedAt + (3 + random() * 28) * day);
	const returnShippedAt = workday(patronReturnedAt + random() * 2 * day);
	return {
		lender: symbol,
		askedAt,
		promisedAt: answeredAt,
		shippedAt,
		receivedAt,
		patronReturnedAt,
		returnShippedAt,
		completeAt: workday(returnShippedAt + days(transit)),
	};
}

function season({ slowIn }: Lender, at: number): number {
	return slowIn?.months.includes(new Date(at).getUTCMonth()) === true ? slowIn.times : 1;
}

function opening({ closesAtTheTurnOfTheYear }: Lender, at: number): number {
	const moment = new Date(at);
	const [month, date] = [moment.getUTCMonth(), moment.getUTCDate()];
	const isClosed = closesAtTheTurnOfTheYear === true && ((month === 11 && date >= 20) || (month === 0 && date < 4));
	const opens = Date.UTC(moment.getUTCFullYear() + (month === 11 ? 1 : 0), 0, 4);
	// Requests that came while the library was closed are handled on its first day, in their order.
	return workday(isClosed ? opens + Math.floor((at - (opens - 15 * day)) / 24) : at);
}

/** Moves a moment to a working day, because nobody sends a parcel on Saturdays and Sundays. The order of moments stays. */
function workday(at: number): number {
	const monday = (Math.floor(at / day) + (new Date(at).getUTCDay() === 6 ? 2 : 1)) * day;
	const weekday = new Date(at).getUTCDay();
	return weekday === 6 || weekday === 0 ? monday + Math.floor(((at - (monday - 2 * day)) / (2 * day)) * 3_600_000) : Math.floor(at);
}

/** Cuts an attempt to what has happened by a moment; undefined if it began later. */
function upTo(attempt: PastAttempt, until: number): PastAttempt | undefined {
	if (attempt.askedAt >= until) return undefined;
	const { reason, ...happened } = attempt;
	const told = Object.fromEntries(
		Object.entries(happened).filter(([, value]) => typeof value === 'string' || value < until),
	) as unknown as PastAttempt;
	return told.refusedAt === undefined || reason === undefined ? told : { ...told, reason };
}

/** Makes a number that is normally distributed around 0 (Box and Muller). */
function normal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
