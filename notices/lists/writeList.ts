import { markAsEnglish, buildParagraphBlock, type NoticeBlock } from '../noticeBlocks';
import { errorTextOf, failedExecutionOf, outcomeOf, textOfField, type WorkflowItem } from '../workflowItem';
import { fillMessage } from '../fillPlaceholders';
import { buildStaffMail, type OutgoingMail } from '../outgoingMail';
import type { LibraryProfile } from '../libraryProfile';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import { languageOf } from '../messages/languages';
import { writeJournalsAtLimit, writeCopyRecords } from './writeJournalCopyLists';
import { writeDigest } from './writeDigest';
import { writeStatistics } from './writeStatistics';
import type { ListKind } from './listKinds';
import { writeLendingDeskList } from './writeLendingDeskList';
import { writeRuleRehearsal } from './writeRuleRehearsal';
import type { ListContent, ListContext } from './listContent';
import { writePullList } from './writePullList';
import { writeResultsForTitleList } from './writeResultsForTitleList';
import type { ListSettings } from './ListSettings';
import { writeSlowRequestList } from './writeSlowRequestList';
import { writeStaffNotices } from '../writeNotices';

export interface WrittenList extends OutgoingMail {
	readonly list: ListKind;
	readonly count: number;
	readonly rows: readonly WorkflowItem[];
	readonly figures: Readonly<Record<string, number | null>>;
}

const makers: Readonly<Record<ListKind, (items: readonly WorkflowItem[], work: ListContext) => ListContent>> = {
	slow: writeSlowRequestList,
	pullList: writePullList,
	lendingDesk: writeLendingDeskList,
	account: writeResultsForTitleList,
	rehearsal: writeRuleRehearsal,
	digest: writeDigest,
	statistics: writeStatistics,
	copies: writeJournalsAtLimit,
	copyRecords: writeCopyRecords,
};

/**
 * Writes one list of all items; undefined if there is nothing to list. Only a list that accounts for each row also has rows for items that
 * failed; all others say that they are not complete.
 */
export function writeList(items: readonly WorkflowItem[], profile: LibraryProfile, settings: ListSettings): WrittenList | undefined {
	const { kind } = settings;
	const language = languageOf(settings.language) ?? profile.staffLanguage;
	const { lists: words, pages } = messagesByLanguage[language];
	const isAccount = kind === 'account';
	// Whether an item becomes a row. If there are no items, n8n gives one item without fields. In a list that accounts for each row, an
	// item without an outcome is the form that brought the rows.
	const isRow = (item: WorkflowItem): boolean =>
		Object.keys(item).length > 0 &&
		(isAccount ? outcomeOf(item) !== undefined : outcomeOf(item) !== 'failed' && outcomeOf(item) !== 'notFound');
	const failed = isAccount ? [] : items.filter((item) => outcomeOf(item) === 'failed');
	const made = makers[kind](items.filter(isRow), { language, words, pages, settings, cancelPage: profile.cancelPage });
	const isEmpty = made.blocks.length === 0;
	if (isEmpty && failed.length === 0 && !settings.evenIfEmpty) return undefined;
	const chosen = settings.subject.trim();
	const isUnknown = isEmpty && failed.length > 0;
	const ours = isUnknown ? words.notComplete.replace(/(?<!\s)\s*:$/u, '') : made.subject;
	const subject =
		failed.length === 0 || (isUnknown && chosen === '') ? chosen || ours : fillMessage(words.incomplete, { subject: chosen || ours });
	const notCounted = failed.filter((item) => textOfField(item, 'requestId') !== undefined).length;
	const blocks: NoticeBlock[] = [
		...failed
			.slice(0, 1)
			.flatMap((item): NoticeBlock[] => [
				buildParagraphBlock(words.notComplete),
				{ kind: 'paragraph', ...markAsEnglish(errorTextOf(item) ?? textOfField(item, 'explanation') ?? '-', language) },
			]),
		...(notCounted === 0 || !isCount(kind) ? [] : [buildParagraphBlock(fillMessage(words.notCounted, { count: notCounted }))]),
		...(isEmpty && failed.length === 0 ? [buildParagraphBlock(words.nothing[kind])] : made.blocks),
	];
	return {
		list: kind,
		...buildStaffMail(profile, language, { subject, blocks }),
		count: made.rows.length,
		rows: made.rows,
		figures: made.figures,
	};
}

/** Informs the person who waits for a list that its workflow failed; undefined unless the item comes from n8n's Error Trigger. */
export function writeFailureNotice(items: readonly WorkflowItem[], profile: LibraryProfile, list: ListKind): WrittenList | undefined {
	const failed = items.filter((item) => failedExecutionOf(item) !== undefined);
	const [notice] = failed.flatMap((item) => writeStaffNotices(item, profile, ['workflowFailed'], ''));
	if (notice === undefined) return undefined;
	const { from, to, subject, text, html, language } = notice;
	return { list, from, to, subject, text, html, language, count: 0, rows: [], figures: {} };
}

function isCount(kind: ListKind): boolean {
	return kind === 'digest' || kind === 'statistics';
}
