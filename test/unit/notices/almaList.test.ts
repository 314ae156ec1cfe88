import { listOfFailure, readList, readProfile, writeList, type Item, type ListSettings } from '../../../notices/index';
import { languages } from '../../../notices/words/languages';

const settings: ListSettings = { kind: 'alma', name: '', subject: '', language: '', evenIfEmpty: false, limits: [], daysToShip: 5, newsDays: 7, oldest: 2, deskPage: '', mostCopies: 2, recentYears: 5, now: '2027-03-10T08:00:00.000Z' };
const write = (items: readonly Item[], language = '') => writeList(items, readProfile({ staffEmail: 'staff@library.example.edu', language: 'en' }), { ...settings, language });

const [row = {}, other = {}] = readList('P4711, 204518\nP4712;99PRA0002', ['patronId', 'number']);
const request = { request_id: '204518', external_id: '01EAST-1', format: { value: 'PHYSICAL', desc: 'Physical' }, status: { value: 'READY_TO_SEND', desc: 'Ready to be sent' } };
const answer = (body: unknown, statusCode = 200): Item => ({ statusCode, body, row });
const refused = answer({ errorList: { error: [{ errorCode: '401890', errorMessage: 'User with identifier P4711 of type all_unique was not found.' }] } }, 400);
const found: Item = { outcome: 'eligible', explanation: 'Found.', instanceId: 'i1', candidates: [], row };
const created: Item = { outcome: 'created', hrid: 'EAST-9', requestId: 'r9', row };
const noAnswer = { error: { message: 'No answer for P4711' } };

describe('a pasted list', () => {
	it('is read line by line, each once, whatever stands between the values', () => {
		expect(readList(' P1,7 \r\n\nP2\t8\nP1,7\nP3 ; 9', ['patronId', 'number'])).toEqual([
			{ row: 1, line: 'P1,7', patronId: 'P1', number: '7' },
			{ row: 2, line: 'P2\t8', patronId: 'P2', number: '8' },
			{ row: 3, line: 'P3 ; 9', patronId: 'P3', number: '9' },
		]);
	});

	it('says of a line why it is none', () => {
		expect(readList('one\na b c', ['patronId', 'number'])).toMatchObject([
			{ row: 1, line: 'one', outcome: 'notRead', explanation: 'A line has 2 values: patronId, number. This one has 1.' },
			{ row: 2, outcome: 'notRead', explanation: expect.stringMatching(/This one has 3\.$/) as unknown },
		]);
		expect(readList('a b', ['number'])[0]?.explanation).toBe('A line has 1 value: number. This one has 2.');
	});
});

describe('an account of Alma requests', () => {
	it.each<[string, Item[], string]>([
		['is requested once Alma has canceled its own', [created, answer('', 204)], 'Requested, in ReShare: EAST-9, canceled in Alma'],
		['was requested before', [{ ...created, alreadyExisted: true }, answer(null, 200)], 'Already requested, in ReShare: EAST-9, canceled in Alma'],
		['was sent meanwhile', [created, answer({ ...request, status: { value: 'REQUEST_SENT', desc: 'Request sent' } })], 'Cancel one, in ReShare: EAST-9, in Alma: Request sent, Physical, 01EAST-1'],
		['could not be read again', [created, refused], 'Cancel one, in ReShare: EAST-9, Alma did not say that it has canceled its own (400, 401890, User with identifier (…) of type all_unique was not found.)'],
		['could not be asked about again', [created, { ...created, ...noAnswer }], 'Cancel one, in ReShare: EAST-9, Alma could not be asked (No answer for (…)), it stays in Alma'],
		['could not be canceled', [created, { ...answer(request), ...noAnswer }], 'Cancel one, in ReShare: EAST-9, Alma did not say that it has canceled its own (No answer for (…))'],
		['was never heard of again', [created], 'Cancel one, in ReShare: EAST-9, Alma could not be asked (-), it stays in Alma'],
		['is left alone', [answer({ ...request, format: { value: 'DIGITAL', desc: 'Digital' } })], 'Left alone, in Alma: Ready to be sent, Digital, 01EAST-1'],
		['could not be read', [refused], 'Not read, Alma answered: 400, 401890, User with identifier (…) of type all_unique was not found.'],
		['could not be asked for', [{ ...noAnswer, row }], 'Not read, Alma could not be asked (No answer for (…))'],
		['is to be looked at', [{ ...found, outcome: 'needsReview', explanation: 'In doubt.' }], 'Look at it, In doubt., it stays in Alma'],
		['needs staff in ReShare', [{ ...created, outcome: 'needsStaff', explanation: 'Held.' }], 'Needs staff, Held., in ReShare: EAST-9, it stays in Alma'],
		['could not be looked up', [{ ...answer(request), error: 'No index' }], 'Not known: ask for this row again, ReShare could not be asked (No index), it stays in Alma'],
		['could not be requested', [{ ...found, error: 'No ReShare' }], 'Not known: ask for this row again, ReShare could not be asked (No ReShare), it stays in Alma'],
	])('tells what %s, and nothing of the patron', (_what, items, words) => {
		const made = write(items);
		expect(made?.text.split('\n')[0]).toBe(`- 204518, ${words}`);
		expect(made?.text).not.toContain('P4711');
		expect(made?.rows).toMatchObject([{ row: 1, number: '204518' }]);
	});

	it('has a line for each, in the order of the list, and counts what is done', () => {
		const made = write([answer(request), { ...created, row: other }, { statusCode: 204, row: other }, { outcome: 'notRead', line: 'P4713', row: { row: 3, line: 'P4713', outcome: 'notRead' } }].map((item) => ({ ...item })));
		expect(made?.rows.map(({ row: place, number, requestNumber }) => [place, number, requestNumber])).toEqual([[1, '204518', null], [2, '99PRA0002', 'EAST-9'], [3, 'P4713', null]]);
		expect(made).toMatchObject({ subject: 'Alma and ReShare: 1 of 3 requested', figures: { requests: 3, requested: 1 } });
		expect(made?.text).toContain('- P4713, Not read, a line has the ID of a patron and the number of a request\n\nLeft alone is ');
	});

	it.each(Object.keys(languages))('speaks %s', (language) => {
		const text = write([created, refused, { ...answer(request), row: other }], language)?.text ?? '';
		expect(text).toMatch(/EAST-9/);
		expect(text).not.toMatch(/undefined|\$\{/);
	});
});

it.each(['slow', 'alma'] as const)('whoever waits for a list (%s) hears that its workflow failed', (kind) => {
	const failed = { execution: { id: '7', url: 'https://n8n.example.edu/execution/7', error: { message: 'No answer' }, lastNodeExecuted: 'Read in Alma' }, workflow: { id: 'w', name: 'Alma' } };
	const made = listOfFailure([failed], readProfile({ staffEmail: 'staff@library.example.edu', language: 'en' }), kind);
	expect(made).toMatchObject({ to: 'staff@library.example.edu', subject: 'A workflow failed: Alma', list: kind, count: 0, rows: [] });
	expect(made?.text).toContain('https://n8n.example.edu/execution/7');
});
