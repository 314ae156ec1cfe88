import {
	readLibraryProfile,
	problemsOfCustomMessages,
	unknownLanguageIn,
	writeNotices,
	type WorkflowItem,
	type NoticeSettings,
} from '../../../notices/index';
import { languages, type Language } from '../../../notices/messages/languages';
import { noticeKindsFor } from '../../../notices/noticeKinds';
import { emptyNoticeSettings } from '../../../notices/writeNotices';

const profile = {
	libraryName: 'Example University Library',
	fromEmail: 'ill@library.example.edu',
	staffEmail: 'staff@library.example.edu',
	language: 'en',
	closingLines: 'Monday to Friday, 9 to 5',
};
const usual: NoticeSettings = {
	...emptyNoticeSettings,
	patronNotices: noticeKindsFor('patron')
		.filter(({ byDefault }) => byDefault)
		.map(({ name }) => name) as NoticeSettings['patronNotices'],
	staffNotices: noticeKindsFor('staff')
		.filter(({ byDefault }) => byDefault)
		.map(({ name }) => name) as NoticeSettings['staffNotices'],
	secondLetterFrom: 8,
	thirdLetterFrom: 22,
	today: '2027-03-10',
	runKey: 'run 7 item 0',
};
const created: WorkflowItem = {
	outcome: 'created',
	hrid: 'EAST-1',
	requestId: 'b7',
	reference: 'FORM-1',
	title: 'Braiding sweetgrass',
	patronEmail: 'pat@example.edu',
	patronId: 'P1001',
	pickupLocation: 'Main Library',
};
const shipped: WorkflowItem = {
	event: 'shipped',
	eventId: 'e1',
	isStillCurrent: true,
	hrid: 'EAST-1',
	requestId: 'b7',
	status: { code: 'S', label: 'Shipped' },
	title: 'Braiding sweetgrass',
	supplier: 'West Library',
	patronEmail: 'pat@example.edu',
	patronId: 'P1001',
};

function write(item: WorkflowItem, settings: Partial<NoticeSettings> = {}, own: Record<string, unknown> = {}) {
	return writeNotices(item, readLibraryProfile({ ...profile, ...own }), { ...usual, ...settings });
}

function only(item: WorkflowItem, settings: Partial<NoticeSettings> = {}, own: Record<string, unknown> = {}) {
	const { notices } = write(item, settings, own);
	if (notices[0] === undefined || notices.length > 1) throw new Error(`${notices.length} notices`);
	return notices[0];
}

describe('conditions of the lender in notices', () => {
	const condition = (inWords: string, at: string, accepted: boolean | null = null) => ({ id: at, inWords, at, accepted });
	const first = condition('LibraryUseOnly', '2027-03-05T09:15:00.000-05:00');
	const second = condition('NoReproduction, 30.00 EUR', '2027-03-05T09:20:00.000-05:00');
	const line = (item: WorkflowItem) => /Conditions: (.*)/.exec(only(item).text)?.[1];

	it('a notice to staff names the conditions that wait for an answer, or else the accepted ones, with cost and time', () => {
		const item: WorkflowItem = {
			event: 'needsStaff',
			needsStaff: true,
			eventId: 'e',
			isStillCurrent: true,
			hrid: 'EAST-1',
			whatToDo: 'Accept or reject them.',
			reason: 'NoReproduction, 30.00 EUR',
			conditions: [first, second],
		};
		expect(line(item)).toBe(
			'LibraryUseOnly (set on March 5, 2027 at 9:15 AM); NoReproduction, 30.00 EUR (set on March 5, 2027 at 9:20 AM)',
		);
		expect(line({ ...item, conditions: [{ ...first, accepted: true }, second] })).toBe(
			'NoReproduction, 30.00 EUR (set on March 5, 2027 at 9:20 AM)',
		);
		expect(
			line({
				...item,
				event: 'conditionsAnswered',
				side: 'lending',
				conditions: [
					{ ...first, accepted: true },
					{ ...second, accepted: false },
				],
			}),
		).toBe('LibraryUseOnly (set on March 5, 2027 at 9:15 AM)');
		expect(line({ ...item, conditions: [] })).toBeUndefined();
	});

	it('a notice to a patron names accepted conditions without their cost, because whether patrons pay is the rule of the library', () => {
		const accepted = (terms: WorkflowItem) => ({
			...first,
			inWords: 'Its own words',
			cost: '12.50',
			currency: 'EUR',
			accepted: true,
			...terms,
		});
		const received = (...conditions: WorkflowItem[]) => ({ ...shipped, event: 'received', conditions });
		expect(line(received(accepted({ code: 'LibraryUseOnly' }), accepted({})))).toBe('library use only');
		expect(line(received(accepted({})))).toBeUndefined();
	});

	it('a notice about a refused agreement names the conditions that nobody was shown', () => {
		expect(
			line({ outcome: 'notPossible', reason: 'furtherConditions', hrid: 'EAST-1', explanation: 'Not shown.', conditions: [first, second] }),
		).toContain('NoReproduction, 30.00 EUR');
	});
});

