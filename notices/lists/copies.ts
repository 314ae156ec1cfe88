import { paragraph, type Entry } from '../document';
import { fieldText, type WorkflowItem } from '../item';
import type { Listed, ListWork } from './rows';

interface Copy {
	readonly journal: string;
	readonly issn: string;
	readonly year: number | undefined;
}

function copyOf(item: WorkflowItem): Copy {
	return {
		journal: fieldText(item, 'title') ?? '',
		issn: (fieldText(item, 'issn') ?? '').replace(/[^\dX]/giu, '').toUpperCase(),
		year: Number(/\d{4}/u.exec(fieldText(item, 'publicationDate') ?? '')?.[0]) || undefined,
	};
}

const plain = (title: string): string =>
	title
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

/** The most frequent spelling of a name. */
function mostUsed(names: readonly string[]): string | undefined {
	const counts = new Map<string, number>();
	for (const name of names) if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

function isSameJournal(one: Copy, other: Copy): boolean {
	if (one.issn !== '' && other.issn !== '') return one.issn === other.issn;
	return plain(one.journal) !== '' && plain(one.journal) === plain(other.journal);
}

/**
 * Journals from which as many copies of recent articles were requested as a year allows, or more: the rule of five of the CONTU guidelines.
 * An article without a year counts as recent.
 */
export function copies(items: readonly WorkflowItem[], { words, settings }: ListWork): Listed {
	const oldest = Number(settings.today.slice(0, 4)) - settings.recentYears;
	const delivered = items.filter(
		({ serviceType, statusEvent }) => serviceType === 'copy' && (statusEvent === 'documentDelivered' || statusEvent === 'complete'),
	);
	const recent = delivered.map(copyOf).filter(({ year }) => year === undefined || year >= oldest);
	const journals: Copy[][] = [];
	for (const copy of recent) {
		const journal = journals.find((others) => others.some((other) => isSameJournal(other, copy)));
		if (journal === undefined) journals.push([copy]);
		else journal.push(copy);
	}
	const full = journals.filter(({ length }) => length >= settings.mostCopies).sort((one, other) => other.length - one.length);
	const rows = full.map((of) => ({
		journal: mostUsed(of.map(({ journal }) => journal)) ?? of[0]?.issn ?? '-',
		copies: of.length,
		undated: of.filter(({ year }) => year === undefined).length,
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
