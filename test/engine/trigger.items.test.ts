import type { IDataObject } from 'n8n-workflow';
import { requestStatusCodeOf, TriggerTestBed } from './trigger/TriggerTestBed';
import { clearedSandboxForAll } from '../unit/sandboxForTests';
import { modRsReferenceFields } from '../unit/requests/modRsReferenceFields';

const sandbox = clearedSandboxForAll({ autoStaff: false });

const fields = [
	'event',
	'reason',
	'hrid',
	'title',
	'patronId',
	'patronEmail',
	'status',
	'previousStatus',
	'currentStatus',
	'isStillCurrent',
	'isInferred',
	'isTerminal',
	'needsStaff',
	'whatToDo',
	'isWithPatron',
	'side',
	'conditions',
	'occurredAt',
	'reference',
	'serviceType',
	'author',
	'edition',
	'isbn',
	'issn',
	'oclcNumber',
	'publisher',
	'placeOfPublication',
	'publicationDate',
	'volume',
	'issue',
	'partTitle',
	'partAuthor',
	'pages',
	'patronGroup',
	'pickupLocation',
	'borrower',
	'supplier',
	'neededBy',
	'dueDate',
	'documentLink',
	'staffLink',
	'isTest',
	'inWords',
	'requestId',
	'precededBy',
	'eventId',
];

function message(row: { id: string }, messageContent: string, seen = false) {
	const live = sandbox.requests.get(row.id);
	const id = `message-${live.notifications.length}-${row.id}`;
	live.notifications.push({
		id,
		at: sandbox.clock.now(),
		updatedAt: sandbox.clock.now(),
		seen,
		isSender: false,
		attachedAction: 'Notification',
		messageContent,
		sender: 'ISIL:US-LAKE',
		receiver: 'RESHARE:US-EAST',
	});
	sandbox.requests.note(row.id, 'Incoming message');
	return id;
}

