import { toText, type Block } from '../document';
import { toHtml } from '../html';
import type { Profile } from '../profile';
import { wordsIn } from '../words/index';
import type { Language } from '../words/languages';
import type { End } from './step';

/** An account for staff, ready to be sent. */
export interface Account {
	readonly from: string;
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	readonly language: Language;
	readonly count: number;
}

/** What became of each, a line each; undefined where there is nothing to tell. */
export function accountOf(ends: readonly End[], profile: Profile): Account | undefined {
	if (ends.length === 0) return undefined;
	const language = profile.staffLanguage;
	const { systems: { account }, testMark, sentToTester, colon } = wordsIn[language];
	const troubles = ends.filter(({ isTrouble }) => isTrouble).length;
	const own = troubles === 0 ? account.subject(ends.length) : account.lookAt(troubles);
	const isSentToTester = profile.sendEverythingTo !== '' && profile.staffEmail !== '';
	const subject = isSentToTester ? `${testMark} ${own}` : own;
	const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
	const blocks: Block[] = [
		paragraph(account.introduction),
		{ kind: 'list', entries: ends.map(({ name, sentence }) => ({ first: `${name === '' ? account.nothing : name}${colon}${sentence.replaceAll('\n', ' ')}`, rest: [] })) },
		...(profile.libraryName === '' ? [] : [paragraph(profile.libraryName)]),
		...(isSentToTester ? [paragraph(sentToTester.replace('{reader}', () => profile.staffEmail))] : []),
	];
	return { from: profile.fromEmail, to: isSentToTester ? profile.sendEverythingTo : profile.staffEmail, subject, text: toText({ blocks, colon }), html: toHtml({ language, subject, colon, blocks }), language, count: ends.length };
}
