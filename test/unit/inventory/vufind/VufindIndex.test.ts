import type { ServerResponse } from 'node:http';
import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { getInstance } from '../../../../reshare/inventory/getInstance';
import { searchInstances } from '../../../../reshare/inventory/searchInstances';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { clock } from '../../../../reshare/clock';
import { createFetch, HttpClient, waitingTimes } from '../../../../reshare/transport';
import { waitInVirtualTime, startSandbox, type Sandbox, type SandboxOptions } from '../../../sandboxInVirtualTime';
import { buildUnknownIsbn } from '../../../../sandbox/inventory/demoRecords';
import { clusterIdOf } from '../../../../sandbox/reservoir/createReservoir';
import { practiceApiKey } from '../../../../sandbox/vufind/createVufind';
import { closeServers, startCountingServer } from '../../transport/testServers';
import { openVufind } from '../find/judgeLookups';
import { writeMarcXml } from '../marc/marcXml';

const own = { ownSymbols: ['US-EAST'] };
const rose = { isbn: '9780151446476' };

const vufindAt = (vufindUrl: string, more: object = {}) =>
	new VufindIndex(new HttpClient({ fetch: createFetch() }), { vufindUrl, ...more });
const sendJson = (response: ServerResponse, body: string | Buffer) => response.setHeader('content-type', 'application/json').end(body);

let sandbox: Sandbox;

async function start(options: SandboxOptions = {}) {
	sandbox = await startSandbox(options);
}

afterEach(async () => {
	await sandbox.close();
	await closeServers();
});

const searches = () => sandbox.log.entries.filter(({ path }) => path.includes('/api/v1/'));
const oai = () => sandbox.log.entries.filter(({ path }) => path.endsWith('/reservoir/oai'));