describe('the items', () => {
	it('an item of the trigger has all fields in their order, with null for a value that is missing', async () => {
		const bench = new TriggerTestBed(sandbox);
		const row = bench.request({
			author: 'Woolf, Virginia',
			isbn: '9780156907392',
			volume: '2',
			pickupLocation: 'Main Library',
			pickupLocationSlug: 'EAST-MAIN',
			neededBy: '2026-12-24',
			parsedDueDateRS: Date.UTC(2027, 0, 31, 12),
			...modRsReferenceFields('ILL-7'),
			supplier: 'ISIL:US-LAKE',
		});
		const bare = bench.request({ refdata: {}, patronIdentifier: undefined, patronEmail: undefined, hrid: undefined, title: undefined });
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		sandbox.requests.move(bare.id, 'X_OWN_STATE');
		const items = await bench.poll();
		const full = items.find(({ requestId }) => requestId === row.id);
		const empty = items.find(({ requestId }) => requestId === bare.id);
		for (const item of items) expect(Object.keys(item)).toEqual(fields);
		expect(full).toMatchObject({
			eventId: row.audit[0]?.id,
			event: 'shipped',
			status: { code: 'REQ_SHIPPED', label: 'Shipped' },
			previousStatus: { code: 'REQ_IDLE', label: 'New' },
			isTerminal: false,
			needsStaff: false,
			hrid: row.hrid,
			reference: 'ILL-7',
			serviceType: 'loan',
			author: 'Woolf, Virginia',
			volume: '2',
			patronId: 'P-100',
			patronEmail: 'reader@example.edu',
			pickupLocation: 'Main Library',
			supplier: 'Lakeside College Library',
			neededBy: '2026-12-24',
			dueDate: '2027-01-31',
			staffLink: `https://reshare.example.org/request/requests/view/${row.id}`,
			isTest: false,
			inWords: { neededBy: 'Thursday, December 24, 2026', dueDate: 'Sunday, January 31, 2027' },
		});
		expect(empty).toMatchObject({
			status: { code: 'X_OWN_STATE', label: 'X_OWN_STATE' },
			event: 'statusChange',
			hrid: null,
			title: null,
			patronId: null,
			supplier: null,
			dueDate: null,
			reference: null,
		});
	});

	it('an item of the trigger names the supplier by its symbol if a broker routes the requests', async () => {
		const bench = new TriggerTestBed(sandbox);
		const row = bench.request({ supplyingInstitutionSymbol: 'ISIL:US-LAKE' });
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		expect((await bench.poll())[0]?.supplier).toBe('US-LAKE');
	});

	it('an item of the trigger has the reference of the request from which its request was made again', async () => {
		const bench = new TriggerTestBed(sandbox, { parameters: { requestsFollowed: 'listed', requestList: 'ILL-8\n EAST-9999' } });
		const first = bench.request({
			...modRsReferenceFields('ILL-8'),
			state: 'REQ_REREQUESTED',
		});
		await bench.activate();
		const second = bench.request({ precededBy: first.id });
		const third = bench.request({ precededBy: second.id });
		const other = bench.request();
		for (const row of [third, other]) sandbox.requests.move(row.id, 'REQ_SHIPPED');
		expect(await bench.poll()).toMatchObject([{ requestId: third.id, reference: 'ILL-8', precededBy: second.id }]);
	});

	it.each([
		{ patronDetails: 'masked', patronIdentifier: 'P-1004700', patronId: '***00', patronEmail: '***' },
		{ patronDetails: 'masked', patronIdentifier: '4711', patronId: '***', patronEmail: '***' },
		{ patronDetails: 'none', patronIdentifier: 'P-1004700', patronId: null, patronEmail: null },
	])(
		'an item of the trigger hides the patron $patronIdentifier if patron details are $patronDetails',
		async ({ patronDetails, patronIdentifier, patronId, patronEmail }) => {
			const bench = new TriggerTestBed(sandbox, { parameters: { patronDetails, options: { includeRawRequest: true } } });
			const row = bench.request({ patronIdentifier, patronNote: 'Call me at home' });
			await bench.activate();
			sandbox.requests.move(row.id, 'REQ_SHIPPED');
			const [item] = await bench.poll();
			expect(item).toMatchObject({ patronId, patronEmail });
			expect(JSON.stringify(item)).not.toMatch(/P-1004700|4711|reader@|Call me/);
			expect(item).not.toHaveProperty('rawRequest');
		},
	);

	it.each([
		['full', 'NotOnShelf', 'NotOnShelf'],
		['masked', 'NotOnShelf', 'NotOnShelf'],
		['none', 'NotOnShelf', 'NotOnShelf'],
		['full', 'Ask Ines Moreau', 'Ask Ines Moreau'],
		['masked', 'Ask Ines Moreau', null],
		['none', 'Ask Ines Moreau', null],
	])(
		'an item of the trigger with patron details %s turns the reason "%s" of a supplier into %s',
		async (patronDetails, actionData, reason) => {
			const bench = new TriggerTestBed(sandbox, { parameters: { patronDetails } });
			const row = bench.request({ supplier: 'ISIL:US-LAKE' });
			await bench.activate();
			row.notifications.push({
				id: 'n',
				at: sandbox.clock.now(),
				updatedAt: sandbox.clock.now(),
				seen: true,
				isSender: false,
				attachedAction: 'StatusChange',
				actionStatus: 'Unfilled',
				actionData,
				messageContent: 'Ines Moreau has it',
				sender: 'ISIL:US-LAKE',
				receiver: 'RESHARE:US-EAST',
			});
			sandbox.requests.move(row.id, 'REQ_UNFILLED');
			expect(await bench.poll()).toMatchObject([{ reason }]);
		},
	);

	it.each([
		['full', 'Ines Moreau, 12 Elm Street'],
		['masked', null],
		['none', null],
	])(
		'an item of the trigger with patron details %s shows a pickup location that staff typed as %s',
		async (patronDetails, pickupLocation) => {
			const bench = new TriggerTestBed(sandbox, { parameters: { patronDetails } });
			const typed = bench.request({ pickupLocation: 'Ines Moreau, 12 Elm Street', pickupLocationSlug: undefined });
			const known = bench.request({
				pickupLocation: 'Science Library --> ISIL:US-EASTSCI',
				pickupLocationSlug: 'EAST-SCI',
				resolvedPickup: 'EAST-SCI',
			});
			await bench.activate();
			for (const { id } of [typed, known]) sandbox.requests.move(id, 'REQ_SHIPPED');
			expect((await bench.poll()).map((item) => [item.requestId, item.pickupLocation])).toEqual(
				expect.arrayContaining([
					[typed.id, pickupLocation],
					[known.id, 'Science Library'],
				]),
			);
			sandbox.requests.move(typed.id, 'REQ_OVERDUE');
			expect(await bench.fetchTestEvent()).toMatchObject({ requestId: typed.id, pickupLocation: null });
		},
	);
});

