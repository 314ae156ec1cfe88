import { startSandbox, type Sandbox } from '../../sandbox';
import type { GraphqlVersion } from '../../sandbox/inventory/createInventory';
import type { ComparedBackEnd } from './comparedCalls';

const days = (count: number) => count * 86_400_000;
/** Four books whose lenders respond in different ways. */
const books = [1, 2, 3, 4].map((number) => `30000000-0000-4000-8000-${String(number).padStart(12, '0')}`);

/** Opens a practice consortium that has requests in many states, or its shared inventory, with the account that reads it. */
export async function startPracticeForComparison(
	backEnd: ComparedBackEnd,
	graphqlVersion?: GraphqlVersion,
): Promise<{
	readonly sandbox: Sandbox;
	readonly account: { readonly url: string; readonly tenant: string; readonly username: string; readonly password: string };
}> {
	const sandbox = await startSandbox({ validationDelayMs: 5, ...(graphqlVersion === undefined ? {} : { inventory: { graphqlVersion } }) });
	if (backEnd === 'graphql') return { sandbox, account: { url: sandbox.okapiUrl, ...accountOf(sandbox.inventory) } };
	for (const wait of [40, 10, 3, 1, 0]) {
		for (const book of [...books, '3fffffff-0000-4000-8000-000000000001']) {
			if (backEnd === 'crossLink') {
				const illRequest = {
					bibliographicInfo: { supplierUniqueRecordId: book, title: 'Compared' },
					serviceInfo: { serviceType: 'Loan', serviceLevel: { '#text': 'Standard' }, note: 'Thanks' },
					patronInfo: { patronId: 'P1001' },
				};
				await sandbox.crosslink.requests.create({ requesterSymbol: 'ISIL:US-EAST', patron: 'P1001', illRequest });
			} else {
				await sandbox.requests.create('east', {
					title: 'Compared',
					patronIdentifier: 'P1001',
					systemInstanceIdentifier: book,
					requestingInstitutionSymbol: 'RESHARE:US-EAST',
				});
			}
		}
		// The practice consortium finds suppliers only a moment after a request was made.
		await new Promise((resolve) => setTimeout(resolve, 50));
		sandbox.clock.advance(days(wait));
	}
	return {
		sandbox,
		account: { url: sandbox.okapiUrl, ...accountOf(backEnd === 'crossLink' ? sandbox.crosslink.east : sandbox.libraries.east) },
	};
}

const accountOf = ({ tenant, username, password }: { readonly tenant: string; readonly username: string; readonly password: string }) => ({
	tenant,
	username,
	password,
});
