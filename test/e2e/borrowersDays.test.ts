import { DateTime } from 'luxon';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPractice, type Practice } from '../../demo/practice';
import { readTemplate, withCredentials } from '../../demo/template';
import { startN8n, type RunningN8n } from '../../n8n/server';
import type { SavedWorkflow } from '../../n8n/types';
import { movableClock } from './support/clock';
import { newUserFolder, removeFolder } from './support/home';
import { pointOf } from './templates/bench';

const dayMs = 86_400_000;
/** In this engine, expressions use the program's clock, too. */
const env = { N8N_EXPRESSION_ENGINE: 'legacy' };

/** From a loan's arrival to the third overdue letter and the return, with n8n killed twice: each mail goes out once. */
describe('the days of a borrowed book', () => {
	let userFolder: string;
	let practice: Practice;
	let n8n: RunningN8n;
	let clock: ReturnType<typeof movableClock>;
	let notices: SavedWorkflow;
	let letters: SavedWorkflow;

	beforeAll(async () => {
		userFolder = await newUserFolder();
		clock = movableClock(userFolder);
		practice = await startPractice({ n8n: { userFolder, preload: clock.preload, env }, sandbox: { autoStaff: false } });
		({ n8n } = practice);
		const make = async (name: string) => await n8n.rest.importWorkflow(withCredentials(await readTemplate(name), practice.credentials));
		[notices, letters] = [await make('patron-notices'), await make('due-date-letters')];
		await n8n.rest.activate(notices.id);
	});

	afterAll(async () => {
		await n8n?.stop();
		await practice?.stop();
		await removeFolder(userFolder);
	});

	async function days(count: number): Promise<void> {
		practice.sandbox.clock.advance(count * dayMs);
		clock.moveTo(practice.sandbox.clock.offset);
		await sleep(300);
		await n8n.rest.signIn();
	}

	async function powerCut(): Promise<void> {
		await n8n.kill9();
		n8n = await startN8n({ userFolder, preload: clock.preload, env, linkPackage: false });
		await n8n.rest.signIn();
	}

	async function poll(): Promise<void> {
		await n8n.rest.deactivate(notices.id);
		await n8n.rest.activate(notices.id);
	}

	async function morning(): Promise<void> {
		expect((await n8n.rest.runManually(letters.id, 'Every Morning')).data.resultData.error).toBeUndefined();
	}

	async function sent(count: number): Promise<void> {
		for (const deadline = Date.now() + 20_000; mails().length < count && Date.now() < deadline;) await sleep(100);
		expect(mails()).toHaveLength(count);
	}

	const mails = () => practice.mail.mails.map(({ to, subject }) => `${to.join()}: ${pointOf(subject)}`);

	it('sends each mail exactly once', async () => {
		const { requests } = practice.sandbox;
		const dueDateRS = DateTime.now().plus({ days: 28 }).toISODate();
		const { id } = requests.add('east', {
			isRequester: true,
			hrid: 'EAST-9001',
			title: 'Braiding sweetgrass',
			patronIdentifier: 'P1001',
			patronEmail: 'reader@example.edu',
			pickupLocation: 'Main Library',
			refdata: { serviceType: 'loan' },
			state: 'REQ_SHIPPED',
			dueDateRS,
		});
		requests.move(id, 'REQ_CHECKED_IN');
		await poll();
		await morning();
		await sent(1);
		await days(26);
		await morning();
		await sent(2);
		await powerCut();
		await morning();
		await sent(2);
		await days(3);
		await morning();
		await sent(3);
		await days(6);
		await morning();
		await sent(3);
		await days(1);
		await powerCut();
		await morning();
		await sent(4);
		await days(14);
		await morning();
		await sent(5);
		await days(30);
		await morning();
		requests.move(id, 'REQ_AWAITING_RETURN_SHIPPING');
		requests.move(id, 'REQ_SHIPPED_TO_SUPPLIER');
		await poll();
		await sent(6);
		await morning();
		requests.move(id, 'REQ_REQUEST_COMPLETE');
		await poll();
		await sent(7);
		await morning();
		await sleep(500);
		expect(mails()).toEqual(
			[
				'Ready for pickup',
				'Due soon',
				'Overdue',
				'Second notice, overdue',
				'Last notice, overdue',
				'Sent back',
				'Your loan is complete',
			].map((subject) => `reader@example.edu: ${subject}`),
		);
	});
});