describe('the due date', () => {
	afterEach(() => {
		sandbox.behavior.dueDateForm = 'instant';
	});
	async function shipped(form: typeof sandbox.behavior.dueDateForm, parameters = {}, timezone = 'UTC') {
		sandbox.behavior.dueDateForm = form;
		const bench = new TriggerTestBed(sandbox, { parameters: { events: ['shipped'], ...parameters }, timezone });
		await bench.activate();
		const row = await sandbox.requests.create('east', {
			title: 'Braiding sweetgrass',
			patronIdentifier: 'P1001',
			requestingInstitutionSymbol: 'RESHARE:US-EAST',
			systemInstanceIdentifier: '30000000-0000-4000-8000-000000000001',
		});
		sandbox.requests.advance(row.id, 'REQ_SHIPPED');
		const [item] = await bench.poll();
		return { text: row.dueDateRS, item: item ?? {} };
	}
	const inWords = (item: IDataObject) => (item.inWords as IDataObject).dueDate as string;

	it.each(['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
		'an item of the trigger shows a due date that is an instant as its day in the time zone %s',
		async (timezone) => {
			const { text, item } = await shipped('instant', {}, timezone);
			const day = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
				new Date(text ?? ''),
			);
			expect(item.dueDate).toBe(day);
			expect(inWords(item)).toContain(` ${Number(day.slice(8))}, `);
			const offset = { UTC: 'Z', 'Pacific/Kiritimati': '+14:00', 'Pacific/Pago_Pago': '-11:00' }[timezone];
			expect(item.occurredAt).toEqual(expect.stringMatching(new RegExp(`T\\d\\d:\\d\\d:\\d\\d\\${offset ?? ''}$`)));
		},
	);

	it.each([
		['full', 'in six weeks'],
		['masked', null],
		['none', null],
	])('an item of the trigger with patron details %s shows a due date in words as %s', async (patronDetails, words) => {
		const { item } = await shipped('words', { patronDetails });
		expect([item.dueDate, inWords(item)]).toEqual([null, words]);
	});
});

