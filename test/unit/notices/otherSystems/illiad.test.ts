import { nextOtherSystemStep, readLibraryProfile, type WorkflowItem, type OtherSystemSettings } from '../../../../notices/index';
import { illiadOutcomes, type IlliadOutcome } from '../../../../notices/otherSystems/illiadOutcomes';
import { languages } from '../../../../notices/messages/languages';
import { emptySettings, itemOfStep, onlyStep } from './otherSystemSteps';

const address = 'https://illiad.example.edu/ILLiadWebPlatform';
const settings: OtherSystemSettings = {
	...emptySettings,
	kind: 'illiadNote',
	address,
	queuesToSearch: ['Awaiting Request Processing'],
	patronIdField: 'username',
	pickupField: 'ItemInfo1',
	pickupLocations: [{ theirs: 'MAIN', ours: 'Main Library' }],
	queues: Object.fromEntries(Object.entries(illiadOutcomes).map(([outcome, { queue }]) => [outcome, queue])) as Record<
		IlliadOutcome,
		string
	>,
};
const transaction = {
	TransactionNumber: 204518,
	Username: 'imoreau',
	ProcessType: 'Borrowing',
	RequestType: 'Loan',
	TransactionStatus: 'Awaiting Request Processing',
	SystemID: 'OCLC',
	ILLNumber: null,
	ItemInfo1: 'main',
	NotWantedAfter: null,
	AcceptAlternateEdition: false,
};
const user = { UserName: 'imoreau', LastName: 'Moreau', Cleared: 'Yes', ItemInfo1: null };
const answered = (body: object, statusCode = 200): WorkflowItem => ({ statusCode, body, headers: {} });
const asked = (step: string, fields: WorkflowItem = {}): WorkflowItem => ({
	step,
	transactionNumber: '204518',
	isAwaited: false,
	...fields,
});

function steps(
	item: WorkflowItem,
	before?: WorkflowItem,
	more: { found?: WorkflowItem; settings?: Partial<OtherSystemSettings>; language?: string } = {},
) {
	return nextOtherSystemStep({ item, before, found: more.found }, readLibraryProfile({ staffLanguage: more.language ?? 'en' }), {
		...settings,
		...more.settings,
	});
}

function only(...given: Parameters<typeof steps>) {
	return onlyStep(steps(...given));
}

function end(...given: Parameters<typeof steps>) {
	const step = only(...given);
	if (step.to !== 'done') throw new Error(`It goes on with ${step.to}`);
	return `${step.isTrouble ? 'trouble' : 'fine'}: ${step.sentence}`;
}

describe('transaction numbers of ILLiad that come in', () => {
	it('transactions whose numbers come from a webhook, a form or a table are read from ILLiad, each once', () => {
		const read = (item: WorkflowItem) =>
			steps(item).map((step) => (step.to === 'done' ? step.sentence : [step.json.url, step.json.method, step.json.isAwaited]));
		expect(read({ body: { transactionNumber: 204518 }, headers: {} })).toEqual([[`${address}/Transaction/204518`, 'GET', false]]);
		expect(read({ body: { transactionNumbers: [1, '2', 1] } })).toEqual(
			[1, 2].map((number) => [`${address}/Transaction/${number}`, 'GET', false]),
		);
		expect(read({ transactionNumbers: '1\n2, none;1', submittedAt: '2027-03-10T12:00:00Z' })).toEqual([
			[`${address}/Transaction/1`, 'GET', true],
			[`${address}/Transaction/2`, 'GET', true],
			'This is no transaction number.',
		]);
		// The item may also be a row of the data table Transactions.
		expect(read({ TransactionNumber: 7 })).toEqual([[`${address}/Transaction/7`, 'GET', false]]);
	});

	it('a webhook or form without an ILLiad transaction number is reported to staff', () => {
		expect(end({ body: {} })).toBe('trouble: An entry came without a transaction number. Check what the workflow passes on.');
		expect(end({})).toBe('trouble: An entry came without a transaction number. Check what the workflow passes on.');
	});

	it('an answer of ILLiad that belongs to no known call is not read as a new transaction number', () => {
		expect(end(answered(transaction))).toMatch(/^trouble: A response came/);
		expect(end(answered({ Id: 9 }))).toMatch(/^trouble: A response came/);
	});
});