describe('limiting the calls to VuFind', () => {
	it('200 lookups by ISBN make at most twelve requests to VuFind over four connections, and none twice', async () => {
		await start();
		const isbns = sandbox.inventory.records.flatMap(({ identifiers }) => identifiers?.isbn ?? []);
		const distinct = [...new Set([...isbns, ...Array.from({ length: 30 }, (_, number) => buildUnknownIsbn(number))])].slice(0, 104);
		expect(distinct).toHaveLength(104);
		const index = openVufind(sandbox, 'v10');
		const done = index.gather();
		const found = Promise.all([...distinct, ...distinct.slice(0, 96)].map((isbn) => findEligible(index, { isbn }, own)));
		done();
		const results = await found;
		expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
		expect(searches().length).toBeLessThanOrEqual(12);
		expect(new Set(searches().map(({ connection }) => connection)).size).toBeLessThanOrEqual(4);
		expect(new Set(searches().map(({ path, query }) => `${path}?${query}`)).size).toBe(searches().length);
		expect(searches().every(({ query }) => !new URLSearchParams(query).has('limit'))).toBe(true);
	});

	it('the VuFind client has at most four HTTP requests under way at once, and sends its own name as user agent', async () => {
		await start();
		let underWay = 0;
		let most = 0;
		const server = await startCountingServer((_seen, response) => {
			underWay += 1;
			most = Math.max(most, underWay);
			void waitInVirtualTime(20).then(() => {
				underWay -= 1;
				sendJson(response, '{"resultCount":0,"status":"OK"}');
			});
		});
		const http = new HttpClient({ fetch: createFetch() });
		await Promise.all(
			Array.from({ length: 20 }, (_, number) =>
				findEligible(new VufindIndex(http, { vufindUrl: server.url }), { oclcNumber: String(1000 + number) }, own),
			),
		);
		expect(server.requests).toHaveLength(20);
		expect(most).toBeLessThanOrEqual(4);
		expect(server.requests[0]?.headers['user-agent']).toBe('reshare-client');
	});

	it('a pause that VuFind asks for is observed before the next request', async () => {
		await start();
		const times: number[] = [];
		const server = await startCountingServer((_seen, response) => {
			times.push(clock.now());
			if (times.length === 1) response.writeHead(429, { 'retry-after': '1', 'content-type': 'text/html' }).end('Too many');
			else sendJson(response, '{"resultCount":0,"status":"OK"}');
		});
		const index = vufindAt(server.url);
		expect(await findEligible(index, rose, own)).toMatchObject({ reason: 'nothingFound' });
		expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1000);
	});

	it('a request to VuFind has at most 25 ids', async () => {
		await start();
		const ids = Array.from({ length: 60 }, (_, number) => clusterIdOf(number + 1));
		const index = openVufind(sandbox);
		const done = index.gather();
		const found = Promise.all(
			[0, 12, 24, 36, 48].map((first) => findEligible(index, { instanceId: ids.slice(first, first + 12).join(', ') }, own)),
		);
		done();
		expect((await found).map(({ recordsMatched }) => recordsMatched).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(40);
		expect(searches().map(({ query }) => new URLSearchParams(query).getAll('id[]').length)).toEqual([24, 24, 12]);
	});

	it('two equal lookups of a title in one run send no HTTP request twice to VuFind or the Reservoir', async () => {
		await start();
		const index = openVufind(sandbox, 'v10', { confirms: true });
		for (let turn = 0; turn < 2; turn++)
			expect(await findEligible(index, { title: 'The name of the rose', author: 'Eco', year: '1983' }, own)).toMatchObject({
				outcome: 'eligible',
			});
		const asked = sandbox.log.entries.map(({ path, query }) => `${path}?${query}`);
		expect(asked.length).toBeGreaterThan(1);
		expect(new Set(asked).size).toBe(asked.length);
	});

	it("if VuFind's answer for several lookups together is too long, reading stops, and each lookup asks alone", async () => {
		await start();
		const server = await startCountingServer(({ url }, response) => {
			const isShared = (decodeURIComponent(url).match(/978\d+\*/gu) ?? []).length > 1;
			sendJson(
				response,
				JSON.stringify({
					status: 'OK',
					resultCount: isShared ? 600 : 0,
					records: isShared ? Array.from({ length: 25 }, () => ({ id: 'x' })) : [],
				}),
			);
		});
		const index = vufindAt(server.url);
		const done = index.gather();
		const found = Promise.all(['9780151446476', '9780374275631', '9780847842131'].map((isbn) => findEligible(index, { isbn }, own)));
		done();
		expect((await found).map(({ reason }) => reason)).toEqual(['nothingFound', 'nothingFound', 'nothingFound']);
		expect(server.requests).toHaveLength(1 + 3);
	});

	it('after VuFind answered 429 with a Retry-After of one hour, other lookups of the run fail without asking VuFind', async () => {
		await start();
		const server = await startCountingServer((_seen, response) => response.writeHead(429, { 'retry-after': '3600' }).end());
		const index = vufindAt(server.url);
		const done = index.gather();
		const results = Promise.all(['9780151446476', '9780374275631', '9780847842131'].map((isbn) => findEligible(index, { isbn }, own)));
		done();
		expect((await results).map(({ reason, error }) => [reason, error?.kind, Math.round((error?.retryAfterMs ?? 0) / 60_000)])).toEqual(
			Array(3).fill(['lookUpFailed', 'rateLimited', 60]),
		);
		expect(server.requests).toHaveLength(1);
	});
});

