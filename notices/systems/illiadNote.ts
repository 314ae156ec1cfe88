import { dayIn } from '../facts';
import { groupOf, groupsOf, statusOf, textOf, type Item } from '../item';
import { wordsIn } from '../words/index';
import type { Language } from '../words/languages';
import type { NewsWord } from './SystemWords';

/** ILLiad takes no more characters. */
const longestNote = 4000;
const mostCandidates = 10;

/** Its first word tells staff that the note is ours. It does not name the patron. */
export function noteOf(first: readonly (string | undefined)[], lines: readonly string[] = []): string {
	return [`ReShare: ${joined(first)}`, ...lines].join('\n').slice(0, longestNote);
}

/** What Search or Create said of the wish. */
export function noteOfWish(item: Item, found: Item | undefined, unreadDay: string | undefined, language: Language): string {
	const { note } = wordsIn[language].systems;
	const number = numberOf(item);
	const explanation = textOf(item, 'explanation');
	const warnings = Array.isArray(item.warnings) ? item.warnings.filter((one): one is string => typeof one === 'string') : [];
	const day = unreadDay === undefined ? undefined : note.dayNotRead(unreadDay);
	const outcome = textOf(item, 'outcome');
	if (outcome === 'needsReview' || outcome === 'notAvailable') {
		return noteOf([outcome === 'needsReview' ? note.notRequestedLook : note.notRequested, explanation, ...warnings, day], candidatesOf(item, language));
	}
	const ofRequest = outcome === 'created' ? (item.alreadyExisted === true ? note.hadBeenRequested : note.requested) : outcome === 'needsStaff' ? note.lookAt : undefined;
	const why = found === undefined ? undefined : textOf(found, 'explanation');
	return noteOf([ofRequest?.(number) ?? note.notRequested, explanation, ...(why === undefined ? [] : [note.found, why]), ...warnings, day], candidatesOf(found ?? item, language));
}

/** What happened to the request in ReShare. */
export function noteOfNews(item: Item, language: Language): string {
	const { note } = wordsIn[language].systems;
	const number = numberOf(item);
	const event = textOf(item, 'event') ?? '';
	const supplier = textOf(item, 'supplier');
	const day = dayIn(language, textOf(item, 'dueDate')) ?? textOf(groupOf(item, 'inWords'), 'dueDate');
	const iso = textOf(item, 'dueDate');
	const due = day === undefined || !['shipped', 'received', 'overdue'].includes(event) ? undefined : note.due(iso === undefined ? day : `${day} (${iso})`);
	const known = event in note.news ? note.news[event as NewsWord](number, supplier) : undefined;
	const said = known ?? (event === 'expectsToSupply' ? note.expectsToSupply(supplier, number) : undefined);
	const link = textOf(item, 'staffLink');
	return noteOf(said === undefined ? [note.needsStaff(number, statusOf(item) ?? event), textOf(item, 'reason'), link] : [said, due, link]);
}

/** Who said no, a line each, behind a note; Get Timeline may not have answered. */
export function withRefusals(note: string, timeline: Item, language: Language): string {
	const { systems, unknownLibrary } = wordsIn[language];
	const { historyNotRead, noReason } = systems.note;
	const lines = Array.isArray(timeline.refusals) && timeline.error === undefined
		? groupsOf(timeline, 'refusals').map((one) => `- ${[textOf(one, 'library') ?? unknownLibrary, textOf(one, 'at')?.slice(0, 10)].filter(Boolean).join(', ')}: ${[textOf(one, 'reason'), textOf(one, 'note')].filter(Boolean).join(', ') || noReason}`)
		: [historyNotRead];
	return [note, ...lines].join('\n').slice(0, longestNote);
}

/** The request's number, or whatever else names it. */
export function numberOf(item: Item): string {
	return textOf(item, 'hrid') ?? textOf(item, 'requestId') ?? textOf(item, 'reference') ?? '-';
}

function candidatesOf(item: Item, language: Language): string[] {
	const { lentBy, lentByNobody } = wordsIn[language].systems.note;
	return groupsOf(item, 'candidates').slice(0, mostCandidates).map((one, index) => {
		const record = ['title', 'author', 'edition', 'publicationDate'].flatMap((name) => textOf(one, name) ?? []).join(', ');
		const libraries = Array.isArray(one.lendingLibraries) ? one.lendingLibraries.join(', ') : '';
		return `${index + 1}. ${[record, libraries === '' ? lentByNobody : lentBy(libraries), textOf(one, 'instanceId')].filter(Boolean).join('; ')}`;
	});
}

function joined(parts: readonly (string | undefined)[]): string {
	return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
