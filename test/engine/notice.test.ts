import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
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

/** Runs an operation of the node with defaults for all other parameters. */
async function runOperation(
	operation: string,
	items: IDataObject[],
	parameters: IDataObject = {},
	own: IDataObject = {},
	more: Partial<RunOptions> = {},
) {
	const node = new ReShareNotice();
	const defaults = Object.fromEntries(
		node.description.properties
			.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation) !== false)
			.map(({ name, default: value }) => [name, value as IDataObject]),
	);
	const credentials = { reShareLibraryProfileApi: { ...profile, ...own } };
	return await runNode({ node, items, parameters: { ...defaults, operation, ...parameters }, credentials, ...more });
}

const write = (items: IDataObject[], parameters: IDataObject = {}, own: IDataObject = {}, more: Partial<RunOptions> = {}) =>
	runOperation('writeNotices', items, parameters, own, more);

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
		expect(none.json[1]?.map(({ notice }) => notice)).toEqual(['couldNotAsk']);
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

	it('Write Notices names a language for which it has no texts, and writes in the language of the profile instead', async () => {
		const { outputs, hints } = await write([created], { language: 'xx' });
		expect(outputs[0]?.[0]?.json).toMatchObject({ language: 'en' });
		expect(hints.map(({ message }) => message)).toEqual([
			'Written for Example University Library.',
			"There are no words in 'xx'. Such notices are in the language of the Library Profile.",
		]);
	});
});