describe('a VuFind with limits', () => {
	const title = (number: number) => ({ oclcNumber: String(1000 + number) });
	const many = (index: VufindIndex, count = 20) =>
		Promise.all(Array.from({ length: count }, (_, number) => findEligible(index, title(number), own)));

	it('after VuFind answered 429, lookups fail without asking VuFind, and their explanation says when to try again', async () => {
		await start({ vufindSearchLimit: 6 });
		const results = await many(openVufind(sandbox));
		expect(results.filter(({ reason }) => reason === 'nothingFound')).toHaveLength(6);
		expect(results.find(({ reason }) => reason === 'lookUpFailed')).toMatchObject({
			error: { kind: 'rateLimited' },
			explanation: expect.stringMatching(
				/^127\.0\.0\.1:\d+ asks for fewer calls\. Look up the rest in 15 minutes, when it answers again, with fewer items at once\. It answers 6 searches in a row/u,
			),
		});
		// Four requests were under way when the first was refused.
		expect(searches().length).toBeLessThanOrEqual(6 + 4);
	});

	it('eight lookups get at most twelve answers of status 429 from a VuFind that names the pause only in the text of the answer', async () => {
		await start({ vufindSearchLimit: 1, vufindLimitHeaders: false });
		const results = await many(openVufind(sandbox), 8);
		expect(results.at(-1)?.explanation).toMatch(/in 15 minutes/u);
		expect(searches().filter(({ status }) => status === 429).length).toBeLessThanOrEqual(4 * 3);
	});

	it('20 lookups make at most twelve calls to a VuFind that answers every search with 429 and names no pause', async () => {
		await start();
		const server = await startCountingServer((_seen, response) => response.writeHead(429).end());
		const index = vufindAt(server.url);
		expect((await many(index)).every(({ error }) => error?.kind === 'rateLimited')).toBe(true);
		expect(server.requests.length).toBeLessThanOrEqual(4 * 3);
	});

	it.each([10, 1])('a VuFind that limits an answer to %s records is still read in full', async (vufindMaxLimit) => {
		await start();
		const ids = Array.from({ length: 24 }, (_, number) => clusterIdOf(number + 1)).join(', ');
		const all = await findEligible(openVufind(sandbox), { instanceId: ids }, own);
		const listed = await searchInstances(openVufind(sandbox), { citation: { title: 'the' }, limit: 60 });
		sandbox.behavior.vufindMaxLimit = vufindMaxLimit;
		expect(await findEligible(openVufind(sandbox), rose, own)).toMatchObject({ outcome: 'eligible' });
		expect(await findEligible(openVufind(sandbox), { instanceId: ids }, own)).toEqual(all);
		expect((await searchInstances(openVufind(sandbox), { citation: { title: 'the' }, limit: 60 })).records.map(({ id }) => id)).toEqual(
			listed.records.map(({ id }) => id),
		);
		expect(await openVufind(sandbox).check()).toMatch(/^Connected/u);
	});

	it('a VuFind that requires an API key gets the one in the credential; without one there, the error says where to enter it', async () => {
		await start({ vufindApi: 'keys' });
		await expect(vufindAt(sandbox.vufind.urls.v10).check()).rejects.toMatchObject({
			kind: 'unauthorized',
			description: expect.stringContaining("enter it as '⟦vufindKey⟧'"),
		});
		expect(await findEligible(vufindAt(sandbox.vufind.urls.v10, { key: practiceApiKey }), rose, own)).toMatchObject({
			outcome: 'eligible',
		});
	});

	it('a VuFind that never answers is given up for the run after a few calls', async () => {
		await start();
		const server = await startCountingServer(() => undefined);
		const patience = jest.replaceProperty(waitingTimes, 'firstByte', 40);
		const index = new VufindIndex(new HttpClient({ fetch: createFetch(), repeatAfterTimeout: false }), { vufindUrl: server.url });
		const results = await many(index, 40);
		patience.restore();
		expect(new Set(results.map(({ reason, error }) => `${reason} ${error?.kind ?? ''}`))).toEqual(new Set(['lookUpFailed timeout']));
		expect(server.requests.length).toBeLessThanOrEqual(5);
	});
});

