import { waitInVirtualTime, startSandbox } from '../../../sandboxInVirtualTime';
import { createDependenciesFor } from '../create/practiceDependencies';
import { sandboxForAll } from '../../sandboxForTests';

const sandbox = sandboxForAll({ validationDelayMs: 50 }, startSandbox);

it.each([
	['EAST-SCI', 'Science Library --> ISIL:US-EASTSCI', 'Science Library'],
	['EAST-MAIN', 'Main Library', 'Main Library'],
])('the pickup location %s, which mod-rs calls %s, is shown by the name that patrons know', async (slug, stored, told) => {
	const { id } = await sandbox.requests.create('east', {
		isRequester: true,
		patronIdentifier: 'P1001',
		title: 'A title',
		pickupLocationSlug: slug,
	});
	await waitInVirtualTime(2000);
	expect(sandbox.requests.get(id).pickupLocation).toBe(stored);
	expect((await createDependenciesFor(sandbox).requests.get(id))?.pickupLocation).toBe(told);
});
