import { createInventory } from '../../../sandbox/inventory';
import { play, requests, type Play } from './crossLinkCalls';
import { postGraphql } from './postGraphql';
import { logInAsEast, call, type Caller, type Json } from './sandboxCalls';

import { readRecording, matcherOfText } from './recordings';
import { sandboxForAll } from '../sandboxForTests';

/** The practice consortium finds what the real services find by the queries that the client sends, and refuses all others. */

describe('the list of the practice mod-rs', () => {
	const sandbox = sandboxForAll();
	let east: Caller;
	const base = Date.UTC(2026, 0, 2, 3, 4, 5, 400);
	const identifiers = (...ids: string[]) => ids.map((identifier) => ({ id: identifier, identifierType: 'ILLIAD', identifier }));

	beforeAll(async () => {
		east = await logInAsEast(sandbox);
		const rows = [
			{ title: 'Alpha', state: 'REQ_SHIPPED', supplier: 'ISIL:US-LAKE', requestIdentifiers: identifiers('A-1', 'A-2') },
			{ title: 'Bravo', state: 'REQ_CANCELLED', patronIdentifier: 'P1002', requestIdentifiers: identifiers('A-2') },
			{ title: 'Charlie', state: 'REQ_UNFILLED' },
			{ title: 'Foo', state: 'REQ_SHIPPED', patronIdentifier: 'P1003' },
			{ title: 'Delta', state: 'RES_ITEM_SHIPPED', isRequester: false },
		];
		for (const [index, row] of rows.entries())
			sandbox.requests.add('east', {
				isRequester: true,
				patronIdentifier: 'P1001',
				dateCreated: base,
				lastUpdated: base + index * 1000,
				...row,
			});
	});

	it.each(readRecording<ReadonlyArray<{ filters: string[]; titles: string[] }>>('mod-rs/filters'))(
		'the practice mod-rs filters by $filters as the real one does',
		async ({ filters, titles }) => expect(await east.titles(...filters)).toEqual(titles),
	);

	it.each(readRecording<string[]>('mod-rs/unreadable'))(
		'the practice mod-rs refuses the filter %s, which mod-rs misreads or the client never sends',
		async (filter) => expect((await east.list([['filters', filter]])).status).toBe(400),
	);
});

describe('the list of the practice CrossLink broker', () => {
	let stage: Play;
	/** Returns microseconds: 2026-11-20T10:00:00.000001Z and so on. */
	const at = (seconds: number) => Date.UTC(2026, 10, 20, 10, 0, seconds) * 1000 + 1;

	beforeAll(async () => {
		stage = await play();
		const illRequest = (title: string, more: Json = {}): Json => ({
			bibliographicInfo: { title, author: 'Okafor, Daniel', ...more },
			serviceInfo: { serviceType: 'Loan' },
			patronInfo: { surname: 'Moreau', givenName: 'Ines' },
		});
		const bibliographicItemId = [
			{ bibliographicItemIdentifier: '978-0-00-000002-6', bibliographicItemIdentifierCode: { '#text': 'ISBN' } },
		];
		const { requests: rows } = stage.sandbox.crosslink;
		const row = (id: string, created: number, updated: number, more: object) =>
			rows.add({ id, requesterSymbol: 'ISIL:US-EAST', createdAt: at(created), updatedAt: at(updated), state: 'SENT', ...more } as never);
		row('a', 1, 9, { patron: 'P1', illRequest: illRequest('Tidal economies', { bibliographicItemId }) });
		const ended = { state: 'UNFILLED', terminalState: true, supplierSymbol: 'ISIL:BROKER' };
		row('b', 2, 8, { ...ended, patron: 'p2', illRequest: illRequest('The economy of tides') });
		row('c', 3, 7, { state: 'NEEDS_REVIEW', needsAttention: true, illRequest: { bibliographicInfo: { title: 'Rose*' } } });
		row('law', 4, 4, { requesterSymbol: 'ISIL:US-EASTLAW', illRequest: illRequest('Torts') });
	});
	afterAll(() => stage.sandbox.close());

	it.each(readRecording<ReadonlyArray<{ cql: string; ids?: string[]; error?: string }>>('crosslink/queries'))(
		'the practice broker answers the query $cql as the real one does',
		async ({ cql, ids, error }) => {
			const { json } = await stage.east.get(`${requests}?side=borrowing&cql=${encodeURIComponent(cql)}`);
			const answer = json as { items?: Json[] | null; error?: string };
			if (error === undefined) expect((answer.items ?? []).map(({ id }) => id)).toEqual(ids);
			else expect(answer.error).toEqual(matcherOfText(error));
		},
	);
});

describe('the practice inventory behind GraphQL', () => {
	const inventory = createInventory({ searchModule: 'loaded' });

	it.each(readRecording<ReadonlyArray<{ form: string; cql: string; titles?: string[]; error?: string }>>('graphql/queries'))(
		'the practice inventory answers the query $cql of $form as the real module does',
		async ({ form, cql, titles, error }) => {
			const field = form === 'search' ? 'search_instances' : 'instance_storage_instances';
			const { body } = await postGraphql(inventory, `query($cql:String){ ${field}(query:$cql, limit:100){ instances{ title } } }`, { cql });
			if (error !== undefined) return expect(body.errors?.[0]?.message).toEqual(matcherOfText(error));
			const { instances } = (body.data as Record<string, { instances: Json[] }>)[field] ?? { instances: [] };
			expect(instances.map(({ title }) => title)).toEqual(titles);
		},
	);
});

describe('the search of the practice VuFind', () => {
	const sandbox = sandboxForAll();

	it.each(
		readRecording<ReadonlyArray<{ query: Array<[string, string]>; titles?: string[]; count?: number; error?: string }>>('vufind/queries'),
	)('the practice VuFind answers the query $query as the real one does', async ({ query, titles, count, error }) => {
		const parameters = new URLSearchParams([...query, ['field[]', 'title'], ['limit', '100']]);
		const { json } = await call(`${sandbox.vufind.urls.v10}/api/v1/search?${parameters.toString()}`);
		const { resultCount, records = [], statusMessage } = json as { resultCount?: number; records?: Json[]; statusMessage?: string };
		if (error !== undefined) expect(statusMessage).toEqual(matcherOfText(`${error}*`));
		else if (titles === undefined) expect(resultCount).toBe(count);
		else expect(records.map(({ title }) => title)).toEqual(titles);
	});
});