describe('what VuFind leaves out counts as unknown', () => {
	it('a record from a VuFind that leaves holdings out goes to review, and the explanation says that VuFind names no lenders', async () => {
		await start({ vufindFilters9xx: true });
		expect(await findEligible(openVufind(sandbox), rose, own)).toMatchObject({
			outcome: 'needsReview',
			reason: 'policyUnknown',
			explanation: expect.stringContaining('VuFind tells that a library lends it, but not which'),
		});
		const index = openVufind(sandbox);
		expect(await getInstance(index, clusterIdOf(2))).toMatchObject({
			holdings: [],
			lendingLibraries: [],
			warnings: ['The inventory may have more holdings than it gave: VuFind tells that a library lends it, but not which'],
		});
	});

	it('a record from a VuFind without holdings and lending status goes to review', async () => {
		await start({ vufindFilters9xx: true, vufindLendingStatus: false });
		expect(await findEligible(openVufind(sandbox), rose, own)).toMatchObject({
			reason: 'policyUnknown',
			explanation: expect.stringContaining('the record came without holdings'),
		});
	});

	it('a record from a Reservoir whose records name libraries but no copies lists every such library, and goes to review', async () => {
		await start({ clusterRecords: 'none' });
		const { holdings } = await getInstance(openVufind(sandbox), clusterIdOf(2));
		const held = sandbox.inventory.records.find(({ number }) => number === 2)?.holdings ?? [];
		expect(new Set(holdings.map(({ library }) => library))).toEqual(new Set(held.map(({ place }) => place)));
		expect(await findEligible(openVufind(sandbox), rose, own)).toMatchObject({ outcome: 'needsReview', reason: 'policyUnknown' });
	});

	it('a record from VuFind that cannot be parsed goes to review with the reason answersPartial', async () => {
		await start();
		const broken = { id: clusterIdOf(2), fullRecord: '<collection><record><leader>cut' };
		const server = await startCountingServer((_seen, response) =>
			sendJson(response, JSON.stringify({ resultCount: 1, records: [broken], status: 'OK' })),
		);
		const index = vufindAt(server.url);
		expect(await findEligible(index, rose, own)).toMatchObject({ outcome: 'needsReview', reason: 'answersPartial' });
		await expect(getInstance(index, clusterIdOf(2))).rejects.toMatchObject({ kind: 'badAnswer' });
	});
});

describe('damaged characters in answers', () => {
	const record = (title: string) =>
		writeMarcXml([`001 ${clusterIdOf(2)}`, '020 ## $a 9780151446476', `245 10 $a ${title}`, '999 11 $s ISIL:US-WEST $l 1 $p LOANABLE']);
	const answerOf = (title: string) =>
		JSON.stringify({ status: 'OK', resultCount: 1, records: [{ id: clusterIdOf(2), fullRecord: record(title) }] });

	it.each([
		['in a character set other than UTF-8', Buffer.from(answerOf('Le nom de la rosée'), 'latin1')],
		[
			'in two character sets',
			Buffer.concat([Buffer.from('{"status":"OK","resultCount":0,"note":"é'), Buffer.from([0xe9]), Buffer.from('"}')]),
		],
	])('an answer of VuFind or of the Reservoir that is %s is refused with an error message', async (_what, body) => {
		await start();
		const server = await startCountingServer((_seen, response) => sendJson(response, body));
		const { error, reason } = await findEligible(vufindAt(server.url), rose, own);
		expect({ reason, kind: error?.kind, message: error?.message.replace(/127\.0\.0\.1:\d+/u, 'HOST') }).toEqual({
			reason: 'lookUpFailed',
			kind: 'badAnswer',
			message: 'HOST sent an answer in another character set than UTF-8',
		});
		const oaiServer = await startCountingServer((_seen, response) =>
			response
				.setHeader('content-type', 'text/xml')
				.end(Buffer.from(`<OAI-PMH><GetRecord>${record('Le nom de la rosée')}</GetRecord></OAI-PMH>`, 'latin1')),
		);
		const index = vufindAt(sandbox.vufind.urls.v10, { reservoir: { url: oaiServer.url, tenant: '' } });
		expect((await findEligible(index, rose, own)).explanation).toContain('could not be confirmed: 127.0.0.1');
	});

	it.each([
		['the control characters', 'The name\u0007 of\u000b the rose'],
		['the escaped replacement characters (U+FFFD)', 'The name\uFFFD of the rose', '\\ufffd'],
		['the unescaped replacement characters (U+FFFD)', 'The name\uFFFD of the rose', '\uFFFD'],
	])('a record from VuFind or from the Reservoir is read without %s in its title', async (_what, title, written = '') => {
		await start();
		const server = await startCountingServer((_seen, response) => sendJson(response, answerOf(title).replaceAll('\uFFFD', written)));
		const oaiServer = await startCountingServer((_seen, response) =>
			response
				.setHeader('content-type', 'text/xml')
				.end(`<OAI-PMH><GetRecord>${record(title).replaceAll('\uFFFD', written.replace('\\ufffd', '&#xFFFD;'))}</GetRecord></OAI-PMH>`),
		);
		for (const reservoir of [undefined, { url: oaiServer.url, tenant: '' }]) {
			const index = vufindAt(server.url, { ...(reservoir === undefined ? {} : { reservoir }) });
			expect(await findEligible(index, { ...rose, title: 'The name of the rose' }, own)).toMatchObject({
				outcome: 'eligible',
				title: 'The name of the rose',
			});
		}
	});

	it("VuFind's answer counts as damaged if it has a control character that JSON forbids", async () => {
		await start();
		const server = await startCountingServer((_seen, response) => sendJson(response, answerOf('The rose').replace('rose', 'ro\u0007se')));
		expect((await findEligible(vufindAt(server.url), rose, own)).error).toMatchObject({
			kind: 'badAnswer',
			message: expect.stringContaining('damaged or only in part'),
		});
	});
});

