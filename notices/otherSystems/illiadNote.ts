import { causeOfOutcome, findTextForCode } from '../noticeFacts';
import { fillMessage } from '../fillPlaceholders';
import { formatDay } from '../formatInLanguage';
import { nestedItemOf, nestedItemsOf, statusLabelOf, textOfField, type WorkflowItem } from '../workflowItem';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import type { Language } from '../messages/languages';

/** The most characters that ILLiad takes for a note. */
const longestNote = 4000;
const mostCandidates = 10;

/** Builds a note. Its first word shows staff that it comes from this workflow. It does not name the patron. */
export function buildIlliadNote(first: readonly (string | undefined)[], language: Language, lines: readonly string[] = []): string {
	return [`ReShare${messagesByLanguage[language].colon}${joined(first)}`, ...lines].join('\n').slice(0, longestNote);
}

/** Returns why an item has its outcome. In English these are the node's own words, which say more. */
function whyOf(item: WorkflowItem, language: Language): string | undefined {
	return (language === 'en' ? undefined : causeOfOutcome(item, messagesByLanguage[language])) ?? textOfField(item, 'explanation');
}

/** Writes the note about a result of Search or Create. */
export function noteAboutSearchOrCreate(
	item: WorkflowItem,
	found: WorkflowItem | undefined,
	unreadDay: string | undefined,
	language: Language,
): string {
	const { note } = messagesByLanguage[language].systems;
	const number = identifyingTextOf(item);
	const explanation = whyOf(item, language);
	const warnings = Array.isArray(item.warnings) ? item.warnings.filter((one): one is string => typeof one === 'string') : [];
	const day = unreadDay === undefined ? undefined : fillMessage(note.dayNotRead, { day: unreadDay });
	const outcome = textOfField(item, 'outcome');
	if (outcome === 'needsReview' || outcome === 'notAvailable') {
		return buildIlliadNote(
			[outcome === 'needsReview' ? note.notRequestedLook : note.notRequested, explanation, ...warnings, day],
			language,
			candidatesOf(item, language),
		);
	}
	const madeNow = item.alreadyExisted === true ? note.hadBeenRequested : note.requested;
	const ofRequest = outcome === 'created' ? madeNow : outcome === 'needsStaff' ? note.lookAt : note.notRequested;
	const why = found === undefined ? undefined : whyOf(found, language);
	return buildIlliadNote(
		[fillMessage(ofRequest, { number }), explanation, ...(why === undefined ? [] : [note.found, why]), ...warnings, day],
		language,
		candidatesOf(found ?? item, language),
	);
}

/** Writes the note about a change of the request in ReShare. */
export function noteAboutChange(item: WorkflowItem, language: Language): string {
	const { note } = messagesByLanguage[language].systems;
	const number = identifyingTextOf(item);
	const event = textOfField(item, 'event') ?? '';
	const supplier = textOfField(item, 'supplier');
	const day = formatDay(language, textOfField(item, 'dueDate')) ?? textOfField(nestedItemOf(item, 'inWords'), 'dueDate');
	const iso = textOfField(item, 'dueDate');
	const due =
		day === undefined || !['shipped', 'received', 'overdue'].includes(event)
			? undefined
			: fillMessage(note.due, { day: iso === undefined ? day : `${day} (${iso})` });
	const texts: Readonly<Record<string, string>> = {
		expectsToSupply: note.expectsToSupply,
		...note.news,
		...(supplier === undefined ? {} : note.newsFromSupplier),
	};
	const sentence = texts[event];
	const link = textOfField(item, 'staffLink');
	return buildIlliadNote(
		sentence === undefined
			? [fillMessage(note.needsStaff, { number, status: statusLabelOf(item) ?? event }), textOfField(item, 'reason'), link]
			: [fillMessage(sentence, { number, supplier: supplier ?? note.unknownSupplier }), due, link],
		language,
	);
}

/** Adds to a note a line for each library that refused the request. If Get Timeline could not read them, a line says so instead. */
export function addRefusalsToNote(note: string, timeline: WorkflowItem, language: Language): string {
	const { systems, unknownLibrary, refusals, colon } = messagesByLanguage[language];
	const { historyNotRead, noReason } = systems.note;
	const lines =
		Array.isArray(timeline.refusals) && timeline.error === undefined
			? nestedItemsOf(timeline, 'refusals').map(
					(one) =>
						`- ${[textOfField(one, 'library') ?? unknownLibrary, textOfField(one, 'at')?.slice(0, 10)].filter(Boolean).join(', ')}${colon}${[findTextForCode(refusals, textOfField(one, 'reason')) ?? textOfField(one, 'reason'), textOfField(one, 'note')].filter(Boolean).join(', ') || noReason}`,
				)
			: [historyNotRead];
	return [note, ...lines].join('\n').slice(0, longestNote);
}

/** Returns the request's number, or another text that identifies it. */
export function identifyingTextOf(item: WorkflowItem): string {
	return textOfField(item, 'hrid') ?? textOfField(item, 'requestId') ?? textOfField(item, 'reference') ?? '-';
}

function candidatesOf(item: WorkflowItem, language: Language): string[] {
	const { lentBy, lentByNobody } = messagesByLanguage[language].systems.note;
	return nestedItemsOf(item, 'candidates')
		.slice(0, mostCandidates)
		.map((one, index) => {
			const record = ['title', 'author', 'edition', 'publicationDate'].flatMap((name) => textOfField(one, name) ?? []).join(', ');
			const libraries = Array.isArray(one.lendingLibraries) ? one.lendingLibraries.join(', ') : '';
			return `${index + 1}. ${[record, libraries === '' ? lentByNobody : fillMessage(lentBy, { libraries }), textOfField(one, 'instanceId')].filter(Boolean).join('; ')}`;
		});
}

function joined(parts: readonly (string | undefined)[]): string {
	return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
