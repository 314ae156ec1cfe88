import { writeEveryNotice } from '../../../scripts/notices/everyNotice';
import { noticeFactsOf } from '../../../notices/noticeFacts';
import { fillParagraphs } from '../../../notices/fillPlaceholders';
import { writeStaffNotices, readLibraryProfile, writeNotices, type NoticeSettings } from '../../../notices/index';
import { formatPlural, formatDay, formatNumber } from '../../../notices/formatInLanguage';
import { noticeKinds } from '../../../notices/noticeKinds';
import { patronNoticeSamples } from '../../../notices/sampleItems';
import { columnHeadingOf } from '../../../notices/lists/buildSpreadsheet';
import { messagesByLanguage } from '../../../notices/messages/messagesByLanguage';
import { actionKinds, actionTable } from '../../../reshare/requests/model/actions';
import { advice } from '../../../reshare/requests/model/advice';
import { listKinds } from '../../../notices/lists/listKinds';
import { languages, type Language } from '../../../notices/messages/languages';
import { applyTypography } from '../../../notices/messages/applyTypography';
import { iso18626Choices } from '../../../reshare/requests/crosslink/iso18626Choices';
import { emptyNoticeSettings } from '../../../notices/writeNotices';

const all = Object.keys(languages) as Language[];

const noticeSettings: NoticeSettings = { ...emptyNoticeSettings, secondLetterFrom: 8, thirdLetterFrom: 22, today: '2027-03-10' };

/** The visible text. */
const seen = (html: string) => html.replace(/<head>.*<\/head>/s, '').replaceAll(/<[^>]+>/g, ' ');

