import type { PatronRequest } from '../model/request';
import { timelinePartsOf } from '../read/timelineEntries';

/** What one lending library did with a request; times are milliseconds since 1970, in whole seconds. */
export interface SupplierAttempt {
	readonly lender: string;
	readonly asked?: number;
	readonly refused?: number;
	readonly reason?: string;
	/** When the item was sent, or a copy delivered. */
	readonly shipped?: number;
	readonly received?: number;
	/** When the item was sent back; if that is not known, when the request was complete. */
	readonly returned?: number;
}

/** The moments of an attempt that events show. */
const momentOf: Readonly<Partial<Record<string, 'shipped' | 'received' | 'returned'>>> = {
	shipped: 'shipped',
	documentDelivered: 'shipped',
	documentAvailable: 'shipped',
	loanedDigitally: 'shipped',
	received: 'received',
	returnShipped: 'returned',
	complete: 'returned',
};

/** Events after which no library is being asked. */
const endsAsking = new Set<string | null>(['supplierDeclined', 'cancelRequested', 'cancelRefused', 'endOfRota', 'cancelled', 'needsStaff']);

/**
 * Lists the libraries that were asked for a borrowing request, read whole, in their order. A library was asked at the time when the history
 * first names it.
 */
export function supplierAttemptsOf(request: PatronRequest): SupplierAttempt[] {
	const attempts: Array<{ -readonly [Name in keyof SupplierAttempt]: SupplierAttempt[Name] }> = [];
	for (const step of stepsOf(request)) {
		const { library, event, refusal } = step;
		const at = floorToSecond(step.time);
		let attempt = attempts.findLast(({ refused, lender }) => refused === undefined && (library === null || lender === library));
		if (attempt === undefined && library !== null && beginsAttempt(step)) {
			// After a migration, the first message of a library does not mean that it was just asked.
			const isUnderWay = request.isMigrated === true && attempts.length === 0;
			attempt = refusal !== undefined || isUnderWay ? { lender: library } : { lender: library, asked: at };
			attempts.push(attempt);
		}
		if (attempt === undefined) continue;
		const moment = refusal === undefined ? momentOf[event ?? ''] : 'refused';
		if (refusal !== undefined) attempt.reason = refusal.reason ?? undefined;
		if (moment !== undefined && (attempt[moment] === undefined || event === 'returnShipped')) attempt[moment] = at;
	}
	return attempts;
}

export function floorToSecond(ms: number) {
	return Math.floor(ms / 1000) * 1000;
}

type Step = ReturnType<typeof stepsOf>[number];

/** Lists the steps of lending libraries in the order of time. A library's refusal comes before what follows from it. */
function stepsOf(request: PatronRequest) {
	return (
		timelinePartsOf(request, 'UTC')
			.map((part) => ({ ...part, time: Date.parse(part.at) }))
			// The own library is no lender, although it stands in the rota if it may have the item.
			.filter(({ time, library }) => !Number.isNaN(time) && (library === null || library !== request.borrower))
			.filter(({ kind, refusal }) => kind === 'status' || refusal !== undefined)
			.sort((a, b) => a.time - b.time || Number(b.refusal !== undefined) - Number(a.refusal !== undefined))
	);
}

function beginsAttempt({ event, phase, refusal }: Step) {
	return refusal !== undefined || (!endsAsking.has(event) && (phase === 'asking' || momentOf[event ?? ''] === 'shipped'));
}

/** Combines the attempts of a migrated request from both back ends. */
export function joinAttempts(before: readonly SupplierAttempt[], after: readonly SupplierAttempt[]): SupplierAttempt[] {
	const last = before.at(-1);
	const [first, ...rest] = after;
	// Whether the library was asked before the migration, and answered after it.
	const isContinued = last !== undefined && first !== undefined && last.refused === undefined && last.lender === first.lender;
	if (!isContinued) return [...before, ...after];
	// Only a refusal has a reason, and the attempt before the migration was not refused.
	return [...before.slice(0, -1), { ...first, ...last, reason: first.reason }, ...rest];
}