describe("the library's day, which is not that of Greenwich", () => {
	afterEach(() => jest.useRealTimers());

	/** Sets the clock to a moment, and leaves the timers real. */
	const at = (now: string) =>
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
	/** It is 22:30 on New Year's Eve in New York, and 08:30 on New Year's Day in Auckland. */
	const eves = [
		['2027-01-01T03:30:00Z', 'America/New_York', '2026-12-31'],
		['2026-12-31T19:30:00Z', 'Pacific/Auckland', '2027-01-01'],
	] as const;

	it.each(eves)("due date letters follow the day in the library's time zone: at %s in %s it is %s", async (now, timezone, today) => {
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
	const listed = (items: IDataObject[]) =>
		runNode({
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
	const list = (kind: string, parameters: INodeParameters) =>
		runNode({
			node: new ReShareNotice(),
			items: [{ outcome: 'found' }],
			parameters: { operation: 'writeList', kind, ...parameters },
			credentials: { reShareLibraryProfileApi: profile },
		});

	it.each([
		['digest', 'oldest', 'Oldest Requests', 0],
		['copies', 'recentYears', 'Recent Article (Years)', 0],
	])('the list %s refuses a text, a negative number and a yes or no in the field %s', async (kind, name, label, least) => {
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
	])('due date letters refuse a text in the field %s, and take the default if the field is empty', async (name, label) => {
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
	const row = (more: IDataObject) => ({ notice: 'patron.requested', subject: '', text: '', ...more });
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
		expect(german.json[0]?.[0]?.text).toContain('Eigene Worte.');
	});

	it("a library's own wording keeps the reason of a notice, unless the reason is left out on purpose", async () => {
		const item = { outcome: 'notAvailable', reason: 'nobodyLends', explanation: 'Nobody.', title: 'T', patronEmail: 'pat@example.edu' };
		const text = async (more: IDataObject) => {
			const notices = [row({ notice: 'patron.notAvailable', ...more })];
			return (await write([item], { changedWords: { notices } })).json[0]?.[0]?.text;
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

async function warnings({ parameters, ...rest }: Partial<RunOptions>, items: IDataObject[] = [doubt]) {
	const { hints } = await runOperation('writeNotices', items, parameters as IDataObject | undefined, {}, rest);
	return hints.filter(({ type }) => type === 'warning').map(({ message }) => message);
}

const dropped = (lost: string) =>
	`No node is connected to an output that items left by, so nothing more happens with them: ${lost}. Draw a wire from there.`;

describe('an output that no node is connected to', () => {
	it('ReShare Notice names an unconnected output and its number of items in hint and log, without the texts of the items', async () => {
		const logged = jest.spyOn(Container.get(Logger), 'warn');
		expect(await warnings({ connected: [0] }, [doubt, doubt])).toEqual([dropped("2 to 'Staff'")]);
		expect(logged.mock.calls.flat().filter((text) => String(text).includes('No node is'))).toEqual([
			`Node under test: ${dropped("2 to 'Staff'")}`,
		]);
		logged.mockRestore();
	});

	it('ReShare Notice reports no unconnected output if no item left by it, or if a node is connected to it', async () => {
		expect(await warnings({ connected: [0, 1] })).toEqual([]);
		expect(await warnings({ connected: [0] }, [{ outcome: 'created', title: 'T', patronEmail: 'pat@example.edu' }])).toEqual([]);
	});

	it('ReShare Notice reports its error output as unconnected if its connection was removed', async () => {
		const parameters = { changedWords: { notices: [{ notice: 'patron.requested', subject: '', text: '{nonsense}' }] } };
		expect(await warnings({ parameters, onError: 'continueErrorOutput', connected: [0, 1] })).toEqual([dropped("1 to 'Error'")]);
		expect(await warnings({ parameters, onError: 'continueErrorOutput', connected: [0, 1, 2] })).toEqual([]);
	});

	it('ReShare Notice reports an output as unconnected if only deactivated nodes follow it', async () => {
		expect(await warnings({ connected: [1], after: { Off: { disabled: true } } })).toEqual([dropped("1 to 'Patron', 1 to 'Staff'")]);
		expect(await warnings({ after: { Off: { disabled: true }, Next: { disabled: false } } })).toEqual([]);
	});

	it('ReShare Notice names a following node whose error output is unconnected, since nobody would learn of its failures', async () => {
		const silent =
			"Nobody is told if 'Email' fails: no node is connected to its error output. Draw a wire from there, or set its On Error to Stop Workflow.";
		expect(await warnings({ after: { Email: { disabled: false, errorTo: '' } } })).toEqual([silent]);
		expect(await warnings({ after: { Off: { disabled: true }, Email: { disabled: false, errorTo: '' } } })).toEqual([silent]);
		for (const after of [{ Email: { disabled: false, errorTo: 'Node under test' } }, { Email: { disabled: false } }])
			expect(await warnings({ after })).toEqual([]);
	});

	it('ReShare Notice reports no unconnected output in the editor before it is connected to any node', async () => {
		expect(await warnings({ mode: 'manual', connected: [] })).toEqual([]);
		expect(await warnings({ mode: 'manual', connected: [0] })).toEqual([dropped("1 to 'Staff'")]);
		expect(await warnings({ connected: [] })).toEqual([dropped("1 to 'Patron', 1 to 'Staff'")]);
	});
});

const url = 'https://illiad.example.edu/ILLiadWebPlatform';
const answer = {
	statusCode: 200,
	body: {
		TransactionNumber: 9,
		Username: 'p',
		ProcessType: 'Borrowing',
		RequestType: 'Loan',
		TransactionStatus: 'Awaiting Request Processing',
	},
};

async function writeForSystem(items: IDataObject[], parameters: IDataObject = {}, own: IDataObject = {}) {
	const { outputs, error } = await runOperation('writeForSystem', items, { systemAddress: `${url}/`, ...parameters }, own);
	const [read, written, request, whoSaidNo, staff, done] = outputs.map((list) => list.map(({ json }) => json));
	return { error, outputs, read, write: written, request, whoSaidNo, staff, done };
}

describe('ReShare Notice, Write for Another System', () => {
	it('Write for Another System puts each HTTP call on the output for its kind of call, and each finished item on the last output', async () => {
		const { read, write, request, whoSaidNo, done, staff, outputs } = await writeForSystem([
			{ body: { transactionNumber: 7 } },
			{ step: 'readTransaction', transactionNumber: '9', ...answer, error: undefined },
			{
				step: 'readUser',
				transactionNumber: '9',
				transaction: { AcceptAlternateEdition: true },
				statusCode: 200,
				body: { Username: 'p', Cleared: 'Yes' },
			},
			{ event: 'shipped', reference: 'ILLiad-5', hrid: 'EAST-1' },
			{ event: 'endOfRota', reference: 'ILLiad-6', requestId: 'r', isStillCurrent: true },
			{ event: 'shipped', reference: 'OTHER-1' },
		]);
		expect(read?.map((item) => item.url)).toEqual([`${url}/Transaction/7`, `${url}/Users/p`]);
		expect(write?.map((item) => [item.method, item.url, item.note])).toEqual([
			['POST', `${url}/Transaction/5/notes`, 'ReShare: EAST-1 has been shipped.'],
		]);
		expect(request).toEqual([expect.objectContaining({ reference: 'ILLiad-9', patronId: 'p', accept: ['otherEdition'] })]);
		expect(whoSaidNo).toEqual([expect.objectContaining({ requestId: 'r', queue: 'Awaiting Unfilled Processing' })]);
		expect(done).toEqual([
			{ number: 'OTHER-1', sentence: 'Left alone. It does not come from ILLiad.', isTrouble: false, isAwaited: false },
		]);
		expect(staff).toEqual([]);
		expect(outputs.map((list) => list.map(({ pairedItem }) => (pairedItem as { item: number }).item))).toEqual([
			[0, 1],
			[3],
			[2],
			[4],
			[],
			[5],
		]);
	});

	it('Write for Another System reports all failures of a run to staff in one email', async () => {
		const { staff } = await writeForSystem([
			{ body: {} },
			{ step: 'readTransaction', transactionNumber: '9', statusCode: 404, body: { Message: '<not> found' } },
			{ event: 'shipped', reference: 'OTHER-1' },
		]);
		expect(staff).toEqual([
			expect.objectContaining({
				from: profile.fromEmail,
				to: profile.staffEmail,
				subject: 'ILLiad and ReShare: please review 2 transactions',
				count: 2,
				language: 'en',
			}),
		]);
		expect(staff?.[0]?.text).toContain(
			'- No number – An entry came without a transaction number. Check what the workflow passes on.\n- 9 – ILLiad answered 404, <not> found\n',
		);
		expect(staff?.[0]?.html).toContain('&lt;not&gt; found');
		expect((await writeForSystem([{ body: {} }], {}, { staffLanguage: 'de', sendEverythingTo: 'test@library.example.edu' })).staff).toEqual(
			[
				expect.objectContaining({
					to: 'test@library.example.edu',
					subject: '[Test] ILLiad und ReShare: bitte 1 Vorgang prüfen',
					language: 'de',
				}),
			],
		);
	});

	it('Write for Another System reports on a list to staff only once all of its transactions are finished', async () => {
		expect((await writeForSystem([{ transactionNumbers: '7 none', submittedAt: '2027-03-10T12:00:00Z' }])).staff).toEqual([]);
		expect((await writeForSystem([{ transactionNumbers: 'none nothing', submittedAt: '2027-03-10T12:00:00Z' }])).staff).toEqual([
			expect.objectContaining({ count: 2 }),
		]);
		const left = {
			step: 'readTransaction',
			isAwaited: true,
			transactionNumber: '9',
			statusCode: 200,
			body: { ...answer.body, RequestType: 'Article' },
		};
		expect((await writeForSystem([left])).staff).toEqual([expect.objectContaining({ subject: 'ILLiad and ReShare: 1 transaction' })]);
		expect((await writeForSystem([{ ...left, isAwaited: false }])).staff).toEqual([]);
	});

	it('Write for Another System tells staff that a workflow failed', async () => {
		const { staff, done } = await writeForSystem([
			{ execution: { id: '7', error: { message: 'Killed' }, lastNodeExecuted: 'Read' }, workflow: { id: 'w', name: 'ILLiad' } },
		]);
		expect(staff).toEqual([expect.objectContaining({ to: profile.staffEmail, subject: 'Workflow failed: ILLiad' })]);
		expect(done).toEqual([]);
	});

	it('Write for Another System moves an ILLiad transaction only to the queues in its table of queues', async () => {
		const { write } = await writeForSystem(
			['shipped', 'received'].map((event) => ({ event, reference: 'ILLiad-5' })),
			{ queues: { rows: [{ outcome: 'shipped', queue: ' Shipped to Us ' }] } },
		);
		expect(write?.map(({ queue }) => queue)).toEqual(['Shipped to Us', '']);
	});

	it('an ILLiad transaction whose title was not found is not moved to the queue for titles that nobody lends', async () => {
		const found = { step: 'request', transactionNumber: '5', transaction: { TransactionNumber: 5 }, outcome: 'notAvailable' };
		const { write } = await writeForSystem(
			[
				{ ...found, reason: 'nothingFound' },
				{ ...found, reason: 'nobodyLends' },
			],
			{
				queues: { rows: [{ outcome: 'notAvailable', queue: 'Unfilled' }] },
			},
		);
		expect(write?.map(({ queue }) => queue)).toEqual(['', 'Unfilled']);
	});

	it('Write for Another System translates pickup locations of the other system', async () => {
		const { request } = await writeForSystem(
			[{ step: 'readUser', transactionNumber: '9', transaction: { Place: 'main' }, statusCode: 200, body: { Card: 'c1', Cleared: 'yes' } }],
			{ patronIdField: 'card', pickupField: 'Place', systemPickupLocations: { rows: [{ theirs: 'MAIN', ours: 'Main Library' }] } },
		);
		expect(request).toEqual([expect.objectContaining({ patronId: 'c1', pickupLocation: 'Main Library' })]);
	});

	it.each([' ', 'illiad.example.edu'])('Write for Another System stops with an error if the address is %p', async (systemAddress) => {
		expect((await writeForSystem([{ body: { transactionNumber: 7 } }], { systemAddress })).error?.message).toContain(
			"'Address' must be the address",
		);
	});

	it('a request that no library lends is handed over to a colleague with forms filled in, to ILLiad or to Alma', async () => {
		const change = {
			event: 'endOfRota',
			isStillCurrent: true,
			requestId: 'r',
			hrid: 'EAST-1',
			side: 'borrowing',
			serviceType: 'loan',
			title: 'Persuasion',
			patronId: 'P1',
			pickupLocation: 'Science Library',
		};
		const told = { step: 'whoSaidNo', change, refusals: [{ library: 'West Library', at: '2027-03-01', reason: 'On loan', note: null }] };
		const forms = { rows: [{ name: 'Suggest', address: ' https://library.example.edu/suggest?title={title}' }] };
		const { staff, done } = await writeForSystem([told], { system: 'email', systemAddress: '', forms });
		expect(staff?.map((mail) => Object.keys(mail))).toEqual([['to', 'subject', 'text', 'from', 'html', 'language']]);
		expect(staff?.[0]?.text).toMatch(
			/Citation: Persuasion\.\n[\s\S]*- West Library, Monday, March 1, 2027, on loan[\s\S]*- Suggest\n {2}https:\/\/library\.example\.edu\/suggest\?title=Persuasion\n/,
		);
		expect(done).toEqual([expect.objectContaining({ sentence: 'Told to a colleague.' })]);
		expect((await writeForSystem([told], { system: 'illiadTransaction' })).read).toEqual([
			expect.objectContaining({ step: 'lookFor', change }),
		]);
		const { write } = await writeForSystem([told], {
			system: 'almaRequest',
			owner: ' RS_MAIN ',
			systemPickupLocations: { rows: [{ theirs: 'SCI', ours: 'Science Library' }] },
		});
		expect(write).toEqual([
			expect.objectContaining({
				url: `${url}/almaws/v1/users/P1/resource-sharing-requests?override_blocks=false`,
				body: expect.objectContaining({ owner: 'RS_MAIN', pickup_location: { value: 'SCI' } }),
			}),
		]);
	});

	it('Write for Another System gives no field that its schema does not name', async () => {
		const schema = JSON.parse(
			readFileSync(path.join(__dirname, '../../nodes/ReShareNotice/__schema__/v1.0.0/writeForSystem.json'), 'utf8'),
		) as { properties: object };
		const { outputs } = await writeForSystem([
			{ body: { transactionNumber: 7 } },
			{ body: {} },
			{ event: 'shipped', reference: 'ILLiad-5' },
			{ event: 'endOfRota', reference: 'ILLiad-6', isStillCurrent: true },
			{ step: 'readUser', transactionNumber: '9', transaction: {}, statusCode: 200, body: { Cleared: 'Yes' } },
		]);
		const handed = await writeForSystem(
			[
				{ event: 'endOfRota', isStillCurrent: true, requestId: 'r' },
				{ step: 'whoSaidNo', change: { requestId: 'r', patronId: 'p' }, refusals: [] },
			],
			{ system: 'almaRequest' },
		);
		const almaRequest = { step: 'request', row: 1, number: '1', patronId: 'P1', isAwaited: true };
		const alma = await writeForSystem(
			[
				{ requests: 'P1 1\nno' },
				{ ...almaRequest, outcome: 'created', requestId: 'r' },
				{ ...almaRequest, outcome: 'notAvailable', explanation: 'None.' },
				{ ...almaRequest, step: 'cancel', verdict: 'Requested', made: 'EAST-1', statusCode: 204 },
				{
					...almaRequest,
					step: 'readRequest',
					statusCode: 200,
					body: { request_id: '1', format: { value: 'PHYSICAL' }, status: { value: 'READY_TO_SEND' } },
				},
			],
			{ system: 'almaCancellation', statusesToRequest: 'READY_TO_SEND' },
		);
		expect(alma.outputs.slice(0, 3).map((items) => items.length)).toEqual([2, 0, 1]);
		expect(
			[...new Set([...outputs, ...handed.outputs, ...alma.outputs].flat().flatMap(({ json }) => Object.keys(json)))].filter(
				(name) => !(name in schema.properties),
			),
		).toEqual([]);
	});
});
