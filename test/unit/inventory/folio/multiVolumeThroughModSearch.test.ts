import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { buildInstanceId } from '../../../../sandbox/inventory/recordIds';
import { openInventory } from '../find/judgeLookup';

let sandbox: Sandbox;

afterEach(async () => {
	await sandbox.close();
});

/** FOLIO imports every monograph as `single unit`, and mod-search's records have no extent. */
it.each(['absent', 'loaded'] as const)(
	'a set found by its ISBN goes to review without a volume, with mod-search %s',
	async (searchModule) => {
		sandbox = await startSandbox({ inventory: { searchModule } });
		const found = await findEligible(openInventory(sandbox), { isbn: '0201633469' }, { ownSymbols: ['US-EAST'] });
		expect(found).toMatchObject({ outcome: 'needsReview', reason: 'volumeMissing', instanceId: buildInstanceId(73) });
	},
);
