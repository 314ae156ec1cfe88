import { readLibraryProfile, writeList, writePage, type WorkflowItem, type ListKind, type ListSettings } from '../../../notices/index';
import { listKinds } from '../../../notices/lists/listKinds';
import { languages } from '../../../notices/messages/languages';

const profile = {
	libraryName: 'Example University Library',
	fromEmail: 'ill@library.example.edu',
	staffEmail: 'staff@library.example.edu',
	language: 'en',
	cancelPage: 'https://n8n.example.edu/form/cancel',
};
const usual: Omit<ListSettings, 'kind'> = {
	name: '',
	subject: '',
	language: '',
	evenIfEmpty: false,
	limits: [],
	daysToShip: 5,
	newsDays: 7,
	oldest: 2,
	deskPage: '',
	mostCopies: 2,
	recentYears: 5,
	now: '2027-03-10T08:00:00.000Z',
	today: '2027-03-10',
};

function list(kind: ListKind, items: readonly WorkflowItem[], settings: Partial<ListSettings> = {}, own: Record<string, unknown> = {}) {
	return writeList(items, readLibraryProfile({ ...profile, ...own }), { ...usual, kind, ...settings });
}

const request = (number: number, more: WorkflowItem = {}) => ({
	outcome: 'found',
	hrid: `EAST-${number}`,
	requestId: `id-${number}`,
	title: `Title ${number}`,
	status: { code: 'S', label: 'Shipped' },
	phase: 'onLoan',
	isOpen: true,
	isWithPatron: false,
	side: 'borrowing',
	staffLink: `https://reshare.example.org/${number}`,
	...more,
});

describe('the list of slow requests by working days', () => {
	const items = [
		request(1, { workingDaysWithoutChange: 12 }),
		request(2, { workingDaysWithoutChange: 9 }),
		request(3, { workingDaysWithoutChange: 30, isWithPatron: true, status: { code: 'R', label: 'Received' } }),
		request(4, {
			workingDaysWithoutChange: 2,
			needsStaff: true,
			status: { code: 'C', label: 'Conditions received' },
			phase: 'asking',
			neededBy: '2027-03-20',
			supplier: 'West Library',
		}),
		request(1, { workingDaysOld: 20 }),
	];

	it('the list of slow requests names each request once, the longest first, with its link and working days', () => {
		const made = list('slow', items);
		expect(made?.subject).toBe('2 requests are taking too long');
		expect(made?.rows).toMatchObject([
			{ why: 'notShipped', number: 'EAST-1', workingDays: 20 },
			{ why: 'inStatus', number: 'EAST-4', workingDays: 2 },
		]);
		expect(made?.text).toContain(
			'- EAST-4, Title 4, Conditions received, for 2 working days, West Library, needed by Saturday, March 20, 2027\n  https://reshare.example.org/4\n  Cancel EAST-4: https://n8n.example.edu/form/cancel?Request%20Number=EAST-4&language=en',
		);
		// What has been shipped cannot be canceled any more.
		expect(made?.text).toContain('Shipped\n  https://reshare.example.org/1\n\n');
		expect(made?.html).toContain('<a href="https://reshare.example.org/1"');
	});

	it('a line of the list of slow requests stays one line, whatever a title or another library says', () => {
		const made = list('slow', [
			request(1, {
				workingDaysWithoutChange: 12,
				title: 'T\u202e\n- EAST-2, forged\u0000',
				supplier: 'West\n\nLake',
				staffLink: 'https://reshare.example.org@evil.example/',
			}),
		]);
		expect(made?.text).toContain('\n- EAST-1, T - EAST-2, forged, Shipped, for 12 working days, West  Lake');
		for (const part of [made?.text, made?.html]) expect(part).not.toMatch(/[\u202e\0]|evil\.example/u);
	});

	it("the list of slow requests follows the library's own limits of days for a status", () => {
		expect(
			list('slow', items.slice(0, 3), {
				limits: [
					{ status: 'shipped', days: 9 },
					{ status: 'Received', days: 30 },
				],
			})?.rows.map(({ number }) => number),
		).toEqual(['EAST-3', 'EAST-1', 'EAST-2']);
		expect(list('slow', items.slice(0, 1), { limits: [{ status: 'Shipped', days: 0 }] })).toBeUndefined();
	});
});

