import { createRequest } from '../../reshare/requests/create/createRequest';
import { previewRequest } from '../../reshare/requests/create/previewRequest';
import type { RequestDraft } from '../../reshare/draft';
import { startSandbox, type Sandbox } from '../../sandbox';
import { copy, depsFor, loan, optionsWith, popularBook, withResolver, type PracticeDeps } from '../unit/requests/create/practice';

/** Preview does not promise what the resolver always refuses. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60 });
});

afterAll(async () => await sandbox.close());

beforeEach(() => {
	sandbox.requests.clear();
	sandbox.settings.set('east', 'max_requests', '50');
});

const book: RequestDraft = loan({
	instanceId: popularBook.instanceId,
	title: popularBook.title,
	author: popularBook.author,
	reference: 'FORM-7',
});
const elsewhere = (): PracticeDeps => withResolver(depsFor(sandbox), () => ({ openUrlTenant: 'RESHARE:US-NOWHERE' }));

async function both(deps: () => PracticeDeps, wish: RequestDraft, checks = optionsWith({})): Promise<void> {
	const preview = await previewRequest(deps(), wish, checks);
	const created = await createRequest(deps(), wish, checks);
	expect(created.outcome).toBe('notCreated');
	expect(sandbox.requests.all('east').filter(({ hrid }) => hrid !== 'EAST-5')).toEqual([]);
	expect(preview).toMatchObject({
		outcome: 'wouldNotBeSent',
		reason: created.reason,
		explanation: created.explanation,
		warnings: created.warnings,
	});
}

it.each<[string, RequestDraft]>([
	['a loan', book],
	['a copy', copy()],
])('the resolver does not know the library: %s', async (_what, wish) => {
	await both(elsewhere, wish);
});

it('the limit is 0, by which the resolver means that nobody may have a request', async () => {
	sandbox.settings.set('east', 'max_requests', '0');
	await both(() => depsFor(sandbox), book);
});

it('the patron is at the limit, and only the resolver looks', async () => {
	sandbox.settings.set('east', 'max_requests', '1');
	sandbox.requests.add('east', { isRequester: true, hrid: 'EAST-5', patronIdentifier: 'P1001', title: 'Earlier' });
	const { checks } = optionsWith({});
	await both(() => depsFor(sandbox), book, optionsWith({ checks: { ...checks, limit: false } }));
});
