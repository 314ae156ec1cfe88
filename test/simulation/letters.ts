import { noticeKinds, type PatronNotice, type StaffNotice } from '../../notices/kinds';
import { readProfile } from '../../notices/profile';
import { nothingChosen, writeNotices, type Notice } from '../../notices/writeNotices';

/** What a workflow writes about an item of the trigger if its owner has chosen all notices. */
export function lettersAbout(item: Readonly<Record<string, unknown>>, staffEmail: string): readonly Notice[] {
	const named = (audience: Notice['audience']) => noticeKinds.filter((kind) => kind.audience === audience).map(({ name }) => name);
	return writeNotices(item, readProfile({ staffEmail }), {
		...nothingChosen,
		patronNotices: named('patron') as PatronNotice[],
		staffNotices: named('staff') as StaffNotice[],
		runKey: 'simulation',
	}).notices;
}
