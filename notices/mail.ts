import { singleLine } from '../reshare/text';
import { paragraph, toText, type Block } from './document';
import { toHtml } from './html';
import type { Profile } from './profile';
import { messagesIn } from './messages/index';
import type { Language } from './messages/languages';
import { typeset } from './messages/typography';

/** A mail that is ready to be sent by any node. */
export interface OutgoingMail {
	readonly from: string;
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	readonly language: Language;
}

interface Content {
	readonly subject: string;
	readonly blocks: readonly Block[];
	/** Whether the mail is made from a test event. */
	readonly isTest?: boolean;
}

/** The most characters of a subject: mail programs show no more. */
const longestSubject = 250;

/** Makes a mail to its reader, or to the address for tests with a remark about whose mail it would be. An empty reader has no address. */
export function mailTo(
	reader: string,
	{ fromEmail: from, sendEverythingTo }: Profile,
	language: Language,
	{ isTest = false, ...own }: Content,
): OutgoingMail {
	const words = messagesIn[language];
	const isSentToTester = sendEverythingTo !== '' && reader !== '';
	const subject = typeset(
		singleLine(isSentToTester || isTest ? `${words.testMark} ${own.subject}` : own.subject, longestSubject),
		language,
	);
	const remarks = [...(isTest ? [words.isTest] : []), ...(isSentToTester ? [words.sentToTester.replace('{reader}', () => reader)] : [])];
	const blocks = typeset([...own.blocks, ...remarks.map(paragraph)], language);
	return {
		from,
		to: isSentToTester ? sendEverythingTo : reader,
		subject,
		text: toText(blocks, words.colon),
		html: toHtml({ language, subject, blocks }),
		language,
	};
}

export function staffMail(profile: Profile, language: Language, { subject, blocks }: Content): OutgoingMail {
	return mailTo(profile.staffEmail, profile, language, { subject, blocks: [...blocks, ...signature(profile)] });
}

/** The lines below a mail to staff. */
export function signature({ libraryName }: Profile): Block[] {
	return libraryName === '' ? [] : [paragraph(libraryName)];
}
