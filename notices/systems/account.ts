import type { Profile } from '../profile';
import { paragraph, staffMail, type StaffMail } from '../staffMail';
import { wordsIn } from '../words/index';
import type { End } from './step';

/** An account for staff, ready to be sent. */
export interface Account extends StaffMail {
	readonly count: number;
}

/** What became of each, a line each; undefined where there is nothing to tell. */
export function accountOf(ends: readonly End[], profile: Profile): Account | undefined {
	if (ends.length === 0) return undefined;
	const language = profile.staffLanguage;
	const { systems: { account }, colon } = wordsIn[language];
	const troubles = ends.filter(({ isTrouble }) => isTrouble).length;
	const subject = troubles === 0 ? account.subject(ends.length) : account.lookAt(troubles);
	const entries = ends.map(({ name, sentence }) => ({ first: `${name === '' ? account.nothing : name}${colon}${sentence.replaceAll('\n', ' ')}`, rest: [] }));
	return { ...staffMail(profile, language, { subject, blocks: [paragraph(account.introduction), { kind: 'list', entries }] }), count: ends.length };
}
