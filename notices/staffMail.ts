import { toText, type Block } from './document';
import { toHtml } from './html';
import type { Profile } from './profile';
import { wordsIn } from './words/index';
import type { Language } from './words/languages';

/** What is ready to be sent by whatever sends things. */
export interface OutgoingMail {
	readonly from: string;
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	readonly language: Language;
}

/** A mail to staff in their own words, or to whoever tests, who is told whose it would be. */
export function staffMail(profile: Profile, language: Language, own: { readonly subject: string; readonly blocks: readonly Block[] }): OutgoingMail {
	const { testMark, sentToTester, colon } = wordsIn[language];
	const isSentToTester = profile.sendEverythingTo !== '' && profile.staffEmail !== '';
	const subject = isSentToTester ? `${testMark} ${own.subject}` : own.subject;
	const blocks: Block[] = [
		...own.blocks,
		...(profile.libraryName === '' ? [] : [paragraph(profile.libraryName)]),
		...(isSentToTester ? [paragraph(sentToTester.replace('{reader}', () => profile.staffEmail))] : []),
	];
	return { from: profile.fromEmail, to: isSentToTester ? profile.sendEverythingTo : profile.staffEmail, subject, text: toText({ blocks, colon }), html: toHtml({ language, subject, colon, blocks }), language };
}

export function paragraph(text: string): Block {
	return { kind: 'paragraph', text };
}