describe('an ILLiad transaction that was read', () => {
	const read = (values: WorkflowItem = {}, more: Parameters<typeof steps>[2] = {}) =>
		only(answered({ ...transaction, ...values }), asked('readTransaction'), more);

	it("an ILLiad transaction that waits in the library's queue leads to reading its user", () => {
		expect(itemOfStep(read({ Username: 'i/moreau' }))).toMatchObject({
			step: 'readUser',
			url: `${address}/Users/i%2Fmoreau`,
			method: 'GET',
			transactionNumber: '204518',
		});
		for (const Username of ['.', '..'])
			expect(new URL(String(itemOfStep(read({ Username })).url)).pathname).toBe(
				new URL(`${address}/Users/${Username.replaceAll('.', '%252E')}`).pathname,
			);
		expect(read({ TransactionStatus: 'awaiting request PROCESSING ', ProcessType: 'borrowing' }).to).toBe('read');
		expect(
			read(
				{ TransactionStatus: 'Awaiting Reshare Search' },
				{ settings: { queuesToSearch: ['Awaiting Request Processing', 'Awaiting ReShare Search'] } },
			).to,
		).toBe('read');
	});

	it.each([
		['an article', { RequestType: 'Article' }, 'It is no loan (Article).'],
		['of the lending side', { ProcessType: 'Lending' }, 'It is no borrowing transaction (Lending).'],
		["in another add-on's hands", { SystemID: 'Reshare:east' }, 'Another add-on has it (Reshare:east).'],
		['sent already', { ILLNumber: '231904417' }, 'It has been sent already (231904417).'],
		['in another queue', { TransactionStatus: 'Request Sent' }, 'It is in "Request Sent".'],
		['in a queue whose name looks like a placeholder', { TransactionStatus: '{constructor}' }, 'It is in "{constructor}".'],
	])('an ILLiad transaction is left alone if it is %s', (_what, values, sentence) => {
		expect(read(values)).toEqual({ to: 'done', name: '204518', sentence: `Left alone. ${sentence}`, isTrouble: false, isAwaited: false });
	});

	it('an ILLiad transaction that could not be read is reported to staff', () => {
		expect(end(answered({ Message: 'Transaction 9 was not found.' }, 404), asked('readTransaction'))).toBe(
			'trouble: ILLiad answered 404, Transaction 9 was not found.',
		);
		expect(end({ error: { message: 'No answer' } }, asked('readTransaction'))).toBe(
			'trouble: ILLiad could not be reached (No answer); nothing was requested.',
		);
		expect(end(answered({}), asked('readTransaction'))).toBe('trouble: ILLiad answered 200');
	});
});

describe('an ILLiad user who was read', () => {
	const read = (answer: WorkflowItem, values: WorkflowItem = {}) =>
		only(answer, asked('readUser', { transaction: { ...transaction, ...values } }));

	it("a cleared ILLiad user's transaction is requested, with a reference and the pickup location's name in ReShare", () => {
		expect(itemOfStep(read(answered(user)))).toEqual({
			...asked('request'),
			transaction,
			reference: 'ILLiad-204518',
			patronId: 'imoreau',
			pickupLocation: 'Main Library',
			accept: [],
		});
		expect(itemOfStep(read(answered({ ...user, ItemInfo1: 'Annex' }), { ItemInfo1: null, AcceptAlternateEdition: true }))).toMatchObject({
			pickupLocation: 'Annex',
			accept: ['otherEdition'],
		});
	});

	it.each([
		['not cleared', answered({ ...user, Cleared: 'New' }), "The patron's account is not cleared in ILLiad (New)."],
		['cleared with nothing', answered({ ...user, Cleared: null }), "The patron's account is not cleared in ILLiad (-)."],
		['not known', answered({ Message: 'User imoreau was not found.' }, 404), "ILLiad could not tell of the patron's account (404)."],
	])("an ILLiad user's transaction is not requested if the user is %s", (_what, answer, sentence) => {
		expect(itemOfStep(read(answer))).toMatchObject({
			step: 'writeNote',
			method: 'POST',
			url: `${address}/Transaction/204518/notes`,
			body: { Note: `ReShare: not requested. ${sentence}`, NoteType: 'Staff' },
			queue: 'Awaiting Account Validation',
			moveFrom: ['Awaiting Request Processing'],
		});
	});

	it('a transaction is not moved in ILLiad if its user could not be read', () => {
		expect(end({ error: 'socket hang up' }, asked('readUser'))).toBe(
			'trouble: ILLiad could not be reached (socket hang up); nothing was requested.',
		);
	});
});

