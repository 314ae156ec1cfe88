import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ReShareNotice } from '../../nodes/ReShareNotice/ReShareNotice.node';
import { noticeKinds } from '../../notices/noticeKinds';
import { runNode, type RunOptions } from './harness';

const profile = {
	libraryName: 'Example University Library',
	fromEmail: 'ill@library.example.edu',
	staffEmail: 'staff@library.example.edu',
	language: 'en',
};

/** Runs the node with defaults for all other parameters. */
async function write(items: IDataObject[], parameters: IDataObject = {}, own: IDataObject = {}, more: Partial<RunOptions> = {}) {
	const node = new ReShareNotice();
	const defaults = Object.fromEntries(
		node.description.properties
			.filter(
				({ displayOptions }) => displayOptions?.show?.operation === undefined || displayOptions.show.operation.includes('writeNotices'),
			)
			.map(({ name, default: value }) => [name, value as IDataObject]),
	);
	return await runNode({
		node,
		items,
		parameters: { ...defaults, operation: 'writeNotices', ...parameters },
		credentials: { reShareLibraryProfileApi: { ...profile, ...own } },
		...more,
	});
}

const created = {
	outcome: 'created',
	hrid: 'EAST-1',
	requestId: 'b7',
	reference: 'FORM-1',
	title: 'Braiding sweetgrass',
	patronEmail: 'pat@example.edu',
};
const doubt = { outcome: 'needsReview', reason: 'titleOnly', explanation: 'In doubt.', title: 'T', patronEmail: 'pat@example.edu' };

describe('ReShare Notice, Write Notices', () => {
	it('Write Notices puts notices to patrons on one output and notices to staff on the other, each paired with its item', async () => {
		const { outputs, error } = await write([created, doubt]);
		expect(error).toBeUndefined();
		expect(outputs.map((items) => items.map(({ json, pairedItem }) => [json.notice, json.to, pairedItem]))).toEqual([
			[
				['requested', 'pat@example.edu', { item: 0 }],
				['lookedInto', 'pat@example.edu', { item: 1 }],
			],
			[['chooseRecord', 'staff@library.example.edu', { item: 1 }]],
		]);
	});

	it('Write Notices gives the fields of its schema, in that order', async () => {
		const { outputs } = await write([created, doubt]);
		const schema = JSON.parse(
			readFileSync(path.join(__dirname, '../../nodes/ReShareNotice/__schema__/v1.0.0/writeNotices.json'), 'utf8'),
		) as { properties: object };
		for (const { json } of outputs.flat()) expect(Object.keys(json)).toEqual(Object.keys(schema.properties));
	});

	it('values of form fields that no node reads are shown to staff by their labels, whatever the outcome, and to no patron', async () => {
		const form = [
			{ fieldLabel: 'Title' },
			{ fieldLabel: 'Email' },
			{ fieldName: 'phone', fieldLabel: 'Phone Number' },
			{ fieldLabel: 'Course' },
		];
		const typed = { Title: 'Emma', Email: 'pat@example.edu', phone: '555-0100', Course: 'ENG 101' };
		const items = [
			{ ...typed, error: 'No answer' },
			{ ...created, otherFields: { 'Phone Number': '555-0100', Course: 'ENG 101' } },
		];
		const { outputs } = await write(items, {}, {}, { form });
		expect(outputs[1]?.map(({ json }) => json.notice)).toEqual(['couldNotAsk', 'requestDetails']);
		for (const { json } of outputs[1] ?? []) expect(json.text).toContain('Phone Number: 555-0100\nCourse: ENG 101');
		expect(outputs[0]?.map(({ json }) => json.to)).toEqual(['pat@example.edu', 'pat@example.edu']);
		expect(JSON.stringify(outputs[0])).not.toContain('555-0100');
		const chosen = await write(items, { options: { formFields: 'chosen', chosenFormFields: 'course' } }, {}, { form });
		for (const { json } of chosen.outputs[1] ?? []) {
			expect(json.text).toContain('Course: ENG 101');
			expect(json.text).not.toContain('555-0100');
		}
		const none = await write(items, { options: { formFields: 'none' } }, {}, { form });
		expect(none.outputs[1]?.map(({ json }) => json.notice)).toEqual(['couldNotAsk']);
		expect(JSON.stringify(none.outputs)).not.toContain('555-0100');
	});

	it('warnings of Create about typed values are shown to staff', async () => {
		const warnings = [
			"'Note for Your Staff' was not sent: an OpenURL has no place for it.",
			'ReShare has not asked a library within 20 seconds.',
		];
		const { outputs } = await write([
			{ ...created, warnings },
			{ ...created, warnings: warnings.slice(1) },
		]);
		expect(outputs[1]?.map(({ json }) => json.notice)).toEqual(['requestDetails']);
		expect(outputs[1]?.[0]?.json.text).toContain(warnings[0]);
	});

	it('Write Notices says how many items make no notice, and why', async () => {
		const { hints } = await write(
			[{ outcome: 'eligible' }, { event: 'shipped', isStillCurrent: false }, { ...created, outcome: 'notAvailable' }, created, created],
			{ patronNotices: [], staffNotices: [] },
		);
		expect(hints.map(({ message }) => message)).toEqual([
			'Written for Example University Library.',
			"5 items make no notice: 1 that no notice is for, 1 about what is over by now, 1 because 'We Try Another Way' and 'Obtain Another Way' are switched off, 2 because 'Request Was Made' is switched off.",
		]);
	});

	it('Write Notices says that a language has no texts, and writes in the language of the profile', async () => {
		const { outputs, hints } = await write([created], { language: 'it' });
		expect(outputs[0]?.[0]?.json).toMatchObject({ language: 'en' });
		expect(hints.map(({ message }) => message)).toEqual([
			'Written for Example University Library.',
			"There are no words in 'it'. Such notices are in the language of the Library Profile.",
		]);
	});
});

