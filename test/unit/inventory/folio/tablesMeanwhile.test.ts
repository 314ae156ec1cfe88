import { inventoryAccount } from '../../../../demo/accounts';
import { FolioRecords } from '../../../../reshare/inventory/folio/FolioRecords';
import { GraphqlGateway } from '../../../../reshare/inventory/folio/GraphqlGateway';
import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { FolioIndex } from '../../../../reshare/inventory/folio/FolioIndex';
import { QuestionBatcher } from '../../../../reshare/inventory/folio/QuestionBatcher';
import { PendingLookups } from '../../../../reshare/inventory/PendingLookups';
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { createFetch, HttpClient } from '../../../../reshare/transport';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { until } from '../../heldTimers';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

const pooled = createFetch();
const own = { ownSymbols: ['US-EAST'] };
const book = { isbn: '9780151446476' };
const asksForTables = (body: string): boolean => body.includes('ill_policies');

/** As in a process that has searched before; `before` delays each question. */
async function open(before: (body: string) => Promise<void>) {
	const sent: string[] = [];
	let isKnown = false;
	const fetch: typeof pooled = async (url, init) => {
		const body = init?.body === undefined ? '' : String(init.body);
		if (isKnown && url.toString().endsWith('/graphql')) {
			sent.push(body);
			await before(body);
		}
		return await pooled(url, init);
	};
	const okapi = new OkapiClient({ account: inventoryAccount(sandbox), http: new HttpClient({ fetch }), sessions: new SessionStore() });
	await new FolioRecords(okapi, new QuestionBatcher(new GraphqlGateway(okapi), new PendingLookups(), 10)).capabilities();
	isKnown = true;
	return { index: new FolioIndex(okapi), sent };
}

it('an ISBN is looked for while the small tables are read, and its record is judged by them', async () => {
	let question = (): void => {};
	const asked = new Promise<void>((resolve) => (question = resolve));
	const { index, sent } = await open(async (body) => {
		if (body.includes('isbn=')) question();
		else if (asksForTables(body)) await asked;
	});
	index.gather()();
	await new Promise((resolve) => setImmediate(resolve));
	expect(await findEligible(index, book, own)).toMatchObject({ matchedBy: 'isbn', recordsMatched: expect.any(Number) as number });
	expect(sent.filter(asksForTables)).toHaveLength(1);
});

it('a look at every title shares no request with the small tables, which would fail with it', async () => {
	const { index, sent } = await open(async () => await Promise.resolve());
	await findEligible(index, { title: 'The periodic table', author: 'Primo Levi' }, own);
	expect(sent.filter(asksForTables)).toHaveLength(1);
	expect(sent.filter((body) => asksForTables(body) && body.includes('instance_storage_instances'))).toEqual([]);
});

it('the small tables are read as soon as look-ups are about to come', async () => {
	const { index, sent } = await open(async () => await Promise.resolve());
	const end = index.gather();
	await until(() => sent.some(asksForTables));
	end();
	await index.ready();
	expect(sent.filter(asksForTables)).toHaveLength(1);
});