describe('the result of a request from ILLiad', () => {
	const before = asked('request', { transaction });
	const told = (item: WorkflowItem, found?: WorkflowItem, of: WorkflowItem = before) =>
		itemOfStep(only(item, of, found === undefined ? {} : { found }));
	const candidates = [
		{ title: 'Sapiens', author: 'Harari', publicationDate: '2015', lendingLibraries: ['West', 'Lake'], instanceId: 'a' },
		{ title: 'Sapiens', lendingLibraries: [], instanceId: 'b' },
	];

	it.each([
		[{ outcome: 'created', hrid: 'EAST-1' }, 'requested as EAST-1.', 'Request Sent'],
		[{ outcome: 'created', requestId: 'r1', alreadyExisted: true }, 'had been requested as r1.', 'Request Sent'],
		[
			{ outcome: 'needsStaff', hrid: 'EAST-1', explanation: 'Not confirmed.' },
			'please review EAST-1 in ReShare. Not confirmed.',
			'ReShare Review',
		],
		[{ outcome: 'notCreated', reason: 'duplicate' }, 'not requested.', 'ReShare Review'],
		[{ outcome: 'notCreated', reason: 'patronNotValid' }, 'not requested.', 'Awaiting Account Validation'],
		[{ outcome: 'notCreated', reason: 'patronAtLimit' }, 'not requested.', 'Awaiting Account Validation'],
		[{ outcome: 'notCreated', reason: 'endOfRota' }, 'not requested.', 'Awaiting Unfilled Processing'],
		[{ outcome: 'needsStaff', reason: 'patronNotValid', hrid: 'EAST-1' }, 'please review EAST-1 in ReShare.', 'ReShare Review'],
		[{ outcome: 'needsReview', explanation: 'Two fit.' }, 'not requested, please review. Two fit.', 'ReShare Review'],
		[
			{ outcome: 'notAvailable', explanation: 'None.', warnings: ['Careful.'] },
			'not requested. None. Careful.',
			'Awaiting Unfilled Processing',
		],
		[{ outcome: 'notAvailable', reason: 'nothingFound', explanation: 'None.' }, 'not requested. None.', 'ReShare Review'],
	])('the result %j is noted in ILLiad as %p, and moves the transaction', (item, note, queue) => {
		expect(told(item)).toMatchObject({ step: 'writeNote', note: `ReShare: ${note}`, queue, moveFrom: ['Awaiting Request Processing'] });
	});

	it('the note in ILLiad says what was found and why, and lists at most ten records to choose from', () => {
		expect(told({ outcome: 'created', hrid: 'EAST-1' }, { explanation: 'By ISBN.' }).note).toBe(
			'ReShare: requested as EAST-1. Found: By ISBN.',
		);
		expect(told({ outcome: 'needsReview', candidates }).note).toBe(
			'ReShare: not requested, please review.\n1. Sapiens, Harari, 2015; lent by: West, Lake; a\n2. Sapiens; lent by nobody; b',
		);
		expect(
			String(told({ outcome: 'needsReview', candidates: Array.from({ length: 12 }, () => ({ title: 'T' })) }).note).match(
				/lent by nobody/g,
			),
		).toHaveLength(10);
		expect(
			String(told({ outcome: 'needsReview', candidates: Array.from({ length: 99 }, () => ({ title: 'x'.repeat(600) })) }).note),
		).toHaveLength(4000);
	});

	it('the note in ILLiad says that the Not Wanted After date of the transaction could not be read', () => {
		const of = asked('request', { transaction: { ...transaction, NotWantedAfter: 'before term ends' } });
		expect(told({ outcome: 'created', hrid: 'EAST-1' }, undefined, of).note).toContain(
			'The day "before term ends" could not be read, and was left out.',
		);
		expect(told({ outcome: 'created', hrid: 'EAST-1', neededBy: '2099-01-31' }, undefined, of).note).not.toContain('The day');
		expect(told({ outcome: 'created', hrid: 'EAST-1' }, { neededBy: '2099-01-31' }, of).note).not.toContain('The day');
	});

	it('an ILLiad transaction stays in its queue if ReShare could not be reached', () => {
		expect(end({ ...before, error: 'ReShare answered 403' }, before)).toBe(
			'trouble: ReShare could not be reached (ReShare answered 403). Send the number again.',
		);
		expect(end({ outcome: 'failed', error: 'No answer' }, before)).toMatch(/^trouble: ReShare could not be reached/);
	});

	it('a result of Create that names no ILLiad transaction is noted in the one that its reference names', () => {
		expect(itemOfStep(only({ outcome: 'created', hrid: 'EAST-1', reference: 'ILLiad-77' }))).toMatchObject({
			transactionNumber: '77',
			url: `${address}/Transaction/77/notes`,
		});
	});
});

