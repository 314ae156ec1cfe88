import {
	writeOtherSystemReport,
	readLibraryProfile,
	writeList,
	writeNotices,
	writePage,
	type ListKind,
	type NoticeSettings,
	type WebPageKind,
	type WorkflowItem,
} from '../../notices/index';
import { noticeKinds, noticeKindsFor, type Audience } from '../../notices/noticeKinds';
import { listKinds } from '../../notices/lists/listKinds';
import { otherSystemTaskKinds } from '../../notices/otherSystems/otherSystemTaskKinds';
import type { Language } from '../../notices/messages/languages';
import {
	buildOtherSystemReportSamples,
	samplesOfLists,
	patronNoticeSamples,
	buildStaffNoticeSamples,
	sampleDay,
} from '../../notices/sampleItems';

export interface WrittenSample {
	/** The name of the text, such as `patron.requested`, `list.slow` or `account.illiadNote`. */
	readonly name: string;
	/** The name that the node's fields show. */
	readonly label: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

/** Writes every notice, list and report, about invented requests. */
export function writeEveryNotice(language: Language): WrittenSample[] {
	const profile = readLibraryProfile({
		libraryName: 'Example University Library, Interlibrary Loan',
		fromEmail: 'ill@library.example.edu',
		staffEmail: 'ill-staff@library.example.edu',
		language,
		closingLines: '555-0100',
		writesOn: true,
		pickupHours: 'Main Library: 9:00–17:00',
		cancelPage: 'https://n8n.library.example.edu/webhook/cancel-request',
	});
	const notices = noticeKinds.map(({ audience, name, label }): WrittenSample => {
		const {
			notices: [notice],
		} = writeNotices(
			audience === 'patron' ? patronNoticeSamples[name] : buildStaffNoticeSamples(profile.staffLanguage)[name],
			profile,
			only(audience, name),
		);
		if (notice === undefined) throw new Error(`There is no sample of ${label}`);
		return { name: `${audience}.${name}`, label: `${audience === 'patron' ? 'Patron' : 'Staff'}: ${label}`, ...notice };
	});
	const lists = (Object.keys(listKinds) as ListKind[]).map((kind): WrittenSample => {
		const list = writeList(samplesOfLists[kind], profile, {
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
			now: `${sampleDay}T12:00:00.000Z`,
			today: sampleDay,
		});
		if (list === undefined) throw new Error(`There is no sample of ${kind}`);
		return { name: `list.${kind}`, label: `List: ${listKinds[kind].label}`, ...list };
	});
	const reports = buildOtherSystemReportSamples(language).map(({ system, ends }): WrittenSample => {
		const report = writeOtherSystemReport(ends, profile, system);
		if (report === undefined) throw new Error(`There is no sample of a report for ${system}`);
		return { name: `account.${system}`, label: `Summary: ${otherSystemTaskKinds[system].label}`, ...report };
	});
	return [...notices, ...lists, ...reports];
}

/** Writes every page to which a letter links, as it opens and with each result. */
export function writeEveryPage(language: Language): WrittenSample[] {
	const profile = readLibraryProfile({
		libraryName: 'Example University Library, Interlibrary Loan',
		fromEmail: 'ill@library.example.edu',
		writesOn: true,
		language,
	});
	const asked = {
		headers: {},
		body: {},
		query: { language, 'Request Number': 'EAST-1042', requestId: '7d5f2c1e', confirmation: '0a1b2c' },
	};
	const page = (kind: WebPageKind, label: string, items: readonly WorkflowItem[] = []) => {
		const settings = { kind, asked, reasons: [], places: [], language };
		const { html } = writePage(items, profile, settings, { installation: 'sample', now: Date.parse(`${sampleDay}T12:00:00.000Z`) });
		const text = html
			.replace(/^[^]*<\/h1>/, '')
			.replaceAll(/<input (?!type="hidden")[^>]*value="([^"]*)"[^>]*>/g, ' [ $1 ]')
			.replaceAll(/<button[^>]*>([^<]*)<\/button>/g, '[ $1 ]')
			.replaceAll(/<\/(?:h2|p|div)>/g, '\n')
			.replaceAll(/<footer>.*<\/footer>|<[^>]+>/g, '')
			.replaceAll('&quot;', '"')
			.replaceAll('&#39;', "'")
			.trim()
			.replaceAll(/\n\n+/g, '\n');
		return { name: `page.${label}`, label: `Page: ${label}`, subject: /<h1>(.*)<\/h1>/.exec(html)?.[1] ?? '', text, html };
	};
	const result = { requestAction: 'cancel', title: 'Braiding sweetgrass', hrid: 'EAST-1042' };
	const results: ReadonlyArray<readonly [string, WorkflowItem]> = [
		['Canceled', { ...result, outcome: 'done', isOpen: false }],
		['We Ask Whether It Can Be Canceled', { ...result, outcome: 'done', isOpen: true }],
		[
			'Not Canceled',
			{
				...result,
				outcome: 'notPossible',
				reason: 'notAllowedNow',
				blocker: 'otherStatus',
				explanation: 'The request is in status Shipped and does not allow this.',
			},
		],
		['Not Known Whether It Was Canceled', { ...result, outcome: 'unclear', reason: 'unclear', explanation: 'The answer was lost.' }],
		['No Such Request', { requestAction: 'cancel', outcome: 'notFound', explanation: 'There is no request EAST-1042.' }],
		['Try Again Later', { requestAction: 'cancel', error: 'Okapi did not answer within 30 seconds' }],
	];
	return [
		page('cancelForPatron', 'Patron Cancels'),
		...results.map(([label, item]) => page('cancelForPatron', `Patron Cancels, ${label}`, [item])),
		page('cancelForStaff', 'Staff Cancel'),
		...results.slice(2, 3).map(([label, item]) => page('cancelForStaff', `Staff Cancel, ${label}`, [item])),
		page('confirmResponse', 'Confirm a Response'),
		page('confirmResponse', 'Confirm a Response, Sent', [{ requestAction: 'confirmResponse' }]),
	];
}