describe('the list of slow requests, judged by the usual days of their lenders', () => {
	const open = (number: number, more: WorkflowItem) =>
		request(number, {
			phase: 'asking',
			workingDaysOld: 7,
			workingDaysWithoutChange: 7,
			awaited: 'shipping',
			waitedWorkingDays: 7,
			usualWorkingDays: 9,
			usualFrom: 30,
			isLate: false,
			comesInTime: null,
			supplier: 'West Library',
			...more,
		});
	const items = [
		open(1, {}),
		open(2, { usualWorkingDays: 3, isLate: true }),
		open(3, { usualWorkingDays: null, usualFrom: 3, isLate: null }),
		open(4, {
			workingDaysOld: 1,
			workingDaysWithoutChange: 1,
			isLate: false,
			comesInTime: false,
			neededBy: '2027-03-20',
			expectedArrival: '2027-03-24',
		}),
		open(5, { isLate: true, waitedWorkingDays: 12, usualWorkingDays: 10, awaited: 'arrival', phase: 'onLoan' }),
		open(6, { usualWorkingDays: null, usualFrom: 3, isLate: null, workingDaysOld: 4, workingDaysWithoutChange: 4 }),
	];

	it('the list of slow requests names each request once: not in time, slower than usual for its lender, or over a number of days', () => {
		const made = list('slow', items);
		expect(made?.rows.map(({ why, number, workingDays, usualWorkingDays }) => [why, number, workingDays, usualWorkingDays])).toEqual([
			['notInTime', 'EAST-4', 1, 9],
			['late', 'EAST-5', 12, 10],
			['late', 'EAST-2', 7, 3],
			['notShipped', 'EAST-3', 7, null],
		]);
		expect(made?.figures).toEqual({ requests: 4, notInTime: 1, late: 2, notShipped: 1, inStatus: 0 });
		expect(made?.text).toContain('needed by Saturday, March 20, 2027, expected by Wednesday, March 24, 2027');
		expect(made?.text).toContain('West Library, not shipped after 7 working days; most from there are shipped within 3 working days');
		expect(made?.text).toContain('West Library, on its way for 12 working days; most from there arrive within 10 working days');
		expect(made?.text).toContain('West Library, too few loans from there (3) to say what is usual');
		expect(made?.text.split('What you can do: contact the lender.')).toHaveLength(2);
		expect(list('slow', items.slice(1, 2))?.text).toContain('What you can do: contact the lender.');
		expect(list('slow', items.slice(2, 3))?.text).not.toContain('What you can do');
	});

	it('the list of slow requests follows the days and limits that staff set, and says if the usual days could not be read', () => {
		expect(list('slow', items.slice(2, 3), { daysToShip: 8 })?.rows).toMatchObject([{ why: 'inStatus', number: 'EAST-3' }]);
		expect(list('slow', items.slice(2, 3), { daysToShip: 7 })?.rows).toMatchObject([{ why: 'notShipped', number: 'EAST-3' }]);
		expect(list('slow', items.slice(0, 1), { limits: [{ status: 'Shipped', days: 7 }] })?.rows).toMatchObject([
			{ why: 'inStatus', number: 'EAST-1' },
		]);
		expect(list('slow', [open(1, { needsStaff: true })])?.rows).toMatchObject([{ why: 'inStatus' }]);
		expect(list('slow', [open(3, { usualWorkingDays: null, usualFrom: 0, isLate: null, turnaroundRemark: 'No answer' })])?.text).toMatch(
			/^How long each lender usually takes could not be read\./,
		);
	});
});