describe('changes in ReShare for ILLiad', () => {
	const news: WorkflowItem = {
		event: 'shipped',
		isStillCurrent: true,
		reference: 'ILLiad-204518',
		hrid: 'EAST-1',
		requestId: 'r1',
		supplier: 'West Library',
		dueDate: '2099-03-02',
		staffLink: 'https://reshare.example.edu/1',
		status: { label: 'Shipped' },
		inWords: { dueDate: 'March 2' },
	};
	const told = (values: WorkflowItem, more: Parameters<typeof steps>[2] = {}) => itemOfStep(only({ ...news, ...values }, undefined, more));

	it.each([
		['shipped', 'EAST-1 has been shipped by West Library. Due Monday, March 2, 2099 (2099-03-02).', '', ['Request Sent', 'ReShare Review']],
		['received', 'EAST-1 has arrived. Due Monday, March 2, 2099 (2099-03-02).', 'Request Finished', ['Request Sent', 'ReShare Review']],
		['overdue', 'EAST-1 is overdue. Due Monday, March 2, 2099 (2099-03-02).', '', []],
		['recalled', 'EAST-1 has been recalled by West Library.', '', []],
		['returnShipped', 'EAST-1 is on its way back.', '', []],
		['complete', 'EAST-1 is complete.', 'Request Finished', ['Request Sent', 'ReShare Review', 'Request Finished']],
		['cancelled', 'EAST-1 has been canceled.', 'ReShare Review', ['Request Sent', 'ReShare Review']],
		['expectsToSupply', 'West Library expects to supply EAST-1.', '', []],
		['unreadMessage', 'EAST-1 has a message in ReShare that nobody has read.', '', []],
		['needsStaff', 'EAST-1 needs staff in ReShare: Shipped.', '', []],
	])('the event %s of a request is noted in ILLiad with its own sentence', (event, sentence, queue, moveFrom) => {
		expect(told({ event })).toMatchObject({
			step: 'writeNote',
			note: `ReShare: ${sentence} https://reshare.example.edu/1`,
			queue,
			moveFrom,
		});
	});

	it('a change moves the ILLiad transaction to the queue that the library chose, and later changes move it on from there', () => {
		const queues = { ...settings.queues, shipped: 'Shipped to Us' };
		expect(told({}, { settings: { queues } }).queue).toBe('Shipped to Us');
		expect(told({ event: 'received' }, { settings: { queues } }).moveFrom).toEqual(['Request Sent', 'ReShare Review', 'Shipped to Us']);
	});

	it("a due date that is not a date is noted in ILLiad in the supplier's own words", () => {
		expect(told({ dueDate: null, staffLink: null }).note).toBe('ReShare: EAST-1 has been shipped by West Library. Due March 2.');
		expect(told({ dueDate: null, staffLink: null, supplier: null, inWords: {} }).note).toBe('ReShare: EAST-1 has been shipped.');
	});

	it('a superseded change is noted in ILLiad, and moves nothing', () => {
		expect(told({ isStillCurrent: false, event: 'cancelled' })).toMatchObject({ queue: '', moveFrom: [] });
		expect(told({ isStillCurrent: false, event: 'endOfRota' })).toMatchObject({ step: 'writeNote', queue: '' });
	});

	it('a change of a request that does not come from ILLiad is left alone', () => {
		for (const reference of ['OTHER-1', 'ILLiad-1-2', null])
			expect(end({ ...news, reference })).toBe('fine: Left alone. It does not come from ILLiad.');
	});

	it("a change to end of rota is noted in ILLiad with each library's refusal and reason", () => {
		const asks = told({ event: 'endOfRota', staffLink: null });
		expect(asks).toMatchObject({
			step: 'whoSaidNo',
			requestId: 'r1',
			note: 'ReShare: no library lends EAST-1.',
			queue: 'Awaiting Unfilled Processing',
			moveFrom: ['Request Sent', 'ReShare Review'],
		});
		const refusals = [
			{ library: 'Lakeside College', at: '2027-01-02T10:00:00Z', reason: 'On loan', note: 'until May' },
			{ library: null, at: '2027-01-03T10:00:00Z', reason: null, note: null },
		];
		expect(itemOfStep(only({ outcome: 'found', refusals }, asks))).toMatchObject({
			note: 'ReShare: no library lends EAST-1.\n- Lakeside College, 2027-01-02: on loan, until May\n- Unknown library, 2027-01-03: no reason given',
			queue: 'Awaiting Unfilled Processing',
		});
		const many = Array.from({ length: 200 }, () => refusals[0]);
		expect(itemOfStep(only({ outcome: 'found', refusals: many }, asks)).note).toHaveLength(4000);
		for (const timeline of [{ outcome: 'notFound' }, { error: 'No answer' }, { error: 'No answer', refusals }])
			expect(itemOfStep(only(timeline, asks)).note).toBe(
				'ReShare: no library lends EAST-1.\nThe history of the request could not be read.',
			);
	});
});

