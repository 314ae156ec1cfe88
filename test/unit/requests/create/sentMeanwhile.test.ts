import { createRequest } from '../../../../reshare/requests/create/createRequest';
import type { CreateDependencies } from '../../../../reshare/requests/create/startCreating';
import { CreateLookups } from '../../../../reshare/requests/create/startCreating';
import { startSandbox } from '../../../virtualSandbox';
import { sandboxForAll } from '../../sandboxForTests';
import { depsFor, loan, usualOptions } from './practiceDependencies';

const sandbox = sandboxForAll({ validationDelayMs: 50 }, startSandbox);

/** Makes another process send a request just after this one has looked up the reference. */
function overtaken(other: () => Promise<unknown>): CreateDependencies {
	const deps = depsFor(sandbox);
	class Overtaken extends CreateLookups {
		override async openRequests(patronId: string) {
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

it('Create reports a request that another process has sent meanwhile with the same reference as already existing', async () => {
	const result = await createRequest(
		overtaken(() => sandbox.requests.create('east', request('MEANWHILE-1'))),
		draft,
		usualOptions,
	);
	const [row, ...more] = sandbox.requests.all('east');
	expect(more).toEqual([]);
	expect(result).toMatchObject({ alreadyExisted: true, requestId: row?.id, reference: 'MEANWHILE-1' });
	expect(result.outcome).not.toBe('notCreated');
});
