import { startSandbox, type Sandbox } from '../../sandbox';
import { noticesOf, parametersIn } from './harness/writeNotices';
import { TriggerBench } from './trigger/TriggerBench';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});
afterAll(async () => await sandbox.close());

async function told(trigger: string, row: Record<string, unknown>, change: (id: string) => void) {
	const bench = new TriggerBench(sandbox, { parameters: parametersIn('staff-ticket', trigger) });
	const { id } = bench.request(row);
	await bench.activate();
	change(id);
	const items = await bench.poll();
	expect(items).toHaveLength(1);
	return items[0] ?? {};
}

const desks = [
	['Staff Must Act', true, 'REQ_EXPECTS_TO_SUPPLY'],
	['Lending Desk Must Act', false, 'RES_AWAIT_PICKING'],
] as const;

/** The template's page promises that tickets name no patron, but a message to another library may. */
it.each(desks)('a ticket from %s reports that a message came, and not what somebody wrote in it', async (trigger, isRequester, state) => {
	const item = await told(trigger, { isRequester, state }, (id) => {
		const row = sandbox.requests.get(id);
		row.notifications.push({
			id: `message-${id}`,
			at: sandbox.clock.now(),
			updatedAt: sandbox.clock.now(),
			seen: false,
			isSender: false,
			attachedAction: 'Notification',
			messageContent: 'Ines Moreau, card P-4711, needs it for a thesis',
			sender: 'ISIL:US-LAKE',
			receiver: 'RESHARE:US-EAST',
		});
		sandbox.requests.note(id, 'Incoming message');
	});
	expect(item).toMatchObject({ event: 'unreadMessage' });
	const { patron, staff } = await noticesOf('staff-ticket', item);
	expect(patron).toEqual([]);
	expect(staff).toMatchObject([{ notice: 'unreadMessage', whatToDo: expect.stringContaining('message') }]);
	expect(JSON.stringify([item, staff])).not.toMatch(/Moreau|4711/);
});

/** A request names both libraries, and a ticket only the other one. */
it.each([
	['Staff Must Act', true, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED'],
	['Lending Desk Must Act', false, 'RES_AWAIT_PICKING', 'RES_CANCEL_REQUEST_RECEIVED'],
] as const)('a ticket from %s names the other library, and not the library itself', async (trigger, isRequester, from, to) => {
	const [own, other] = ['ISIL:US-EAST', 'ISIL:US-LAKE'];
	const item = await told(
		trigger,
		{
			isRequester,
			state: from,
			requestingInstitutionSymbol: isRequester ? own : other,
			supplyingInstitutionSymbol: isRequester ? other : own,
		},
		(id) => sandbox.requests.move(id, to),
	);
	const {
		staff: [ticket],
	} = await noticesOf('staff-ticket', item);
	expect(ticket?.text).toContain('US-LAKE');
	expect(ticket?.text).not.toContain('US-EAST');
});
