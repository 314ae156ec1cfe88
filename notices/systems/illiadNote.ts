import { causeOf, textFor } from '../facts';
import { dayIn } from '../inLanguage';
import { groupOf, groupsOf, statusLabelOf, fieldText, type WorkflowItem } from '../item';
import { messagesIn } from '../messages/index';
import type { Language } from '../messages/languages';
import type { ReportedEvent } from './SystemMessages';

/** The most characters that ILLiad takes for a note. */
const longestNote = 4000;
const mostCandidates = 10;

/** A note, whose first word shows staff that it comes from this workflow. It does not name the patron. */
export function noteOf(first: readonly (string | undefined)[], language: Language, lines: readonly string[] = []): string {
	return [`ReShare${messagesIn[language].colon}${joined(first)}`, ...lines].join('\n').slice(0, longestNote);
}

/** Why an item has its outcome: in English in the node's own words, which say more. */
function whyOf(item: WorkflowItem, language: Language): string | undefined {
	return (language === 'en' ? undefined : causeOf(item, messagesIn[language])) ?? fieldText(item, 'explanation');
}

/** The note about a result of Search or Create. */
export function noteOfSearchOrCreate(
	item: WorkflowItem,
	found: WorkflowItem | undefined,
	unreadDay: string | undefined,
	language: Language,
): string {
	const { note } = messagesIn[language].systems;
	const number = numberOf(item);
	const explanation = whyOf(item, language);
	const warnings = Array.isArray(item.warnings) ? item.warnings.filter((one): one is string => typeof one === 'string') : [];
	const day = unreadDay === undefined ? undefined : note.dayNotRead(unreadDay);
	const outcome = fieldText(item, 'outcome');
	if (outcome === 'needsReview' || outcome === 'notAvailable') {
		return noteOf(
			[outcome === 'needsReview' ? note.notRequestedLook : note.notRequested, explanation, ...warnings, day],
			language,
			candidatesOf(item, language),
		);
	}
	const ofRequest =
		outcome === 'created'
			? item.alreadyExisted === true
				? note.hadBeenRequested
				: note.requested
			: outcome === 'needsStaff'
				? note.lookAt
				: undefined;
	const why = found === undefined ? undefined : whyOf(found, language);
	return noteOf(
		[ofRequest?.(number) ?? note.notRequested, explanation, ...(why === undefined ? [] : [note.found, why]), ...warnings, day],
		language,
		candidatesOf(found ?? item, language),
	);
}

/** The note about a change of the request in ReShare. */
export function noteOfChange(item: WorkflowItem, language: Language): string {
	const { note } = messagesIn[language].systems;
	const number = numberOf(item);
	const event = fieldText(item, 'event') ?? '';
	const supplier = fieldText(item, 'supplier');
	const day = dayIn(language, fieldText(item, 'dueDate')) ?? fieldText(groupOf(item, 'inWords'), 'dueDate');
	const iso = fieldText(item, 'dueDate');
	const due =
		day === undefined || !['shipped', 'received', 'overdue'].includes(event)
			? undefined
			: note.due(iso === undefined ? day : `${day} (${iso})`);
	const known = event in note.news ? note.news[event as ReportedEvent](number, supplier) : undefined;
	const sentence = known ?? (event === 'expectsToSupply' ? note.expectsToSupply(supplier, number) : undefined);
	const link = fieldText(item, 'staffLink');
	return noteOf(
		sentence === undefined
			? [note.needsStaff(number, statusLabelOf(item) ?? event), fieldText(item, 'reason'), link]
			: [sentence, due, link],
		language,
	);
}

/** Adds the libraries that refused to a note, one line each; Get Timeline may not have answered. */
export function withRefusals(note: string, timeline: WorkflowItem, language: Language): string {
	const { systems, unknownLibrary, refusals, colon } = messagesIn[language];
	const { historyNotRead, noReason } = systems.note;
	const lines =
		Array.isArray(timeline.refusals) && timeline.error === undefined
			? groupsOf(timeline, 'refusals').map(
					(one) =>
						`- ${[fieldText(one, 'library') ?? unknownLibrary, fieldText(one, 'at')?.slice(0, 10)].filter(Boolean).join(', ')}${colon}${[textFor(refusals, fieldText(one, 'reason')) ?? fieldText(one, 'reason'), fieldText(one, 'note')].filter(Boolean).join(', ') || noReason}`,
				)
			: [historyNotRead];
	return [note, ...lines].join('\n').slice(0, longestNote);
}

/** The request's number, or another text that identifies it. */
export function numberOf(item: WorkflowItem): string {
	return fieldText(item, 'hrid') ?? fieldText(item, 'requestId') ?? fieldText(item, 'reference') ?? '-';
}

function candidatesOf(item: WorkflowItem, language: Language): string[] {
	const { lentBy, lentByNobody } = messagesIn[language].systems.note;
	return groupsOf(item, 'candidates')
		.slice(0, mostCandidates)
		.map((one, index) => {
			const record = ['title', 'author', 'edition', 'publicationDate'].flatMap((name) => fieldText(one, name) ?? []).join(', ');
			const libraries = Array.isArray(one.lendingLibraries) ? one.lendingLibraries.join(', ') : '';
			return `${index + 1}. ${[record, libraries === '' ? lentByNobody : lentBy(libraries), fieldText(one, 'instanceId')].filter(Boolean).join('; ')}`;
		});
}

function joined(parts: readonly (string | undefined)[]): string {
	return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
