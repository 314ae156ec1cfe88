import { markAsEnglish, buildParagraphBlock } from '../noticeBlocks';
import { fillMessage } from '../fillPlaceholders';
import { formatPlural } from '../formatInLanguage';
import { buildStaffMail, type OutgoingMail } from '../outgoingMail';
import type { LibraryProfile } from '../libraryProfile';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import type { OtherSystemTaskKind } from './otherSystemTaskKinds';
import type { EndStep } from './otherSystemSteps';

export interface OtherSystemReportMail extends OutgoingMail {
	readonly count: number;
}

/** Writes the results of all requests, one line each; undefined if there are none to report. */
export function writeOtherSystemReport(
	ends: readonly EndStep[],
	profile: LibraryProfile,
	system: OtherSystemTaskKind,
): OtherSystemReportMail | undefined {
	if (ends.length === 0) return undefined;
	const language = profile.staffLanguage;
	const { systems, colon, labels } = messagesByLanguage[language];
	const words = systems.account[system === 'almaCancellation' ? 'alma' : 'illiad'];
	const troubles = ends.filter(({ isTrouble }) => isTrouble).length;
	const subject = fillMessage(troubles === 0 ? words.subject : words.subjectToReview, {
		transactions: formatPlural(language, systems.account.transactions, troubles === 0 ? ends.length : troubles),
		count: ends.length,
		requested: ends.filter(({ isRequested }) => isRequested).length,
		troubles,
	});
	const inOrder = [...ends].sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
	const entries = inOrder.map(({ name, sentence, explanation }) => ({
		first: `${name === '' ? systems.account.withoutNumber : name} – ${sentence.replaceAll('\n', ' ')}`,
		rest: explanation === undefined ? [] : [markAsEnglish(`${labels.explanation}${colon}${explanation}`, language)],
	}));
	const remarks = ends.some(({ isLeftAlone }) => isLeftAlone) ? [buildParagraphBlock(systems.account.alma.leftAlone)] : [];
	return {
		...buildStaffMail(profile, language, {
			subject,
			blocks: [buildParagraphBlock(words.introduction), { kind: 'list', entries }, ...remarks],
		}),
		count: ends.length,
	};
}