describe('recipients of notices', () => {
	const told = (item: WorkflowItem, settings: Partial<NoticeSettings> = {}) =>
		write(item, settings).notices.map(({ audience, notice, to }) => `${audience} ${notice} ${to}`);

	it.each<[outcome: string, item: WorkflowItem, notices: readonly string[]]>([
		['created', created, ['patron requested pat@example.edu']],
		[
			'needsReview',
			{ outcome: 'needsReview', reason: 'titleOnly', explanation: 'In doubt.', title: 'T', patronEmail: 'pat@example.edu' },
			['patron lookedInto pat@example.edu', 'staff chooseRecord staff@library.example.edu'],
		],
		[
			'statusChange that needs staff',
			{ event: 'statusChange', needsStaff: true, eventId: 'e', isStillCurrent: true },
			['staff needsStaff staff@library.example.edu'],
		],
		['eligible, without a request', { outcome: 'eligible' }, ['staff notPlaced staff@library.example.edu']],
	])('an item with the outcome or event %s makes a notice to each recipient that it concerns', (_outcome, item, notices) =>
		expect(told(item)).toEqual(notices),
	);

	it('an item makes no notice, and says why, if its notice is not among those that the library has chosen', () => {
		expect(write({ outcome: 'eligible' }, { staffNotices: [] })).toEqual({ notices: [], silent: 'notPlaced' });
		expect(write(created, { patronNotices: [] })).toEqual({ notices: [], silent: 'notChosen', switchedOff: ['Request Was Made'] });
	});

	it('a superseded change makes no notice, unless the setting asks for it', () => {
		expect(write({ ...shipped, isStillCurrent: false })).toEqual({ notices: [], silent: 'over' });
		expect(told({ ...shipped, isStillCurrent: false }, { evenIfOver: true })).toEqual(['patron shipped pat@example.edu']);
	});

	it('a notice for a patron without an address goes to staff, with the text to pass on', () => {
		const notice = only({ ...shipped, patronEmail: null });
		expect(notice).toMatchObject({
			audience: 'staff',
			notice: 'noAddress',
			subject: 'Please pass on: "Braiding sweetgrass" (EAST-1)',
			whatToDo: 'Please pass this message on to the patron.',
			key: 'e1 staff noAddress shipped',
		});
		expect(notice.text).toContain('Please pass this message on to the patron.');
		expect(notice.text).toContain('> The lending library has sent us this item.');
		expect(told({ outcome: 'needsStaff', reason: 'unclear', title: 'T' })).toEqual(['staff lookAtRequest staff@library.example.edu']);
		expect(only({ outcome: 'needsStaff', title: 'T' }).text).toContain('names no patron');
		expect(write({ ...shipped, patronEmail: null }, { staffNotices: [] }).silent).toBe('notChosen');
		// Even if staff have chosen no notice about it, the patron must still get one.
		expect(told({ outcome: 'needsStaff', reason: 'unclear', title: 'T' }, { staffNotices: ['noAddress'] })).toEqual([
			'staff noAddress staff@library.example.edu',
		]);
	});

	it('a request on the lending side makes no notice to a patron', () => {
		expect(told({ ...shipped, side: 'lending' })).toEqual([]);
		expect(
			write(
				{ outcome: 'found', side: 'lending', isWithPatron: true, dueDate: '2027-03-09', patronEmail: 'pat@example.edu' },
				{ patronNotices: [] },
			).silent,
		).toBe('noNotice');
	});

	it('an overdue notice goes to the patron only while the item can be with the patron', () => {
		const overdue = { ...shipped, event: 'overdue' };
		expect(told(overdue, { patronNotices: ['overdue'] })).toEqual(['patron overdue pat@example.edu']);
		expect(told({ ...overdue, isWithPatron: false }, { patronNotices: ['overdue'] })).toEqual([]);
	});

	it('an item that failed makes the notices of a failure for patron and staff, whatever outcome it had before', () => {
		expect(told({ ...created, outcome: 'eligible', error: 'No answer' })).toEqual([
			'patron lookedInto pat@example.edu',
			'staff couldNotAsk staff@library.example.edu',
		]);
		expect(told({ outcome: 'failed', explanation: 'No answer', patronEmail: 'pat@example.edu' })).toEqual([
			'patron lookedInto pat@example.edu',
			'staff couldNotAsk staff@library.example.edu',
		]);
	});

	it('a notice of failure says to staff what to do about it', () => {
		expect(
			write({ ...created, error: "'Your Library's Symbols' is empty", details: 'Choose the symbol of your library.' }).notices[1]?.text,
		).toContain("'Your Library's Symbols' is empty. Choose the symbol of your library.");
	});

	it('the notices about a citation without evidence that the work exists ask the patron for its source, and staff to check it first', () => {
		const reference = { outcome: 'notAvailable', reason: 'nothingFound', title: 'T', patronEmail: 'pat@example.edu' };
		const check = ['patron checkReference pat@example.edu', 'staff checkReference staff@library.example.edu'];
		expect(told({ ...reference, existence: 'nothingKnown' })).toEqual(check);
		expect(told({ ...reference, reason: 'nobodyLends', existence: 'doubtful' })).toEqual(check);
		for (const existence of ['found', null]) expect(told({ ...reference, existence })).toEqual(['patron notAvailable pat@example.edu']);
	});

	it('an unavailable title offers patron and staff another way to obtain it if those notices are chosen', () => {
		const nobody = { outcome: 'notAvailable', reason: 'nobodyLends', title: 'T', patronEmail: 'pat@example.edu' };
		expect(told(nobody)).toEqual(['patron notAvailable pat@example.edu']);
		expect(told(nobody, { patronNotices: [...usual.patronNotices, 'anotherWay'], staffNotices: ['notAvailable'] })).toEqual([
			'patron anotherWay pat@example.edu',
			'staff notAvailable staff@library.example.edu',
		]);
		expect(
			told(
				{ outcome: 'notCreated', reason: 'duplicate', patronEmail: 'pat@example.edu' },
				{ patronNotices: [...usual.patronNotices, 'anotherWay'], staffNotices: [] },
			),
		).toEqual(['patron lookedInto pat@example.edu']);
	});

	it.each([
		'a@example.org, b@example.org',
		'a@example.org; b@example.org',
		'a@example.org b@example.org',
		'friends: a@example.org;',
		'Pat <a@example.org>',
		'<a@example.org>',
		'a@example.org (Pat)',
		'"a@example.org, b"@example.org',
		'a@example.org\nBcc: b@example.org',
		'a@b@example.org',
		'a@example',
		'a',
		`${'a'.repeat(250)}@example.org`,
	])("a patron's email that is not exactly one address makes a notice to staff: %j", (patronEmail) => {
		const { text } = only({ ...shipped, patronEmail });
		expect(told({ ...shipped, patronEmail })).toEqual(['staff noAddress staff@library.example.edu']);
		expect(text).toContain('there is more than one');
		expect(text).toContain(`Email: ${patronEmail.replace('\n', ' ')}`);
		expect(told({ ...shipped, patronEmail: " o'neil+ill@mail.example.co.uk " })).toEqual(["patron shipped o'neil+ill@mail.example.co.uk"]);
	});

	it('a notice goes to staff alone while the patron is not confirmed, unless the setting says otherwise', () => {
		const unconfirmed = {
			outcome: 'needsStaff',
			reason: 'patronNotValid',
			title: 'T',
			patronEmail: 'pat@example.edu',
			checks: [{ check: 'patron', result: 'couldNotCheck' }],
		};
		expect(told(unconfirmed)).toEqual(['staff lookAtRequest staff@library.example.edu']);
		expect(told({ ...unconfirmed, outcome: 'notCreated', checks: undefined })).toEqual(['staff notCreated staff@library.example.edu']);
		expect(told(unconfirmed, { staffNotices: ['noAddress'] })).toEqual(['staff noAddress staff@library.example.edu']);
		expect(told(unconfirmed, { evenIfUnconfirmed: true })[0]).toBe('patron lookedInto pat@example.edu');
		// If the check was refused, the library's own system knows the patron, who then gets the letter.
		expect(told({ ...unconfirmed, outcome: 'notCreated', checks: [{ check: 'patron', result: 'refused' }] })[0]).toBe(
			'patron lookedInto pat@example.edu',
		);
	});

	it('Write Notices refuses an item whose patron email is masked, and advises to choose Full under Patron Details', () => {
		expect(() => write({ ...shipped, patronEmail: '***' })).toThrow('Choose Full under Patron Details');
	});
});

