import { kindsFor, noticeKinds, type PatronNotice } from './kinds';
import type { Profile } from './profile';
import { patronSamples, staffSamples, today } from './samples';
import { nothingChosen, writeNotices, type Notice, type NoticeSettings } from './writeNotices';

export interface PreviewedNotice extends Notice {
	/** Its name in the node's fields. */
	readonly label: string;
}

const everyPatronNotice = kindsFor('patron').map(({ name }) => name as PatronNotice);

/** Every notice about invented requests, in the library's own wording. All of them go to the address for tests, or else to staff. */
export function previewNotices(
	profile: Profile,
	settings: Pick<NoticeSettings, 'changedWords' | 'closingLines' | 'language' | 'usualLanguage'>,
): PreviewedNotice[] {
	const tester = profile.sendEverythingTo === '' ? profile.staffEmail : profile.sendEverythingTo;
	return noticeKinds.flatMap(({ audience, name, label }) => {
		const isOwn = audience === 'patron';
		const { notices } = writeNotices(
			isOwn ? patronSamples[name] : staffSamples(profile.staffLanguage)[name],
			{ ...profile, sendEverythingTo: tester },
			{
				...nothingChosen,
				...settings,
				patronNotices: isOwn ? [name] : name === 'noAddress' ? everyPatronNotice : [],
				staffNotices: isOwn ? [] : [name],
				today,
				secondLetterFrom: 8,
				thirdLetterFrom: 22,
				evenIfUnconfirmed: true,
				runKey: 'preview',
			},
		);
		return notices.map((notice) => ({ ...notice, to: tester, label }));
	});
}
