import { toSingleLine } from '../reshare/text';
import { buildParagraphBlock, blocksToText, type NoticeBlock } from './noticeBlocks';
import { fillMessage } from './fillPlaceholders';
import { longestSubject } from './mailSubject';
import { blocksToHtml } from './noticeHtml';
import type { LibraryProfile } from './libraryProfile';
import { messagesByLanguage } from './messages/messagesByLanguage';
import type { Language } from './messages/languages';
import { applyTypography } from './messages/applyTypography';

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
	readonly blocks: readonly NoticeBlock[];
	/** Whether the mail is made from a test event. */
	readonly isTest?: boolean;
}

/**
 * Makes a mail to its reader; or to the address for tests, with a remark that says whose mail it would be. A reader without an address gets
 * an empty one.
 */
export function buildMail(
	reader: string,
	{ fromEmail: from, sendEverythingTo }: LibraryProfile,
	language: Language,
	{ isTest = false, ...own }: Content,
): OutgoingMail {
	const words = messagesByLanguage[language];
	const isSentToTester = sendEverythingTo !== '' && reader !== '';
	const subject = applyTypography(
		toSingleLine(isSentToTester || isTest ? `${words.testMark} ${own.subject}` : own.subject, longestSubject),
		language,
	);
	const remarks = [...(isTest ? [words.isTest] : []), ...(isSentToTester ? [fillMessage(words.sentToTester, { reader })] : [])];
	const blocks = applyTypography([...own.blocks, ...remarks.map(buildParagraphBlock)], language);
	return {
		from,
		to: isSentToTester ? sendEverythingTo : reader,
		subject,
		text: blocksToText(blocks, words.colon),
		html: blocksToHtml({ language, subject, blocks }),
		language,
	};
}

export function buildStaffMail(profile: LibraryProfile, language: Language, { subject, blocks }: Content): OutgoingMail {
	return buildMail(profile.staffEmail, profile, language, { subject, blocks: [...blocks, ...buildSignatureBlocks(profile)] });
}

/** The lines below a mail to staff. */
export function buildSignatureBlocks({ libraryName }: LibraryProfile): NoticeBlock[] {
	return libraryName === '' ? [] : [buildParagraphBlock(libraryName)];
}