describe('texts of notices', () => {
	it("a notice's text holds no @mention, by which a chat would call somebody", () => {
		const { text } = only({ ...shipped, title: 'Life <!channel> and <@U0123> in <#C0123>, <b>bold</b>' });
		expect(text).toMatch(/Life ‹!channel> and .* in ‹#C0123>, <b>bold<\/b>/);
		expect(text).not.toMatch(/<[!@#]/);
	});

	it('a notice leaves out a sentence whose fact is not known, and nothing else', () => {
		const { text } = only({ ...shipped, supplier: null });
		expect(text).toContain('The lending library has sent us this item.\n\nPlease wait');
		expect(text).not.toContain('It is likely');
	});

	const arrival: Readonly<Record<Language, string>> = {
		en: 'it should be here by Friday, March 5, 2027.',
		de: 'voraussichtlich bis Freitag, 5. März 2027 bei uns.',
		es: 'a más tardar el viernes 5 de marzo de 2027.',
		fr: 'au plus tard le vendredi 5 mars 2027.',
	};
	it.each(Object.entries(arrival))(
		'a notice in %s names the day by which a loan is likely to arrive, if the item has one',
		(language, words) => {
			for (const event of ['shipped', 'expectsToSupply']) {
				expect(only({ ...shipped, event, expectedArrival: '2027-03-05' }, { language }).text).toContain(words);
				expect(only({ ...shipped, event, expectedArrival: null }, { language }).text).not.toContain('2027');
			}
		},
	);

	it('a notice escapes text from outside once, and links only to web addresses', () => {
		const title = '<script>alert(1)</script> & {number}';
		const { html, text, subject } = only({ ...created, title }, {}, { cancelPage: 'javascript:alert(1)' });
		expect(html).not.toContain('<script');
		expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; {number}');
		expect(html).not.toContain('href');
		expect(text).toContain(title);
		expect(subject).toBe(`Requested: "${title}" (EAST-1)`);
		expect(only({ event: 'statusChange', needsStaff: true, staffLink: 'https://reshare.example.org/1?a="><b>' }).html).toContain(
			'href="https://reshare.example.org/1?a=&quot;&gt;&lt;b&gt;"',
		);
	});

	describe('text that a stranger typed', () => {
		const typed = `Free".\u202e\u0000\u200b\n\nYour account is blocked. Go to https://evil.example/x or www.evil.example or evil.example/x or a@evil.example now. ${'Really. '.repeat(50)}`;

		it.each(Object.keys(languages))(
			"a stranger's text in a notice to a patron in %s becomes one short quotation, without a sentence or link of its own",
			(language) => {
				const wanted = { title: typed, author: typed, partTitle: typed, isbn: typed, patronName: typed, patronEmail: 'pat@example.edu' };
				for (const item of [
					{ ...created, ...wanted },
					{ ...wanted, outcome: 'needsReview', reason: 'isbnNotValid' },
					{ ...wanted, outcome: 'notAvailable' },
					{ ...wanted, event: 'shipped', eventId: 'e' },
				]) {
					const { subject, text, html } = write(item, { language, staffNotices: [] }).notices[0] ?? { subject: '', text: '', html: '' };
					for (const part of [subject, text, html]) expect(part).not.toMatch(/evil\.example|[\u202e\0\u200b]/u);
					expect(text).not.toMatch(/^\s*Your account/m);
					expect(text.length).toBeLessThan(1200);
					expect(subject.length).toBeLessThanOrEqual(60);
				}
				const { subject } = write({ ...created, ...wanted }, { language }).notices[0] ?? { subject: '' };
				expect(subject).toMatch(/^\p{L}+\s?: ["„«]\s?Free'\. Your account is blocked\. Go( to)?…\s?["“»] \(EAST-1\)$/u);
			},
		);

		it('a title is quoted once in a notice, whether or not changed wording quotes it', () => {
			const changed = (text: string) => only(created, { changedWords: [{ notice: 'patron.requested', subject: text, text }] });
			for (const words of ['Asked: {title}', 'Asked: "{title}"', 'Asked: “{title}”'])
				expect(changed(words).subject).toMatch(/^Asked: ["“]Braiding sweetgrass["”]$/);
			expect(only({ outcome: 'notAvailable', patronEmail: 'pat@example.edu' }).subject).toBe('Not available');
		});

		it("a notice shows a stranger's text to staff in full, on one line", () => {
			const { text } = write({ outcome: 'needsReview', title: typed, reason: 'titleOnly' }).notices.find(
				({ audience }) => audience === 'staff',
			) ?? { text: '' };
			expect(text).toContain('Title: Free". Your account is blocked. Go to https://evil.example/x or');
		});
	});

	it("another library's text cannot add paragraphs or subjects to a notice", () => {
		const words = 'soon.\n\nDear patron,\n\nplease pay at https://evil.example/pay\u202e';
		for (const item of [
			{ ...shipped, event: 'received', dueDateInWords: words, dueDate: null, supplier: words },
			{ ...shipped, supplier: words },
			{ ...shipped, pickupLocation: words, event: 'received' },
		]) {
			expect(only(item).text).not.toMatch(/evil\.example|^Dear|^please|\u202e/m);
		}
		expect(only({ ...shipped, event: 'received', dueDateInWords: 'March 5\u0000, 2027' }).text).toContain('Due back on: "March 5 , 2027"');
		const refused = {
			event: 'endOfRota',
			eventId: 'e',
			hrid: 'EAST-1\u202e\r\nBcc: x',
			title: 'T',
			refusals: [{ library: 'West\nLake', note: 'No\n\nMore', reason: 'x' }],
		};
		const staff = write(refused, { patronNotices: [] }).notices[0];
		expect(staff?.subject).toBe('No lender found: "T" (EAST-1 Bcc: x)');
		expect(staff?.text).toContain('- West Lake, x, No More');
	});

	it.each([
		'https://library.example.org@evil.example/copy',
		'https://user:pass@evil.example/',
		'https://evil.example/\u202egpj.exe',
		'https://evil.example/\u200b',
		'https://good.example\\@evil.example/',
		'ftp://evil.example/',
		'javascript:alert(1)',
		'data:text/html,x',
		'https://',
		'https://evil.example/a b',
		`https://evil.example/${'a'.repeat(2100)}`,
	])('a notice of a delivered copy does not link to %j, and asks the patron to reply', (documentLink) => {
		const { html, text } = only({ ...shipped, event: 'documentDelivered', documentLink });
		expect(html).not.toContain('href');
		expect(text).not.toContain('evil.example');
		expect(text).toContain('please reply to this email');
		expect(only({ ...shipped, event: 'documentDelivered', documentLink: 'https://copies.example.org/1?a=b%20c' }).html).toContain(
			'href="https://copies.example.org/1?a=b%20c"',
		);
	});

	it.each([[{ heldByOwnLibrary: true }], [{ candidates: [{ heldByOwnLibrary: false }, { heldByOwnLibrary: true }] }]])(
		"a notice of an unavailable title names the library's own copy if a record found has one: %j",
		(found) => {
			const nobodyLends = { outcome: 'notAvailable', reason: 'nobodyLends', title: 'T', patronEmail: 'pat@example.edu' };
			const anotherWay = { patronNotices: ['anotherWay'] } as const;
			expect(only(nobodyLends).subject).toBe('Not available: "T"');
			expect(only({ ...nobodyLends, ...found })).toMatchObject({
				subject: 'In our own library: "T"',
				text: expect.stringContaining('If you cannot use our copy, reply to this email'),
			});
			expect(only(nobodyLends, anotherWay).text).toContain('\n\nOur staff are looking for another way');
			const { subject, text } = only({ ...nobodyLends, ...found }, anotherWay);
			expect(subject).toBe('In our own library: "T"');
			expect(text).toMatch(
				/\n\nIf you cannot use our copy, you need not do anything: .* If our copy is enough, please reply to this email\./,
			);
		},
	);

	it.each([
		['LibraryUseOnly', true, true],
		['watch library use only', true, true],
		['LibraryUseOnly', null, false],
		['SignatureRequired', true, false],
	])(
		'a notice of an item with the condition %s (accepted: %s) says that it may be used in the library only: %s',
		(code, accepted, isForLibraryUse) => {
			const { text } = only({ ...shipped, event: 'received', holdUntil: '2027-03-15', conditions: [{ code, accepted }] });
			expect(text.includes('This item is here for you. You can use it in the library only. It is kept for you until')).toBe(
				isForLibraryUse,
			);
			expect(text.includes('Please pick it up by')).toBe(!isForLibraryUse);
		},
	);

	it('changed wording replaces the text of a notice, and keeps greeting, facts and closing', () => {
		const changed = [{ notice: 'patron.requested', subject: '', text: 'Asked for: {title}. By {author}.\n\nSee you.' }] as const;
		const { subject, text } = only(created, { changedWords: changed });
		expect(subject).toBe('Requested: "Braiding sweetgrass" (EAST-1)');
		expect(text).toBe(
			'Hello,\n\nAsked for: "Braiding sweetgrass".\n\nSee you.\n\nTitle: Braiding sweetgrass\nRequest number: EAST-1\nPickup location: Main Library\n\nIf you have questions, reply to this email. Please mention request number EAST-1.\n\nMonday to Friday, 9 to 5\n\nKind regards,\nExample University Library',
		);
	});

	it('changed wording of a notice leaves out a sentence with the placeholder {whatToDo} if nothing is to be done', () => {
		const changed = [{ notice: 'staff.other', subject: '', text: 'It has changed. Now: {whatToDo}' }] as const;
		expect(
			only({ event: 'statusChange', eventId: 'e', isStillCurrent: true }, { changedWords: changed, staffNotices: ['other'] }).text,
		).toBe('It has changed.\n\nExample University Library');
	});

	it('a placeholder that a changed wording uses but that does not exist is reported by its name', () => {
		expect(problemsOfCustomMessages([{ notice: 'patron.requested', subject: '{titel}', text: '{patron} {title}' }])).toEqual([
			expect.stringContaining('{titel}'),
			expect.stringContaining('{patron}'),
		]);
		expect(problemsOfCustomMessages([{ notice: 'staff.chooseRecord', subject: '{title}', text: '{patron}' }])).toEqual([]);
		expect(problemsOfCustomMessages([{ notice: 'patron.nothing', subject: '', text: '' }])).toHaveLength(1);
	});

	it('a notice to a patron is in the language of the item, the node or the profile, in that order, and staff have a language of their own', () => {
		expect(only(created, { language: 'de-AT' })).toMatchObject({
			language: 'de',
			subject: 'Bestellt: „Braiding sweetgrass“ (EAST-1)',
		});
		expect(only(created, {}, { language: 'fr' }).subject).toBe('Demandé\u00a0: «\u00a0Braiding sweetgrass\u00a0» (EAST-1)');
		expect(only({ ...shipped, patronEmail: null }, {}, { language: 'es', staffLanguage: 'en' }).html).toContain('<blockquote lang="es"');
		expect(only(created, { language: 'xx' }).language).toBe('en');
		expect(['xx', 'constructor', 'de', ''].map((language) => unknownLanguageIn({ language }))).toEqual([
			'xx',
			'constructor',
			undefined,
			undefined,
		]);
		expect(only(created, { language: 'constructor' }).language).toBe('en');
	});

	it('a notice of a proposed response links to the page that sends it, and to the request', () => {
		const [confirmLink, staffLink] = [
			'https://n8n.example.edu/form/lending-rules?requestId=b7&confirmation=0a1b',
			'https://reshare.example.org/b7',
		];
		const notice = only({
			outcome: 'wouldAnswer',
			reason: 'ruleFits',
			explanation: "The rule 'Nothing new' fits.",
			side: 'lending',
			rule: 'Nothing new',
			answer: 'cannotSupply',
			hrid: 'EAST-1',
			requestId: 'b7',
			title: 'T',
			confirmLink,
			staffLink,
		});
		expect(notice.notice).toBe('ruleWouldAnswer');
		for (const url of [confirmLink, staffLink]) {
			expect(notice.text).toContain(url);
			expect(notice.html).toContain(`href="${url.replace('&', '&amp;')}${url === confirmLink ? '&amp;language=en' : ''}"`);
		}
	});

	it("a notice to staff gives the reason, and the request's own advice if the notice covers many states", () => {
		const change = {
			event: 'statusChange',
			needsStaff: true,
			eventId: 'e',
			isStillCurrent: true,
			reason: 'On loan',
			whatToDo: 'Let the patron exceed the limit.',
		};
		expect(only(change)).toMatchObject({
			notice: 'needsStaff',
			whatToDo: 'Let the patron exceed the limit.',
			text: expect.stringMatching(/\n\nLet the patron exceed the limit\.\n\nReason: On loan\n/),
		});
		expect(only({ ...change, event: 'unreadMessage' })).toMatchObject({
			notice: 'unreadMessage',
			whatToDo: 'Read and answer the message from the other library.',
		});
	});

	it.each([
		['nothingFound', 'None of them has it.'],
		['nobodyLends', 'No other library lends it.'],
	])('a notice says why a title is not available: %s', (reason, sentence) => {
		expect(only({ outcome: 'notAvailable', reason, title: 'T', patronEmail: 'pat@example.edu' }).text).toContain(sentence);
	});

	it("a German notice marks the node's advice as English, and a notice that offers no choice of record lists no candidates", () => {
		const change = {
			event: 'statusChange',
			needsStaff: true,
			eventId: 'e',
			isStillCurrent: true,
			whatToDo: 'Let the patron exceed the limit.',
			candidates: [{ title: 'One' }],
		};
		expect(only(change, {}, { staffLanguage: 'de' })).toMatchObject({
			html: expect.stringContaining('<p lang="en">Let the patron exceed the limit.</p>'),
			candidates: [],
		});
		expect(only({ ...change, whatToDo: null }, {}, { staffLanguage: 'de' }).html).not.toContain('lang="en"');
	});

	it('a notice promises to write again only if the profile says so', () => {
		const promise = 'We will write again as soon as there is news.';
		expect([true, false].map((writesOn) => only(created, {}, { writesOn }).text.includes(promise))).toEqual([true, false]);
	});

	it('a notice links to the cancellation page, whatever query its address already has', () => {
		expect(only(created, {}, { cancelPage: 'https://n8n.example.edu/form/cancel' }).text).toContain(
			'https://n8n.example.edu/form/cancel?Request%20Number=EAST-1&language=en',
		);
		expect(only(created, {}, { cancelPage: 'https://n8n.example.edu/form/cancel?lang=en' }).text).toContain(
			'https://n8n.example.edu/form/cancel?lang=en&Request%20Number=EAST-1&language=en',
		);
	});

	it('a notice goes to the test address if there is one and says so, and a test event is marked as a test, too', () => {
		expect(only(created, {}, { sendEverythingTo: 'test@library.example.edu' })).toMatchObject({
			to: 'test@library.example.edu',
			subject: '[Test] Requested: "Braiding sweetgrass" (EAST-1)',
			text: expect.stringContaining('otherwise this would go to pat@example.edu'),
		});
		expect(only({ ...shipped, isTest: true })).toMatchObject({
			isTest: true,
			key: 'e1 patron shipped run 7 item 0',
			subject: expect.stringMatching(/^\[Test\]/),
			text: expect.stringContaining('made from a test event'),
		});
	});

	it("a notice writes a due date in words of its language, or quotes the supplier's words", () => {
		const received = { ...shipped, event: 'received', dueDate: '2027-03-05' };
		expect(only(received).text).toContain('Due back on: Friday, March 5, 2027');
		expect(only(received, { language: 'de' }).text).toContain('Rückgabe bis: Freitag, 5. März 2027');
		expect(only({ ...received, dueDate: null, inWords: { dueDate: 'end of term' } }).text).toContain('Due back on: "end of term"');
	});

	it('the notice that asks staff to choose a record names the title asked for, not the one found, and lists the records', () => {
		const candidates = [{ title: 'One', author: null, publicationDate: '2001', lendingLibraryCount: 2, instanceId: 'i1', reason: 'Fits.' }];
		const [, staff] = write({
			outcome: 'needsReview',
			reason: 'titleOnly',
			explanation: 'In doubt.',
			title: 'One',
			askedFor: { title: 'Wanted' },
			patronEmail: 'pat@example.edu',
			candidates,
		}).notices;
		expect(staff).toMatchObject({ subject: 'Choose a record: "Wanted"', candidates });
		expect(staff?.text).toContain('- One, 2001, 2 lenders, Fits.');
	});

	it('a notice about an article names the article, its author, and the journal that it is in', () => {
		const { subject, text } = only({
			...shipped,
			event: 'documentDelivered',
			title: 'Nature',
			partTitle: 'On nucleic acids',
			documentLink: 'https://docs.example.org/1',
		});
		expect(subject).toBe('Your copy is here: "On nucleic acids" (EAST-1)');
		expect(text).toContain('Title: On nucleic acids\nIn: Nature');
		for (const author of [{ author: 'Watson' }, { author: 'Nature', partAuthor: 'Watson' }])
			expect(only({ ...shipped, title: 'Nature', partTitle: 'On nucleic acids', ...author }).text).toContain('Author: Watson');
		expect(only({ ...shipped, author: 'Kimmerer' }).text).toContain('Author: Kimmerer');
		expect(text).toContain('Read it here: https://docs.example.org/1');
	});

	it('a notice of a delivered copy has the copyright notice that the profile chooses, and other notices have none', () => {
		const copy = { ...shipped, event: 'documentDelivered', partTitle: 'On nucleic acids', documentLink: 'https://docs.example.org/1' };
		const own = { copyrightNotice: 'For research and private study.' };
		const under = (copyrightRules: string, item: WorkflowItem = copy) => only(item, {}, { ...own, copyrightRules, language: 'de' }).html;
		expect(under('us')).toMatch(/lang="en"[^>]*>Notice: This material may be protected by copyright law \(Title 17 U\.S\. Code\)\./);
		expect(under('own')).toContain('For research and private study.');
		for (const html of [under('none'), under(''), under('own'), under('us', shipped)]) expect(html).not.toContain('Title 17');
		for (const html of [under('none'), under('us'), under('own', shipped)]) expect(html).not.toContain('private study');
	});
});

describe('the page on which staff choose a record', () => {
	const doubtful: WorkflowItem = {
		outcome: 'needsReview',
		reason: 'severalRecords',
		explanation: 'Several fit.',
		candidates: [{ title: 'One', instanceId: 'i1', reason: 'Lent.' }],
	};
	const choosePage = 'https://n8n.example.edu/form-waiting/7';

	it('a notice to staff links to the choosing page and says what to do there, if the request has candidates and the page is set', () => {
		const { text, whatToDo } = only(doubtful, { choosePage, patronNotices: [] });
		expect(text).toContain(`Choose the record here: ${choosePage}`);
		expect(whatToDo).toMatch(/^Open the page below/);
		for (const notice of [only(doubtful, { patronNotices: [] }), only({ ...doubtful, candidates: [] }, { choosePage, patronNotices: [] })])
			expect([notice.text, notice.whatToDo]).toEqual([
				expect.not.stringContaining('Choose the record here'),
				expect.stringMatching(/^Choose the record that the patron means/),
			]);
	});
});

describe('the key of a notice', () => {
	it("a notice's key, by which workflows drop repeated notices, is the same for the same event, and holds nothing of the patron", () => {
		expect(only(created).key).toBe('FORM-1 patron requested');
		expect(only(shipped).key).toBe('e1 patron shipped');
		const [mail] = write({ error: 'No answer', title: 'T', patronId: 'P1001', patronEmail: 'pat@example.edu' }).notices;
		expect(mail?.key).toBe('run 7 item 0 patron lookedInto');
	});

	it("the key of a notice sent to the test address differs from that of the patron's notice", () => {
		expect(only(shipped, {}, { sendEverythingTo: 'test@example.edu' }).key).toBe('e1 patron shipped test');
	});

	it('the keys of notices to staff about undelivered notices differ as the undelivered notices do', () => {
		const keys = ['first', 'second'].map((letter) => {
			const [notice] = write({
				outcome: 'found',
				requestId: 'r1',
				dueDate: '2027-03-05',
				isWithPatron: true,
				patronEmail: 'pat@example.edu',
				letter,
			}).notices;
			return write({ ...notice, error: 'No such mailbox' }).notices[0]?.key;
		});
		expect(keys).toEqual(['r1 patron firstLetter 2027-03-05 staff notDelivered', 'r1 patron secondLetter 2027-03-05 staff notDelivered']);
	});
});

describe('notices about due dates', () => {
	const loan = {
		outcome: 'found',
		hrid: 'EAST-1',
		requestId: 'b7',
		reference: 'FORM-1',
		title: 'Braiding sweetgrass',
		isWithPatron: true,
		patronEmail: 'pat@example.edu',
		side: 'borrowing',
	};

	it.each([
		['2027-03-12', 'reminder'],
		['2027-03-10', 'reminder'],
		['2027-03-09', 'firstLetter'],
		['2027-03-02', 'secondLetter'],
		['2027-02-16', 'thirdLetter'],
	])('a loan due on %s makes the notice %s, with one key for each due date', (dueDate, notice) => {
		expect(only({ ...loan, dueDate })).toMatchObject({ notice, key: `b7 patron ${notice} ${dueDate}` });
		expect(only({ ...loan, dueDate, patronEmail: null })).toMatchObject({
			notice: 'noAddress',
			key: `b7 staff noAddress ${notice} ${dueDate}`,
		});
	});

	it('the notice for a loan whose due date has a time depends on the day alone', () =>
		expect(only({ ...loan, dueDate: '2027-03-09T23:59:00-05:00' }).notice).toBe('firstLetter'));

	it('a loan without a due date, or whose item the patron does not have, makes no due date notice, and an n8n item may name its notice', () => {
		expect(write({ ...loan, dueDate: '2027-03-01', isWithPatron: false }).silent).toBe('noNotice');
		expect(write({ ...loan, dueDate: null }).silent).toBe('noNotice');
		expect(only({ ...loan, dueDate: '2027-02-01', letter: 'first' }).notice).toBe('firstLetter');
	});
});

it('a mistyped ISBN makes a notice to the patron alone, unless that notice is switched off', () => {
	const item = {
		outcome: 'needsReview',
		reason: 'isbnNotValid',
		explanation: 'x',
		title: 'T',
		askedFor: { isbn: '978157131', title: 'T' },
		patronEmail: 'pat@example.edu',
	};
	expect(only(item)).toMatchObject({ notice: 'isbnNotValid', text: expect.stringContaining('the ISBN "978157131" is not right') });
	expect(only(item, { patronNotices: [] })).toMatchObject({ notice: 'lookAtWish' });
});