describe('lists without entries', () => {
	it.each(Object.keys(listKinds) as ListKind[])(
		'the list %s without entries is not written, or says that it is empty if asked to',
		(kind) => {
			for (const items of [[], [{}]]) {
				expect(list(kind, items)).toBeUndefined();
				expect(list(kind, items, { evenIfEmpty: true })).toMatchObject({
					count: 0,
					rows: [],
					text: expect.stringMatching(/\w.*\.\n\nExample University Library$/),
				});
			}
		},
	);

	it('an empty pull list is not called incomplete', () =>
		expect(list('pullList', [], { evenIfEmpty: true })?.subject).toBe('0 items to pull'));

	it('a list is written and called incomplete if ReShare could not be read', () => {
		expect(list('slow', [{ error: 'No answer' }])?.subject).toBe('This is not complete, because ReShare could not be read in full');
		expect(list('slow', [{ error: 'No answer' }], { subject: 'Every morning' })?.subject).toBe('Not complete: Every morning');
		expect(list('slow', [{ error: 'No answer' }, request(1, { workingDaysOld: 20 })])?.subject).toBe(
			'Not complete: 1 request is taking too long',
		);
		expect(list('slow', [{ error: 'No answer' }])?.text).toContain(
			'This is not complete, because ReShare could not be read in full:\n\nNo answer',
		);
	});

	it.each(['digest', 'statistics'] as const)(
		'the list %s says how many requests it did not count because their history could not be read',
		(kind) => {
			const unread = [1, 2].map((number) => ({ ...request(number), error: 'No answer' }));
			expect(list(kind, [...stories, ...unread])?.text).toContain('No answer\n\nNot counted, since the history could not be read: 2');
		},
	);
});

it.each([
	[
		'Dewey',
		['REF 31', 'REF 813.6'],
		['092 L53', '813', '813 M34', '813.09 A1', '813.54 F553', '813.54 F553g', '813.54 F6', '813.6 A2', '1001'],
	],
	[
		'Library of Congress',
		['B 29 .A1'],
		[
			'BF1 .C3',
			'QA 9 .Z9',
			'QA10',
			'QA76 1984',
			'QA76 .A1',
			'QA76.5 .B2',
			'QA76.73.J38',
			'qa76.9 .D35',
			'QA76.9.D4',
			'QA76.9 .D4 1999',
			'QA76.9 .D4 2010 v.2',
			'QA76.9 .D4 2010 v.10',
		],
	],
])('a pull list and its slips are sorted by call numbers of %s', (_scheme, first, others) => {
	const inOrder = [...first, ...others];
	const items = inOrder.map((callNumber, index) =>
		request(index, { callNumber, shelf: first.includes(callNumber) ? 'Annex 9' : 'Annex 10', side: 'lending', deskPart: 'pullSlip' }),
	);
	for (const shuffled of [
		[...items].reverse(),
		items.filter((_, index) => index % 2 === 1).concat(items.filter((_, index) => index % 2 === 0)),
	]) {
		expect(list('pullList', shuffled)?.rows.map(({ callNumber }) => callNumber)).toEqual(inOrder);
		const { html } = writePage(
			shuffled,
			readLibraryProfile(profile),
			{ kind: 'lendingDesk', asked: { query: { slips: 'all' } }, reasons: [], places: [], language: '' },
			{ installation: 'n8n-1', now: 0 },
		);
		expect([...html.matchAll(/<dt>Call number<\/dt><dd>(.*?)<\/dd>/g)].map(([, callNumber]) => callNumber)).toEqual(inOrder);
	}
});

it('a pull list sorts volumes of one call number by their number', () => {
	expect(
		list(
			'pullList',
			['10', '9'].map((volume) => request(1, { callNumber: 'PN1', volume })),
		)?.rows.map(({ volume }) => volume),
	).toEqual(['9', '10']);
});

it('a list links a request only to a web address, never to another kind of address', () => {
	expect(list('pullList', [request(1)])?.html).toContain('<a href="https://reshare.example.org/1"');
	expect(list('pullList', [request(1, { staffLink: 'javascript:alert(1)' })])?.html).not.toContain('<a ');
});

it('a list goes to the test address if there is one, and to nobody if staff have no address', () => {
	const tested = (staffEmail: string) => list('pullList', [request(1)], {}, { staffEmail, sendEverythingTo: 'test@library.example.edu' });
	expect(tested('staff@library.example.edu')).toMatchObject({
		to: 'test@library.example.edu',
		subject: expect.stringContaining('[Test]'),
		text: expect.stringContaining('staff@library.example.edu'),
	});
	expect(tested('')).toMatchObject({ to: '', subject: expect.not.stringContaining('[Test]') });
});

