import { summaryOf, readProfile, writeList, writeNotices, type ListKind, type NoticeSettings } from '../../notices/index';
import { noticeKinds, kindsFor, type Audience } from '../../notices/kinds';
import { listKinds } from '../../notices/lists/kinds';
import { systemKinds } from '../../notices/systems/kinds';
import type { Language } from '../../notices/messages/languages';
import { accountSamples, listSamples, patronSamples, staffSamples, today } from '../../notices/samples';

export interface Written {
	/** Such as `patron.requested`, `list.slow` or `account.illiadNote`. */
	readonly name: string;
	/** Its name in the node's fields. */
	readonly label: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

/** Every notice, list and account, of invented requests. */
export function everyNotice(language: Language): Written[] {
	const profile = readProfile({
		libraryName: 'Example University Library, Interlibrary Loan',
		fromEmail: 'ill@library.example.edu',
		staffEmail: 'ill-staff@library.example.edu',
		language,
		closingLines: '555-0100',
		pickupHours: 'Main Library: 9:00–17:00',
		cancelPage: 'https://n8n.library.example.edu/form/cancel-request',
	});
	const notices = noticeKinds.map(({ audience, name, label }): Written => {
		const {
			notices: [notice],
		} = writeNotices(
			audience === 'patron' ? patronSamples[name] : staffSamples(profile.staffLanguage)[name],
			profile,
			only(audience, name),
		);
		if (notice === undefined) throw new Error(`There is no sample of ${label}`);
		return { name: `${audience}.${name}`, label: `${audience === 'patron' ? 'Patron' : 'Staff'}: ${label}`, ...notice };
	});
	const lists = (Object.keys(listKinds) as ListKind[]).map((kind): Written => {
		const list = writeList(listSamples[kind], profile, {
			kind,
			name: '',
			subject: '',
			language,
			evenIfEmpty: false,
			limits: [],
			daysToShip: 5,
			newsDays: 7,
			oldest: 5,
			deskPage: 'https://n8n.library.example.edu/webhook/lending-desk',
			mostCopies: 2,
			recentYears: 5,
			now: `${today}T12:00:00.000Z`,
			today,
		});
		if (list === undefined) throw new Error(`There is no sample of ${kind}`);
		return { name: `list.${kind}`, label: `List: ${listKinds[kind].label}`, ...list };
	});
	const accounts = accountSamples(language).map(({ system, ends }): Written => {
		const account = summaryOf(ends, profile, system);
		if (account === undefined) throw new Error(`There is no sample of an account for ${system}`);
		return { name: `account.${system}`, label: `Summary: ${systemKinds[system].label}`, ...account };
	});
	return [...notices, ...lists, ...accounts];
}

/** Settings for this notice alone; that of a patron without an address needs a notice to pass on. */
function only(audience: Audience, name: string): NoticeSettings {
	const all = (of: Audience): string[] => kindsFor(of).map((kind) => kind.name);
	return {
		patronNotices: (audience === 'patron' ? [name] : name === 'noAddress' ? all('patron') : []) as NoticeSettings['patronNotices'],
		staffNotices: (audience === 'staff' ? [name] : []) as NoticeSettings['staffNotices'],
		changedWords: [],
		closingLines: '',
		language: '',
		secondLetterFrom: 8,
		thirdLetterFrom: 22,
		today,
		evenIfOver: false,
		evenIfUnconfirmed: false,
		choosePage: 'https://n8n.library.example.edu/form-waiting/231',
		runKey: 'sample',
	};
}