describe('what starts the workflow', () => {
	it.each([
		['received', 'SLNP_REQ_CHECKED_IN'],
		['loanedDigitally', 'REQ_LOANED_DIGITALLY'],
		['documentAvailable', 'SLNP_REQ_DOCUMENT_AVAILABLE'],
		['overdue', 'REQ_OVERDUE'],
	])('a trigger on %s starts the workflow for that event and for nothing else', async (event, code) => {
		const bench = new TriggerTestBed(sandbox, { parameters: { events: [event] } });
		const [row, other] = [bench.request(), bench.request()];
		await bench.activate();
		sandbox.requests.move(row.id, code);
		sandbox.requests.move(other.id, 'REQ_REQUEST_SENT_TO_SUPPLIER');
		message(other, 'Is it urgent?');
		expect(await bench.poll()).toMatchObject([{ event, status: { code } }]);
	});

	it('a trigger on needsStaff reports states that need staff, and unread messages by their own id', async () => {
		const bench = new TriggerTestBed(sandbox, { parameters: { events: ['needsStaff'] } });
		const waiting = [
			'REQ_CONDITIONAL_ANSWER_RECEIVED',
			'REQ_INVALID_PATRON',
			'REQ_DUPLICATE_REVIEW',
			'REQ_BLANK_FORM_REVIEW',
			'REQ_LOCAL_REVIEW',
			'REQ_ERROR',
			'REQ_UNABLE_TO_CONTACT_SUPPLIER',
		];
		const rows = [...waiting, 'REQ_SHIPPED', 'REQ_END_OF_ROTA'].map((code) => ({ row: bench.request(), code }));
		const written = bench.request();
		await bench.activate();
		for (const { row, code } of rows) sandbox.requests.move(row.id, code);
		message(written, 'Seen already', true);
		message(written, '  ');
		const id = message(written, 'May we send the paperback?');
		const items = await bench.poll();
		expect(
			items
				.filter(({ event }) => event === 'needsStaff')
				.map(requestStatusCodeOf)
				.sort(),
		).toEqual([...waiting].sort());
		expect(items.filter(({ event }) => event === 'unreadMessage')).toMatchObject([
			{ eventId: id, needsStaff: true, reason: 'May we send the paperback?', previousStatus: null },
		]);
		sandbox.requests.note(written.id, 'Opened chat');
		expect(await bench.poll()).toEqual([]);
	});
});

describe('the reason of a change', () => {
	const good = { patronIdentifier: 'P1001', requestingInstitutionSymbol: 'RESHARE:US-EAST', pickupLocationSlug: 'EAST-MAIN' };
	const days = (count: number) => sandbox.clock.advance(count * 86_400_000);
	afterEach(() => {
		sandbox.settings.set('east', 'routing_adapter', 'FolioSharedIndex');
		sandbox.settings.set('east', 'default_request_symbol', undefined);
		sandbox.scenarios.reset();
	});
	/** Lets a new request live, and returns what the trigger reports about it: each state or message, with its reason. */
	async function told(values: object, live: (id: string) => void | Promise<void>, parameters = {}): Promise<Array<[string, unknown]>> {
		const bench = new TriggerTestBed(sandbox, { parameters: { events: ['anyStatusChange', 'needsStaff'], ...parameters } });
		await bench.activate();
		const row = await sandbox.requests.create('east', { ...good, ...values });
		days(0.01);
		await live(row.id);
		return (await bench.poll()).map(({ event, status, reason }) => [
			event === 'unreadMessage' ? event : (status as { code: string }).code,
			reason,
		]);
	}

	it.each([
		[
			{ patronIdentifier: 'P9001' },
			'REQ_INVALID_PATRON',
			'Failed to validate patron with id: "P9001". (Patron state = BLOCKED) (Errors: [Blocked: borrowing privileges suspended])',
			null,
			'Problem as ReShare tells it (replaced in test events)',
		],
		[
			{ systemInstanceIdentifier: '30000000-0000-4000-8000-0000000000ff' },
			'REQ_END_OF_ROTA',
			'Unable to locate lenders',
			null,
			'Problem as ReShare tells it (replaced in test events)',
		],
	])(
		"the reason of a change is the server's, hidden with masked patron details and replaced in test events: %j",
		async (values, code, reason, masked, inTest) => {
			const row = { title: 'Anything', systemInstanceIdentifier: '30000000-0000-4000-8000-000000000001', ...values };
			expect((await told(row, () => undefined)).at(-1)).toEqual([code, reason]);
			expect((await told(row, () => undefined, { patronDetails: 'masked' })).at(-1)).toEqual([code, masked]);
			expect(await new TriggerTestBed(sandbox).fetchTestEvent()).toMatchObject({ status: { code }, reason: inTest });
		},
	);
});

