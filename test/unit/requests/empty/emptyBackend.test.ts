import { findRequest } from '../../../../reshare/requests/read/findRequest';
import { listOpenRequestsOfPatron } from '../../../../reshare/requests/read/openRequestsOfPatron';
import { readChanges } from '../../../../reshare/requests/changes/readChanges';
import { createInitialCursor } from '../../../../reshare/requests/changes/createInitialCursor';
import { usualCheckSwitches, type CreateOptions } from '../../../../reshare/requests/create/createTypes';
import { createRequest } from '../../../../reshare/requests/create/createRequest';
import { startCreating } from '../../../../reshare/requests/create/createRun';
import { previewRequest } from '../../../../reshare/requests/create/previewRequest';
import { loan, testKey } from '../create/practice';
import { EmptyBackend } from './EmptyBackend';

describe('a back end that has no requests', () => {
	const desk = new EmptyBackend();
	const options: CreateOptions = { via: 'direct', checks: usualCheckSwitches, validationWaitMs: 0, cutNote: false };
	const draft = loan({ pickupLocation: 'MAIN' });

	it('a search by number, reference or patron in an empty back end finds nothing', async () => {
		await expect(findRequest(desk, 'ILL-1')).resolves.toBeUndefined();
		await expect(listOpenRequestsOfPatron(desk, 'P1')).resolves.toMatchObject({ requests: [], limit: null });
	});

	it('a draft for an empty back end goes through the same stages as for any other, up to its refusal', async () => {
		const run = () => startCreating(desk, testKey);
		const preview = await previewRequest(run(), draft, options);
		expect(preview).toMatchObject({ outcome: 'wouldBeSent', request: { number: preview.reference } });
		const result = await createRequest(run(), draft, options);
		expect(result).toMatchObject({ outcome: 'notCreated', reason: 'resolverRefused', reference: preview.reference });
		expect(result.explanation).toContain('This desk takes no requests');
	});

	it('a follower of an empty back end starts and reports no changes', async () => {
		const following = {
			scope: desk.scope,
			side: 'borrowing',
			overlapSeconds: 300,
			startHours: 0,
			now: Date.now(),
			mustStop: () => false,
		} as const;
		const state = await createInitialCursor(desk, following);
		const reading = await readChanges(desk, state, {
			...following,
			ignoreOlderThanSeconds: 0,
			repeatAfterRestart: false,
			failures: new Map(),
		});
		expect(reading).toMatchObject({ changes: [], cursor: { position: { backlogFrom: null } } });
	});
});
