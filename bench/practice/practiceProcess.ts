import { startSandbox, type Sandbox } from '../../sandbox';
import { answerCommands } from '../BenchProcess';
import { seedRequests } from './seedRequests';

/** The practice consortium has a process of its own, so that its work does not slow down what is measured. */

/** The commands that the practice consortium carries out between measurements. */
function commandsFor(sandbox: Sandbox) {
	const { inventory, libraries, requests } = sandbox;
	return {
		access: () => {
			const { tenant, username, password, openUrlTenant } = libraries.east;
			return {
				okapiUrl: sandbox.okapiUrl,
				inventory: { tenant: inventory.tenant, username: inventory.username, password: inventory.password },
				library: { tenant, username, password, openUrlTenant },
				/** The path of the newest VuFind on the same server. */
				vufindPath: new URL(sandbox.vufind.urls.v10).pathname,
			};
		},
		/** Returns one ISBN of each record of the inventory, digits only. */
		cataloguedIsbns: () => inventory.records.flatMap(({ identifiers }) => /^\d{13}/.exec(identifiers?.isbn?.[0] ?? '')?.[0] ?? []),
		/** Returns how many calls the inventory's GraphQL has made since this command was last given. */
		takeInventoryCalls: () => {
			const { total = 0 } = inventory.calls;
			inventory.reset();
			return total;
		},
		clearRequests: () => requests.clear(),
		setting: ({ key, value }: { readonly key: string; readonly value: string }) => sandbox.settings.set('east', key, value),
		seed: (count: number) => seedRequests(sandbox, count),
		/** Moves each request to Shipped, one every `apartMs` by the consortium's clock. */
		ship: ({ ids, apartMs }: { readonly ids: readonly string[]; readonly apartMs: number }) => {
			for (const id of ids) {
				sandbox.clock.advance(apartMs);
				requests.move(id, 'REQ_SHIPPED');
			}
		},
		/** Returns the milliseconds that the consortium itself took, without network, to check the only request and to ask a library. */
		ownMs: () => {
			const [row, ...others] = requests.all('east').filter(({ isRequester }) => isRequester);
			const asked = row?.audit.find(({ to }) => to === 'REQ_REQUEST_SENT_TO_SUPPLIER');
			if (row === undefined || asked === undefined || others.length > 0)
				throw new Error('There is no request for which a library was asked, or more than one');
			return asked.at - row.dateCreated;
		},
	};
}

async function start() {
	const sandbox = await startSandbox({ autoStaff: false });
	// The log of all requests would grow without end, and the proxy counts them anyway.
	sandbox.log.enabled = false;
	return commandsFor(sandbox);
}

export type PracticeCommands = ReturnType<typeof commandsFor>;
export type PracticeAccess = ReturnType<PracticeCommands['access']>;

answerCommands(start());