it('a list for staff leaves out a request that was not found', () =>
	expect(list('pullList', [{ outcome: 'notFound', requestId: null, hrid: null }])).toBeUndefined());

it('the report on a list of titles has a line for each row, counts the results, and names a repeated book only once', () => {
	const made = list(
		'account',
		[
			{
				outcome: 'eligible',
				instanceId: 'i1',
				title: 'One',
				lendingLibraries: ['US-WEST'],
				askedFor: { isbn: '9781571313355', title: null },
			},
			{ outcome: 'needsReview', reason: 'titleOnly', explanation: 'In doubt.', instanceId: 'i2', askedFor: { isbn: null, title: 'Two' } },
			{ outcome: 'needsReview', reason: 'lookUpFailed', explanation: 'No answer.', askedFor: { isbn: '1', title: null } },
			{ outcome: 'created', alreadyExisted: true, instanceId: 'i1', hrid: 'EAST-1', isbn: '9781571313355' },
			{ outcome: 'notCreated', reason: 'endOfRota', requestId: 'r', isbn: '2', title: 'Five' },
			{ error: 'No answer', isbn: '3', outcome: 'eligible' },
		],
		{ name: 'Readings' },
	);
	expect(made?.rows.map(({ row, verdict }) => [row, verdict])).toEqual([
		[1, 'Can be borrowed'],
		[2, 'Review'],
		[3, 'Not known (run this row again)'],
		[4, 'Same book as row 1'],
		[5, 'Requested, and closed'],
		[6, 'Not known (run this row again)'],
	]);
	expect(made?.subject).toBe('Result of the list "Readings": 6 rows');
	expect(made?.figures).toMatchObject({ 'Not known (run this row again)': 2, 'Same book as another row': 1 });
	expect(made?.text).toContain('- 1. 9781571313355, One, Can be borrowed, lent by: US-WEST');
});

it('the report on a run that searched and requested a list of titles has each row once, in the order of the list', () => {
	const found = (row: number, more: WorkflowItem) => ({
		outcome: 'eligible',
		instanceId: 'i1',
		title: 'One',
		lendingLibraries: ['US-WEST'],
		candidates: [],
		askedFor: { isbn: '9781571313355', title: 'One, as it is in the list' },
		explanation: 'Found by its ISBN.',
		row,
		...more,
	});
	const made = list('account', [
		{ 'What to Do': 'Create the requests' },
		{ outcome: 'created', hrid: 'EAST-1', instanceId: 'i1', explanation: 'The request was made.', row: 2 },
		{ outcome: 'created', alreadyExisted: true, hrid: 'EAST-1', instanceId: 'i1', row: 3 },
		{ ...found(4, { instanceId: 'i4' }), error: 'ReShare refused it' },
		found(2, {}),
		found(3, {}),
		found(4, { instanceId: 'i4' }),
		found(1, { outcome: 'notAvailable', instanceId: null, askedFor: { isbn: '2-22' } }),
		found(5, { outcome: 'notAvailable', instanceId: null, askedFor: { isbn: '222' } }),
	]);
	expect(
		made?.rows.map(({ row, verdict, requestNumber, titleInTheList, lendingLibraries }) => [
			row,
			verdict,
			requestNumber,
			titleInTheList,
			lendingLibraries,
		]),
	).toEqual([
		[1, 'Not available', null, null, 'US-WEST'],
		[2, 'Requested', 'EAST-1', 'One, as it is in the list', 'US-WEST'],
		[3, 'Same book as row 2', 'EAST-1', 'One, as it is in the list', 'US-WEST'],
		[4, 'Not known (run this row again)', null, 'One, as it is in the list', 'US-WEST'],
		[5, 'Same book as row 1', null, null, 'US-WEST'],
	]);
	expect(made?.rows[3]).toMatchObject({ explanation: 'ReShare refused it' });
});

