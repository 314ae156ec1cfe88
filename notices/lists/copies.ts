import { isRecent, isSameJournal, yearOf, type CitedJournal } from '../../reshare/requests/model/journalCopies';
import { numberIn } from '../inLanguage';
import { paragraph, type Block, type Entry } from '../document';
import { requestNumberOf, fieldText, type WorkflowItem } from '../item';
import { columnsOf, type Listed, type ListWork } from './rows';

interface Copy extends CitedJournal {
	readonly item: WorkflowItem;
	/** The year in which it was supplied, or changed last. */
	readonly year: string;
}

/** The copies that were delivered. */
function copiesIn(items: readonly WorkflowItem[], today: string): Copy[] {
	return items
		.filter(({ serviceType, statusEvent }) => serviceType === 'copy' && (statusEvent === 'documentDelivered' || statusEvent === 'complete'))
		.map((item) => ({
			item,
			title: fieldText(item, 'title'),
			issn: fieldText(item, 'issn'),
			publicationDate: fieldText(item, 'publicationDate'),
			year: (fieldText(item, 'changedAt') ?? today).slice(0, 4),
		}));
}

/** The most frequent spelling. */
function mostUsed(names: readonly (string | undefined)[]): string | undefined {
	const counts = new Map<string, number>();
	for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

/** Journals from which as many copies of recent articles were requested as a year allows, or more. */
export function copies(items: readonly WorkflowItem[], { words, settings }: ListWork): Listed {
	const thisYear = settings.today.slice(0, 4);
	const recent = copiesIn(items, settings.today).filter(
		(copy) => copy.year === thisYear && isRecent(copy, Number(thisYear), settings.recentYears),
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
		undated: of.filter((copy) => yearOf(copy) === undefined).length,
	}));
	const entries = rows.map(({ journal, copies: count, undated }): Entry => ({
		first: journal,
		rest: [{ text: words.copies.count(count) }, ...(undated === 0 ? [] : [{ text: words.copies.undated(undated) }])],
	}));
	return {
		subject: words.subjects.copies(rows.length, settings.mostCopies),
		blocks: entries.length === 0 ? [] : [{ kind: 'list', entries }, paragraph(words.copies.whatToDo), paragraph(words.copies.onlyReShare)],
		rows,
		figures: { journals: rows.length },
	};
}

/** A row for each copy, by year and journal, as the law wants them kept: nothing tells who asked. */
export function copyRecords(items: readonly WorkflowItem[], { words, settings, language }: ListWork): Listed {
	const all = copiesIn(items, settings.today).sort(
		(one, other) => one.year.localeCompare(other.year) || (one.title ?? '').localeCompare(other.title ?? ''),
	);
	const years = [...new Set(all.map(({ year }) => year))];
	const countOf = (label: string) => ({ label, text: numberIn(language, all.filter(({ year }) => year === label).length) });
	return {
		subject: words.subjects.copyRecords(all.length),
		blocks:
			all.length === 0
				? []
				: [
						// One year has as many as the subject says.
						...(years.length === 1 ? [] : [{ kind: 'facts', facts: years.map(countOf) } satisfies Block]),
						paragraph(words.copies.onlyReShare),
					],
		rows: all.map(({ item, year, title }) => ({
			suppliedIn: year,
			number: requestNumberOf(item),
			journal: title ?? null,
			...columnsOf(item, 'issn', 'partTitle', 'partAuthor', 'publicationDate', 'volume', 'issue', 'pages', 'supplier'),
		})),
		figures: { copies: all.length },
	};
}
