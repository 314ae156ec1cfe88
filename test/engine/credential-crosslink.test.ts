import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { libraryAccountOf } from '../../demo/practiceCredentials';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { startSandbox } from '../../sandbox';
import { buildLentRecordRequestBody } from '../unit/requests/crosslink/crosslinkClients';
import { testCredential } from './harness';
import { sandboxForAll } from '../unit/sandboxForTests';

/** Tests every sentence that the editor's test button can show for CrossLink. */
const sandbox = sandboxForAll({ crosslinkModel: '3.7.0' });

beforeEach(() => {
	sandbox.faults.clear();
	sandbox.crosslink.requests.clear();
	Object.assign(sandbox.behavior, { crosslinkModel: '3.7.0' });
});

const press = (more: ICredentialDataDecryptedObject = {}) =>
	testCredential(new ReShareRequest(), { backEnd: 'crossLink', url: sandbox.okapiUrl, ...sandbox.crosslink.west, ...more });
const east = (more: ICredentialDataDecryptedObject = {}) => ({ ...sandbox.crosslink.east, ...more });

describe('a credential that works', () => {
	it('the credential test for CrossLink says how many borrowing requests there are', async () => {
		expect(await press()).toEqual({ status: 'OK', message: 'Connected to CrossLink: 0 borrowing requests' });
	});

	it.each(['ISIL:US-EAST', ' US-EAST '])(
		'the credential test for CrossLink counts the requests of the chosen symbol, typed as "%s"',
		async (librarySymbol) => {
			await sandbox.crosslink.requests.create({ ...buildLentRecordRequestBody('one'), requesterSymbol: 'ISIL:US-EAST' } as never);
			expect((await press(east({ librarySymbol }))).message).toBe('Connected to CrossLink: 1 borrowing request of ISIL:US-EAST');
			expect((await press(east({ librarySymbol: 'ISIL:US-EASTLAW' }))).message).toBe(
				'Connected to CrossLink: 0 borrowing requests of ISIL:US-EASTLAW',
			);
		},
	);

	it.each([404, 400])(
		'the credential test for CrossLink passes with a library symbol though the Directory answers %s, and asks for one if it is empty',
		async (status) => {
			sandbox.faults.add({
				kind: 'status',
				path: '^/directory/entries',
				status,
				body: status === 404 ? 'No suitable module found for path /directory/entries' : 'CQL parse error',
				contentType: 'text/plain',
			});
			expect((await press({ librarySymbol: 'US-WEST' })).status).toBe('OK');
			expect(await press()).toMatchObject({
				status: 'Error',
				message: expect.stringMatching(
					/^Your library's symbols in CrossLink could not be read: .* Or enter your library's symbol as 'Library Symbol' in the credential\.$/,
				),
			});
		},
	);

	it('the credential test for CrossLink logs in once, and creates and changes nothing', async () => {
		sandbox.log.clear();
		await press();
		expect(sandbox.log.countOf('POST', /authn/)).toBe(1);
		expect(sandbox.log.entries.filter(({ method, path }) => method !== 'GET' && !path.includes('authn'))).toEqual([]);
	});
});

describe('a symbol', () => {
	it('the credential test for CrossLink asks for a symbol if the tenant has several, since CrossLink would choose one', async () => {
		expect(await press(east())).toEqual({
			status: 'Error',
			message:
				"The login works, but the tenant 'east_crosslink' has the symbols ISIL:US-EAST, ISIL:US-EASTLAW, and CrossLink would choose one of them for new requests. Enter your library's symbol in 'Library Symbol'.",
		});
	});

	it.each(['ISIL:US-WEST', 'isil:us-east', 'US-NOBODY'])(
		'the credential test for CrossLink refuses the symbol %s, which the tenant does not have',
		async (librarySymbol) => {
			expect(await press(east({ librarySymbol }))).toEqual({
				status: 'Error',
				message:
					"CrossLink says that the symbol is none of the tenant 'east_crosslink'. Check 'Library Symbol' in the credential, capital letters included; it looks like ISIL:US-ABC. The tenant has ISIL:US-EAST, ISIL:US-EASTLAW.",
			});
		},
	);
});