const copy = (number: number, more: WorkflowItem = {}) =>
	request(number, {
		serviceType: 'copy',
		statusEvent: 'documentDelivered',
		title: 'Journal of Tides',
		issn: '0028-0836',
		publicationDate: '2025',
		...more,
	});

it('the list of copies counts recent copies that were delivered for each journal, by ISSN or title', () => {
	const counted = [
		copy(1),
		copy(2, { statusEvent: 'complete', publicationDate: null }),
		copy(3, { issn: null, title: 'Journal of tides.' }),
	];
	const others = [
		copy(4, { publicationDate: '2007' }),
		copy(5, { issn: '3333-3335', title: 'Elsewhere' }),
		copy(6, { statusEvent: 'shipped' }),
		copy(7, { serviceType: 'loan' }),
	];
	const made = list('copies', [...counted, ...others], { mostCopies: 3 });
	expect(made).toMatchObject({
		subject: '3 or more copies this year from 1 journal',
		rows: [{ journal: 'Journal of Tides', copies: 3, undated: 1 }],
	});
	expect(made?.text).toContain('- Journal of Tides, 3 copies, 1 of them with no known year of publication');
	expect(list('copies', [...counted, ...others], { mostCopies: 4 })).toBeUndefined();
	// The usual five recent years include 2022, the year of the first copy, and not 2021.
	expect(
		list('copies', [copy(1, { publicationDate: '2022' }), copy(2, { publicationDate: '2021' })], { mostCopies: 1 })?.rows,
	).toMatchObject([{ copies: 1 }]);
	// The library has set another number of years.
	expect(
		list('copies', [copy(1, { publicationDate: '2025' }), copy(2, { publicationDate: '2024' })], { mostCopies: 1, recentYears: 2 })?.rows,
	).toMatchObject([{ copies: 1 }]);
	expect(
		list('copies', [copy(1, { publicationDate: '2025' }), copy(2, { publicationDate: '2017' })], { mostCopies: 1, recentYears: 10 })?.rows,
	).toMatchObject([{ copies: 2 }]);
	// Only copies of this year count, even if the journal has two ISSNs.
	expect(list('copies', [copy(1, { changedAt: '2026-12-31T23:00:00.000Z' }), copy(2)], { mostCopies: 2 })).toBeUndefined();
	expect(list('copies', [copy(1), copy(2, { issn: '1476-4687' })], { mostCopies: 2 })?.rows).toMatchObject([{ copies: 2 }]);
	// The journal has its most frequent spelling, whatever the order of the items.
	expect(list('copies', [...counted].reverse(), { mostCopies: 3 })).toMatchObject({ rows: [{ journal: 'Journal of Tides' }] });
});

it('the records of copies have a row for each delivered copy, by year and journal, without patron data', () => {
	const made = list('copyRecords', [
		copy(1, { changedAt: '2027-02-01T08:00:00.000Z', partTitle: 'On tides', patronId: 'P1001', patronEmail: 'pat@example.edu' }),
		copy(2, { changedAt: '2025-02-01T08:00:00.000Z', publicationDate: '1999' }),
		copy(3, { statusEvent: 'cancelled' }),
		copy(4, { serviceType: 'loan' }),
	]);
	expect(made).toMatchObject({
		subject: 'Records of 2 copies',
		rows: [
			{ suppliedIn: '2025', number: 'EAST-2', journal: 'Journal of Tides', issn: '0028-0836', publicationDate: '1999' },
			{ suppliedIn: '2027', number: 'EAST-1', partTitle: 'On tides' },
		],
	});
	expect(JSON.stringify(made)).not.toMatch(/P1001|pat@/);
});

const story = (number: number, entries: readonly [string, string, string][], more: WorkflowItem = {}) =>
	request(number, {
		entries: entries.map(([at, event, phase]) => ({ at, kind: 'status', event, phase })),
		createdAt: entries[0]?.[0],
		refusals: [],
		pickupLocation: 'Main Library',
		supplier: 'West Library',
		...more,
	});