describe.each(all)('every notice and list in %s', (language) => {
	const written = writeEveryNotice(language);

	it('the sample notices contain each kind of notice and of list', () => {
		expect(written.map(({ name }) => name)).toEqual([
			...noticeKinds.map(({ audience, name }) => `${audience}.${name}`),
			...Object.keys(listKinds).map((kind) => `list.${kind}`),
			'account.illiadNote',
			'account.almaCancellation',
		]);
	});

	it.each(written.map(({ name, ...rest }) => [name, rest] as const))(
		'the notice %s has a subject, a text and an accessible page, and leaves no placeholder open',
		(_name, { subject, text, html }) => {
			expect(subject.length).toBeGreaterThan(5);
			expect(text.length).toBeGreaterThan(40);
			for (const said of [subject, text, seen(html)]) expect(said).not.toMatch(/[{}]|\b(?:undefined|null|NaN)\b|\[object/);
			expect(html).toContain(`<html lang="${language}">`);
			expect(html.match(/<h1/g)).toHaveLength(1);
			expect(html.match(/<main/g)).toHaveLength(1);
		},
	);

	it('each column of every list has a heading in the language of the list', () => {
		const rows = written.flatMap((one) => ('rows' in one ? (one.rows as readonly Record<string, unknown>[]) : []));
		const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
		expect(columns.length).toBeGreaterThan(40);
		expect(
			columns.filter(
				(column) =>
					columnHeadingOf(column, language) === column ||
					/[a-z][A-Z](?!e\b)/.test(columnHeadingOf(column, language).replace(/ReShare/, '')),
			),
		).toEqual([]);
	});

	/** A page has a heading instead of a subject. A workflow has no title, and neither has a request that cannot be looked up. */
	const letters = written.filter(({ name }) => /^(patron|staff)\./.test(name) && !/\.(page|workflowFailed|lookAtWish)/.test(name));

	it.each(letters.map((one) => [one.name, one] as const))(
		'the subject of %s names title and request number within the part that a phone shows',
		(name, one) => {
			const title = /freeCopy|documentDelivered|copyrightLimit/.test(name) ? 'Molecular structure' : 'Braiding sweetgrass';
			expect(one.subject.indexOf(title)).toBeGreaterThan(0);
			expect(one.subject.indexOf(title)).toBeLessThan(40);
			if (one.text.includes('EAST-1042')) expect(one.subject.slice(0, 60)).toContain('EAST-1042');
			expect(one.subject.length).toBeLessThanOrEqual(60);
		},
	);

	it('the notice of arrival names volume, due date, days to collect, hours, conditions, and whom to ask', () => {
		const text = written.find(({ name }) => name === 'patron.received')?.text ?? '';
		for (const fact of [
			'v. 2',
			'Main Library',
			'9:00–17:00',
			formatDay(language, '2027-04-02'),
			formatDay(language, '2027-03-15'),
			'555-0100',
		])
			expect(text).toContain(fact);
		expect(text).toContain(messagesByLanguage[language].conditions.LibraryUseOnly);
		expect(written.find(({ name }) => name === 'staff.needsStaff')?.text).toMatch(/12[.,]50/);
		expect(text).not.toContain('Shipped');
	});

	it('the notice to staff with details that a patron entered begins with the outcome of the request', () => {
		const text = written.find(({ name }) => name === 'staff.requestDetails')?.text ?? '';
		expect(text.split('\n')[0]).toBe(applyTypography(messagesByLanguage[language].causes.request.created, language));
	});

	it("notices to patrons name no status, and of all notices and lists only the report on a list of titles names a record's id", () => {
		for (const { name, text } of written) {
			if (name.startsWith('patron.'))
				expect([name, text]).toEqual([name, expect.not.stringMatching(/In local circulation|ReShare|Cancelled/)]);
			if (name !== 'list.account') expect(text).not.toMatch(/[0-9a-f]{8}-0000-4000/);
		}
	});

	it('notices have spaces and apostrophes as their language writes them', () => {
		for (const { name, subject, html } of written) {
			// The texts of the nodes are English in every language, and the page says so.
			const own = `${subject} ${seen(html.replaceAll(/<(dd|p|span) lang="en"[^>]*>[^]*?<\/\1>/g, ''))}`
				.replaceAll('&#39;', "'")
				// Another library has written this.
				.replace('May we send the paperback?', '');
			const wrong = language === 'fr' ? /[ (][:;?!»](?=\s)|«(?!\u00a0)|(?<![\s\u00a0\d])[:;?!»](?=\s)|\p{L}'\p{L}/u : /\u00a0[:;?!»]/u;
			expect([name, own]).toEqual([name, expect.not.stringMatching(wrong)]);
			// The exceptions are a sentence within a list, and a French time.
			expect([name, own]).toEqual([name, expect.not.stringMatching(language === 'fr' ? /\p{Ll}{2}\.,|à \d\d:/u : /\p{Ll}{2}\.,/u)]);
		}
	});

	it('numbers of zero, one and two lenders have the plural forms of the language', () => {
		const { lists, candidate } = messagesByLanguage[language];
		const forms = [0, 1, 2].map((count) => formatPlural(language, candidate.lenders, count).replace(/^\d+ /, ''));
		expect([forms[0] === forms[1], forms[0] === forms[2]]).toEqual(language === 'fr' ? [true, false] : [false, true]);
		expect(formatPlural(language, lists.subjects.pullList, 1234)).toContain(formatNumber(language, 1234));
	});

	it("every word of a notice's text is in its HTML, too", () => {
		for (const { text, html } of written) {
			const words = (of: string) =>
				of
					.replaceAll(/&(amp|lt|gt|quot|#39);/g, ' ')
					.split(/[^\p{L}\p{N}]+/u)
					.filter((word) => word.length > 3);
			const inHtml = new Set(words(`${seen(html)} ${[...html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url).join(' ')}`));
			expect(words(text).filter((word) => !inHtml.has(word))).toEqual([]);
		}
	});
});

/** Returns the sentences of a letter, which are in its language, without the facts below labels. */
const sentencesOf = ({ html }: { readonly html: string }) =>
	[...html.matchAll(/<p[^>]*>([^]*?)<\/p>/g)].map(([, text = '']) => text).filter((text) => !text.includes('<a '));

it.each(all.filter((language) => language !== 'en'))('no notice in %s has a sentence in English', (language) => {
	const english = new Set(writeEveryNotice('en').flatMap(sentencesOf));
	const own = new Set(['555-0100', 'Example University Library, Interlibrary Loan', '']);
	expect(english.size).toBeGreaterThan(80);
	for (const written of writeEveryNotice(language))
		expect([written.name, sentencesOf(written).filter((text) => english.has(text) && !own.has(text))]).toEqual([written.name, []]);
});

describe.each(all)('causes and advice in %s', (language) => {
	const { causes, advice: ofLanguage } = messagesByLanguage[language];

	it('a notice to staff about a failure has the cause in the language as its main sentence', () => {
		const outcomes = { search: 'needsReview', request: 'needsStaff', action: 'notPossible', rules: 'leftToStaff' } as const;
		for (const [operation, outcome] of Object.entries(outcomes) as [keyof typeof outcomes, string][])
			for (const [reason, sentence] of Object.entries(causes[operation] as Record<string, string>)) {
				const otherRequests = reason === 'copyrightLimit' ? [{}, {}] : [];
				const item = { outcome, reason, hrid: 'EAST-1', rule: 'R', answer: 'willSupply', otherRequests, explanation: 'Said in English.' };
				const words = noticeFactsOf(item, 'staff', language, readLibraryProfile({ language })).cause ?? '';
				expect([reason, applyTypography(words, language)]).toEqual([reason, fillParagraphs(sentence, factsOfSentence(language))[0]?.text]);
				expect(words).toMatch(/[.?]$/);
			}
	});

	it('a notice to staff about an impossible action names the blocker in the language', () => {
		for (const [blocker, sentence] of Object.entries(causes.blockers)) {
			const item = { outcome: 'notPossible', reason: 'notAllowedNow', blocker, explanation: 'Said in English.', hrid: 'EAST-1' };
			const [notice] = writeStaffNotices(item, readLibraryProfile({ language }), ['actionNotDone'], '');
			expect(notice?.text.split('\n')[0]).toBe(sentence);
		}
	});

	it('a notice to staff about an action that was not done names the action in the language', () => {
		const names = actionKinds.map((requestAction) => {
			const item = { outcome: 'notPossible', reason: 'refused', requestAction, explanation: 'Said in English.', hrid: 'EAST-1' };
			const [notice] = writeStaffNotices(item, readLibraryProfile({ language }), ['actionNotDone'], '');
			const { labels, colon } = messagesByLanguage[language];
			return notice?.text.split('\n').find((line) => line.startsWith(`${labels.action}${colon}`)) ?? '';
		});
		expect(names.filter((name) => /undefined|[a-z][A-Z]/.test(name))).toEqual([]);
		expect(new Set(names).size).toBe(actionKinds.length);
		const english = new Set(Object.values(actionTable).map(({ label }) => label));
		if (language !== 'en') expect(names.filter((name) => english.has(name.replace(/^.*?: /, '')))).toEqual([]);
	});

	it('the form on which staff approve a copy is in the language of the letter that links to it, and keeps what it shows', () => {
		const { quotes } = messagesByLanguage[language];
		const counted = [1, 2].map((number) => ({ requestId: `id-${number}`, hrid: number === 1 ? null : `EAST-${number}` }));
		const item = { outcome: 'needsStaff', reason: 'copyrightLimit', explanation: 'Said in English.', title: 'T', otherRequests: counted };
		const write = (more: object, choosePage = 'https://n8n.example.edu/form-waiting/1') =>
			writeNotices({ ...item, ...more }, readLibraryProfile({ language }), {
				...noticeSettings,
				staffNotices: ['copyrightLimit'],
				choosePage,
			}).notices[0];
		const notice = write({});
		expect(notice?.text).toContain('https://n8n.example.edu/form-waiting/1');
		const form = notice?.form;
		if (form?.kind !== 'approve') throw new Error('This is no form to approve a copy');
		expect(form.title).toContain(applyTypography(`${quotes.opening}T${quotes.closing}`, language));
		expect(form.explanation.split('\n')[0]).toBe(applyTypography(causes.request.copyrightLimit.replace('{counted}', '2'), language));
		expect(form.explanation).toMatch(/: id-1, EAST-2$/);
		expect(form.shown).toBe('id-1 id-2');
		expect(`${form.title} ${form.explanation} ${form.approvedBy} ${form.done}`).not.toMatch(/Said in English|undefined|[{}]/);
		// Nobody approves a copy without having seen the others, and there is nothing to approve without a page.
		expect([write({ otherRequests: [] })?.form, write({}, '')?.form]).toEqual([null, null]);
	});

	it('notices to staff say of each record who lends it, and of each library why it declined', () => {
		const { candidate, refusals, conditions } = messagesByLanguage[language];
		const textOf = (item: object, kind: 'chooseRecord' | 'endOfRota') =>
			writeStaffNotices({ ...item, title: 'T', hrid: 'EAST-1' }, readLibraryProfile({ language }), [kind], '')[0]?.text.concat('\n') ?? '';
		for (const [lending, words] of Object.entries(candidate.lending)) {
			const record = { title: 'T', lending, lendingLibraryCount: 0, lendingLibraries: [], reason: 'Said in English' };
			expect(textOf({ outcome: 'needsReview', reason: 'severalRecords', candidates: [record] }, 'chooseRecord')).toContain(`, ${words}\n`);
		}
		for (const [code, words] of Object.entries(refusals))
			for (const reason of [code, code.toLowerCase(), code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()])
				expect(textOf({ event: 'endOfRota', isStillCurrent: true, refusals: [{ library: 'L', reason }] }, 'endOfRota')).toContain(
					`- L, ${words}\n`,
				);
		expect(Object.keys(refusals)).toEqual(Object.keys(iso18626Choices.cannotSupplyReasons));
		expect([...Object.keys(conditions), 'Other']).toEqual(Object.keys(iso18626Choices.loanConditions));
	});

	it("a notice to staff gives known advice in its language, in place of the client's English sentence", () => {
		for (const [name, sentence] of Object.entries(advice)) {
			const item = { event: 'statusChange', needsStaff: true, isStillCurrent: true, hrid: 'EAST-1', whatToDo: sentence };
			const [notice] = writeStaffNotices(item, readLibraryProfile({ language }), ['needsStaff'], '');
			expect(notice?.whatToDo).toBe(ofLanguage[name as keyof typeof advice]);
			expect(notice?.html).not.toContain('<p lang="en">');
		}
	});
});

const factsOfSentence = (language: Language) => {
	const { quotes, lists } = messagesByLanguage[language];
	return { number: 'EAST-1', counted: '2', rule: `${quotes.opening}R${quotes.closing}`, answer: lists.rehearsal.answers.willSupply };
};

it('the subject of a notice drops punctuation that ends the title, keeps its apostrophe, and nests its quotation marks', () => {
	const subjectIn = (language: Language, title: string) =>
		writeNotices({ outcome: 'created', title, hrid: 'E-1', patronEmail: 'a@example.org' }, readLibraryProfile({ language }), {
			...noticeSettings,
			patronNotices: ['requested'],
		}).notices[0]?.subject ?? '';
	const subjects: Readonly<Record<Language, string>> = {
		en: "Requested: \"L'Été 'noir' : roman\" (E-1)",
		de: "Bestellt: „L'Été ‚noir‘ : roman“ (E-1)",
		es: "Solicitado: «L'Été “noir” : roman» (E-1)",
		fr: 'Demandé\u00a0: «\u00a0L’Été “noir”\u00a0: roman\u00a0» (E-1)',
	};
	for (const language of all) expect(subjectIn(language, 'L\'Été "noir" : roman /')).toBe(subjects[language]);
});

it("a notice leaves out what is not known: a supplier without a name, an id, and a location's code", () => {
	const item = {
		event: 'shipped',
		isStillCurrent: true,
		title: 'T',
		requestId: '7d5f2c1e-0000-4000-8000-000000000001',
		supplier: 'a library without a name',
		pickupLocation: 'US-EAST_MAIN',
		patronEmail: 'a@example.org',
	};
	for (const language of all) {
		const [notice] = writeNotices(item, readLibraryProfile({ language }), { ...noticeSettings, patronNotices: ['shipped'] }).notices;
		expect(notice?.text).not.toMatch(/without a name|7d5f2c1e|US-EAST/);
		expect(notice?.text).not.toContain(messagesByLanguage[language].labels.supplier);
	}
});

it("a notice writes the lender's name alone behind its label, so that no sentence depends on the name's first letter", () => {
	for (const language of all) {
		const [notice] = writeNotices({ ...patronNoticeSamples.shipped, supplier: 'École Exemple' }, readLibraryProfile({ language }), {
			...noticeSettings,
			patronNotices: ['shipped'],
		}).notices;
		const { labels, colon } = messagesByLanguage[language];
		const label = applyTypography(`${labels.supplier}${colon}`, language);
		expect(notice?.text.split('École Exemple')).toEqual([expect.stringMatching(new RegExp(`\\n${label}$`)), expect.any(String)]);
	}
});

it('the overdue notice by due date is chosen by default, and the overdue notice by status change is not', () => {
	const byDefault = noticeKinds.filter((kind) => kind.byDefault).map(({ name }) => name);
	expect(byDefault).toEqual(expect.arrayContaining(['firstLetter', 'renewed', 'loanedDigitally', 'lost']));
	expect(byDefault).not.toContain('overdue');
});