it('records in VuFind that do not belong to the shared inventory are left out of the results, with a warning', async () => {
	await start();
	const index = openVufind(sandbox);
	expect(await findEligible(index, { isbn: '9781484786031' }, own)).toMatchObject({
		outcome: 'notAvailable',
		reason: 'nothingFound',
		warnings: ['1 record of other collections in the index was left out, since ReShare cannot request them'],
	});
	expect(await findEligible(index, { isbn: '9781571313355' }, own)).toMatchObject({
		outcome: 'eligible',
		instanceId: clusterIdOf(1),
		recordsMatched: 1,
	});
	expect(await searchInstances(index, { citation: { isbn: '9781571313355' } })).toMatchObject({
		records: [{ id: clusterIdOf(1) }],
		warnings: ['1 record of other collections in the index was left out, since ReShare cannot request them'],
	});
});

describe("the age of VuFind's answer", () => {
	const asOf = 'This is as of the last time that VuFind took over the records';

	it.each([
		['a record is Eligible', rose, `${asOf}; ReShare itself looks again when it gets the request.`],
		['no library lends the record', { isbn: '9780847842131' }, `${asOf}.`],
		['no record was found by title', { title: 'Annals of journals that do not exist' }, `${asOf}.`],
		[
			'no record was found by ISBN',
			{ isbn: '9789990000011' },
			`${asOf}. A record there may lack the numbers of some of its libraries: look for the title, too.`,
		],
	])("the explanation of a lookup says how current VuFind's records are if %s", async (_what, citation, ending) => {
		await start();
		const { explanation } = await findEligible(openVufind(sandbox), citation, own);
		expect(explanation.slice(explanation.indexOf(asOf))).toBe(ending);
	});
});

