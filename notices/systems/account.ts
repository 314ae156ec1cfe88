import { inEnglish, paragraph } from '../document';
import { staffMail, type OutgoingMail } from '../mail';
import type { Profile } from '../profile';
import { messagesIn } from '../messages/index';
import type { SystemKind } from './kinds';
import type { End } from './step';

export interface Account extends OutgoingMail {
	readonly count: number;
}

/** The results of all requests, one line each; undefined where there are none to report. */
export function summaryOf(ends: readonly End[], profile: Profile, system: SystemKind): Account | undefined {
	if (ends.length === 0) return undefined;
	const language = profile.staffLanguage;
	const { systems, colon, labels } = messagesIn[language];
	const words = systems.account[system === 'almaCancellation' ? 'alma' : 'illiad'];
	const subject = words.subject({
		count: ends.length,
		requested: ends.filter(({ isRequested }) => isRequested).length,
		troubles: ends.filter(({ isTrouble }) => isTrouble).length,
	});
	const inOrder = [...ends].sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
	const entries = inOrder.map(({ name, sentence, explanation }) => ({
		first: `${name === '' ? words.nothing : name}${colon}${sentence.replaceAll('\n', ' ')}`,
		rest: explanation === undefined ? [] : [inEnglish(`${labels.explanation}${colon}${explanation}`, language)],
	}));
	return {
		...staffMail(profile, language, { subject, blocks: [paragraph(words.introduction), { kind: 'list', entries }] }),
		count: ends.length,
	};
}
