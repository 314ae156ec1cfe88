import { createRequest } from '../../reshare/requests/create/createRequest';
import type { RequestDraft } from '../../reshare/draft';
import { startSandbox, type Sandbox } from '../../sandbox';
import { depsFor, loan, optionsWith, popularBook } from '../unit/requests/create/practice';

/** mod-rs needs authority and symbol of the borrowing library; a request with the symbol alone ends in its state Error. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60 });
});

afterAll(async () => await sandbox.close());

const book: RequestDraft = loan({
	instanceId: popularBook.instanceId,
	title: popularBook.title,
	author: popularBook.author,
	isbn: popularBook.isbn,
	reference: 'FORM-7',
});

it.each(['US-EAST', ':US-EAST', 'RESHARE:'])('%s makes no request, and the sentence tells what is missing', async (requestingSymbol) => {
	const result = await createRequest(depsFor(sandbox), book, optionsWith({ via: 'direct', requestingSymbol }));
	expect(result).toMatchObject({
		outcome: 'notCreated',
		reason: 'badInput',
		explanation: `'⟦requestingSymbol⟧' needs its authority in front, as in ISIL:US-ABC; '${requestingSymbol}' has none. Nothing was sent.`,
	});
	expect(sandbox.requests.count('east')).toBe(0);
});

it('authority and symbol make one', async () => {
	expect(await createRequest(depsFor(sandbox), book, optionsWith({ via: 'direct', requestingSymbol: 'RESHARE:US-EAST' }))).toMatchObject({
		outcome: 'created',
	});
});