const stories = [
	story(1, [
		['2027-01-05T08:00:00.000Z', 'newRequest', 'beingChecked'],
		['2027-01-05T09:00:00.000Z', 'supplierChosen', 'asking'],
		['2027-01-07T09:00:00.000Z', 'shipped', 'onLoan'],
		['2027-01-10T09:00:00.000Z', 'received', 'onLoan'],
	]),
	story(
		2,
		[
			['2027-03-04T08:00:00.000Z', 'newRequest', 'beingChecked'],
			['2027-03-04T09:00:00.000Z', 'supplierChosen', 'asking'],
			['2027-03-08T09:00:00.000Z', 'endOfRota', 'over'],
		],
		{ isOpen: false, refusals: [{ library: 'South Library', reason: 'On loan' }] },
	),
	story(3, [['2027-03-01T08:00:00.000Z', 'newRequest', 'beingChecked']]),
];

it('statistics show what each lender sent and how long it took, with a dash if there are too few loans', () => {
	const lender = (name: string | null, asked: number, came: number, more: WorkflowItem = {}) => ({
		outcome: 'counted',
		lender: name,
		serviceType: 'loan',
		asked,
		supplied: came,
		suppliedPercent: (came / asked) * 100,
		refused: asked - came,
		refusedBecause: [{ reason: 'in use', times: asked - came }],
		askedToShipped: { count: came, isEnough: came >= 10, days: { median: 2, nineOfTen: 4 } },
		shippedToReceived: { count: came, isEnough: came >= 10, days: { median: 3, nineOfTen: 5 } },
		askedToReceived: { count: came, isEnough: came >= 10, days: { median: 5, nineOfTen: 9 } },
		...more,
	});
	const made = list('statistics', [
		...stories,
		lender(null, 50, 35),
		lender('South Library', 10, 5),
		lender('North Library', 40, 30),
		lender('North Library', 20, 10, { serviceType: 'copy' }),
	]);
	expect(made?.text).toContain(
		'Lender: Requests | Filled | % | Days, median | Days, 9 of 10\nNorth Library: 40 | 30 | 75% | 5 | 9\nNorth Library, copies: 20 | 10 | 50% | 2 | 4\nSouth Library: 10 | 5 | 50% | – | –',
	);
	expect(made?.html).toMatch(
		/<th scope="rowgroup" colspan="5"[^>]*>North Library<\/th><\/tr>\n<tr><td[^>]*>40<\/td><td[^>]*>30<\/td><td[^>]*>75%<\/td>/,
	);
	expect(made?.rows.filter(({ group }) => group === 'lender')[0]).toMatchObject({
		name: 'North Library',
		requests: 40,
		filled: 30,
		filledPercent: 75,
		refusals: 10,
		medianDaysToShip: 2,
		medianDaysToReceive: 3,
		medianDaysInAll: 5,
		nineOfTenDaysInAll: 9,
		refusedBecause: 'in use: 10',
	});
	expect(made?.figures).toMatchObject({ requests: 2 });
	// Figures of lenders alone are no statistics of requests.
	expect(list('statistics', [lender('North Library', 40, 30)])).toBeUndefined();
});

it('digest and statistics name the period of each figure, and statistics have parts for pickup locations and reasons', () => {
	const figures = [
		{ outcome: 'counted', lender: 'North Library', serviceType: 'loan', asked: 4, supplied: 3, suppliedPercent: 75, daysBack: 365 },
	];
	const statistics = list('statistics', [...stories, ...figures])?.text ?? '';
	for (const part of [
		'By lender, last 365 days',
		'By pickup location',
		'Main Library: 2 | 1 | 50%',
		'Unfilled responses, by reason',
		'- on loan, 1',
	])
		expect(statistics).toContain(part);
	const digest = list('digest', stories, { newsDays: 7 })?.text;
	expect(digest).toContain('New requests, last 7 days: ');
	expect(digest).toContain('Requests since Tuesday, January 5, 2027: 3');
});

