import { isRecentArticle, isSameJournal, publicationYearOf, type CitedJournal } from '../../reshare/requests/model/ruleOfFive';
import { fillMessage } from '../fillPlaceholders';
import { formatPlural, formatNumber } from '../formatInLanguage';
import { buildParagraphBlock, type NoticeBlock, type ListBlockEntry } from '../noticeBlocks';
import { requestNumberOf, textOfField, textsOfFields, type WorkflowItem } from '../workflowItem';
import type { ListContent, ListContext } from './listContent';

interface Copy extends CitedJournal {
	readonly item: WorkflowItem;
	/** The year of the request's last change, which is usually the delivery; this year if the item has no such time. */
	readonly year: string;
}

/** The copies that were delivered. */
function copiesIn(items: readonly WorkflowItem[], today: string): Copy[] {
	return items
		.filter(({ serviceType, statusEvent }) => serviceType === 'copy' && (statusEvent === 'documentDelivered' || statusEvent === 'complete'))
		.map((item) => ({
			item,
			title: textOfField(item, 'title'),
			issn: textOfField(item, 'issn'),
			publicationDate: textOfField(item, 'publicationDate'),
			year: (textOfField(item, 'changedAt') ?? today).slice(0, 4),
		}));
}

/** Returns the most frequent spelling of a name. */
function mostUsed(names: readonly (string | undefined)[]): string | undefined {
	const counts = new Map<string, number>();
	for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

/** Lists the journals of which as many copies of recent articles were delivered this year as a year allows, or more. */
export function writeJournalsAtLimit(items: readonly WorkflowItem[], { words, settings, language }: ListContext): ListContent {
	const thisYear = settings.today.slice(0, 4);
	const recent = copiesIn(items, settings.today).filter(
		(copy) => copy.year === thisYear && isRecentArticle(copy, Number(thisYear), settings.recentYears),
	);
	const journals: Copy[][] = [];
	for (const copy of recent) {
		const journal = journals.find((others) => others.some((other) => isSameJournal(other, copy)));
		if (journal === undefined) journals.push([copy]);
		else journal.push(copy);
	}
	const full = journals.filter(({ length }) => length >= settings.mostCopies).sort((one, other) => other.length - one.length);
	const rows = full.map((of) => ({
		journal: mostUsed(of.map(({ title }) => title)) ?? of[0]?.issn ?? '-',
		copies: of.length,
		undated: of.filter((copy) => publicationYearOf(copy) === undefined).length,
	}));
	const entries = rows.map(({ journal, copies: count, undated }): ListBlockEntry => ({
		first: journal,
		rest: [
			{ text: formatPlural(language, words.copies.count, count) },
			...(undated === 0 ? [] : [{ text: fillMessage(words.copies.undated, { count: undated }) }]),
		],
	}));
	return {
		subject: fillMessage(formatPlural(language, words.subjects.copies, rows.length), { most: settings.mostCopies }),
		blocks:
			entries.length === 0
				? []
				: [{ kind: 'list', entries }, buildParagraphBlock(words.copies.whatToDo), buildParagraphBlock(words.copies.onlyReShare)],
		rows,
		figures: { journals: rows.length },
	};
}

/** Makes a row for each copy, by year and journal, as the law requires the record. It does not tell who asked for the copy. */
export function writeCopyRecords(items: readonly WorkflowItem[], { words, settings, language }: ListContext): ListContent {
	const all = copiesIn(items, settings.today).sort(
		(one, other) => one.year.localeCompare(other.year) || (one.title ?? '').localeCompare(other.title ?? ''),
	);
	const years = [...new Set(all.map(({ year }) => year))];
	const countOf = (label: string) => ({ label, text: formatNumber(language, all.filter(({ year }) => year === label).length) });
	return {
		subject: formatPlural(language, words.subjects.copyRecords, all.length),
		blocks:
			all.length === 0
				? []
				: [
						// If there is only one year, the subject already has its number.
						...(years.length === 1 ? [] : [{ kind: 'facts', facts: years.map(countOf) } satisfies NoticeBlock]),
						buildParagraphBlock(words.copies.inSpreadsheet),
						buildParagraphBlock(words.copies.onlyReShare),
					],
		rows: all.map(({ item, year, title }) => ({
			suppliedIn: year,
			number: requestNumberOf(item),
			journal: title ?? null,
			...textsOfFields(item, 'issn', 'partTitle', 'partAuthor', 'publicationDate', 'volume', 'issue', 'pages', 'supplier'),
		})),
		figures: { copies: all.length },
	};
}
