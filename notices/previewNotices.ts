import { noticeKindsFor, noticeKinds, type PatronNoticeName } from './noticeKinds';
import type { LibraryProfile } from './libraryProfile';
import { patronNoticeSamples, buildStaffNoticeSamples, sampleDay } from './sampleItems';
import { emptyNoticeSettings, writeNotices, type Notice, type NoticeSettings } from './writeNotices';

export interface PreviewedNotice extends Notice {
	/** The notice's name in the fields of the node. */
	readonly label: string;
}

const everyPatronNotice = noticeKindsFor('patron').map(({ name }) => name as PatronNoticeName);

/**
 * Writes every notice, about invented requests, in the library's own wording. All of them go to the address for tests or, if there is none,
 * to staff.
 */
export function previewNotices(
	profile: LibraryProfile,
	settings: Pick<NoticeSettings, 'changedWords' | 'closingLines' | 'language' | 'usualLanguage'>,
): PreviewedNotice[] {
	const tester = profile.sendEverythingTo === '' ? profile.staffEmail : profile.sendEverythingTo;
	return noticeKinds.flatMap(({ audience, name, label }) => {
		const isOwn = audience === 'patron';
		const { notices } = writeNotices(
			isOwn ? patronNoticeSamples[name] : buildStaffNoticeSamples(profile.staffLanguage)[name],
			{ ...profile, sendEverythingTo: tester },
			{
				...emptyNoticeSettings,
				...settings,
				patronNotices: isOwn ? [name] : name === 'noAddress' ? everyPatronNotice : [],
				staffNotices: isOwn ? [] : [name],
				today: sampleDay,
				secondLetterFrom: 8,
				thirdLetterFrom: 22,
				evenIfUnconfirmed: true,
				runKey: 'preview',
			},
		);
		return notices.map((notice) => ({ ...notice, to: tester, label }));
	});
}
