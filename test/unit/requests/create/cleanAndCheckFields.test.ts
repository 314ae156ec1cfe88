import fc from 'fast-check';
import { cleanAndCheckFields } from '../../../../reshare/requests/create/cleanAndCheckFields';
import { buildCopyDraft, buildLoanDraft } from './practiceDependencies';

const rules = { cutNote: false, now: Date.parse('2027-01-15T00:00:00Z'), timeZone: 'Europe/Berlin' };

describe('the date in Needed By', () => {
	it.each([
		['2027-01-31', '2027-01-31'],
		['2027-01-31T00:00:00', '2027-01-31'],
		['2027-01-31T23:30:00.000-05:00', '2027-01-31'],
		['2027-01-31 09:00', '2027-01-31'],
		['2028-02-29', '2028-02-29'],
	])('a draft with %s in Needed By asks for the day %s', (typed, day) => {
		const { draft, problems } = cleanAndCheckFields(buildLoanDraft({ neededBy: typed }), rules);
		expect(problems).toEqual([]);
		expect(draft.neededBy).toBe(day);
	});

	it.each([
		['2026-03-30T22:00:00.000Z', 'Europe/Berlin', '2026-03-31'],
		['2026-03-31T03:59:59Z', 'America/New_York', '2026-03-30'],
		['2026-03-31T04:00:00.000Z', 'America/New_York', '2026-03-31'],
		// A day, as some databases give it.
		['2026-03-31T00:00:00.000Z', 'America/New_York', '2026-03-31'],
		['2026-03-30T22:00:00.000+02:00', 'America/New_York', '2026-03-30'],
	])('the moment %s in Needed By is, in the time zone %s, the day %s', (typed, timeZone, day) => {
		expect(cleanAndCheckFields(buildLoanDraft({ neededBy: typed }), { ...rules, timeZone }).draft.neededBy).toBe(day);
	});

	it.each(['2027-02-29', '2027-13-01', '31.01.2027', '01/31/2027', 'soon', '2027-1-3', '20270131', '2027-01-31x'])(
		'the value %s in Needed By is refused, and the sentence names the field',
		(typed) => {
			expect(cleanAndCheckFields(buildLoanDraft({ neededBy: typed }), rules).problems).toEqual([
				"'Needed By' must be a date such as 2027-01-31",
			]);
		},
	);

	it('a date in Needed By that has passed is a warning and no refusal', () => {
		expect(cleanAndCheckFields(buildLoanDraft({ neededBy: '2027-01-01' }), rules)).toMatchObject({
			problems: [],
			warnings: ["'Needed By' (2027-01-01) has passed"],
		});
	});
});

it.each(['Copy', 'Loan', '', 'scan'])("a draft with the unknown service type '%s' is refused", (serviceType) => {
	expect(
		cleanAndCheckFields({ ...buildLoanDraft(), serviceType } as unknown as Parameters<typeof cleanAndCheckFields>[0], rules).problems,
	).toEqual(["The service type must be 'loan' or 'copy'"]);
});

it.each([
	'a@example.org, b@example.org',
	'a@example.org;b@example.org',
	'friends: a@example.org;',
	'Pat <a@example.org>',
	'a@example.org\nb@example.org',
	'a',
	`${'a'.repeat(100_000)}`,
])("the value '%.40s' in Patron Email is refused as no single email address", (patronEmail) => {
	expect(cleanAndCheckFields(buildLoanDraft({ patronEmail }), rules).problems).toContain(
		"'Patron Email' must be one email address, such as name@example.org",
	);
	expect(cleanAndCheckFields(buildLoanDraft({ patronEmail: ' a@example.org ' }), rules)).toMatchObject({
		problems: [],
		draft: { patronEmail: 'a@example.org' },
	});
});

describe('missing fields of a draft', () => {
	it('all missing fields of a draft are named in one sentence by their labels', () => {
		expect(cleanAndCheckFields({ serviceType: 'loan', patronId: ' ' }, rules).problems).toEqual([
			"'Instance ID', 'Patron ID' and 'Pickup Location' are empty",
		]);
		expect(cleanAndCheckFields({ serviceType: 'copy', patronId: 'P1' }, rules).problems).toEqual([
			"'Journal or Book Title', 'Article or Chapter Title', 'Article Author', 'Date' and 'Copyright Type' are empty",
		]);
	});

	it('an article without an author is accepted only if the draft names its record in the shared inventory', () => {
		const draft = buildCopyDraft({ instanceId: '3fffffff-0000-4000-8000-000000000001' });
		expect(cleanAndCheckFields({ ...draft, partAuthor: '' }, rules).problems).toEqual([]);
		expect(cleanAndCheckFields({ ...buildCopyDraft(), partAuthor: '' }, rules).problems).toEqual(["'Article Author' is empty"]);
	});
});

describe('the maximum lengths of a draft', () => {
	it('a note that is too long is refused, or cut between two characters if cutting is allowed', () => {
		const note = `${'x'.repeat(254)}👩‍👩‍👧‍👦`;
		expect(cleanAndCheckFields(buildLoanDraft({ note }), rules).problems.join()).toContain("'Note to the Lender' has");
		const { draft, problems, warnings } = cleanAndCheckFields(buildLoanDraft({ note }), { ...rules, cutNote: true });
		expect(problems).toEqual([]);
		expect(draft.note).toBe('x'.repeat(254));
		expect(warnings.join()).toContain('was cut');
	});

	it('a field longer than mod-rs can store is refused with its length', () => {
		expect(cleanAndCheckFields(buildLoanDraft({ volume: 'v'.repeat(256) }), rules).problems).toEqual([
			"'Volume' has 256 characters, and 255 are allowed",
		]);
		expect(cleanAndCheckFields(buildLoanDraft({ title: 't'.repeat(900) }), rules).problems).toEqual([]);
	});
});

it('an ISBN typed as Instance ID is refused', () => {
	expect(cleanAndCheckFields(buildLoanDraft({ instanceId: '9780441478125' }), rules).problems.join()).toContain(
		"'Instance ID' is not an id",
	);
});

it('a draft made of any text is either refused or trimmed, well formed, without empty values and without line breaks in fields of one line', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (patronId, title, volume) => {
			const { draft, problems } = cleanAndCheckFields(buildLoanDraft({ patronId, title, volume }), rules);
			for (const value of [draft.title, draft.volume]) {
				if (value === undefined) continue;
				expect(value).toBe(value.trim());
				expect(value).not.toMatch(/^$|[\t\n\r]/);
			}
			if (problems.length === 0) {
				expect(() => encodeURIComponent(`${draft.patronId}${draft.title ?? ''}${draft.volume ?? ''}`)).not.toThrow();
				expect(draft.patronId).toBe(patronId.trim().replace(/[\t\n\r]+/g, ' '));
			}
		}),
	);
});