describe('VuFind with a Reservoir', () => {
	it('a lookup over VuFind checks only the record that it chooses at the Reservoir, before it calls that record Eligible', async () => {
		await start();
		const result = await findEligible(openVufind(sandbox, 'v10', { confirms: true }), rose, own);
		expect(result).toMatchObject({ outcome: 'eligible', instanceId: clusterIdOf(2) });
		expect(result.explanation).not.toContain('as of the last time');
		expect(oai().map(({ query }) => query)).toEqual([`verb=GetRecord&identifier=${clusterIdOf(2)}`]);
	});

	it('a lookup skips a VuFind record that the Reservoir has dissolved, and goes to review if there is no other record', async () => {
		await start();
		const sapiens = { isbn: '9780062316097' };
		const before = await findEligible(openVufind(sandbox, 'v10', { confirms: true }), sapiens, { ...own, ifSeveralMatch: 'always' });
		sandbox.reservoir.clusters.dissolve(before.instanceId ?? '', sandbox.clock.now());
		const after = await findEligible(openVufind(sandbox, 'v10', { confirms: true }), sapiens, { ...own, ifSeveralMatch: 'always' });
		expect(after).toMatchObject({ outcome: 'eligible', recordsMatched: before.recordsMatched - 1 });
		expect(after.candidates.map(({ instanceId }) => instanceId)).not.toContain(before.instanceId);
		sandbox.reservoir.clusters.dissolve(clusterIdOf(2), sandbox.clock.now());
		const gone = {
			outcome: 'needsReview',
			reason: 'answersPartial',
			instanceId: null,
			explanation: expect.stringContaining(
				'No lendable record was found. The shared inventory still lists 1 record that its source no longer has',
			),
		};
		for (const citation of [rose, { instanceId: clusterIdOf(2) }, { title: 'The name of the rose', author: 'Eco', year: '1983' }]) {
			expect(await findEligible(openVufind(sandbox, 'v10', { confirms: true }), citation, own)).toMatchObject(gone);
		}
		// A Reservoir that does not belong to this VuFind has none of its records.
		for (const cluster of sandbox.reservoir.clusters.living()) sandbox.reservoir.clusters.dissolve(cluster.id, sandbox.clock.now());
		expect(await findEligible(openVufind(sandbox, 'v10', { confirms: true }), sapiens, own)).toMatchObject({
			outcome: 'needsReview',
			reason: 'answersPartial',
		});
		// Without confirmation by a Reservoir, VuFind still finds the dissolved record.
		expect(await findEligible(openVufind(sandbox), rose, own)).toMatchObject({
			outcome: 'eligible',
			explanation: expect.stringContaining('as of the last time that VuFind took over the records'),
		});
	});

	it('the holdings of a record found in VuFind are read from the Reservoir, even if VuFind leaves holdings out', async () => {
		await start({ vufindFilters9xx: true });
		expect(await findEligible(openVufind(sandbox, 'v10', { confirms: true }), rose, own)).toMatchObject({
			outcome: 'eligible',
			lendingLibraries: ['US-HILL', 'US-LAKE', 'US-SOUTH'],
		});
	});

	it("a record's holdings read from the Reservoir stay valid when VuFind returns that record again in the same run", async () => {
		await start();
		const record = writeMarcXml([`001 ${clusterIdOf(2)}`, '245 10 $a The name of the rose', '999 11 $s ISIL:US-VALE $l 1 $p LOANABLE']);
		const reservoir = await startCountingServer((_seen, response) =>
			response.setHeader('content-type', 'text/xml').end(`<OAI-PMH><GetRecord>${record}</GetRecord></OAI-PMH>`),
		);
		const index = vufindAt(sandbox.vufind.urls.v10, { reservoir: { url: reservoir.url, tenant: '' } });
		const lenders = async () => (await index.holdings(clusterIdOf(2))).holdings.map(({ library }) => library);
		await index.byIdentifier('isbn', [rose.isbn]);
		expect(await lenders()).toContain('US-LAKE');
		expect(await index.rereadAtSource(clusterIdOf(2))).toBe(true);
		await index.byTitle({ alternatives: [['name', 'rose']] });
		expect(await lenders()).toEqual(['US-VALE']);
	});

	it('a Reservoir that answers 500 is named in the explanation of the lookup, and is asked only twice for three lookups', async () => {
		await start({ transformerFails: true });
		const index = openVufind(sandbox, 'v10', { confirms: true });
		expect(await findEligible(index, rose, own)).toMatchObject({
			outcome: 'eligible',
			explanation: expect.stringMatching(
				/Whether it still is so could not be confirmed: The Reservoir at 127\.0\.0\.1:\d+ could not answer \(500\)\.$/u,
			),
		});
		for (const isbn of ['9781571313355', '9780374275631']) await findEligible(index, { isbn }, own);
		expect(oai()).toHaveLength(2);
	});
});

