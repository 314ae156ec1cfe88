import { createRequest } from '../../reshare/requests/create/createRequest';
import { previewRequest } from '../../reshare/requests/create/previewRequest';
import type { RequestDraft } from '../../reshare/draft';
import { startSandbox, type Sandbox } from '../../sandbox';
import { depsFor, loan, optionsWith, popularBook } from '../unit/requests/create/practice';

/** mod-rs stops at a request that names no borrowing library, unless the tenant has a default. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60 });
});

afterAll(async () => await sandbox.close());

beforeEach(() => {
	sandbox.requests.clear();
	sandbox.faults.clear();
	sandbox.settings.set('east', 'default_request_symbol', '');
});

const book: RequestDraft = loan({
	instanceId: popularBook.instanceId,
	title: popularBook.title,
	author: popularBook.author,
	isbn: popularBook.isbn,
	reference: 'FORM-7',
});
const direct = optionsWith({ via: 'direct' });

it('no request is made that nobody can be the borrower of', async () => {
	const explanation =
		"'⟦requestingSymbol⟧' is empty, and neither the ⟦settings⟧ nor ReShare's setting 'default_request_symbol' gives your library's symbol. ReShare would stop the request at once. Nothing was sent.";
	expect(await previewRequest(depsFor(sandbox), book, direct)).toMatchObject({
		outcome: 'wouldNotBeSent',
		reason: 'badInput',
		explanation,
	});
	expect(await createRequest(depsFor(sandbox), book, direct)).toMatchObject({ outcome: 'notCreated', reason: 'badInput', explanation });
	expect(sandbox.requests.count('east')).toBe(0);
});

it('the usual symbol of the tenant serves, and is asked for once in a run', async () => {
	sandbox.settings.set('east', 'default_request_symbol', 'RESHARE:US-EAST');
	sandbox.log.clear();
	const deps = depsFor(sandbox);
	const results = await Promise.all(
		['A', 'B'].map(async (reference) => await createRequest(deps, { ...book, reference, volume: reference }, direct)),
	);
	expect(results.map(({ reason }) => reason)).not.toContain('badInput');
	expect(sandbox.requests.count('east')).toBe(2);
	// For the default and for the limit.
	expect(sandbox.log.countOf('GET', /^\/rs\/settings\/appSettings$/)).toBe(2);
});

it('settings that cannot be read stand in no way', async () => {
	sandbox.faults.add({ kind: 'status', status: 403, method: 'GET', path: '^/rs/settings/appSettings', times: 10 });
	expect(await createRequest(depsFor(sandbox), book, direct)).toMatchObject({ outcome: 'needsStaff', reason: 'reshareError' });
});
