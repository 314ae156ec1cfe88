import { CrossLinkBackend } from '../../../../reshare/requests/crosslink/CrossLinkBackend';
import { okapiFor, buildLentRecordRequestBody } from './crosslinkClients';
import { sandboxForEach } from '../../sandboxForTests';

/**
 * East Harbor has two symbols, and the broker lists the requests of one symbol at a time. Each test has servers of which nothing
 * is cached.
 */
const sandbox = sandboxForEach({ crosslinkModel: '3.7.0', crosslinkMaxRequests: 5 });

beforeEach(async () => {
	for (const requesterSymbol of ['ISIL:US-EAST', 'ISIL:US-EASTLAW'])
		await sandbox.crosslink.requests.create({ ...buildLentRecordRequestBody(requesterSymbol.slice(-4)), requesterSymbol } as never);
});

const backend = (who: { readonly username?: string; readonly password?: string } = {}, symbol?: string) =>
	new CrossLinkBackend(okapiFor(sandbox, who), symbol);
const withoutDirectory = { username: 'no-directory', password: 'may-not-look-up' };
const withoutModel = { username: 'no-model', password: 'may-not-see-the-model' };
const idsOf = async (reader: CrossLinkBackend) =>
	(await reader.find({ side: 'borrowing', patronId: 'P1001', sort: 'createdOldest' })).listed.map(({ request }) => request.id).sort();
const both = ['EAST', 'TLAW'];
const unknown = {
	message: expect.stringMatching(/^Your library's symbols in CrossLink could not be read: /),
	description: expect.stringContaining("'⟦librarySymbol⟧'"),
};
const directoryIsAway = (status: number, body: string) =>
	sandbox.faults.answer(status, { path: '^/directory/entries', body, contentType: 'text/plain' });

it('listing CrossLink requests fails for an account that may not read the Directory, and then works for one that may', async () => {
	await expect(idsOf(backend(withoutDirectory))).rejects.toMatchObject({ kind: 'permission', ...unknown });
	expect(await idsOf(backend())).toEqual(both);
	await expect(idsOf(backend(withoutDirectory))).rejects.toMatchObject({ kind: 'permission', ...unknown });
	expect(await idsOf(backend(withoutDirectory, 'ISIL:US-EASTLAW'))).toEqual(['TLAW']);
});

it.each([
	['answers 500', 500, 'broken', {}],
	['is not there', 404, 'No suitable module found for path /directory/entries', unknown],
	['does not understand', 400, 'CQL parse error', unknown],
])(
	'lists and counts of CrossLink requests fail while the Directory %s, and are complete as soon as it answers',
	async (_how, status, body, error) => {
		directoryIsAway(status, body);
		const reader = backend();
		await expect(idsOf(reader)).rejects.toMatchObject(error);
		await expect(reader.countChanged('borrowing', 0, 4_000_000_000)).rejects.toMatchObject(error);
		await expect(reader.withReferences(['R-1'])).rejects.toMatchObject(error);
		sandbox.faults.clear();
		expect(await idsOf(reader)).toEqual(both);
		expect(await reader.countChanged('borrowing', 0, 4_000_000_000)).toBe(2);
	},
);

it('listing CrossLink requests fails if the Directory names no symbol of the tenant', async () => {
	sandbox.faults.answer(200, { path: '^/directory/entries', body: '{"about":{"count":0},"items":[]}', contentType: 'application/json' });
	await expect(idsOf(backend())).rejects.toMatchObject({ kind: 'notFound', description: unknown.description });
	expect(await idsOf(backend({}, 'ISIL:US-EAST'))).toEqual(['EAST']);
});

it('if one account may not read the CrossLink state model, it is still read for the next, and later for the first as well', async () => {
	sandbox.behavior.crosslinkModel = '3.0.0';
	const labels = async (reader: CrossLinkBackend) => (await reader.statuses('borrowing')).length;
	const builtIn = await labels(backend(withoutModel));
	expect(await labels(backend())).not.toBe(builtIn);
	const reader = backend({ username: 'all-east', password: 'may-do-all' });
	sandbox.faults.answer(404, {
		path: '^/broker/state_model',
		body: 'No suitable module found for path /broker',
		contentType: 'text/plain',
	});
	expect(await labels(reader)).toBe(builtIn);
	sandbox.faults.clear();
	expect(await labels(reader)).toBe(await labels(backend()));
});