describe('an Instance ID that VuFind does not have yet', () => {
	it('an Instance ID that VuFind does not have yet is read from the Reservoir, with its lenders', async () => {
		await start();
		const anew = sandbox.reservoir.clusters.move(clusterIdOf(2), sandbox.clock.now());
		expect(await findEligible(openVufind(sandbox), { instanceId: anew }, own)).toMatchObject({
			outcome: 'notAvailable',
			reason: 'nothingFound',
		});
		const index = openVufind(sandbox, 'v10', { confirms: true });
		const done = index.gather();
		const citations = [
			{ instanceId: anew },
			{ instanceId: clusterIdOf(3) },
			{ instanceId: '00000000-0000-4000-8000-000000000000' },
			{ instanceId: clusterIdOf(2) },
		];
		const found = Promise.all(citations.map((citation) => findEligible(index, citation, own)));
		done();
		expect((await found).map(({ outcome, instanceId, title }) => [outcome, instanceId, title])).toEqual([
			['eligible', anew, 'The name of the rose'],
			['eligible', clusterIdOf(3), 'Thinking, fast and slow'],
			['notAvailable', null, null],
			['needsReview', null, null],
		]);
		expect((await found)[0]).toMatchObject({
			lendingLibraries: ['US-HILL', 'US-LAKE', 'US-SOUTH'],
			explanation: expect.not.stringContaining('as of the last time'),
		});
		expect(await getInstance(index, anew)).toMatchObject({
			record: { id: anew, publisher: 'Harcourt Brace Jovanovich' },
			lendingLibraries: ['US-HILL', 'US-LAKE', 'US-SOUTH'],
		});
	});

	it('a lookup by an Instance ID that VuFind does not have goes to review while the Reservoir fails', async () => {
		await start({ transformerFails: true });
		const anew = sandbox.reservoir.clusters.move(clusterIdOf(2), sandbox.clock.now());
		const index = openVufind(sandbox, 'v10', { confirms: true });
		expect(await findEligible(index, { instanceId: anew }, own)).toMatchObject({
			outcome: 'needsReview',
			reason: 'lookUpFailed',
			error: { kind: 'server' },
		});
		// Other lookups of the same run are not affected.
		expect(await findEligible(index, { instanceId: clusterIdOf(3) }, own)).toMatchObject({ outcome: 'eligible' });
	});

	it('of several Instance IDs, only those that neither VuFind nor the Reservoir can look up go to review', async () => {
		await start();
		const index = vufindAt(sandbox.vufind.urls.v10, { reservoir: { url: sandbox.okapiUrl, tenant: 'nobody' } });
		const done = index.gather();
		const nowhere = '00000000-0000-4000-8000-000000000000';
		const found = Promise.all(
			[clusterIdOf(2), nowhere, clusterIdOf(3), `${clusterIdOf(2)}, ${nowhere}`].map((instanceId) =>
				findEligible(index, { instanceId }, own),
			),
		);
		done();
		expect((await found).map(({ outcome, reason, error }) => [outcome, reason, error?.kind])).toEqual([
			['eligible', 'onlyMatch', undefined],
			['needsReview', 'lookUpFailed', 'noModule'],
			['eligible', 'onlyMatch', undefined],
			['needsReview', 'answersPartial', undefined],
		]);
	});
});

describe("VuFind's list of libraries", () => {
	const symbols = async () => (await openVufind(sandbox).libraries()).map(({ symbol }) => symbol);

	it('the list of libraries leaves out none that alone holds some title, even if VuFind returns only four facets at a time', async () => {
		await start();
		const all = await symbols();
		expect(all).toHaveLength(14);
		sandbox.behavior.vufindFacetLimit = 4;
		// With four libraries at a time, the three left out cannot be found: other libraries have all their titles as well, and none of
		// these is among the first twenty.
		expect(await symbols()).toEqual(all.filter((symbol) => !['US-CAVE', 'US-EASTLAW', 'US-GONE'].includes(symbol)));
	});

	it('the list of libraries read from VuFind shows a library under the name of one of its locations', async () => {
		await start();
		expect((await openVufind(sandbox).libraries()).find(({ symbol }) => symbol === 'US-WEST')?.name).toMatch(/\p{Letter}/u);
	});

	it('the list of libraries is read from the first records of VuFind if VuFind returns no facets', async () => {
		await start({ vufindFacetLimit: 0 });
		const listed = await symbols();
		expect(listed.length).toBeGreaterThan(4);
		expect(searches()).toHaveLength(1);
	});
});

