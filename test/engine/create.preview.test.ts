import { ModRsBackend } from '../../reshare/requests/modrs/ModRsBackend';
import { createRequest } from '../../reshare/requests/create/createRequest';
import type { CreateDependencies } from '../../reshare/requests/create/createRun';
import { previewRequest, type PreviewResult } from '../../reshare/requests/create/previewRequest';
import type { CreateOptions, CreateResult } from '../../reshare/requests/create/createTypes';
import type { RequestDraft } from '../../reshare/draft';
import { startSandbox, type NewRequestRow, type Sandbox } from '../virtualSandbox';
import { copy, depsFor, instanceNumber, loan, optionsWith, lentBySeveral } from '../unit/requests/create/practice';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60 });
});

afterAll(async () => {
	await sandbox.close();
});

beforeEach(() => {
	sandbox.requests.clear();
	sandbox.settings.set('east', 'max_requests', '50');
});

const book: RequestDraft = loan({
	instanceId: lentBySeveral.instanceId,
	title: lentBySeveral.title,
	author: lentBySeveral.author,
	reference: 'SAME-1',
});

function row(values: NewRequestRow = {}): NewRequestRow {
	return { isRequester: true, hrid: 'EAST-5', patronIdentifier: 'P1001', title: 'Earlier', ...values };
}

function named(reference: string, state: string): void {
	const { id } = sandbox.requests.add(
		'east',
		row({
			requestIdentifiers: [{ id: `${reference}-${sandbox.requests.count('east')}`, identifierType: 'ILLIAD', identifier: reference }],
		}),
	);
	sandbox.requests.move(id, state);
}

interface Case {
	readonly wish?: Partial<RequestDraft>;
	readonly options?: Partial<CreateOptions>;
	readonly before?: () => void;
}

const tooLong = { note: 'x'.repeat(256) };

/** What Create decides without sending. */
const cases: Array<[name: string, given: Case]> = [
	['a field that cannot be sent', { wish: tooLong }],
	['a reference that cannot be looked for', { wish: { reference: 'a(b)' } }],
	['an OpenURL that would be too long', { wish: { title: 'ü'.repeat(900), author: 'ß'.repeat(900), edition: 'x'.repeat(250) } }],
	['a pickup location that nobody knows', { wish: { pickupLocation: 'NOWHERE' } }],
	[
		'the same title under way',
		{ before: () => void sandbox.requests.add('east', row({ systemInstanceIdentifier: lentBySeveral.instanceId })) },
	],
	[
		'a patron at the limit',
		{
			before: () => {
				sandbox.settings.set('east', 'max_requests', '1');
				sandbox.requests.add('east', row());
			},
		},
	],
	['a blocked patron', { wish: { patronId: 'P9001' } }],
	['a reference that is in use', { before: () => named('SAME-1', 'REQ_SHIPPED') }],
	['a reference that is in use, and a note that is too long', { wish: tooLong, before: () => named('SAME-1', 'REQ_SHIPPED') }],
	['a reference whose request waits for staff', { before: () => named('SAME-1', 'REQ_INVALID_PATRON') }],
	['a reference that is used up', { before: () => named('SAME-1', 'REQ_REQUEST_COMPLETE') }],
	['a reference whose item is on its way back', { before: () => named('SAME-1', 'REQ_SHIPPED_TO_SUPPLIER') }],
	[
		'a reference with two open requests',
		{ before: () => ['REQ_SHIPPED', 'REQ_EXPECTS_TO_SUPPLY'].forEach((state) => named('SAME-1', state)) },
	],
];

const facts = ({ reason, requestId, hrid, status, reference, checks, explanation, warnings }: CreateResult | PreviewResult) => ({
	reason,
	requestId,
	hrid,
	status,
	reference,
	checks,
	explanation,
	warnings,
});

describe('Preview compared with Create', () => {
	it.each(cases)('Preview gives the reason, checks and explanation of Create for %s', async (_name, { wish, options, before }) => {
		before?.();
		const count = sandbox.requests.count('east');
		const preview = await previewRequest(depsFor(sandbox), { ...book, ...wish }, optionsWith(options ?? {}));
		expect(sandbox.requests.count('east')).toBe(count);
		const created = await createRequest(depsFor(sandbox), { ...book, ...wish }, optionsWith(options ?? {}));
		expect(sandbox.requests.count('east')).toBe(count);
		expect(facts(preview)).toEqual(facts(created));
		expect(preview.outcome).toBe(created.alreadyExisted && created.reason !== 'twoRequests' ? 'alreadyExists' : 'wouldNotBeSent');
	});

	it('a draft that Preview would send is created with the same checks and the same reference', async () => {
		const preview = await previewRequest(depsFor(sandbox), book, optionsWith({}));
		expect(preview).toMatchObject({ outcome: 'wouldBeSent', reason: null, requestFrom: 'resolver' });
		const created = await createRequest(depsFor(sandbox), book, optionsWith({}));
		expect(created).toMatchObject({ outcome: 'created', checks: preview.checks, reference: preview.reference });
	});
});

it.each<[string, Partial<RequestDraft>]>([
	['without a record, which the resolver never makes up', { instanceId: undefined }],
	['with a record', { instanceId: lentBySeveral.instanceId }],
])('Preview shows the request that the resolver would make of a copy %s', async (_what, { instanceId }) => {
	const preview = await previewRequest(depsFor(sandbox), copy({ instanceId, reference: 'COPY-8' }), optionsWith({}));
	expect(preview).toMatchObject({ outcome: 'wouldBeSent', requestFrom: 'resolver', warnings: [], request: { serviceType: 'copy' } });
	expect(preview.request?.systemInstanceIdentifier).toBe(instanceId);
});

describe('a credential without OpenURL Base URL', () => {
	const without = (): CreateDependencies => {
		const deps = depsFor(sandbox);
		return { ...deps, requests: new ModRsBackend(deps.requests.okapi) };
	};

	it('a credential without OpenURL Base URL stops Preview as it stops Create', async () => {
		await expect(createRequest(without(), book, optionsWith({}))).rejects.toThrow("no '⟦openUrlBaseUrl⟧'");
		await expect(previewRequest(without(), book, optionsWith({}))).rejects.toThrow("no '⟦openUrlBaseUrl⟧'");
	});

	it('a credential without OpenURL Base URL is enough for sending directly to ReShare', async () => {
		const preview = await previewRequest(
			without(),
			{ ...book, instanceId: instanceNumber(3) },
			optionsWith({ via: 'direct', requestingSymbol: 'RESHARE:US-EAST' }),
		);
		expect(preview).toMatchObject({ outcome: 'wouldBeSent', openUrl: null, requestFrom: 'package' });
	});
});
