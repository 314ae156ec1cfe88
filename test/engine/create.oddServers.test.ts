import type { ResolverAccess } from '../../reshare/requests/modrs/resolver/ResolverMonitor';
import { createRequest } from '../../reshare/requests/create/createRequest';
import type { CreateOptions, CreateResult } from '../../reshare/requests/create/createTypes';
import type { RequestDraft } from '../../reshare/draft';
import { startSandbox, type Sandbox } from '../virtualSandbox';
import {
	depsFor,
	droppingReferences,
	loan,
	optionsWith,
	lentBySeveral,
	rowsWith,
	withResolver,
	type DepsOptions,
} from '../unit/requests/create/practice';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60 });
});

afterAll(async () => {
	await sandbox.close();
});

beforeEach(() => {
	sandbox.requests.clear();
	sandbox.faults.clear();
});

const book: RequestDraft = loan({
	instanceId: lentBySeveral.instanceId,
	title: lentBySeveral.title,
	author: lentBySeveral.author,
	reference: 'FAULT-1',
});

async function create(wish: RequestDraft, options: Partial<CreateOptions> = {}, deps: DepsOptions = {}): Promise<CreateResult> {
	return await createRequest(depsFor(sandbox, deps), wish, optionsWith(options));
}

const atResolver = { path: '^/openurl', times: 1 };
const gatewayPage = {
	status: 502,
	contentType: 'text/html',
	body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
};

describe('a failure that Create cannot repair', () => {
	it('a resolver that is not there stops Create with an error, since nothing can have been made', async () => {
		const deps = depsFor(sandbox);
		const closed = await startSandbox();
		await closed.close();
		const nowhere = withResolver(deps, () => ({ baseUrl: closed.resolverUrl }));
		await expect(createRequest(nowhere, book, optionsWith({}))).rejects.toMatchObject({ kind: 'network' });
		expect(sandbox.requests.count()).toBe(0);
	});

	it("a resolver whose own login is refused makes Create answer Not Created with the server's message", async () => {
		sandbox.faults.add({
			kind: 'status',
			status: 403,
			body: "Access for user 'x' (y) requires permission: rs.patronrequests.item.post",
			path: '^/rs/patronrequests$',
			method: 'POST',
		});
		const result = await create(book);
		expect(result).toMatchObject({ outcome: 'notCreated', reason: 'resolverRefused' });
		expect(result.explanation).toContain('rs.patronrequests.item.post');
		expect(sandbox.requests.count()).toBe(0);
	});
});

describe('a server that answers the lookup of a reference with other requests', () => {
	function strangers(count: number): string {
		const rows = Array.from({ length: count }, (_, index) =>
			sandbox.requests.add('east', {
				isRequester: true,
				hrid: `OTHER-${index}`,
				patronIdentifier: 'P1001',
				title: 'A stranger',
				requestIdentifiers: [{ id: `other-${index}`, identifierType: 'ILLIAD', identifier: `OTHER-${index}` }],
			}),
		);
		return JSON.stringify(
			rows.map(({ id, hrid }) => ({ id, hrid, isRequester: true, patronIdentifier: 'P1001', state: { code: 'REQ_IDLE' } })),
		);
	}

	it('a lookup of a reference that returns a few other requests reads each of them, and takes none for the new one', async () => {
		const body = strangers(3);
		const before = JSON.stringify(sandbox.requests.all('east'));
		// The first and the third call for a list look up the reference. The second reads the patron's requests.
		sandbox.faults.add({
			kind: 'status',
			status: 200,
			contentType: 'application/json',
			body,
			path: '^/rs/patronrequests$',
			method: 'GET',
			times: 1,
		});
		sandbox.faults.add({
			kind: 'status',
			status: 200,
			contentType: 'application/json',
			body,
			path: '^/rs/patronrequests$',
			method: 'GET',
			skip: 2,
		});
		const result = await create(book, { checks: { ...optionsWith({}).checks, limit: false } }, { resolver: 'v1.6.0' });
		expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false, reference: 'FAULT-1' });
		expect(rowsWith(sandbox, 'FAULT-1').map(({ id }) => id)).toEqual([result.requestId]);
		expect(JSON.stringify(sandbox.requests.all('east').filter(({ hrid }) => hrid?.startsWith('OTHER') === true))).toBe(before);
	});

	it('a lookup of a reference that returns many other requests stops Create with an error, and nothing is sent', async () => {
		const body = strangers(30);
		sandbox.faults.add({ kind: 'status', status: 200, contentType: 'application/json', body, path: '^/rs/patronrequests$', method: 'GET' });
		await expect(create(book)).rejects.toThrow('does not look for references');
		expect(sandbox.requests.count('east')).toBe(30);
	});
});

describe('a resolver older than v1.5.1, which drops the reference', () => {
	it('a lost answer of a resolver that drops references leads to no second request', async () => {
		sandbox.faults.add({ ...atResolver, kind: 'resetAfter' });
		const result = await createRequest(droppingReferences(depsFor(sandbox)), book, optionsWith({}));
		expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false });
		expect(result.warnings.join()).toContain('protects nothing');
		expect(sandbox.requests.all('east').map(({ id, requestIdentifiers }) => [id, requestIdentifiers])).toEqual([[result.requestId, []]]);
	});

	it.each([422, 403, 429])(
		'an answer of %i from a server in front of an old resolver, after the request was made, leads to no second request',
		async (status) => {
			const deps = droppingReferences(depsFor(sandbox));
			let answered = 0;
			const answering = ({ http }: ResolverAccess): ResolverAccess['http'] => ({
				send: async (request) => {
					const answer = await http.send(request);
					answered += 1;
					return answered > 1
						? answer
						: { status, headers: new Headers(), contentType: 'text/html', text: '<html><title>Sorry</title></html>' };
				},
			});
			const result = await createRequest(
				withResolver(deps, (resolver) => ({ http: answering(resolver) })),
				book,
				optionsWith({}),
			);
			expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false });
			expect(sandbox.requests.all('east').map(({ id }) => id)).toEqual([result.requestId]);
		},
	);

	it('an older request of the patron is not mistaken for the new one if the resolver drops the reference', async () => {
		const older = sandbox.requests.add('east', {
			isRequester: true,
			patronIdentifier: 'P1001',
			systemInstanceIdentifier: lentBySeveral.instanceId,
			title: 'Older',
		});
		sandbox.faults.add({ ...atResolver, kind: 'status', ...gatewayPage });
		const result = await createRequest(
			droppingReferences(depsFor(sandbox)),
			book,
			optionsWith({ checks: { ...optionsWith({}).checks, duplicate: 'warn' } }),
		);
		expect(result).toMatchObject({ outcome: 'created' });
		expect(result.requestId).not.toBe(older.id);
		expect(sandbox.requests.count('east')).toBe(2);
	});
});
