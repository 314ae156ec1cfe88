import { usualCheckSwitches, type CreateOptions } from '../../../../reshare/requests/create/createTypes';
import { createRequest } from '../../../../reshare/requests/create/createRequest';
import { setUpCreateRun } from '../../../../reshare/requests/create/setUpCreateRun';
import { previewRequest } from '../../../../reshare/requests/create/previewRequest';
import { buildLoanDraft, testReferenceDerivation } from '../create/practiceDependencies';
import { EmptyBackend } from './EmptyBackend';

describe('a back end that has no requests', () => {
	const backend = new EmptyBackend();
	const options: CreateOptions = { via: 'direct', checks: usualCheckSwitches, validationWaitMs: 0, cutNote: false };
	const draft = buildLoanDraft({ pickupLocation: 'MAIN' });

	it('creating a draft on a back end that refuses every draft goes through the same stages as on any other, up to the refusal', async () => {
		const run = () => setUpCreateRun(backend, testReferenceDerivation);
		const preview = await previewRequest(run(), draft, options);
		expect(preview).toMatchObject({ outcome: 'wouldBeSent', request: { number: preview.reference } });
		const result = await createRequest(run(), draft, options);
		expect(result).toMatchObject({ outcome: 'notCreated', reason: 'resolverRefused', reference: preview.reference });
		expect(result.explanation).toContain('This desk takes no requests');
	});
});