describe("the library's day, which is not that of Greenwich", () => {
	afterEach(() => jest.useRealTimers());

	/** It is 22:30 on New Year's Eve in New York, and 08:30 on New Year's Day in Auckland. */
	const at = (now: string): unknown =>
		jest.useFakeTimers({
			now: new Date(now),
			doNotFake: [
				'nextTick',
				'setImmediate',
				'setTimeout',
				'setInterval',
				'queueMicrotask',
				'clearTimeout',
				'clearImmediate',
				'clearInterval',
				'performance',
				'hrtime',
			],
		});
	const eves = [
		['2027-01-01T03:30:00Z', 'America/New_York', '2026-12-31'],
		['2026-12-31T19:30:00Z', 'Pacific/Auckland', '2027-01-01'],
	] as const;

	it.each(eves)("the library's day decides on due date letters: at %s in %s it is %s", async (now, timezone, today) => {
		at(now);
		const letters = await Promise.all(
			[0, -1, -8].map(async (days) => {
				const dueDate = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
				const { outputs } = await write(
					[{ outcome: 'found', requestId: 'r', dueDate, isWithPatron: true, patronEmail: 'pat@example.edu' }],
					{},
					{},
					{ timezone },
				);
				return outputs[0]?.[0]?.json.notice;
			}),
		);
		expect(letters).toEqual(['reminder', 'firstLetter', 'secondLetter']);
	});
});

it('Write List attaches its rows as an Excel file whose cells stay texts, and no file to an empty list', async () => {
	const listed = async (items: IDataObject[]) =>
		await runNode({
			node: new ReShareNotice(),
			items,
			parameters: { operation: 'writeList', kind: 'account', listName: 'Fall/2026', whenNothing: 'sentence', attachSpreadsheet: true },
			credentials: { reShareLibraryProfileApi: profile },
		});
	const [list] = (await listed([{ outcome: 'notAvailable', row: 1, title: '=1+1', askedFor: { isbn: '9780000000002' } }])).outputs.flat();
	const file = list?.binary?.spreadsheet;
	expect(file?.fileName).toMatch(/^Fall 2026 \d{4}-\d\d-\d\d\.xlsx$/);
	const parts = unzipSync(Buffer.from(file?.data ?? '', 'base64'));
	const written = Object.values(parts)
		.map((part) => Buffer.from(part).toString('utf8'))
		.join();
	for (const text of ['>Title in the list<', '>Result<', '>=1+1<', '>9780000000002<']) expect(written).toContain(text);
	expect(written).not.toContain('<f>');
	expect((await listed([{}])).outputs.flat().map(({ binary }) => binary)).toEqual([undefined]);
});

