import { startSandbox } from '../../../sandbox/index';
import type { Sandbox, SandboxOptions } from '../../../sandbox/index';
import { bibRecords } from '../../../sandbox/inventory/records/all';
import { asEast, day, hour, stateOf, transitions, wish } from './harness';
import type { Caller, Json } from './harness';

let sandbox: Sandbox;
let east: Caller;
async function open(options: SandboxOptions = {}): Promise<void> {
	sandbox = await startSandbox({ verdictDelayMs: 1000, ...options });
	if (options.speed === undefined) sandbox.clock.hold();
	east = await asEast(sandbox);
}
afterEach(() => sandbox.close());

const record = (number: number) => `30000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const refusedByAll = record(2);

async function create(values: Json = {}): Promise<string> {
	const reply = await east.post('/rs/patronrequests', wish(values));
	return String((reply.json as Json).id);
}
const rotaOf = (row: Json) => [...(row.rota as Json[])].sort((left, right) => Number(left.rotaPosition) - Number(right.rotaPosition));

describe('the rota', () => {
	it('asks own libraries first, then the others in the order of their holdings', async () => {
		await open();
		const id = await create();
		sandbox.clock.advance(2000);
		const row = await east.item(id);
		expect(stateOf(row)).toBe('REQ_REQUEST_SENT_TO_SUPPLIER');
		expect(rotaOf(row).map(({ directoryId }) => directoryId)).toEqual([
			'RESHARE:US-EAST',
			'ISIL:US-NORTH',
			'RESHARE:US-WEST',
			'ISIL:US-SOUTH',
			'ISIL:US-RIVER',
		]);
		expect(rotaOf(row)[0]).toMatchObject({ loadBalancingScore: 10_000, loadBalancingReason: 'Local lending sources prioritized' });
		expect(row).toMatchObject({
			rotaPosition: 1,
			resolvedSupplier: { symbol: 'US-NORTH', owner: { name: 'North Fells University Library' } },
			supplyingInstitutionSymbol: 'ISIL:US-NORTH',
		});
	});

	it('sees ten holdings, the first per library, codes of four parts, lenders, and "Will lend" to the letter', async () => {
		await open();
		sandbox.settings.set('east', 'max_requests', '0');
		for (const candidate of bibRecords) {
			const instance = sandbox.inventory.instance(record(candidate.number));
			if (instance === undefined) continue;
			const expected: string[] = [];
			const seen = new Set<string>();
			for (const { locationCode, illPolicyName } of instance.holdings.slice(0, 10)) {
				const parts = locationCode.split('/');
				const symbol = parts[0]?.toUpperCase() ?? '';
				if (parts.length !== 4 || seen.has(symbol)) continue;
				seen.add(symbol);
				if (illPolicyName === 'Will lend' && symbol !== 'US-CAVE' && symbol !== 'US-GONE') expected.push(symbol);
			}
			const row = await sandbox.requests.create('east', {
				requestingInstitutionSymbol: 'RESHARE:US-EAST',
				patronIdentifier: 'P1001',
				title: instance.title,
				systemInstanceIdentifier: instance.id,
			});
			sandbox.clock.advance(1300);
			const symbols = row.rota.map(({ directoryId }) => directoryId.split(':')[1] ?? '');
			const own = expected.filter((symbol) => symbol === 'US-EAST');
			expect([instance.title, symbols]).toEqual([instance.title, [...own, ...expected.filter((symbol) => symbol !== 'US-EAST')]]);
		}
	});

	it('has a request in the same state where the library was not reached, which only the audit trail and the network status tell', async () => {
		await open({ messagesFail: 'retry' });
		const id = await create({ systemInstanceIdentifier: record(3) });
		sandbox.clock.advance(2 * day);
		const row = await east.item(id);
		expect(row).toMatchObject({
			networkStatus: 'Retry',
			state: { code: 'REQ_REQUEST_SENT_TO_SUPPLIER' },
			audit: expect.arrayContaining([expect.objectContaining({ message: 'Problem sending to supplier, will reattempt' })]) as unknown,
		});
		expect(sandbox.requests.get(id).peer).toBeUndefined();
	});

	it('is empty where nobody lends: end of rota', async () => {
		await open();
		const id = await create({ systemInstanceIdentifier: record(4), title: 'Codex Seraphinianus' });
		sandbox.clock.advance(2000);
		const row = await east.item(id);
		expect(transitions(row)).toEqual([
			'REQ_IDLE>REQ_VALIDATED',
			'REQ_VALIDATED>REQ_SUPPLIER_IDENTIFIED',
			'REQ_SUPPLIER_IDENTIFIED>REQ_END_OF_ROTA',
		]);
		expect(rotaOf(row)).toEqual([]);
	});

	it('is not even begun for a title that the inventory does not know', async () => {
		await open();
		const id = await create({ systemInstanceIdentifier: '99999999-0000-4000-8000-000000000001' });
		sandbox.clock.advance(2000);
		const row = await east.item(id);
		expect(transitions(row)).toEqual(['REQ_IDLE>REQ_VALIDATED', 'REQ_VALIDATED>REQ_END_OF_ROTA']);
		expect((row.audit as Json[])[0]?.message).toBe('Unable to locate lenders');
	});
});

describe('the life of a loan', () => {
	it('is filled to the end, with one audit entry per change', async () => {
		await open();
		const id = await create();
		sandbox.clock.advance(40 * day);
		const row = await east.item(id);
		expect(transitions(row)).toEqual([
			'REQ_IDLE>REQ_VALIDATED',
			'REQ_VALIDATED>REQ_SUPPLIER_IDENTIFIED',
			'REQ_SUPPLIER_IDENTIFIED>REQ_REQUEST_SENT_TO_SUPPLIER',
			'REQ_REQUEST_SENT_TO_SUPPLIER>REQ_EXPECTS_TO_SUPPLY',
			'REQ_EXPECTS_TO_SUPPLY>REQ_SHIPPED',
			'REQ_SHIPPED>REQ_CHECKED_IN',
			'REQ_CHECKED_IN>REQ_AWAITING_RETURN_SHIPPING',
			'REQ_AWAITING_RETURN_SHIPPING>REQ_SHIPPED_TO_SUPPLIER',
			'REQ_SHIPPED_TO_SUPPLIER>REQ_REQUEST_COMPLETE',
		]);
		const audit = row.audit as Array<{ id: string; auditNo: number; dateCreated: string; patronRequest: Json; message: string }>;
		expect(audit.map(({ auditNo }) => auditNo)).toEqual(audit.map((_, index) => audit.length - index));
		expect(new Set(audit.map((entry) => entry.id)).size).toBe(audit.length);
		expect(audit[0]).toMatchObject({ patronRequest: { id }, dateCreated: row.lastUpdated });
		expect(row.lastAuditNo).toBe(audit.length);
		expect(row).toMatchObject({
			selectedItemBarcode: expect.any(String) as string,
			dueDateRS: expect.stringMatching(/Z$/) as string,
			parsedDueDateRS: row.dueDateRS,
			hasUnreadMessages: true,
			unreadMessageCount: 1,
		});
		expect(row.notifications).toMatchObject([
			{ actionStatus: 'Loaned', seen: false, isSender: false, timestamp: expect.any(Number) as number, senderSymbol: 'ISIL:US-NORTH' },
			{ attachedAction: 'Received', messageContent: '', isSender: true, senderSymbol: 'RESHARE:US-EAST' },
			{ attachedAction: 'ShippedReturn', messageContent: '', isSender: true },
		]);
		expect(
			audit
				.map(({ message }) => message)
				.reverse()
				.slice(4, 6),
		).toEqual(['Request Response message received', 'Status Change message received']);
	});

	it('takes the time that parcels take', async () => {
		await open();
		const id = await create();
		sandbox.clock.advance(2000 + 5 * hour);
		expect(stateOf(await east.item(id))).toBe('REQ_REQUEST_SENT_TO_SUPPLIER');
		sandbox.clock.advance(hour + 1000);
		expect(stateOf(await east.item(id))).toBe('REQ_EXPECTS_TO_SUPPLY');
		sandbox.clock.advance(day);
		expect(stateOf(await east.item(id))).toBe('REQ_SHIPPED');
	});

	it('goes from refusal to refusal to the end of the rota, with the reasons', async () => {
		await open();
		const id = await create({ systemInstanceIdentifier: refusedByAll, title: 'The name of the rose' });
		sandbox.clock.advance(2000 + 6 * hour);
		sandbox.clock.advance(500);
		const between = await east.item(id);
		expect(stateOf(between)).toBe('REQ_REQUEST_SENT_TO_SUPPLIER');
		expect(between.resolvedSupplier).toMatchObject({ symbol: 'US-LAKE' });
		sandbox.clock.advance(3 * day);
		const row = await east.item(id);
		expect(transitions(row).slice(3)).toEqual([
			'REQ_REQUEST_SENT_TO_SUPPLIER>REQ_UNFILLED',
			'REQ_UNFILLED>REQ_REQUEST_SENT_TO_SUPPLIER',
			'REQ_REQUEST_SENT_TO_SUPPLIER>REQ_UNFILLED',
			'REQ_UNFILLED>REQ_REQUEST_SENT_TO_SUPPLIER',
			'REQ_REQUEST_SENT_TO_SUPPLIER>REQ_UNFILLED',
			'REQ_UNFILLED>REQ_END_OF_ROTA',
		]);
		expect((row.notifications as Json[]).map(({ actionData }) => actionData)).toEqual(['NotOnShelf', 'OnLoan', 'PolicyProblem']);
		expect(row).not.toHaveProperty('resolvedSupplier');
		expect(row).not.toHaveProperty('supplyingInstitutionSymbol');
		expect(rotaOf(row).map((entry) => stateOf(entry))).toEqual(['REQ_UNFILLED', 'REQ_UNFILLED', 'REQ_UNFILLED']);
	});

	it('waits for staff where a supplier sets a condition', async () => {
		await open();
		sandbox.fates.set({
			supplier: 'US-NORTH',
			instanceId: record(1),
			fate: { kind: 'conditional', condition: 'LibraryUseOnly', note: 'In the reading room.', cost: 5 },
		});
		const id = await create();
		sandbox.clock.advance(30 * day);
		const row = await east.item(id);
		expect(stateOf(row)).toBe('REQ_CONDITIONAL_ANSWER_RECEIVED');
		expect(row.conditions).toMatchObject([
			{ code: 'libraryuseonly', note: 'In the reading room.', cost: 5, accepted: false, relevantSupplier: { symbol: 'US-NORTH' } },
		]);
	});

	it('becomes overdue, and is brought back all the same', async () => {
		await open();
		sandbox.fates.set({ supplier: 'US-NORTH', instanceId: record(1), fate: { kind: 'overdue' } });
		const id = await create();
		sandbox.clock.advance(100 * day);
		expect(transitions(await east.item(id)).slice(5)).toEqual([
			'REQ_SHIPPED>REQ_CHECKED_IN',
			'REQ_CHECKED_IN>REQ_OVERDUE',
			'REQ_OVERDUE>REQ_AWAITING_RETURN_SHIPPING',
			'REQ_AWAITING_RETURN_SHIPPING>REQ_SHIPPED_TO_SUPPLIER',
			'REQ_SHIPPED_TO_SUPPLIER>REQ_REQUEST_COMPLETE',
		]);
	});

	it.each([
		['shipsAtOnce', 'REQ_REQUEST_SENT_TO_SUPPLIER>REQ_SHIPPED'],
		['lateUnfilled', 'REQ_EXPECTS_TO_SUPPLY>REQ_UNFILLED'],
	] as const)('plays a supplier whose scenario is %s', async (kind, transition) => {
		await open();
		sandbox.fates.set({ supplier: 'US-NORTH', fate: kind === 'lateUnfilled' ? { kind, reason: 'InUse' } : { kind } });
		const id = await create();
		sandbox.clock.advance(2 * day);
		expect(transitions(await east.item(id))).toContain(transition);
	});

	it('stays with a supplier that never answers', async () => {
		await open();
		sandbox.fates.set({ supplier: 'US-NORTH', fate: { kind: 'silent' } });
		const id = await create();
		sandbox.clock.advance(300 * day);
		expect(stateOf(await east.item(id))).toBe('REQ_REQUEST_SENT_TO_SUPPLIER');
	});

	it('stops at the desk when staff do not act by themselves', async () => {
		await open({ autoStaff: false });
		const id = await create();
		sandbox.clock.advance(300 * day);
		expect(stateOf(await east.item(id))).toBe('REQ_SHIPPED');
	});

	it('runs in seconds on a fast clock', async () => {
		await open({ speed: 86_400 * 10, verdictDelayMs: 50 });
		const id = await create();
		for (let tries = 0; tries < 100 && stateOf(await east.item(id)) !== 'REQ_REQUEST_COMPLETE'; tries++)
			await new Promise((resolve) => setTimeout(resolve, 100));
		const row = await east.item(id);
		expect(stateOf(row)).toBe('REQ_REQUEST_COMPLETE');
		expect(Math.abs(Date.parse(String(row.lastUpdated)) - Date.now())).toBeLessThan(30_000);
	});
});

describe('other lives', () => {
	it('a copy is delivered', async () => {
		await open();
		const id = await create({ serviceType: 'Copy' });
		sandbox.clock.advance(3 * day);
		const row = await east.item(id);
		expect(transitions(row).slice(-2)).toEqual([
			'REQ_REQUEST_SENT_TO_SUPPLIER>REQ_EXPECTS_TO_SUPPLY',
			'REQ_EXPECTS_TO_SUPPLY>REQ_DOCUMENT_DELIVERED',
		]);
		expect(row.pickupURL).toMatch(/^https:\/\/documents\.example\.org\//);
	});

	it('a digital loan', async () => {
		await open();
		const id = await create({ deliveryMethod: 'URL' });
		sandbox.clock.advance(30 * day);
		expect(transitions(await east.item(id)).slice(-2)).toEqual([
			'REQ_EXPECTS_TO_SUPPLY>REQ_LOANED_DIGITALLY',
			'REQ_LOANED_DIGITALLY>REQ_REQUEST_COMPLETE',
		]);
	});

	it('goes to local review when the own copy is on the shelf, or when no one looks', async () => {
		await open();
		const onShelf = await create({ systemInstanceIdentifier: record(17), title: 'The stranger' });
		sandbox.settings.set('east', 'auto_responder_local', 'off');
		const unlooked = await create();
		sandbox.clock.advance(2000);
		for (const id of [onShelf, unlooked]) expect(stateOf(await east.item(id))).toBe('REQ_LOCAL_REVIEW');
		const messages = ((await east.item(unlooked)).audit as Json[]).map(({ message }) => message);
		expect(messages.slice(0, 2)).toEqual(['Sent to local review', 'Local auto-responder off - requires manual checking']);
	});

	it('with a broker there is no rota and no resolved supplier', async () => {
		await open();
		sandbox.settings.set('east', 'routing_adapter', 'disabled');
		sandbox.settings.set('east', 'default_request_symbol', 'RESHARE:US-EAST');
		sandbox.settings.set('east', 'default_peer_symbol', 'ISIL:BROKER');
		const id = await create({ requestingInstitutionSymbol: 'ISIL:SOMETHING' });
		sandbox.clock.advance(1100);
		expect(await east.item(id)).toMatchObject({
			requestingInstitutionSymbol: 'RESHARE:US-EAST',
			supplyingInstitutionSymbol: 'ISIL:BROKER',
		});
		sandbox.clock.advance(2 * day);
		const row = await east.item(id);
		expect(stateOf(row)).toBe('REQ_SHIPPED');
		expect(row.rota).toEqual([]);
		expect(row).not.toHaveProperty('resolvedSupplier');
		expect(row.supplyingInstitutionSymbol).toMatch(/^(ISIL|RESHARE):US-/);
	});
});

describe('with a broker (mod-rs since September 2025)', () => {
	const reasons = (row: Json) =>
		(row.notifications as Json[]).map(({ attachedAction, actionStatus, actionData }) => [attachedAction, actionStatus, actionData]);
	async function brokered(): Promise<string> {
		await open({ autoStaff: false });
		sandbox.settings.set('east', 'routing_adapter', 'disabled');
		sandbox.settings.set('east', 'default_request_symbol', 'RESHARE:US-EAST');
		sandbox.settings.set('east', 'default_peer_symbol', 'ISIL:BROKER');
		return await create({ systemInstanceIdentifier: refusedByAll, title: 'The name of the rose' });
	}

	it('a refusal while the broker has others to ask is a notification, and the end of it a change of status', async () => {
		const id = await brokered();
		sandbox.clock.advance(3 * day);
		const row = await east.item(id);
		expect(transitions(row)).toEqual([
			'REQ_IDLE>REQ_VALIDATED',
			'REQ_VALIDATED>REQ_SUPPLIER_IDENTIFIED',
			'REQ_SUPPLIER_IDENTIFIED>REQ_REQUEST_SENT_TO_SUPPLIER',
			'REQ_REQUEST_SENT_TO_SUPPLIER>REQ_UNFILLED',
			'REQ_UNFILLED>REQ_END_OF_ROTA',
		]);
		expect(reasons(row)).toEqual([
			['Notification', 'Unfilled', 'NotOnShelf'],
			['Notification', 'Unfilled', 'OnLoan'],
			['Notification', 'Unfilled', 'PolicyProblem'],
		]);
	});

	it('a promise that is taken back leads back to sent, without a supplier', async () => {
		const id = await brokered();
		for (const supplier of ['US-HILL', 'US-LAKE'])
			sandbox.fates.set({ supplier, instanceId: refusedByAll, fate: { kind: 'lateUnfilled', reason: 'NotOnShelf' } });
		sandbox.requests.advance(id, 'REQ_EXPECTS_TO_SUPPLY');
		expect((await east.item(id)).supplyingInstitutionSymbol).toBe('ISIL:US-HILL');
		sandbox.clock.advance(day + 1000);
		const row = await east.item(id);
		expect(transitions(row).slice(3)).toEqual([
			'REQ_REQUEST_SENT_TO_SUPPLIER>REQ_EXPECTS_TO_SUPPLY',
			'REQ_EXPECTS_TO_SUPPLY>REQ_REQUEST_SENT_TO_SUPPLIER',
		]);
		expect((row.audit as Json[])[0]).toMatchObject({ message: 'Notification message received from supplying agency: null' });
		expect(row).not.toHaveProperty('supplyingInstitutionSymbol');
		sandbox.clock.advance(6.5 * hour);
		expect(await east.item(id)).toMatchObject({ state: { code: 'REQ_EXPECTS_TO_SUPPLY' }, supplyingInstitutionSymbol: 'ISIL:US-LAKE' });
	});

	it('a promise of the last library that is taken back leads back to sent, too, and to the end at once', async () => {
		const id = await brokered();
		sandbox.fates.set({ supplier: 'US-SOUTH', instanceId: refusedByAll, fate: { kind: 'lateUnfilled', reason: 'NotOnShelf' } });
		sandbox.clock.advance(5 * day);
		expect(transitions(await east.item(id)).slice(3)).toEqual([
			'REQ_REQUEST_SENT_TO_SUPPLIER>REQ_EXPECTS_TO_SUPPLY',
			'REQ_EXPECTS_TO_SUPPLY>REQ_REQUEST_SENT_TO_SUPPLIER',
			'REQ_REQUEST_SENT_TO_SUPPLIER>REQ_UNFILLED',
			'REQ_UNFILLED>REQ_END_OF_ROTA',
		]);
	});

	it('of which no library is left to ask, the broker says so', async () => {
		await open();
		sandbox.settings.set('east', 'routing_adapter', 'disabled');
		sandbox.settings.set('east', 'default_request_symbol', 'RESHARE:US-EAST');
		const id = await create({ systemInstanceIdentifier: record(99), title: 'Lent by nobody' });
		sandbox.clock.advance(2000);
		expect(stateOf(await east.item(id))).toBe('REQ_REQUEST_SENT_TO_SUPPLIER');
		sandbox.clock.advance(day);
		expect(stateOf(await east.item(id))).toBe('REQ_END_OF_ROTA');
	});
});

describe('taking a request to a state', () => {
	it.each([
		['REQ_SHIPPED', {}],
		['REQ_REQUEST_COMPLETE', {}],
		['REQ_END_OF_ROTA', {}],
		['REQ_CANCELLED', {}],
		['REQ_OVERDUE', {}],
		['REQ_CONDITIONAL_ANSWER_RECEIVED', {}],
		['REQ_END_OF_ROTA_REVIEWED', {}],
		['REQ_DOCUMENT_DELIVERED', { serviceType: 'Copy' }],
	])('takes a request to the state %s', async (state, values) => {
		await open();
		const id = await create(values);
		sandbox.requests.advance(id, state);
		const row = await east.item(id);
		expect(stateOf(row)).toBe(state);
		const steps = transitions(row).map((step) => step.split('>'));
		expect(steps[0]?.[0]).toBe('REQ_IDLE');
		for (const [index, [from]] of steps.entries()) if (index > 0) expect(from).toBe(steps[index - 1]?.[1]);
	});

	it('goes on from there by itself, and never twice', async () => {
		await open();
		const id = await create();
		sandbox.requests.advance(id, 'REQ_SHIPPED');
		sandbox.clock.advance(60 * day);
		const steps = transitions(await east.item(id));
		expect(steps.at(-1)).toBe('REQ_SHIPPED_TO_SUPPLIER>REQ_REQUEST_COMPLETE');
		expect(new Set(steps).size).toBe(steps.length);
	});

	it('says so when no way leads there', async () => {
		await open();
		const id = await create();
		sandbox.requests.advance(id, 'REQ_SHIPPED');
		expect(() => sandbox.requests.advance(id, 'REQ_EXPECTS_TO_SUPPLY')).toThrow(/No way leads from REQ_SHIPPED to REQ_EXPECTS_TO_SUPPLY/);
	});
});
