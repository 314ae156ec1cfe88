import { paragraph, type Block } from '../document';
import { numberIn as shownNumber, percentIn } from '../inLanguage';
import { groupOf, groupsOf, fieldText, type WorkflowItem } from '../item';
import type { ListWork } from './rows';

const numberIn = (item: WorkflowItem, name: string): number | null => (typeof item[name] === 'number' ? item[name] : null);

/** The figures from Get Turnaround by library. The figures of all libraries together name no library and are left out. */
export function lenders(
	items: readonly WorkflowItem[],
	{ words, language }: ListWork,
): { readonly rows: readonly WorkflowItem[]; readonly blocks: readonly Block[] } {
	const counted = items
		.filter((item) => item.outcome === 'counted' && fieldText(item, 'lender') !== undefined)
		.sort((one, other) => (numberIn(other, 'asked') ?? 0) - (numberIn(one, 'asked') ?? 0));
	const lines = counted.map((item) => {
		const isCopy = item.serviceType === 'copy';
		const name = isCopy ? words.copiesOf(fieldText(item, 'lender') ?? '') : (fieldText(item, 'lender') ?? '');
		const days = (span: string, rank: string): number | null => numberIn(groupOf(groupOf(item, span), 'days'), rank);
		const whole = isCopy ? 'askedToShipped' : 'askedToReceived';
		const [medianDaysInAll, nineOfTenDaysInAll] = [days(whole, 'median'), days(whole, 'nineOfTen')];
		const [asked, filled, filledPercent] = [
			numberIn(item, 'asked') ?? 0,
			numberIn(item, 'supplied') ?? 0,
			numberIn(item, 'suppliedPercent'),
		];
		const { isEnough } = groupOf(item, whole);
		const reliable = (number: number | null): string => (number === null || isEnough !== true ? '–' : shownNumber(language, number));
		return {
			row: {
				group: 'lender',
				name,
				requests: asked,
				filled,
				filledPercent,
				refusals: numberIn(item, 'refused'),
				medianDaysToShip: days('askedToShipped', 'median'),
				medianDaysToReceive: days('shippedToReceived', 'median'),
				medianDaysInAll,
				nineOfTenDaysInAll,
				timed: numberIn(groupOf(item, whole), 'count') ?? 0,
				refusedBecause: groupsOf(item, 'refusedBecause')
					.map((refusal) => `${fieldText(refusal, 'reason') ?? '-'}: ${numberIn(refusal, 'times') ?? 0}`)
					.join('; '),
			},
			bar: {
				label: name,
				whole: asked,
				part: filled,
				more: [percentIn(language, filledPercent), reliable(medianDaysInAll), reliable(nineOfTenDaysInAll)],
			},
		};
	});
	const { lender, requests, filled, percent, days, nineOfTen } = words.columns;
	const [daysBack] = counted.flatMap((item) => numberIn(item, 'daysBack') ?? []);
	const { byLender } = words.headings;
	const blocks: Block[] = [
		{ kind: 'heading', text: daysBack === undefined ? byLender : words.lastDays(byLender, daysBack) },
		{ kind: 'bars', columns: [lender, requests, filled, percent, days, nineOfTen], bars: lines.map(({ bar }) => bar) },
		paragraph(words.lendersCounted),
	];
	return { rows: lines.map(({ row }) => row), blocks: lines.length === 0 ? [] : blocks };
}
