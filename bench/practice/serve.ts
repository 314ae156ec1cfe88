import { startSandbox, type Sandbox } from '../../sandbox';
import { livesOf } from '../../sandbox/past';
import { requestOf } from '../../sandbox/past/inCrossLink';
import { modRsRowOf } from '../../sandbox/past/inModRs';
import type { Call, Commands, Reply } from './commands';

/* The practice consortium in a process of its own, so that its work does not slow down what is measured. */

/** Seeded requests were made over this time, up to an hour ago. */
const seededOverMs = 365 * 86_400_000;
const newestSeededAgoMs = 3_600_000;

function commandsFor(sandbox: Sandbox): Commands {
	const { crosslink, inventory, libraries, requests } = sandbox;
	const isOpen = (state: string): boolean => !['REQ_REQUEST_COMPLETE', 'REQ_CANCELLED', 'REQ_END_OF_ROTA'].includes(state);
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
		seed: ({ count, openOneIn }) => {
			const lastAt = sandbox.clock.now() - newestSeededAgoMs;
			requests.seed('east', count, (index) => ({
				isRequester: true,
				hrid: `EAST-${100_000 + index}`,
				title: `Request number ${index}`,
				author: 'Someone',
				patronIdentifier: `P${1001 + (index % 8)}`,
				patronEmail: 'reader@example.edu',
				refdata: { serviceType: 'loan' },
				state: index % openOneIn === 0 ? 'REQ_EXPECTS_TO_SUPPLY' : 'REQ_REQUEST_COMPLETE',
				dateCreated: lastAt - Math.round(((count - 1 - index) / count) * seededOverMs),
			}));
			return requests
				.all('east')
				.filter(({ state }) => isOpen(state))
				.map(({ id }) => id);
		},
		change: ({ ids, apartMs = 0 }) => {
			for (const id of ids) {
				sandbox.clock.advance(apartMs);
				requests.move(id, requests.get(id).state === 'REQ_SHIPPED' ? 'REQ_CHECKED_IN' : 'REQ_SHIPPED');
			}
		},
		seedCrossLink: ({ count, openOneIn, unreadOneIn }) => {
			const lastAt = sandbox.clock.now() - newestSeededAgoMs;
			const open: string[] = [];
			crosslink.requests.seed(count, (index) => {
				const id = `WEST-${100_000 + index}`;
				const isOpen = index % openOneIn === 0;
				const at = (lastAt - Math.round(((count - 1 - index) / count) * seededOverMs)) * 1000;
				if (isOpen) open.push(id);
				const isUnread = isOpen && open.length % unreadOneIn === 0;
				return {
					id,
					requesterSymbol: 'ISIL:US-WEST',
					supplierSymbol: 'ISIL:US-HILL',
					patron: `P${1001 + (index % 8)}`,
					illRequest: {
						bibliographicInfo: { title: `Request number ${index}`, author: 'Someone' },
						serviceInfo: { serviceType: 'Loan' },
						patronInfo: { patronId: `P${1001 + (index % 8)}` },
					},
					state: isOpen ? 'SUPPLIER_LOCATED' : 'COMPLETED',
					terminalState: !isOpen,
					createdAt: at,
					updatedAt: at,
					notifications: isUnread
						? [
								{
									id: `note-${index}`,
									fromSymbol: 'ISIL:US-HILL',
									toSymbol: 'ISIL:US-WEST',
									direction: 'received',
									kind: 'note',
									note: 'It takes a week.',
									createdAt: at,
								},
							]
						: [],
				};
			});
			return open;
		},
		changeCrossLink: ({ ids }) => {
			for (const id of ids) crosslink.requests.move(id, crosslink.requests.get(id).state === 'SHIPPED' ? 'RECEIVED' : 'SHIPPED');
		},
		writePast: ({ requests: count }) => {
			for (const life of livesOf({ seed: 'bench', requests: count, until: sandbox.clock.now() })) {
				requests.add('east', modRsRowOf('east', life));
				crosslink.requests.add(requestOf('west', life));
			}
		},
		seedLending: ({ count }) => {
			const lastAt = sandbox.clock.now() - newestSeededAgoMs;
			for (let index = 0; index < count; index++) {
				const at = lastAt - Math.round(((count - 1 - index) / count) * seededOverMs);
				const states =
					index % 4 === 0 ? ['RES_UNFILLED'] : ['RES_NEW_AWAIT_PULL_SLIP', 'RES_AWAIT_PICKING', 'RES_ITEM_SHIPPED', 'RES_COMPLETE'];
				const audit = states.map((to, step) => ({
					id: `lending-${index}-${step}`,
					auditNo: step + 1,
					at: at + (step + 1) * 60_000,
					from: states[step - 1] ?? 'RES_IDLE',
					to,
					message: 'Seeded',
				}));
				requests.add('east', {
					isRequester: false,
					hrid: `WEST-${100_000 + index}`,
					title: `Request number ${index}`,
					publicationDate: String(1990 + (index % 36)),
					refdata: { serviceType: index % 5 === 0 ? 'copy' : 'loan' },
					requestingInstitutionSymbol: 'ISIL:US-WEST',
					state: states.at(-1) ?? 'RES_IDLE',
					dateCreated: at,
					lastUpdated: audit.at(-1)?.at ?? at,
					audit,
				});
			}
		},
		ownMs: () => {
			const [row, ...others] = requests.all('east').filter(({ isRequester }) => isRequester);
			const asked = row?.audit.find(({ to }) => to === 'REQ_REQUEST_SENT_TO_SUPPLIER');
			if (row === undefined || asked === undefined || others.length > 0)
				throw new Error('There is no request for which a library was asked, or more than one');
			return asked.at - row.dateCreated;
		},
		rowsByReference: () => {
			const counts: Record<string, number> = {};
			for (const { identifier } of requests.all('east').flatMap(({ requestIdentifiers }) => requestIdentifiers))
				counts[identifier] = (counts[identifier] ?? 0) + 1;
			// With CrossLink a reference begins the id.
			for (const { id, side } of crosslink.requests.all())
				if (side === 'borrowing') counts[id.replace(/\.[0-9a-f]{8}$/, '')] = (counts[id.replace(/\.[0-9a-f]{8}$/, '')] ?? 0) + 1;
			return counts;
		},
	};
}

async function main(): Promise<void> {
	const sandbox = await startSandbox({ autoStaff: false });
	// A log of every request would grow without end; the proxy counts.
	sandbox.log.enabled = false;
	const commands = commandsFor(sandbox);
	process.on('message', ({ id, command, argument }: Call) => {
		let reply: Reply;
		try {
			reply = { id, value: (commands[command] as (argument: unknown) => unknown)(argument) };
		} catch (error) {
			reply = { id, error: error instanceof Error ? error.message : String(error) };
		}
		process.send?.(reply);
	});
	process.on('disconnect', () => process.exit(0));
	process.send?.({ id: 0 } satisfies Reply);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