describe('a number that an expression gives', () => {
	const list = async (kind: string, parameters: INodeParameters) =>
		await runNode({
			node: new ReShareNotice(),
			items: [{ outcome: 'found' }],
			parameters: { operation: 'writeList', kind, ...parameters },
			credentials: { reShareLibraryProfileApi: profile },
		});

	it.each([
		['digest', 'oldest', 'Oldest Requests', 0],
		['copies', 'recentYears', 'Recent Article (Years)', 0],
	])('a number that an expression gives is checked in the list %s for the field %s', async (kind, name, label, least) => {
		for (const value of ['soon', least - 1, true]) {
			const { error, outputs } = await list(kind, { [name]: value });
			expect(error?.message).toMatch(
				value === true ? `'${label}' holds yes or no, and a text is needed` : `'${label}' must be a number, ${least} or more`,
			);
			expect(outputs.flat()).toEqual([]);
		}
		for (const value of [String(least), '', null]) expect((await list(kind, { [name]: value })).error).toBeUndefined();
	});

	it.each([
		['secondLetterFrom', 'Second Notice From (Days Overdue)'],
		['thirdLetterFrom', 'Final Notice From (Days Overdue)'],
	])('a number that an expression gives is checked in due date letters for the field %s', async (name, label) => {
		expect((await write([created], { options: { [name]: 'a week' } })).error).toMatchObject({
			message: `'${label}' must be a number, 1 or more`,
			context: { itemIndex: 0 },
		});
		expect(
			(await write([{ ...created, outcome: 'found', dueDate: '2001-01-01', isWithPatron: true }], { options: { [name]: '' } }))
				.outputs[0]?.[0]?.json.notice,
		).toBe('thirdLetter');
	});
});

describe('notices with wording of the library', () => {
	const row = (more: IDataObject): IDataObject => ({ notice: 'patron.requested', subject: '', text: '', ...more });
	const inTwoLanguages = [row({ text: 'Own words.' }), row({ language: 'de', text: 'Eigene Worte.' })];

	it("a library's own wording is used in its language, and never in a letter of another language", async () => {
		const languages = ['', 'de', 'fr'];
		const { outputs } = await write(
			languages.map((language) => ({ ...created, language })),
			{ language: '={{ $json.language }}', changedWords: { notices: inTwoLanguages } },
		);
		expect(outputs[0]?.map(({ json }) => /Own words|Eigene Worte/.exec(String(json.text))?.[0])).toEqual([
			'Own words',
			'Eigene Worte',
			undefined,
		]);
		const german = await write([created], { language: 'de', changedWords: { notices: [row({ text: 'Eigene Worte.' })] } });
		expect(german.outputs[0]?.[0]?.json.text).toContain('Eigene Worte.');
	});

	it("a library's own wording keeps the reason of a notice, unless the reason is left out on purpose", async () => {
		const item = { outcome: 'notAvailable', reason: 'nobodyLends', explanation: 'Nobody.', title: 'T', patronEmail: 'pat@example.edu' };
		const text = async (more: IDataObject): Promise<unknown> => {
			const notices = [row({ notice: 'patron.notAvailable', ...more })];
			return (await write([item], { changedWords: { notices } })).outputs[0]?.[0]?.json.text;
		};
		expect(await text({ text: 'We are sorry.' })).toMatch(/We are sorry\.\n\nNo other library lends it\./);
		expect(await text({ text: 'We are sorry. {why}' })).toMatch(/We are sorry\. No other library lends it\.\n/);
		expect(await text({ text: 'We are sorry.', withoutReason: true })).not.toContain('No other library lends it');
	});

	it('one kind of notice can have its own sender and its own address for answers', async () => {
		const notices = [row({ fromEmail: 'desk@library.example.edu', replyTo: 'answers@library.example.edu' })];
		const { outputs } = await write([created, doubt], { changedWords: { notices } });
		expect(outputs.flat().map(({ json }) => [json.notice, json.from, json.replyTo])).toEqual([
			['requested', 'desk@library.example.edu', 'answers@library.example.edu'],
			['lookedInto', profile.fromEmail, null],
			['chooseRecord', profile.fromEmail, null],
		]);
	});

	it("Preview Notices writes every notice in the chosen language, with the library's wording, to staff alone", async () => {
		const { outputs, error } = await write([{}, {}], {
			operation: 'previewNotices',
			language: 'de',
			changedWords: { notices: [row({ language: 'de', text: 'Eigene Worte.' })] },
		});
		expect(error).toBeUndefined();
		const notices = outputs[0]?.map(({ json }) => json) ?? [];
		expect(notices.map(({ audience, notice }) => `${String(audience)}.${String(notice)}`)).toEqual(
			noticeKinds.map(({ audience, name }) => `${audience}.${name}`),
		);
		expect(notices.every(({ to }) => to === profile.staffEmail)).toBe(true);
		for (const { audience, language } of notices) expect(language).toBe(audience === 'patron' ? 'de' : 'en');
		expect(notices.find(({ notice }) => notice === 'requested')?.text).toContain('Eigene Worte.');
	});
});
