import { createRequest } from '../../reshare/requests/create/createRequest';
import { previewRequest } from '../../reshare/requests/create/previewRequest';
import type { CreateResult } from '../../reshare/requests/create/optionsAndResult';
import type { RequestDraft } from '../../reshare/draft';
import { startSandbox, type Sandbox } from '../../sandbox';
import { depsFor, instanceNumber, loan, optionsWith, popularBook } from '../unit/requests/create/practice';

/** One reference for several requests of a patron: `$execution.id`, `.first()`, or a counter that was reset. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60 });
});

afterAll(async () => await sandbox.close());

beforeEach(() => sandbox.requests.clear());

const book: RequestDraft = loan({
	instanceId: popularBook.instanceId,
	title: popularBook.title,
	author: popularBook.author,
	isbn: popularBook.isbn,
	reference: 'FORM-7',
});
const create = async (wish: RequestDraft): Promise<CreateResult> => await createRequest(depsFor(sandbox), wish, optionsWith({}));

it.each<[string, Partial<RequestDraft>]>([
	['another book', { instanceId: instanceNumber(2), title: 'The dispossessed', author: 'Le Guin, Ursula K.', isbn: '9780061054884' }],
	[
		'another book, of which no more is known than the title',
		{ instanceId: instanceNumber(2), title: 'The dispossessed', author: '', isbn: '' },
	],
])('%s is not told as requested', async (_what, changes) => {
	const first = await create(book);
	expect(first).toMatchObject({ outcome: 'created', alreadyExisted: false });
	const second = await create({ ...book, ...changes });
	expect(second).toMatchObject({
		outcome: 'notCreated',
		reason: 'referenceAlreadyUsed',
		requestId: first.requestId,
		hrid: first.hrid,
		alreadyExisted: false,
	});
	expect(second.explanation).toMatch(
		/^The reference FORM-7 belongs to request EAST-\d+ \([^)]+\), which asks for another title or volume\. Use another reference\. Nothing was sent\.$/,
	);
	expect(await previewRequest(depsFor(sandbox), { ...book, ...changes }, optionsWith({}))).toMatchObject({
		outcome: 'wouldNotBeSent',
		reason: 'referenceAlreadyUsed',
	});
	expect(sandbox.requests.count('east')).toBe(1);
});

it('another volume is not told as requested', async () => {
	await create({ ...book, volume: 'v. 1' });
	expect(await create({ ...book, volume: 'v. 2' })).toMatchObject({ outcome: 'notCreated', reason: 'referenceAlreadyUsed' });
});

it.each<[string, Partial<RequestDraft>]>([
	['the title spelt otherwise', { title: 'Spelt otherwise', isbn: '' }],
	['another record of the same book, by its title', { instanceId: instanceNumber(2), isbn: '' }],
	['another record of the same book, by its ISBN', { instanceId: instanceNumber(2), title: 'Spelt otherwise' }],
	['another record, of which nothing else is known', { instanceId: instanceNumber(2), title: '', author: '', isbn: '' }],
])('the request is returned: %s', async (_what, changes) => {
	const first = await create(book);
	expect(await create({ ...book, ...changes })).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId: first.requestId });
});

it('the volume is the same, however it is written', async () => {
	const first = await create({ ...book, volume: 'v. 2' });
	expect(await create({ ...book, volume: 'Vol.2' })).toMatchObject({ alreadyExisted: true, requestId: first.requestId });
});