/** Writes every n8n form to which a letter to staff links, with the text that n8n shows after the form was sent. */
export function writeEveryStaffForm(language: Language): Array<Omit<WrittenSample, 'html'>> {
	const profile = readLibraryProfile({ language });
	return (['chooseRecord', 'copyrightLimit'] as const).map((notice) => {
		const form = writeNotices(buildStaffNoticeSamples(language)[notice], profile, only('staff', notice)).notices[0]?.form;
		if (form === undefined || form === null) throw new Error(`There is no form of ${notice}`);
		const [name, fields] =
			form.kind === 'choose'
				? ['Staff Choose a Record', [form.record, ...form.choices.map((choice) => `- ${choice}`), form.volume]]
				: ['Staff Approve the Copy', [form.approvedBy]];
		const text = [form.explanation, fields.join('\n'), form.done].join('\n\n');
		return { name: `form.${notice}`, label: `Page: ${name}`, subject: form.title, text };
	});
}

/**
 * Returns settings that switch this notice alone on. `noAddress`, which tells staff that a patron has no address, is written in place of a
 * notice to the patron, so all notices to patrons are switched on with it.
 */
function only(audience: Audience, name: string): NoticeSettings {
	const all = (of: Audience) => noticeKindsFor(of).map((kind) => kind.name);
	return {
		patronNotices: (audience === 'patron' ? [name] : name === 'noAddress' ? all('patron') : []) as NoticeSettings['patronNotices'],
		staffNotices: (audience === 'staff' ? [name] : []) as NoticeSettings['staffNotices'],
		changedWords: [],
		closingLines: '',
		language: '',
		secondLetterFrom: 8,
		thirdLetterFrom: 22,
		today: sampleDay,
		evenIfOver: false,
		evenIfUnconfirmed: false,
		choosePage: 'https://n8n.library.example.edu/form-waiting/231',
		runKey: 'sample',
	};
}
