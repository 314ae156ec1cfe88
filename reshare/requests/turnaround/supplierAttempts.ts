import type { PatronRequest } from '../model/request';
import { withoutAbsent } from '../port/wireFields';
import { timelineOf } from '../read/timeline';

/** What one lending library did with a request; times are milliseconds since 1970. */
export interface SupplierAttempt {
	readonly lender: string;
	readonly asked?: number;
	readonly refused?: number;
	readonly reason?: string;
	/** For a copy: delivered. */
	readonly shipped?: number;
	readonly received?: number;
	/** The item was sent back, or else the request is complete. */
	readonly returned?: number;
}

const shipping: ReadonlySet<string | null> = new Set(['shipped', 'documentDelivered', 'documentAvailable', 'loanedDigitally']);
/** Events after which no library is being asked. */
const passing: ReadonlySet<string | null> = new Set([
	'supplierDeclined',
	'cancelRequested',
	'cancelRefused',
	'endOfRota',
	'cancelled',
	'needsStaff',
]);

/**
 * The libraries that were asked for a borrowing request, read whole, in their order. A library was asked when the history first names it.
 */
export function supplierAttempts(request: PatronRequest): SupplierAttempt[] {
	const attempts: Array<{ -readonly [Name in keyof SupplierAttempt]: SupplierAttempt[Name] }> = [];
	const { entries, refusals } = timelineOf(request, 'UTC');
	// A library's refusal comes before its consequences.
	const events = [
		...refusals.map((refusal) => ({ ...refusal, event: undefined, phase: null })),
		...entries.filter(({ kind }) => kind === 'status').map((entry) => ({ ...entry, reason: undefined })),
	];
	for (const { at, library, event, phase, reason } of events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
		const moment = Date.parse(at);
		// The own library is no lender, although it is in the rota where it may hold the item.
		if (Number.isNaN(moment) || (library !== null && library === request.borrower)) continue;
		const open = attempts.findLast(({ refused, lender }) => refused === undefined && (library === null || lender === library));
		if (event === undefined) {
			const refusal = { refused: moment, reason: reason ?? undefined };
			if (open !== undefined) Object.assign(open, refusal);
			else if (library !== null) attempts.push({ lender: library, ...refusal });
		} else if (open === undefined) {
			if (library === null || passing.has(event) || (phase !== 'asking' && !shipping.has(event))) continue;
			// The first message of a library after a migration does not mean that it was just asked.
			const isUnderWay = request.isMigrated === true && attempts.length === 0;
			attempts.push({ lender: library, asked: isUnderWay ? undefined : moment, shipped: shipping.has(event) ? moment : undefined });
		} else if (shipping.has(event)) open.shipped ??= moment;
		else if (event === 'received') open.received ??= moment;
		else if (event === 'returnShipped') open.returned = moment;
		else if (event === 'complete') open.returned ??= moment;
	}
	return attempts;
}

/** Combines the attempts of a migrated request from both back ends. */
export function joined(before: readonly SupplierAttempt[], after: readonly SupplierAttempt[]): SupplierAttempt[] {
	const last = before.at(-1);
	const [first, ...rest] = after;
	if (last === undefined || first === undefined) return [...before, ...after];
	// The library was asked before the migration and answered after it.
	if (last.refused === undefined && last.lender === first.lender)
		return [...before.slice(0, -1), { ...first, ...(withoutAbsent({ ...last }) as Partial<SupplierAttempt>) }, ...rest];
	return [...before, ...after];
}
