import { createRequest } from '../../../../reshare/requests/create/createRequest';
import type { CreateDependencies } from '../../../../reshare/requests/create/createRun';
import { CreateLookups } from '../../../../reshare/requests/create/createRun';
import { startSandbox, type Sandbox } from '../../../virtualSandbox';
import { depsFor, loan, usualOptions } from './practice';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 50 });
});
afterAll(async () => await sandbox.close());

/** Makes another process send a request just after this one has looked up the reference. */
function overtaken(other: () => Promise<unknown>): CreateDependencies {
	const deps = depsFor(sandbox);
	class Overtaken extends CreateLookups {
		override async openRequests(patronId: string): ReturnType<CreateLookups['openRequests']> {
			await other();
			return await super.openRequests(patronId);
		}
	}
	return { ...deps, lookups: new Overtaken(deps.requests) };
}

const draft = loan({ reference: 'MEANWHILE-1' });
const request = (reference: string) => ({
	patronIdentifier: draft.patronId,
	title: draft.title ?? '',
	systemInstanceIdentifier: draft.instanceId ?? '',
	refdata: { serviceType: 'loan' },
	requestIdentifiers: [{ id: `identifier-${reference}`, identifierType: 'ILLIAD', identifier: reference }],
});

afterEach(() => sandbox.requests.clear());

it('a request that another process sent meanwhile with the same reference is reported as already existing, not as a duplicate', async () => {
	const result = await createRequest(
		overtaken(async () => await sandbox.requests.create('east', request('MEANWHILE-1'))),
		draft,
		usualOptions,
	);
	const [row, ...more] = sandbox.requests.all('east');
	expect(more).toEqual([]);
	expect(result).toMatchObject({ alreadyExisted: true, requestId: row?.id, reference: 'MEANWHILE-1' });
	expect(result.outcome).not.toBe('notCreated');
});

it('a request that another process sent meanwhile with another reference for the same title is a duplicate', async () => {
	const result = await createRequest(
		overtaken(async () => await sandbox.requests.create('east', request('OTHER-1'))),
		draft,
		usualOptions,
	);
	expect(result).toMatchObject({ outcome: 'notCreated', reason: 'duplicate', alreadyExisted: false });
	expect(sandbox.requests.withReference('MEANWHILE-1')).toEqual([]);
});
