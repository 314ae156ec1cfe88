import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { openFolioIndex } from './judgeLookups';
import { sandboxForAll } from '../../sandboxForTests';

const sandbox = sandboxForAll();

const isbn = '9780151446476';
const warnings = async (options: Partial<Parameters<typeof findEligible>[2]>) =>
	(await findEligible(openFolioIndex(sandbox), { isbn }, { ownSymbols: ['US-EAST'], ...options })).warnings;

it("Find Eligible Instance warns if the shared inventory lacks the library's own symbol or a lending policy from the settings", async () => {
	expect(await warnings({ ownSymbols: ['US-EATS'] })).toContain(
		"The inventory has no location of US-EATS; if the symbol is mistyped, your own holdings count as another library's",
	);
	expect(await warnings({ lendingPolicies: ['Will lend', 'Will lnd'] })).toContain("The inventory has no lending policy 'Will lnd'");
});

it('Find Eligible Instance does not warn of symbols and policies that the inventory has, nor of default policies', async () => {
	expect(await warnings({ ownSymbols: ['reshare:us-east'], lendingPolicies: ['will lend'] })).toEqual([]);
	expect(await warnings({ serviceType: 'copy' })).toEqual([]);
});
