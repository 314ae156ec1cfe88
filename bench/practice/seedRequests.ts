import type { Sandbox } from '../../sandbox';
import { inventPastRequests } from '../../sandbox/past';
import { crossLinkRequestOf } from '../../sandbox/past/pastInCrossLink';
import { modRsRowOf } from '../../sandbox/past/pastInModRs';
import type { PracticeCommands } from './commands';

type Seed<Name extends keyof PracticeCommands> = (
	sandbox: Sandbox,
	options: Parameters<PracticeCommands[Name]>[0],
) => ReturnType<PracticeCommands[Name]>;

/** The creation times of seeded requests are spread over this time, which ends an hour ago. */
const seededOverMs = 365 * 86_400_000;
const newestSeededAgoMs = 3_600_000;

function madeAt({ clock }: Sandbox, index: number, count: number): number {
	return clock.now() - newestSeededAgoMs - Math.round(((count - 1 - index) / count) * seededOverMs);
}

export const seedModRsRequests: Seed<'seed'> = (sandbox, { count, openOneIn }) => {
	const { requests } = sandbox;
	const isOpen = (index: number) => index % openOneIn === 0;
	requests.seed('east', count, (index) => ({
		isRequester: true,
		hrid: `EAST-${100_000 + index}`,
		title: `Request number ${index}`,
		author: 'Someone',
		patronIdentifier: `P${1001 + (index % 8)}`,
		patronEmail: 'reader@example.edu',
		refdata: { serviceType: 'loan' },
		state: isOpen(index) ? 'REQ_EXPECTS_TO_SUPPLY' : 'REQ_REQUEST_COMPLETE',
		dateCreated: madeAt(sandbox, index, count),
	}));
	return requests
		.all('east')
		.filter(({ state }) => state === 'REQ_EXPECTS_TO_SUPPLY')
		.map(({ id }) => id);
};

export const seedCrossLinkRequests: Seed<'seedCrossLink'> = (sandbox, { count, openOneIn, unreadOneIn }) => {
	const idOf = (index: number) => `WEST-${100_000 + index}`;
	const isOpen = (index: number) => index % openOneIn === 0;
	const symbols = { fromSymbol: 'ISIL:US-HILL', toSymbol: 'ISIL:US-WEST' };
	sandbox.crosslink.requests.seed(count, (index) => {
		const at = madeAt(sandbox, index, count) * 1000;
		const patron = `P${1001 + (index % 8)}`;
		const note = { id: `note-${index}`, ...symbols, note: 'It takes a week.', createdAt: at };
		return {
			id: idOf(index),
			requesterSymbol: symbols.toSymbol,
			supplierSymbol: symbols.fromSymbol,
			patron,
			illRequest: {
				bibliographicInfo: { title: `Request number ${index}`, author: 'Someone' },
				serviceInfo: { serviceType: 'Loan' },
				patronInfo: { patronId: patron },
			},
			state: isOpen(index) ? 'SUPPLIER_LOCATED' : 'COMPLETED',
			terminalState: !isOpen(index),
			createdAt: at,
			updatedAt: at,
			notifications: index % (openOneIn * unreadOneIn) === 0 ? [{ ...note, direction: 'received', kind: 'note' }] : [],
		};
	});
	return Array.from({ length: count }, (_, index) => index)
		.filter(isOpen)
		.map(idOf);
};

export const seedPastRequests: Seed<'writePast'> = ({ requests, crosslink, clock }, { requests: count }) => {
	for (const life of inventPastRequests({ seed: 'bench', requests: count, until: clock.now() })) {
		requests.add('east', modRsRowOf('east', life));
		crosslink.requests.add(crossLinkRequestOf('west', life));
	}
};

export const seedLendingRequests: Seed<'seedLending'> = (sandbox, { count }) => {
	const supplied = ['RES_NEW_AWAIT_PULL_SLIP', 'RES_AWAIT_PICKING', 'RES_ITEM_SHIPPED', 'RES_COMPLETE'];
	for (let index = 0; index < count; index++) {
		const at = madeAt(sandbox, index, count);
		const states = index % 4 === 0 ? ['RES_UNFILLED'] : supplied;
		const audit = states.map((to, step) => ({
			id: `lending-${index}-${step}`,
			auditNo: step + 1,
			at: at + (step + 1) * 60_000,
			from: states[step - 1] ?? 'RES_IDLE',
			to,
			message: 'Seeded',
		}));
		sandbox.requests.add('east', {
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
};