describe('a set-up that is not finished', () => {
	it('the credential test for CrossLink says that the set-up is not finished if CrossLink has no symbol for the tenant', async () => {
		expect(await press({ tenant: 'unfinished_crosslink', username: 'ill-unfinished', password: 'has-no-symbols-yet' })).toEqual({
			status: 'Error',
			message:
				"CrossLink has no library symbol for the tenant 'unfinished_crosslink'. The set-up at your ReShare provider is not finished: tell them \"failed to map tenant to symbol: no symbols found in directory entries for tenant unfinished_crosslink\". Or 'Tenant' in the credential is not your library's.",
		});
	});

	it('the credential test for CrossLink asks for a symbol if the Directory names none, although every tenant has one', async () => {
		// The real broker with TENANT_TO_SYMBOL=ISIL:US-{tenant} gives this answer to a tenant that nobody has set up.
		sandbox.faults.add({
			kind: 'status',
			path: '^/directory/entries',
			status: 200,
			body: '{"about":{"count":0},"items":[]}',
			contentType: 'application/json',
		});
		expect(await press()).toEqual({
			status: 'Error',
			message:
				"Your library's symbols in CrossLink could not be read: the Directory of CrossLink names no library for the tenant 'west_crosslink'. Check 'Tenant'. Or enter your library's symbol as 'Library Symbol' in the credential.",
		});
		await sandbox.crosslink.requests.create({ ...buildLentRecordRequestBody('first'), requesterSymbol: 'ISIL:US-WEST' } as never);
		expect((await press({ librarySymbol: 'US-WEST' })).message).toBe('Connected to CrossLink: 1 borrowing request of ISIL:US-WEST');
	});
});

it.each([
	['no-list', 'may-not-list', 'to list requests (broker.patron_requests.get)'],
	['no-events', 'may-not-see-events', 'to read what happened to a request (broker.patron_requests.item.events.get)'],
	['no-action', 'may-not-act', 'to read which actions are possible (broker.patron_requests.item.actions.get)'],
	['no-directory', 'may-not-look-up', 'to read the Directory'],
])('the credential test for CrossLink names the permission that the user %s lacks', async (username, password, lacks) => {
	expect(await press(east({ username, password }))).toEqual({
		status: 'Error',
		message: `The login works, but the user lacks the permission ${lacks}. Ask your ReShare administrator to give the user what is missing.`,
	});
});

describe('a credential with the other back end', () => {
	const modRs = (more: ICredentialDataDecryptedObject = {}) => ({ ...libraryAccountOf(sandbox), ...more });

	it('the credential test says to choose mod-rs if CrossLink was chosen and mod-rs keeps the requests', async () => {
		expect(await press(modRs())).toEqual({
			status: 'Error',
			message:
				"The login works, but the requests of the tenant 'east' are kept by mod-rs, not by CrossLink. Choose mod-rs under 'Back End'.",
		});
	});

	it('the credential test says to choose CrossLink if mod-rs was chosen and CrossLink keeps the requests', async () => {
		expect(await press(modRs({ backEnd: 'modRs', ...sandbox.crosslink.east }))).toEqual({
			status: 'Error',
			message:
				"The login works, but the requests of the tenant 'east_crosslink' are kept by CrossLink, not by mod-rs. Choose CrossLink under 'Back End'.",
		});
	});

	it('the credential test of a library with both back ends refuses mod-rs only if mod-rs is empty and CrossLink is not', async () => {
		const both = await startSandbox({ bothBackEnds: true, crosslinkModel: '3.7.0' });
		const pressed = (backEnd: string) => testCredential(new ReShareRequest(), { ...libraryAccountOf(both, 'west'), backEnd });
		const empty = (await pressed('modRs')).status;
		for (const id of ['one', 'two', 'three'])
			await both.crosslink.requests.create({ ...buildLentRecordRequestBody(id), requesterSymbol: 'ISIL:US-WEST' } as never);
		const moved = [await pressed('modRs'), await pressed('crossLink')];
		both.requests.add('west', { isRequester: true, title: 'From before' });
		const moving = [(await pressed('modRs')).status, (await pressed('crossLink')).status];
		await both.close();
		expect([empty, ...moving]).toEqual(['OK', 'OK', 'OK']);
		expect(moved).toEqual([
			{
				status: 'Error',
				message:
					"The login works, but mod-rs has no request of the tenant 'west', and CrossLink has 3 requests. Choose CrossLink under 'Back End'.",
			},
			{ status: 'OK', message: 'Connected to CrossLink: 3 borrowing requests' },
		]);
	});

	it('the credential test of the shared inventory refuses a tenant of CrossLink, which keeps requests', async () => {
		const result = await testCredential(new ReShareSearch(), { url: sandbox.okapiUrl, ...sandbox.crosslink.east });
		expect(result.message).toMatch(
			/^The login works, but the tenant 'east_crosslink' keeps a library's requests, not the shared inventory\./,
		);
	});
});

it('no answer of the credential test for CrossLink holds the password', async () => {
	for (const kind of ['status', 'truncated', 'cutBody', 'resetAfter'] as const) {
		sandbox.faults.clear();
		sandbox.faults.add({
			kind,
			path: '^/broker',
			...(kind === 'status' ? { status: 500, body: '{"error":"x"}', contentType: 'application/json' } : {}),
		});
		const result = await press();
		expect(result.status).toBe('Error');
		expect(result.message).not.toContain(sandbox.crosslink.west.password);
	}
});