describe("explanations of VuFind's errors", () => {
	it.each<[SandboxOptions, string, string]>([
		[{ vufindApi: 'closed' }, 'noModule', 'The search API of HOST is not open'],
		[{ vufindApi: 'keys' }, 'unauthorized', 'The search API of HOST wants a key'],
		[{ vufindIndexDown: true }, 'server', 'HOST could not answer (500)'],
	])('the error of a lookup over a VuFind with the fault %j says what is wrong', async (options, kind, message) => {
		await start(options);
		const { error } = await findEligible(openVufind(sandbox), rose, own);
		expect({ kind: error?.kind, message: error?.message.replace(/127\.0\.0\.1:\d+/u, 'HOST') }).toEqual({ kind, message });
	});

	it.each(['v7', 'v8', 'v10'] as const)(
		'an index failure behind VuFind %s is reported as a failure of the server, not as a missing record',
		async (version) => {
			await start({ vufindIndexDown: true });
			const index = openVufind(sandbox, version);
			for (const citation of [{ instanceId: clusterIdOf(3) }, rose, { oclcNumber: '706020998' }, { title: 'The name of the rose' }]) {
				expect(await findEligible(index, citation, own)).toMatchObject({
					outcome: 'needsReview',
					reason: 'lookUpFailed',
					error: { kind: 'server' },
				});
			}
			await expect(getInstance(index, clusterIdOf(3))).rejects.toMatchObject({
				kind: 'server',
				message: expect.stringContaining('could not answer'),
			});
		},
	);

	it.each([
		[200, 'text/html', '<html>Are you a robot?</html>', 'badAnswer', 'sent a web page instead of an answer of its search'],
		[403, 'text/html', '<html>Access denied</html>', 'noModule', 'keeps ⟦program⟧ out'],
		[404, 'text/html', '<html>Not found</html>', 'noModule', 'has no search API of VuFind at this address'],
		[200, 'application/json', '{"resultCount":3,"records":[{"id":"', 'badAnswer', 'damaged or only in part'],
		[200, 'application/json', '{"hello":1}', 'badAnswer', 'in an unknown form'],
		[200, 'application/json', '{"status":"ERROR","statusMessage":"x"}', 'badAnswer', 'in an unknown form'],
		[400, 'application/json', '{"status":"ERROR","statusMessage":"Invalid search"}', 'refused', 'refused the search (400)'],
	])('the error for a wrong answer of VuFind says what is wrong: status %s, %s, %s', async (status, type, body, kind, words) => {
		await start();
		const server = await startCountingServer((_seen, response) => response.writeHead(status, { 'content-type': type }).end(body));
		expect((await findEligible(vufindAt(server.url), rose, own)).error).toMatchObject({ kind, message: expect.stringContaining(words) });
	});
});

it('a title with query syntax is sent to VuFind as plain words', async () => {
	await start();
	await searchInstances(openVufind(sandbox), { citation: { title: 'id:* OR title:(rose) NOT "eco"', author: 'x AND y' } });
	const [sent] = searches().map(({ query }) => new URLSearchParams(query));
	expect([sent?.getAll('lookfor0[]'), sent?.getAll('lookfor1[]')].flat().join(' ')).toMatch(/^[\p{Lowercase_Letter} ]+$/u);
});

it('a page of search results that begins at any offset contains the same records as that part of the whole list from VuFind', async () => {
	await start();
	const index = openVufind(sandbox, 'v10');
	const query = { native: '*:*' };
	const whole = await index.search(query, { offset: 0, limit: 60 });
	const ids = (page: typeof whole) => page.records.map(({ id }) => id);
	const foreignBefore = async (count: number) => (await index.search(query, { offset: 0, limit: count })).foreign ?? 0;
	for (const [offset, limit] of [
		[10, 2],
		[20, 10],
		[24, 1],
		[30, 10],
	] as const) {
		const page = await index.search(query, { offset, limit });
		const before = offset - (await foreignBefore(offset));
		expect(ids(page)).toEqual(ids(whole).slice(before, before + limit - (page.foreign ?? 0)));
		expect(page.records.length + (page.foreign ?? 0)).toBe(limit);
	}
});
