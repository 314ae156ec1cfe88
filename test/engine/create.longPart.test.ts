import { createRequest } from '../../reshare/requests/create/createRequest';
import type { CreateResult } from '../../reshare/requests/create/optionsAndResult';
import type { RequestDraft } from '../../reshare/draft';
import { startSandbox, type Sandbox } from '../../sandbox';
import { copy, depsFor, loan, optionsWith, popularBook } from '../unit/requests/create/practice';

/** mod-rs cuts titles and names at 255 characters, ending in three dots. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60 });
});

afterAll(async () => await sandbox.close());

beforeEach(() => sandbox.requests.clear());

const longTitle = `Long-term effects of ${'a very thoroughly described treatment on the outcome of patients and '.repeat(5)}its follow-up`;
const article = copy({ reference: 'FORM-8', partTitle: longTitle });
const create = async (wish: RequestDraft): Promise<CreateResult> => await createRequest(depsFor(sandbox), wish, optionsWith({}));

it('the same article with the same reference is returned, though ReShare has cut its title', async () => {
	const first = await create(article);
	expect(first.requestId).not.toBeNull();
	expect(await create(article)).toMatchObject({ alreadyExisted: true, requestId: first.requestId, reason: first.reason });
});

it('the same article with another reference is a duplicate', async () => {
	const part = { ...article, instanceId: popularBook.instanceId };
	const first = await create(part);
	expect(first).toMatchObject({ outcome: 'created' });
	expect(await create({ ...part, reference: 'FORM-9' })).toMatchObject({
		outcome: 'notCreated',
		reason: 'duplicate',
		requestId: first.requestId,
	});
});

it('another article with the same reference is not told as requested', async () => {
	await create(article);
	const other = { ...article, partTitle: `Another ${longTitle}` };
	expect(await create(other)).toMatchObject({ outcome: 'notCreated', reason: 'referenceAlreadyUsed' });
});

it('another edition of a book with a long title is told of', async () => {
	const book = loan({ instanceId: popularBook.instanceId, title: longTitle });
	const first = await create(book);
	const { warnings } = await create({ ...book, instanceId: '3fffffff-0000-4000-8000-000000000009' });
	expect(warnings.join(' ')).toContain(`seems to be the same work: ${first.hrid}`);
});