describe('writing to ILLiad', () => {
	const written = { note: 'ReShare: requested as EAST-1. Found.\n1. A', queue: 'Request Sent', moveFrom: ['Awaiting Request Processing'] };
	const noted = asked('writeNote', written);
	const looked = asked('lookAgain', written);
	const moved = asked('move', written);

	it('a transaction is read again before it is moved in ILLiad, and moved if it is still in its queue', () => {
		expect(itemOfStep(only(answered({ Id: 9, Note: 'n' }), noted))).toMatchObject({
			step: 'lookAgain',
			method: 'GET',
			url: `${address}/Transaction/204518`,
		});
		expect(itemOfStep(only(answered({ ...transaction, TransactionStatus: 'awaiting request processing' }), looked))).toMatchObject({
			step: 'move',
			method: 'PUT',
			url: `${address}/Transaction/204518/route`,
			body: { Status: 'Request Sent' },
		});
		expect(end(answered({ ...transaction, TransactionStatus: 'Request sent' }), moved)).toBe(
			'fine: Noted, and moved to "Request Sent". ReShare: requested as EAST-1. Found.',
		);
	});

	it('a transaction is not moved in ILLiad if staff moved it, if it is there already, or if no queue is set', () => {
		expect(end(answered({ ...transaction, TransactionStatus: 'Cancelled by Customer' }), looked)).toBe(
			'fine: Noted; it stays in "Cancelled by Customer", to which somebody has moved it.',
		);
		expect(
			end(answered({ ...transaction, TransactionStatus: 'request sent' }), asked('lookAgain', { ...written, moveFrom: ['Request Sent'] })),
		).toBe('fine: Noted; it stays in "request sent".');
		expect(end(answered({ Id: 9 }), asked('writeNote', { ...written, queue: '' }))).toBe('fine: Noted; it stays where it is.');
	});

	it.each([
		[
			'keeps no note',
			answered({ Message: 'An error occurred' }),
			noted,
			'ILLiad did not say that it kept the note (200, An error occurred), so the transaction stays where it is. Its note: ReShare: requested as EAST-1. Found.\n1. A',
		],
		[
			'does not answer to a note',
			{ ...noted, error: 'socket hang up' },
			noted,
			'ILLiad did not say that it kept the note (socket hang up), so the transaction stays where it is.',
		],
		[
			'does not say where it is',
			{ error: 'socket hang up' },
			looked,
			'Noted, but ILLiad did not say where it is (socket hang up), so it stays there.',
		],
		[
			'has it no more',
			answered({ Message: 'Gone' }, 404),
			looked,
			'Noted, but ILLiad did not say where it is (404, Gone), so it stays there.',
		],
		[
			'does not move it',
			answered({ TransactionStatus: 'Awaiting Request Processing' }),
			moved,
			'ILLiad did not move it to "Request Sent" (200).',
		],
		['does not answer to the move', { error: 'socket hang up' }, moved, 'ILLiad did not move it to "Request Sent" (socket hang up).'],
	])('staff get the problem and the text of the note if ILLiad %s', (_what, item, before, sentence) => {
		expect(end(item, before)).toContain(`trouble: ${sentence}`);
		expect(end(item, before)).toContain('Its note: ');
	});
});

it.each(Object.keys(languages))('the notes for ILLiad are written in %s', (language) => {
	const said = [
		...[
			'shipped',
			'received',
			'overdue',
			'recalled',
			'returnShipped',
			'complete',
			'cancelled',
			'expectsToSupply',
			'unreadMessage',
			'needsStaff',
		].map(
			(event) => itemOfStep(only({ event, reference: 'ILLiad-1', hrid: 'EAST-1', dueDate: '2099-03-02' }, undefined, { language })).note,
		),
		...['created', 'needsStaff', 'notCreated', 'needsReview', 'notAvailable'].map(
			(outcome) =>
				itemOfStep(
					only({ outcome, hrid: 'EAST-1' }, asked('request', { transaction: { NotWantedAfter: 'soon' } }), {
						language,
						found: { explanation: 'F' },
					}),
				).note,
		),
		end(answered({}, 404), asked('readTransaction'), { language }),
	].map(String);
	expect(new Set(said).size).toBe(said.length);
	for (const one of said) expect(one).not.toMatch(/\b(?:undefined|null)\b|\[object|[{}]/);
	if (language !== 'en') expect(said[0]).not.toMatch(/shipped|Monday/);
});