it('statistics count requests that passed validation by month and pickup location, and refusals by reason', () => {
	const made = list('statistics', [...stories, { ...stories[0], side: 'lending' }]);
	expect(made?.figures).toMatchObject({
		requests: 2,
		filled: 1,
		filledPercent: 50,
		endOfRota: 1,
		refusals: 1,
		medianDaysToShip: 2,
		medianDaysToReceive: 3,
		medianDaysInAll: 5,
	});
	expect(made?.rows.map(({ group, name, requests }) => [group, name, requests])).toEqual([
		['all', '2027-01', 2],
		['month', '2027-01', 1],
		['month', '2027-02', 0],
		['month', '2027-03', 1],
		['pickupLocation', 'Main Library', 2],
		['reason', 'On loan', undefined],
	]);
	expect(made?.text).toContain('January 2027: 1 | 1 | 100% | 5\nFebruary 2027: 0 | 0 | – | –\nMarch 2027 (so far): 1 | 0 | 0% | –');
	expect(made?.rows.filter(({ group }) => group === 'month').map(({ refusals }) => refusals)).toEqual([0, 0, 1]);
	expect(made?.html).toContain('<th scope="col"');
	expect(list('statistics', [...stories, request(9)])?.text).toContain('Not counted, since the history could not be read: 1');
});

describe('a rehearsal of lending rules', () => {
	const rehearsed = (
		number: number,
		rule: string | null,
		answer: string,
		staffAnswer: string | null,
		more: WorkflowItem = {},
	): WorkflowItem =>
		request(number, {
			outcome: 'rehearsed',
			side: 'lending',
			borrower: 'West Library',
			rule,
			answer,
			staffAnswer,
			isSame: staffAnswer === null || answer === 'leaveToStaff' ? null : answer === staffAnswer,
			notRead: [],
			createdAt: '2027-03-01T09:00:00.000-05:00',
			explanation: `Why ${number}`,
			...more,
		});
	const items = [
		rehearsed(1, 'New', 'cannotSupply', 'cannotSupply'),
		rehearsed(2, 'New', 'cannotSupply', 'willSupply'),
		rehearsed(3, 'New', 'cannotSupply', null),
		rehearsed(4, 'DVDs', 'leaveToStaff', 'willSupply', { notRead: ['the format'] }),
		rehearsed(5, null, 'leaveToStaff', 'sendConditions'),
	];

	it('a rehearsal lists each rule with its counts, and each request that staff answered differently, with its link', () => {
		const made = list('rehearsal', items);
		expect(made?.subject).toBe("Lending rules: responses that differ from staff's, 1 of 2");
		expect(made?.text).toContain('New, cannot supply, responses: 3, same as staff: 1, different: 1');
		expect(made?.text).toContain('DVDs, responses: 0, same as staff: 0, different: 0, not read: 1');
		expect(made?.text).toMatch(/EAST-2.*West Library, New: cannot supply, staff: will supply/);
		expect(made?.html).toContain('href="https://reshare.example.org/2"');
		expect(made?.html).not.toContain('href="https://reshare.example.org/1"');
		expect(made?.figures).toEqual({
			requests: 5,
			answered: 3,
			asStaff: 1,
			otherwise: 1,
			byRules: 0,
			withheld: 0,
			leftToStaff: 2,
			notRead: 1,
		});
		expect(made?.rows).toHaveLength(5);
		expect(made?.rows[1]).toEqual({
			number: 'EAST-2',
			title: 'Title 2',
			borrower: 'West Library',
			createdAt: '2027-03-01T09:00:00.000-05:00',
			rule: 'New',
			ruleAnswers: 'cannot supply',
			staffAnswered: 'will supply',
			isSame: false,
			explanation: 'Why 2',
			staffLink: 'https://reshare.example.org/2',
		});
	});

	it('a rehearsal does not count responses sent by rules as those of staff, nor responses that could not be sent', () => {
		const made = list('rehearsal', [
			rehearsed(1, 'New', 'cannotSupply', null, { answeredByRules: true }),
			rehearsed(2, 'Yes', 'willSupply', 'willSupply', { isSame: null, withheld: 'Choose the lending location.' }),
		]);
		expect(made?.figures).toMatchObject({ requests: 2, answered: 1, asStaff: 0, byRules: 1, withheld: 1 });
		expect(made?.text).toContain('not sent: 1 (Choose the lending location.)');
	});

	it('the rehearsal of lending rules, given sixty requests that staff answered otherwise, names fifty of them in its text and all in its rows', () => {
		const many = Array.from({ length: 60 }, (_, index) => rehearsed(index, 'New', 'cannotSupply', 'willSupply'));
		const made = list('rehearsal', many);
		expect(made?.text).toContain('And 10 more; the rows have them all.');
		expect(made?.rows).toHaveLength(60);
		expect(list('rehearsal', many.slice(0, 50))?.text).not.toContain('more; the rows');
	});
});

