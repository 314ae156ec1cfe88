import { noticeKinds, type PatronNoticeName, type StaffNoticeName } from '../../notices/noticeKinds';
import { readLibraryProfile } from '../../notices/libraryProfile';
import { emptyNoticeSettings, writeNotices, type Notice } from '../../notices/writeNotices';

/** Returns what a workflow writes about an item of the trigger if its owner has chosen all notices. */
export function lettersAbout(item: Readonly<Record<string, unknown>>, staffEmail: string): readonly Notice[] {
	const named = (audience: Notice['audience']) => noticeKinds.filter((kind) => kind.audience === audience).map(({ name }) => name);
	return writeNotices(item, readLibraryProfile({ staffEmail }), {
		...emptyNoticeSettings,
		patronNotices: named('patron') as PatronNoticeName[],
		staffNotices: named('staff') as StaffNoticeName[],
		runKey: 'simulation',
	}).notices;
}
