import { ResolverMonitor } from '../../../../../reshare/requests/modrs/resolver/ResolverMonitor';
import { createRequest } from '../../../../../reshare/requests/create/createRequest';
import type { CreateDependencies } from '../../../../../reshare/requests/create/setUpCreateRun';
import { previewRequest } from '../../../../../reshare/requests/create/previewRequest';
import { ReShare } from '../../../../../reshare';
import { waitInVirtualTime, startSandbox } from '../../../../sandboxInVirtualTime';
import {
	buildCopyDraft,
	createDependenciesFor,
	buildLoanDraft,
	optionsWith,
	recordLentBySeveral,
	usualOptions,
	withResolver,
} from '../../create/practiceDependencies';
import { clearedSandboxForAll } from '../../../sandboxForTests';

const sandbox = clearedSandboxForAll({ validationDelayMs: 60 }, startSandbox);

const draft = buildLoanDraft({
	instanceId: recordLentBySeveral.instanceId,
	title: recordLentBySeveral.title,
	author: recordLentBySeveral.author,
	reference: 'ILL-1',
});

/** Makes the dependencies of Create in a process in which `service` remembers what is known about the resolver. */
function run(service: ResolverMonitor, place: { baseUrl?: string; openUrlTenant?: string } = {}): CreateDependencies {
	return withResolver(createDependenciesFor(sandbox), () => ({ ...place, service }));
}

const west = { openUrlTenant: 'RESHARE:US-WEST' };
const asked = () => sandbox.log.countOf('GET', /^\/openurl/);

it.each([
	['the name of another library', () => west],
	[
		'a name that the resolver does not know and has a default for',
		() => ({ baseUrl: sandbox.defaultResolverUrl, openUrlTenant: 'RESHARE:US-ESAT' }),
	],
])('a draft is not sent and goes to staff with the reason if the resolver is set up with %s', async (_name, place) => {
	const service = new ResolverMonitor();
	for (const one of [draft, buildCopyDraft({ reference: 'COPY-1' })]) {
		const result = await createRequest(run(service, place()), one, usualOptions);
		expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'otherLibrary', requestId: null });
		expect(result.explanation).toMatch(
			/makes the requests of 'RESHARE:US-(WEST|ESAT)' in another library's tenant\. It offers the pickup locations WEST-.* Nothing was sent\.$/,
		);
		expect(result.checks.map(({ check }) => check)).toContain('limit');
	}
	expect(await previewRequest(run(service, place()), draft, usualOptions)).toMatchObject({
		outcome: 'wouldNotBeSent',
		reason: 'otherLibrary',
	});
	expect(sandbox.requests.count()).toBe(0);
});

it('a draft is not sent to a resolver before v1.5.1, the refusal names the alternative, and sending directly works', async () => {
	const service = new ResolverMonitor();
	const place = { baseUrl: sandbox.oldestResolverUrl };
	for (const one of [draft, buildCopyDraft({ reference: 'COPY-1' })]) {
		const result = await createRequest(run(service, place), one, usualOptions);
		expect(result).toMatchObject({ outcome: 'notCreated', reason: 'resolverRefused' });
		expect(result.explanation).toContain(
			"is older than version 1.5.1 and drops references and pickup locations. Leave '⟦openUrlBaseUrl⟧' empty and set '⟦via⟧' to ⟦direct⟧",
		);
	}
	expect(sandbox.requests.count()).toBe(0);
	expect(
		await createRequest(run(service, place), draft, optionsWith({ via: 'direct', requestingSymbol: 'RESHARE:US-EAST' })),
	).toMatchObject({ outcome: 'created' });
});

it("a resolver that proved to be the library's own is probed with two calls in ten minutes, however many drafts are sent", async () => {
	const service = new ResolverMonitor();
	const drafts = [1, 2, 3].map((number) => ({ ...draft, volume: String(number), reference: `ILL-${number}` }));
	const all = await Promise.all(drafts.map((one) => createRequest(run(service), one, optionsWith({ validationWaitMs: 0 }))));
	expect(all.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
	expect(asked()).toBe(2 + 3);
	await waitInVirtualTime(11 * 60_000);
	await createRequest(run(service), { ...draft, volume: '4', reference: 'ILL-4' }, optionsWith({ validationWaitMs: 0 }));
	expect(asked()).toBe(2 + 3 + 2 + 1);
});

it('the resolver is probed separately for each of two library names', async () => {
	const { username, password } = sandbox.libraries.east;
	const account = { url: sandbox.okapiUrl, tenant: 'east', username, password, openUrlBaseUrl: sandbox.resolverUrl };
	for (const [openUrlTenant, outcome] of [
		['RESHARE:US-WEST', 'wouldNotBeSent'],
		['RESHARE:US-EAST', 'wouldBeSent'],
	] as const) {
		const reshare = await ReShare.open({ library: { ...account, openUrlTenant } });
		for (const reference of ['ILL-1', 'ILL-2']) expect(await reshare.requests.preview({ ...draft, reference })).toMatchObject({ outcome });
	}
});

it("a resolver set up with another library's name is detected a minute after a failed reading of the Directory", async () => {
	const service = new ResolverMonitor();
	sandbox.faults.answer(500, { path: '^/directory/entry' });
	expect(await previewRequest(run(service, west), draft, usualOptions)).toMatchObject({ outcome: 'wouldBeSent' });
	sandbox.faults.clear();
	await waitInVirtualTime(61_000);
	expect(await previewRequest(run(service, west), draft, usualOptions)).toMatchObject({
		outcome: 'wouldNotBeSent',
		reason: 'otherLibrary',
	});
});

it('a draft is sent to a resolver that a new probe finds right, even if a request went to another tenant within the hour', async () => {
	const service = new ResolverMonitor();
	service.strayed();
	expect(await createRequest(run(service), draft, optionsWith({ validationWaitMs: 0 }))).toMatchObject({ outcome: 'created' });
});

describe('a resolver whose form does not show its tenant', () => {
	/** Makes the resolver's forms fail, while other calls are answered. */
	const hidden = () => sandbox.faults.answer(500, { path: '^/openurl', skip: 1, times: 1 });

	it('a resolver whose form fails gets drafts until one of them is created in another tenant, and then none for an hour', async () => {
		const service = new ResolverMonitor();
		hidden();
		const first = await createRequest(run(service, west), draft, optionsWith({ validationWaitMs: 0 }));
		expect(first).toMatchObject({ outcome: 'needsStaff', reason: 'otherLibrary' });
		expect(first.explanation).toContain('not in your library');
		expect(sandbox.requests.count('west')).toBe(1);

		const again = await createRequest(run(service, west), draft, optionsWith({ validationWaitMs: 0 }));
		expect(again).toMatchObject({ outcome: 'needsStaff', reason: 'otherLibrary' });
		expect(again.explanation).toContain('Within the last hour');
		expect(sandbox.requests.count('west')).toBe(1);

		await waitInVirtualTime(61 * 60_000);
		hidden();
		sandbox.log.clear();
		await createRequest(run(service, west), draft, optionsWith({ validationWaitMs: 0 }));
		expect(asked()).toBe(3);
	});

	it('a draft is sent to a resolver that could not be probed at all', async () => {
		const service = new ResolverMonitor();
		sandbox.faults.add({ kind: 'resetBefore', path: '^/openurl', times: 1 });
		expect(await createRequest(run(service), draft, usualOptions)).toMatchObject({ outcome: 'created' });
	});
});
