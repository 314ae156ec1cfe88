import type { Block } from '../document';
import { groupOf, groupsOf, textOf, type Item } from '../item';
import type { ListWork } from './rows';

/** As many must tell how long a library takes, as Get Turnaround wants. */
const enough = 10;

const numberIn = (item: Item, name: string): number | null => (typeof item[name] === 'number' ? item[name] : null);

/** Figures of each lending library from Get Turnaround; those of all together have no library. */
export function lenders(items: readonly Item[], { words }: ListWork): { readonly rows: readonly Item[]; readonly blocks: readonly Block[] } {
	const counted = items.filter((item) => item.outcome === 'counted' && textOf(item, 'lender') !== undefined).sort((one, other) => (numberIn(other, 'asked') ?? 0) - (numberIn(one, 'asked') ?? 0));
	const rows = counted.map((item) => {
		const isCopy = item.serviceType === 'copy';
		const days = (span: string, rank: string): number | null => numberIn(groupOf(groupOf(item, span), 'days'), rank);
		const whole = isCopy ? 'askedToShipped' : 'askedToReceived';
		return {
			group: 'lender',
			name: isCopy ? words.copiesOf(textOf(item, 'lender') ?? '') : textOf(item, 'lender'),
			requests: numberIn(item, 'asked') ?? 0,
			filled: numberIn(item, 'supplied') ?? 0,
			filledPercent: numberIn(item, 'suppliedPercent'),
			refusals: numberIn(item, 'refused'),
			medianDaysToShip: days('askedToShipped', 'median'),
			medianDaysToReceive: days('shippedToReceived', 'median'),
			medianDaysInAll: days(whole, 'median'),
			nineOfTenDaysInAll: days(whole, 'nineOfTen'),
			timed: numberIn(groupOf(item, whole), 'count') ?? 0,
			refusedBecause: groupsOf(item, 'refusedBecause').map((refusal) => `${textOf(refusal, 'reason') ?? '-'}: ${numberIn(refusal, 'times') ?? 0}`).join('; '),
		};
	});
	const shown = (row: (typeof rows)[number], days: number | null): string => (days === null || row.timed < enough ? '-' : String(days));
	const bars = rows.map((row) => ({ label: row.name ?? '', whole: row.requests, part: row.filled, more: [percentIn(row.filledPercent), shown(row, row.medianDaysInAll), shown(row, row.nineOfTenDaysInAll)] }));
	const { lender, requests, filled, percent, days, nineOfTen } = words.columns;
	const blocks: Block[] = [{ kind: 'heading', text: words.headings.byLender }, { kind: 'bars', columns: [lender, requests, filled, percent, days, nineOfTen], bars }, { kind: 'paragraph', text: words.lendersCounted }];
	return { rows, blocks: rows.length === 0 ? [] : blocks };
}

export function percentIn(percent: number | null | undefined): string {
	return percent == null ? '-' : `${percent} %`;
}
