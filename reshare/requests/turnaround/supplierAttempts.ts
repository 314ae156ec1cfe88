import type { PatronRequest } from '../model/request';
import { withoutAbsentFields } from '../port/fieldSchemas';
import { timelineEntriesOf } from '../read/timeline';

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
const momentOf: ReadonlyMap<string | null, 'shipped' | 'received' | 'returned'> = new Map([
	['shipped', 'shipped'],
	['documentDelivered', 'shipped'],
	['documentAvailable', 'shipped'],
	['loanedDigitally', 'shipped'],
	['received', 'received'],
	['returnShipped', 'returned'],
	['complete', 'returned'],
]);

/** Events after which no library is being asked. */
const endsAsking: ReadonlySet<string | null> = new Set([
	'supplierDeclined',
	'cancelRequested',
	'cancelRefused',
	'endOfRota',
	'cancelled',
	'needsStaff',
]);

type Step = { readonly at: number; readonly library: string | null } & (
	| { readonly kind: 'refusal'; readonly reason: string | null }
	| { readonly kind: 'status'; readonly event: string | null; readonly isAsking: boolean }
);

/**
 * Lists the libraries that were asked for a borrowing request, read whole, in their order. A library was asked at the time when the history
 * first names it.
 */
export function supplierAttemptsOf(request: PatronRequest): SupplierAttempt[] {
	const attempts: Array<{ -readonly [Name in keyof SupplierAttempt]: SupplierAttempt[Name] }> = [];
	for (const step of stepsOf(request)) {
		const { library } = step;
		const at = floorToSecond(step.at);
		let attempt = attempts.findLast(({ refused, lender }) => refused === undefined && (library === null || lender === library));
		if (attempt === undefined && library !== null && beginsAttempt(step)) {
			// After a migration, the first message of a library does not mean that it was just asked.
			const isUnderWay = request.isMigrated === true && attempts.length === 0;
			attempt = step.kind === 'refusal' || isUnderWay ? { lender: library } : { lender: library, asked: at };
			attempts.push(attempt);
		}
		if (attempt === undefined) continue;
		if (step.kind === 'refusal') Object.assign(attempt, { refused: at, reason: step.reason ?? undefined });
		else {
			const moment = momentOf.get(step.event);
			if (moment !== undefined && (attempt[moment] === undefined || step.event === 'returnShipped')) attempt[moment] = at;
		}
	}
	return attempts;
}

export function floorToSecond(ms: number): number {
	return Math.floor(ms / 1000) * 1000;
}

/** Lists the steps of lending libraries in the order of time. A library's refusal comes before what follows from it. */
function stepsOf(request: PatronRequest): Step[] {
	const { entries, refusals } = timelineEntriesOf(request, 'UTC');
	const steps: Step[] = [
		...refusals.map(({ at, library, reason }): Step => ({ kind: 'refusal', at: Date.parse(at), library, reason })),
		...entries.flatMap(({ kind, at, library, event, phase }): Step[] =>
			kind === 'status' ? [{ kind, at: Date.parse(at), library, event, isAsking: phase === 'asking' }] : [],
		),
	];
	return (
		steps
			// The own library is no lender, although it stands in the rota if it may have the item.
			.filter(({ at, library }) => !Number.isNaN(at) && (library === null || library !== request.borrower))
			.sort((a, b) => a.at - b.at)
	);
}

function beginsAttempt(step: Step): boolean {
	if (step.kind === 'refusal') return true;
	const { event, isAsking } = step;
	return !endsAsking.has(event) && (isAsking || momentOf.get(event) === 'shipped');
}

/** Combines the attempts of a migrated request from both back ends. */
export function joinAttempts(before: readonly SupplierAttempt[], after: readonly SupplierAttempt[]): SupplierAttempt[] {
	const last = before.at(-1);
	const [first, ...rest] = after;
	if (last === undefined || first === undefined) return [...before, ...after];
	// The library was asked before the migration, and answered after it.
	if (last.refused === undefined && last.lender === first.lender)
		return [...before.slice(0, -1), { ...first, ...(withoutAbsentFields({ ...last }) as Partial<SupplierAttempt>) }, ...rest];
	return [...before, ...after];
}
