import { resolverSubmitter } from '../../../../../reshare/requests/modrs/resolverSubmitter';
import type { Sendable } from '../../../../../reshare/requests/port/Submitter';
import type { RequestDraft } from '../../../../../reshare/draft';
import { HttpClient, createFetch, times } from '../../../../../reshare/transport';
import { startSandbox, type Sandbox } from '../../../../../sandbox';

const http = new HttpClient({ fetch: createFetch() });
let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60_000 });
});
afterEach(() => sandbox.close());

const loan: RequestDraft = {
	serviceType: 'loan',
	instanceId: '7d1f6f0e-4c53-4b53-9a0e-5a7c0e6f4b21',
	patronId: 'P-1001',
	pickupLocation: 'EAST-MAIN',
	reference: 'ILL 2027/15 #3',
	title: 'Война и мир & мир',
	author: 'Tolstoy',
	publicationDate: '1869',
	note: 'a+b=c & "d"',
};

describe.each(['resolverUrl', 'oldResolverUrl'] as const)('against the practice consortium, %s', (base) => {
	const usual = times.action;
	const built = async (request: RequestDraft): Promise<Sendable> =>
		await resolverSubmitter({ http, baseUrl: sandbox[base], openUrlTenant: sandbox.libraries.east.openUrlTenant }, undefined).build(
			request,
			request.reference ?? '',
		);
	const send = async (request: RequestDraft) => await (await built(request)).send();
	const rows = () => sandbox.requests.all('east');

	it('a loan becomes one row with every value as it was given', async () => {
		const outcome = await send(loan);
		expect(rows()).toHaveLength(1);
		expect(rows()[0]).toMatchObject({
			id: outcome.kind === 'created' ? outcome.row.id : '',
			title: loan.title,
			patronNote: loan.note,
			pickupLocationSlug: 'EAST-MAIN',
			systemInstanceIdentifier: loan.instanceId,
			requestIdentifiers: [{ identifier: loan.reference }],
		});
		expect(outcome).toMatchObject({ kind: 'created' });
	});

	it('a copy becomes one row, although its answer names none', async () => {
		const copy = { partTitle: 'On pears', partAuthor: 'Doe', genre: 'article', copyrightType: 'us-ccg', pages: '1-9' };
		const outcome = await send({ ...loan, serviceType: 'copy', instanceId: undefined, pickupLocation: undefined, ...copy });
		expect(outcome).toEqual({ kind: 'createdUnnamed' });
		expect(rows()).toHaveLength(1);
		expect(rows()[0]).toMatchObject({ requestIdentifiers: [{ identifier: loan.reference }] });
	});

	it('a preview becomes no row', async () => {
		expect(await (await built(loan)).ask?.()).toMatchObject({ request: { title: loan.title } });
		expect(rows()).toHaveLength(0);
	});

	it.each([
		['the answer upstream is lost after the row was written', 'resetAfter', 1],
		['the answer upstream never comes', 'timeoutAfter', 1],
		['the connection upstream is cut before', 'resetBefore', 0],
	] as const)('reports an unclear result where %s', async (_name, kind, written) => {
		await send({ ...loan, reference: 'warm-up' });
		sandbox.faults.add({ kind, method: 'POST', path: '^/rs/patronrequests$', times: 1 });
		if (kind === 'timeoutAfter') times.action = 1000;
		expect(await send(loan)).toMatchObject({ kind: 'unclear' });
		times.action = usual;
		expect(rows()).toHaveLength(1 + written);
	});

	it('the token of the resolver runs out: it logs in again and makes one row', async () => {
		await send({ ...loan, reference: 'warm-up' });
		sandbox.expireTokens('east');
		expect(await send(loan)).toMatchObject({ kind: 'created' });
		expect(rows()).toHaveLength(2);
	});
});
