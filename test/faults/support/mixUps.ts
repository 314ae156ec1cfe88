import { ReShareRequest } from '../../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareSearch } from '../../../nodes/ReShareSearch/ReShareSearch.node';
import { runNode, testCredential } from '../../engine/harness';
import { openPractice } from './practice';
import { inventoryCredential, libraryCredential } from './row';

/** What people read where no fault is at work: the two accounts mixed up, and a node without the credential that it needs. */
export async function wordsOfMixUps(): Promise<string[]> {
	const practice = await openPractice();
	try {
		const library = libraryCredential(practice, 'front', 'url');
		const inventory = inventoryCredential(practice, 'front');
		const tested = await Promise.all([
			testCredential(new ReShareSearch(), { ...inventory, tenant: library.tenant, username: library.username, password: library.password } as never),
			testCredential(new ReShareRequest(), { ...library, tenant: inventory.tenant, username: inventory.username, password: inventory.password } as never),
		]);
		const { error } = await runNode({ node: new ReShareRequest(), parameters: { operation: 'getMany' }, credentials: {} });
		return [...tested.map(({ message }) => message), error?.message ?? ''];
	} finally {
		await practice.close();
	}
}