it('a digest names the oldest open requests, without those whose items patrons have', () => {
	const made = list('digest', [request(1, { isOpen: true, isWithPatron: true }), request(2, { isOpen: true })]);
	expect(made?.rows.map(({ list: of, number }) => [of, number])).toEqual([['oldest', 'EAST-2']]);
});

it('a digest counts the responses sent by lending rules', () => {
	const lent = (number: number, lendingRule: string | null) => request(number, { side: 'lending', lendingRule });
	const made = list('digest', [lent(1, 'New'), lent(2, 'DVDs'), lent(3, 'New'), lent(4, null)]);
	expect(made?.figures.answeredByRules).toBe(3);
	expect(made?.text).toContain('Answered by your rules: 3');
	expect(made?.text).toContain('- Rule "DVDs": 1\n- Rule "New": 2');
	expect(list('digest', [lent(4, null)])?.figures).not.toHaveProperty('answeredByRules');
});

it('a digest reports new requests, the oldest open ones, and lending by phase', () => {
	const lending = [
		request(7, { side: 'lending', phase: 'onLoan' }),
		...[{ phase: 'onItsWayBack' }, { phase: 'over', statusEvent: 'complete' }, { phase: 'over', statusEvent: 'documentDelivered' }].map(
			(stands) => request(6, { side: 'lending', ...stands }),
		),
		request(8, { side: 'lending', phase: 'over', statusEvent: 'notSupplied' }),
		request(9, { side: 'lending', phase: 'asking' }),
	];
	const made = list('digest', [...stories, ...lending]);
	expect(made?.figures).toMatchObject({
		newRequests: 1,
		requests: 3,
		filled: 1,
		endOfRota: 1,
		askedOfUs: 6,
		sentByUs: 4,
		notSupplied: 1,
		waitingForUs: 1,
	});
	expect(made?.rows.map(({ list: of, number }) => [of, number])).toEqual([
		['endOfRota', 'EAST-2'],
		['oldest', 'EAST-1'],
		['oldest', 'EAST-3'],
	]);
	expect(made?.text).toContain('- EAST-1, Title 1, Shipped, 64 days old');
});

it('a digest counts the events at the first moment of its period', () => {
	const first = story(1, [
		['2027-03-03T08:00:00.000Z', 'newRequest', 'beingChecked'],
		['2027-03-03T08:00:00.000Z', 'endOfRota', 'over'],
	]);
	expect(list('digest', [first])).toMatchObject({
		figures: { newRequests: 1 },
		rows: [{ list: 'endOfRota', number: 'EAST-1' }, { list: 'oldest' }],
	});
	expect(list('digest', [first], { now: '2027-03-10T08:00:00.001Z' })).toMatchObject({
		figures: { newRequests: 0 },
		rows: [{ list: 'oldest' }],
	});
});

it.each(Object.keys(languages))('no list in %s has a placeholder left open', (language) => {
	for (const kind of Object.keys(listKinds) as ListKind[]) {
		const made = list(
			kind,
			[
				...stories,
				request(4, { workingDaysOld: 9, side: 'lending', deskPart: 'answer' }),
				request(5, {
					outcome: 'rehearsed',
					side: 'lending',
					rule: 'New',
					answer: 'cannotSupply',
					staffAnswer: 'willSupply',
					isSame: false,
					notRead: [],
				}),
				copy(5),
				copy(6),
			],
			{ language, name: 'Readings' },
		);
		expect([kind, made?.language]).toEqual([kind, language]);
		expect(`${made?.subject} ${made?.text} ${made?.html.replace(/<head>.*<\/head>/s, '')}`).not.toMatch(/undefined|NaN|\[object|[{}]/);
	}
});
