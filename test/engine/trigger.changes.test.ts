import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { PollMemory } from './harness';
import { waitForCondition } from '../unit/SleepInterceptor';
import { itemsOf, TriggerTestBed } from './trigger/TriggerTestBed';
import { sandboxForEach } from '../unit/sandboxForTests';

const sandbox = sandboxForEach({ autoStaff: false });

const dayMs = 86_400_000;

it('a trigger that is published again after a pause leaves out old changes, reports the rest, and says how many it left out', async () => {
	const bench = new TriggerTestBed(sandbox);
	const [old, fresh] = [bench.request(), bench.request()];
	await bench.activate();
	sandbox.clock.advance(dayMs);
	sandbox.requests.move(old.id, 'REQ_EXPECTS_TO_SUPPLY');
	sandbox.requests.move(old.id, 'REQ_SHIPPED');
	sandbox.clock.advance(29 * dayMs);
	sandbox.requests.move(fresh.id, 'REQ_SHIPPED');
	const items = await bench.activate();
	expect(items).toHaveLength(1);
	expect(items[0]).toMatchObject({ requestId: fresh.id, notice: 'Changes that were not reported because they are older than 3 days: 2' });
	sandbox.requests.move(fresh.id, 'REQ_CHECKED_IN');
	expect((await bench.poll())[0]).not.toHaveProperty('notice');
});

it('a change that n8n dropped, because the node was renamed and published while it polled, is reported again once', async () => {
	const bench = new TriggerTestBed(sandbox, { engine: 'scheduled' });
	const row = bench.request();
	await bench.activate();
	sandbox.requests.move(row.id, 'REQ_SHIPPED');
	const slow = sandbox.faults.add({ kind: 'delay', ms: 200, path: '/rs/patronrequests' });
	const polling = bench.poll();
	await waitForCondition(() => sandbox.faults.list().some(({ hits }) => hits > 0));
	// The delivery belongs to a version of the workflow that is no longer published, and the node's new name has no record yet.
	bench.nodeName = 'Books that were sent';
	bench.memory = new PollMemory('scheduled');
	expect(await bench.activate()).toEqual([]);
	sandbox.faults.remove(slow);
	const dropped = await polling;
	expect(dropped).toHaveLength(1);
	expect(await bench.poll()).toEqual(dropped);
	expect(await bench.poll()).toEqual([]);
});

describe('an error of a poll', () => {
	it.each([
		[503, 'temporarily-unavailable'],
		[403, 'credential-invalid'],
	])('a poll that is answered with status %s throws an error of the cause %s', async (status, cause) => {
		const bench = new TriggerTestBed(sandbox);
		await bench.activate();
		sandbox.faults.answer(status, {
			path: '/rs/patronrequests',
			contentType: 'text/plain',
			body: "Access for user 'x' requires permission: rs.patronrequests.collection.get",
		});
		expect((await bench.pollRaw()).error).toMatchObject({ failure: { cause } });
	});

	it.each([
		[{ events: [] }, "'Trigger On' is empty"],
		[{ requestsFollowed: 'patron', patronId: ' ' }, "'Patron ID' is empty"],
		[{ requestsFollowed: 'listed', requestList: '' }, "'Request List' is empty"],
	])('a trigger with the parameters %j names its empty field', async (parameters, message) => {
		const { error } = await new TriggerTestBed(sandbox, { parameters }).pollRaw();
		expect(error?.message).toBe(message);
	});
});

const warnings: string[] = [];
function catchWarnings() {
	warnings.length = 0;
	jest.spyOn(Container.get(Logger), 'warn').mockImplementation((message: string) => void warnings.push(message));
}

describe("when ReShare's clocks are wrong", () => {
	beforeEach(catchWarnings);
	afterEach(() => jest.restoreAllMocks());

	it('the trigger reports a change with a time in the future once, with a warning in log and notice, and still reports others', async () => {
		const bench = new TriggerTestBed(sandbox);
		const [odd, usual] = [bench.request(), bench.request()];
		await bench.activate();
		sandbox.requests.move(odd.id, 'REQ_EXPECTS_TO_SUPPLY', { at: sandbox.clock.now() + 3_600_000 });
		const notice = `One of ReShare's clocks is ahead: changes of these requests carry a time that is still to come: ${odd.id}`;
		expect(await bench.poll()).toMatchObject([{ requestId: odd.id, notice }]);
		expect(warnings).toEqual([`ReShare trigger '${bench.nodeName}': ${notice}`]);
		sandbox.requests.move(usual.id, 'REQ_SHIPPED');
		const [next, ...more] = await bench.poll();
		expect([next?.requestId, more]).toEqual([usual.id, []]);
		expect(next).not.toHaveProperty('notice');
		await bench.restart();
		sandbox.clock.advance(2 * 3_600_000);
		expect(await bench.poll()).toEqual([]);
		expect(warnings).toHaveLength(1);
	});
});

describe('a request that ReShare cannot give out', () => {
	beforeEach(catchWarnings);
	afterEach(() => jest.restoreAllMocks());

	const breakIt = (id: string) =>
		sandbox.faults.answer(500, { method: 'GET', path: `/rs/patronrequests/${id}`, contentType: 'application/json', body: '{}' });
	/** Polls until a poll succeeds, and counts the polls that failed before it. */
	async function failingPolls(bench: TriggerTestBed) {
		for (let failed = 0; failed < 20; failed++) {
			const result = await bench.pollRaw();
			if (result.error === undefined) return { failed, items: itemsOf(result) };
			expect(result.error).toMatchObject({ failure: { cause: 'temporarily-unavailable' } });
		}
		throw new Error('Every poll fails');
	}

	it('a request that cannot be read delays others for a few polls of the trigger, which names it, and reports it when readable', async () => {
		const bench = new TriggerTestBed(sandbox);
		const [bad, good] = [bench.request(), bench.request()];
		await bench.activate();
		const fault = breakIt(bad.id);
		sandbox.requests.move(bad.id, 'REQ_SHIPPED');
		// Within the same second, the ids determine the order.
		sandbox.clock.advance(1000);
		sandbox.requests.move(good.id, 'REQ_SHIPPED');
		const { failed, items } = await failingPolls(bench);
		expect(failed).toBe(4);
		const notice = `Requests that could not be read, whose changes are reported once they can: ${bad.id}`;
		expect(items).toMatchObject([{ requestId: good.id, notice }]);
		expect(warnings).toEqual([`ReShare trigger '${bench.nodeName}': ${notice}`]);
		// The notice about the request that cannot be read was given once. n8n has stored that, so that a restart does not repeat the
		// notice.
		sandbox.requests.move(good.id, 'REQ_CHECKED_IN');
		const [next] = await bench.restart();
		expect(next).toMatchObject({ requestId: good.id });
		expect(next).not.toHaveProperty('notice');
		expect(warnings).toHaveLength(1);
		sandbox.faults.remove(fault);
		const now = Date.now();
		jest.spyOn(Date, 'now').mockImplementation(() => now + 6 * 60_000);
		expect((await bench.poll()).map(({ requestId }) => requestId)).toEqual([bad.id]);
		expect(await bench.poll()).toEqual([]);
	});
});
