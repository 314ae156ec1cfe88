import { buildParagraphBlock, type NoticeBlock } from '../noticeBlocks';
import { fillMessage } from '../fillPlaceholders';
import { formatNumber as shownNumber, formatPercent } from '../formatInLanguage';
import { nestedItemOf, nestedItemsOf, textOfField, type WorkflowItem } from '../workflowItem';
import type { ListContext } from './listContent';

const numberIn = (item: WorkflowItem, name: string): number | null => (typeof item[name] === 'number' ? item[name] : null);

/** The figures from Get Turnaround by library. The figures of all libraries together name no library and are left out. */
export function listLenderFigures(
	items: readonly WorkflowItem[],
	{ words, language }: ListContext,
): { readonly rows: readonly WorkflowItem[]; readonly blocks: readonly NoticeBlock[] } {
	const counted = items
		.filter((item) => item.outcome === 'counted' && textOfField(item, 'lender') !== undefined)
		.sort((one, other) => (numberIn(other, 'asked') ?? 0) - (numberIn(one, 'asked') ?? 0));
	const lines = counted.map((item) => {
		const isCopy = item.serviceType === 'copy';
		const library = textOfField(item, 'lender') ?? '';
		const name = isCopy ? fillMessage(words.copiesOf, { library }) : library;
		const days = (span: string, rank: string): number | null => numberIn(nestedItemOf(nestedItemOf(item, span), 'days'), rank);
		const whole = isCopy ? 'askedToShipped' : 'askedToReceived';
		const [medianDaysInAll, nineOfTenDaysInAll] = [days(whole, 'median'), days(whole, 'nineOfTen')];
		const [asked, filled, filledPercent] = [
			numberIn(item, 'asked') ?? 0,
			numberIn(item, 'supplied') ?? 0,
			numberIn(item, 'suppliedPercent'),
		];
		const { isEnough } = nestedItemOf(item, whole);
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
				timed: numberIn(nestedItemOf(item, whole), 'count') ?? 0,
				refusedBecause: nestedItemsOf(item, 'refusedBecause')
					.map((refusal) => `${textOfField(refusal, 'reason') ?? '-'}: ${numberIn(refusal, 'times') ?? 0}`)
					.join('; '),
			},
			bar: {
				label: name,
				whole: asked,
				part: filled,
				more: [formatPercent(language, filledPercent), reliable(medianDaysInAll), reliable(nineOfTenDaysInAll)],
			},
		};
	});
	const { lender, requests, filled, percent, days, nineOfTen } = words.columns;
	const [daysBack] = counted.flatMap((item) => numberIn(item, 'daysBack') ?? []);
	const { byLender } = words.headings;
	const blocks: NoticeBlock[] = [
		{ kind: 'heading', text: daysBack === undefined ? byLender : fillMessage(words.lastDays, { label: byLender, days: daysBack }) },
		{ kind: 'bars', columns: [lender, requests, filled, percent, days, nineOfTen], bars: lines.map(({ bar }) => bar) },
		buildParagraphBlock(words.lendersCounted),
	];
	return { rows: lines.map(({ row }) => row), blocks: lines.length === 0 ? [] : blocks };
}
