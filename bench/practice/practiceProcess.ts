import { startSandbox, type Sandbox } from '../../sandbox';
import type { CommandCall, PracticeCommands, CommandReply } from './commands';
import { seedModRsRequests, seedCrossLinkRequests, seedLendingRequests, seedPastRequests } from './seedRequests';

/** The practice consortium has a process of its own, so that its work does not slow down what is measured. */

function commandsFor(sandbox: Sandbox): PracticeCommands {
	const { crosslink, inventory, libraries, requests } = sandbox;
	return {
		access: () => {
			const { tenant, username, password, openUrlTenant } = libraries.east;
			return {
				okapiUrl: sandbox.okapiUrl,
				inventory: { tenant: inventory.tenant, username: inventory.username, password: inventory.password },
				library: { tenant, username, password, openUrlTenant },
				crossLink: crosslink.west,
				vufindPath: new URL(sandbox.vufind.urls.v10).pathname,
			};
		},
		cataloguedIsbns: () => inventory.records.flatMap(({ identifiers }) => /^\d{13}/.exec(identifiers?.isbn?.[0] ?? '')?.[0] ?? []),
		inventoryCalls: () => ({ ...inventory.calls }),
		resetInventoryCalls: () => inventory.reset(),
		clearRequests: () => {
			requests.clear();
			crosslink.requests.clear();
		},
		setting: ({ key, value }) => sandbox.settings.set('east', key, value),
		seed: (wanted) => seedModRsRequests(sandbox, wanted),
		change: ({ ids, apartMs = 0 }) => {
			for (const id of ids) {
				sandbox.clock.advance(apartMs);
				requests.move(id, requests.get(id).state === 'REQ_SHIPPED' ? 'REQ_CHECKED_IN' : 'REQ_SHIPPED');
			}
		},
		seedCrossLink: (wanted) => seedCrossLinkRequests(sandbox, wanted),
		changeCrossLink: ({ ids }) => {
			for (const id of ids) crosslink.requests.move(id, crosslink.requests.get(id).state === 'SHIPPED' ? 'RECEIVED' : 'SHIPPED');
		},
		writePast: (wanted) => seedPastRequests(sandbox, wanted),
		seedLending: (wanted) => seedLendingRequests(sandbox, wanted),
		ownMs: () => {
			const [row, ...others] = requests.all('east').filter(({ isRequester }) => isRequester);
			const asked = row?.audit.find(({ to }) => to === 'REQ_REQUEST_SENT_TO_SUPPLIER');
			if (row === undefined || asked === undefined || others.length > 0)
				throw new Error('There is no request for which a library was asked, or more than one');
			return asked.at - row.dateCreated;
		},
		rowsByReference: () => {
			const inModRs = requests.all('east').flatMap(({ requestIdentifiers }) => requestIdentifiers.map(({ identifier }) => identifier));
			// The id of a CrossLink request begins with its reference.
			const inCrossLink = crosslink.requests
				.all()
				.flatMap(({ id, side }) => (side === 'borrowing' ? [id.replace(/\.[0-9a-f]{8}$/, '')] : []));
			const counts: Record<string, number> = {};
			for (const reference of [...inModRs, ...inCrossLink]) counts[reference] = (counts[reference] ?? 0) + 1;
			return counts;
		},
	};
}

async function main(): Promise<void> {
	const sandbox = await startSandbox({ autoStaff: false });
	// The log of all requests would grow without end, and the proxy counts them anyway.
	sandbox.log.enabled = false;
	const commands = commandsFor(sandbox);
	process.on('message', ({ id, command, argument }: CommandCall) => {
		let reply: CommandReply;
		try {
			reply = { id, value: (commands[command] as (argument: unknown) => unknown)(argument) };
		} catch (error) {
			reply = { id, error: error instanceof Error ? error.message : String(error) };
		}
		process.send?.(reply);
	});
	process.on('disconnect', () => process.exit(0));
	process.send?.({ id: 0 } satisfies CommandReply);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
