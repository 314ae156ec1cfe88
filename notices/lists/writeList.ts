import type { Block } from '../document';
import { errorOf, failureOf, outcomeOf, textOf, type Item } from '../item';
import type { Profile } from '../profile';
import { paragraph, staffMail, type OutgoingMail } from '../staffMail';
import { wordsIn } from '../words/index';
import { languageOf } from '../words/languages';
import { copies } from './copies';
import { digest, statistics } from './figures';
import type { ListKind } from './kinds';
import { lendingDesk } from './desk';
import { rehearsal } from './rehearsal';
import { account, pullList, type Listed, type ListWork } from './rows';
import type { ListSettings } from './settings';
import { slow } from './slow';
import { noticeOfFailure } from '../writeNotices';

/** A list for staff, ready to be sent. */
export interface List extends OutgoingMail {
	readonly list: ListKind;
	/** How many rows. */
	readonly count: number;
	readonly rows: readonly Item[];
	readonly figures: Readonly<Record<string, number | null>>;
}

const makers: Readonly<Record<ListKind, (items: readonly Item[], work: ListWork) => Listed>> = { slow, pullList, lendingDesk, account, rehearsal, digest, statistics, copies };

/** One list of all items; undefined where there is nothing to list. An account tells of items that failed as it does of others; all other lists say that they are not complete. */
export function writeList(items: readonly Item[], profile: Profile, settings: ListSettings): List | undefined {
	const { kind } = settings;
	const language = languageOf(settings.language) ?? profile.staffLanguage;
	const { lists: words, pages } = wordsIn[language];
	const isAccount = kind === 'account';
	// An item without fields is what n8n puts in place of none; one of an account without an outcome is the form that the rows came by.
	const isRow = (item: Item): boolean => Object.keys(item).length > 0 && (isAccount ? outcomeOf(item) !== undefined : outcomeOf(item) !== 'failed' && outcomeOf(item) !== 'notFound');
	const failed = isAccount ? [] : items.filter((item) => outcomeOf(item) === 'failed');
	const made = makers[kind](items.filter(isRow), { words, pages, settings, english: language === 'en' ? {} : { language: 'en' }, cancelPage: profile.cancelPage });
	const isEmpty = made.blocks.length === 0;
	if (isEmpty && failed.length === 0 && !settings.evenIfEmpty) return undefined;
	const chosen = settings.subject.trim();
	const isUnknown = isEmpty && failed.length > 0;
	// That there is nothing is not known then.
	const ours = isUnknown ? words.notComplete.replace(/\s*:$/u, '') : made.subject;
	const subject = failed.length === 0 || (isUnknown && chosen === '') ? chosen || ours : words.incomplete(chosen || ours);
	const notCounted = failed.filter((item) => textOf(item, 'requestId') !== undefined).length;
	const blocks: Block[] = [
		...failed.slice(0, 1).flatMap((item): Block[] => [paragraph(words.notComplete), { kind: 'paragraph', text: errorOf(item) ?? textOf(item, 'explanation') ?? '-', ...(language === 'en' ? {} : { language: 'en' }) }]),
		...(notCounted === 0 || !isCount(kind) ? [] : [paragraph(words.notCounted(notCounted))]),
		...(isEmpty && failed.length === 0 ? [paragraph(words.nothing[kind])] : made.blocks),
	];
	return { list: kind, ...staffMail(profile, language, { subject, blocks }), count: made.rows.length, rows: made.rows, figures: made.figures };
}

/** Whoever waits for a list hears that its workflow failed; undefined where n8n's Error Trigger tells nothing. */
export function listOfFailure(items: readonly Item[], profile: Profile, list: ListKind): List | undefined {
	const failed = items.find((item) => failureOf(item) !== undefined);
	if (failed === undefined) return undefined;
	const { from, to, subject, text, html, language } = noticeOfFailure(failed, profile);
	return { list, from, to, subject, text, html, language, count: 0, rows: [], figures: {} };
}

function isCount(kind: ListKind): boolean {
	return kind === 'digest' || kind === 'statistics';
}