describe('Fetch Test Event', () => {
	it('Fetch Test Event with the raw request holds no field that may reveal the patron, whatever its name is', async () => {
		const bench = new TriggerTestBed(sandbox, { parameters: { events: ['needsStaff'], options: { includeRawRequest: true } } });
		const secret = (name: string) => `Moreau-${name}`;
		const telling = [
			'patronIdentifier',
			'patronReference',
			'patronSurname',
			'patronGivenName',
			'patronType',
			'patronEmail',
			'pickupURL',
			'dueDateRS',
			'dueDateFromLMS',
			'externalHoldRequestId',
			'patronNote',
			'localNote',
			'deliveryAddress',
			'returnAddress',
			'lastProtocolData',
			'customIdentifiers',
			'pickupLocation',
			'informationSource',
			'selectedItemBarcode',
			'ssn',
		] as const;
		const row = bench.request({
			...Object.fromEntries(telling.map((name) => [name, secret(name)])),
			title: 'Orlando',
			volume: '2',
			...modRsReferenceFields(secret('reference')),
			supplier: 'ISIL:US-LAKE',
			tags: [secret('tag')],
			conditions: [
				{ id: 'c', at: sandbox.clock.now(), code: 'Phone Ines Moreau', note: 'Ask Ines Moreau', accepted: false, supplier: 'ISIL:US-LAKE' },
			],
		});
		message(row, 'Please phone Ines Moreau');
		sandbox.requests.move(row.id, 'REQ_CONDITIONAL_ANSWER_RECEIVED', { message: 'Failed to validate patron with id: "Moreau"' });
		const { rawRequest, reason } = await bench.fetchTestEvent();
		expect(JSON.stringify(rawRequest)).not.toContain('Moreau');
		expect(reason).toBe('Text of the message (replaced in test events)');
		expect(rawRequest).toMatchObject({
			title: 'Orlando',
			volume: '2',
			state: { code: 'REQ_CONDITIONAL_ANSWER_RECEIVED' },
			resolvedSupplier: { symbol: 'US-LAKE' },
			patronIdentifier: 'TEST-PATRON',
		});
	});

	it('Fetch Test Event shows no condition that somebody wrote', async () => {
		const bench = new TriggerTestBed(sandbox, { parameters: { events: ['anyStatusChange'] } });
		const condition = { at: sandbox.clock.now(), accepted: false, supplier: 'ISIL:US-LAKE' };
		const row = bench.request({
			supplier: 'ISIL:US-LAKE',
			conditions: [
				{ ...condition, id: 'c1', code: 'Phone Ines Moreau' },
				{ ...condition, id: 'c2', code: 'NoReproduction', note: 'Ask Ines Moreau' },
			],
		});
		sandbox.requests.move(row.id, 'REQ_CONDITIONAL_ANSWER_RECEIVED');
		const item = await bench.fetchTestEvent();
		expect(item.conditions).toMatchObject([
			{ inWords: 'Text of the message (replaced in test events)' },
			{ inWords: 'NoReproduction', note: null },
		]);
		expect(JSON.stringify(item)).not.toContain('Moreau');
	});

	it('Fetch Test Event shows the real patron if that option is on', async () => {
		const bench = new TriggerTestBed(sandbox, { parameters: { options: { realPatronInTests: true } } });
		sandbox.requests.move(bench.request().id, 'REQ_SHIPPED');
		expect(await bench.fetchTestEvent()).toMatchObject({ isTest: true, patronId: 'P-100', patronEmail: 'reader@example.edu' });
	});
});

test('the trigger reports no cancellation of a duplicate that Create withdrew, but that of the other request', async () => {
	const bench = new TriggerTestBed(sandbox);
	await bench.activate();
	const made = sandbox.clock.now();
	const first = bench.request({ state: 'REQ_VALIDATED', dateCreated: made, ...modRsReferenceFields('TWIN-1') });
	const double = bench.request({ state: 'REQ_VALIDATED', dateCreated: made + 1000, ...modRsReferenceFields('TWIN-1') });
	sandbox.requests.move(double.id, 'REQ_CANCELLED', { at: made + 3000 });
	expect((await bench.poll()).map(({ requestId, event }) => [requestId, event])).toEqual([]);
	sandbox.requests.move(first.id, 'REQ_CANCELLED', { at: made + 5000 });
	expect((await bench.poll()).map(({ requestId, event }) => [requestId, event])).toEqual([[first.id, 'cancelled']]);
});
