import { inEnglish, paragraph, type Block } from '../document';
import { errorOf, failureOf, outcomeOf, fieldText, type WorkflowItem } from '../item';
import { staffMail, type OutgoingMail } from '../mail';
import type { Profile } from '../profile';
import { messagesIn } from '../messages/index';
import { languageOf } from '../messages/languages';
import { copies, copyRecords } from './copies';
import { digest, statistics } from './figures';
import type { ListKind } from './kinds';
import { lendingDeskList } from './lendingDeskList';
import { rehearsal } from './rehearsal';
import { account, pullList, type Listed, type ListWork } from './rows';
import type { ListSettings } from './settings';
import { slow } from './slow';
import { noticesToStaff } from '../writeNotices';

export interface List extends OutgoingMail {
	readonly list: ListKind;
	readonly count: number;
	readonly rows: readonly WorkflowItem[];
	readonly figures: Readonly<Record<string, number | null>>;
}

const makers: Readonly<Record<ListKind, (items: readonly WorkflowItem[], work: ListWork) => Listed>> = {
	slow,
	pullList,
	lendingDesk: lendingDeskList,
	account,
	rehearsal,
	digest,
	statistics,
	copies,
	copyRecords,
};

/**
 * Writes one list of all items; undefined if there is nothing to list. An account also has rows for items that failed; all other lists say
 * that they are not complete.
 */
export function writeList(items: readonly WorkflowItem[], profile: Profile, settings: ListSettings): List | undefined {
	const { kind } = settings;
	const language = languageOf(settings.language) ?? profile.staffLanguage;
	const { lists: words, pages } = messagesIn[language];
	const isAccount = kind === 'account';
	// Whether an item becomes a row. In place of no items, n8n gives one item without fields. In an account, an item without an outcome is
	// the form that brought the rows.
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
	const subject = failed.length === 0 || (isUnknown && chosen === '') ? chosen || ours : words.incomplete(chosen || ours);
	const notCounted = failed.filter((item) => fieldText(item, 'requestId') !== undefined).length;
	const blocks: Block[] = [
		...failed
			.slice(0, 1)
			.flatMap((item): Block[] => [
				paragraph(words.notComplete),
				{ kind: 'paragraph', ...inEnglish(errorOf(item) ?? fieldText(item, 'explanation') ?? '-', language) },
			]),
		...(notCounted === 0 || !isCount(kind) ? [] : [paragraph(words.notCounted(notCounted))]),
		...(isEmpty && failed.length === 0 ? [paragraph(words.nothing[kind])] : made.blocks),
	];
	return {
		list: kind,
		...staffMail(profile, language, { subject, blocks }),
		count: made.rows.length,
		rows: made.rows,
		figures: made.figures,
	};
}

/** Informs the person who waits for a list that its workflow failed; undefined unless the item comes from n8n's Error Trigger. */
export function listOfFailure(items: readonly WorkflowItem[], profile: Profile, list: ListKind): List | undefined {
	const failed = items.filter((item) => failureOf(item) !== undefined);
	const [notice] = failed.flatMap((item) => noticesToStaff(item, profile, ['workflowFailed'], ''));
	if (notice === undefined) return undefined;
	const { from, to, subject, text, html, language } = notice;
	return { list, from, to, subject, text, html, language, count: 0, rows: [], figures: {} };
}

function isCount(kind: ListKind): boolean {
	return kind === 'digest' || kind === 'statistics';
}
