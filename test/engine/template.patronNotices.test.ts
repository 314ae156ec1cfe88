import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { languages } from '../../notices/messages/languages';
import { startSandbox, type Sandbox } from '../../sandbox';
import { noticesOf, parametersIn } from './harness/writeNotices';
import { TriggerBench } from './trigger/TriggerBench';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.requests.clear());

/** Finds the mail to the patron; undefined if there is none. */
async function mailOf(
	change: IDataObject,
	language: string,
	parameters: INodeParameters = {},
): Promise<{ subject: string; text: string } | undefined> {
	const {
		patron: [notice],
	} = await noticesOf('patron-notices', change, { language, cancelPage: 'https://n8n.example.edu/form/cancel-request' }, parameters);
	return notice === undefined ? undefined : { subject: String(notice.subject), text: String(notice.text) };
}

/** Returns the change to the second state as the template's own trigger reports it. */
async function changed(from: string, to: string, message?: string): Promise<IDataObject> {
	const bench = new TriggerBench(sandbox, { parameters: parametersIn('patron-notices', 'Request Status Changed') });
	const { id } = bench.request({ state: from });
	await bench.activate();
	sandbox.requests.move(id, to, message === undefined ? {} : { message });
	const items = await bench.poll();
	expect(items).toHaveLength(1);
	return { ...items[0], patronEmail: 'reader@example.edu' };
}

it('the letter about a complete loan says that the lending library has the item back if it was sent there', async () => {
	const mail = await mailOf(await changed('REQ_SHIPPED_TO_SUPPLIER', 'REQ_REQUEST_COMPLETE'), 'en');
	expect(mail).toMatchObject({
		subject: expect.stringMatching(/^Your loan is complete: /),
		text: expect.stringContaining('The library that owns this item has it back. There is nothing left for you to do.'),
	});
});

it.each(['REQ_CHECKED_IN', 'REQ_LOANED_DIGITALLY', 'REQ_EXPECTS_TO_SUPPLY'])(
	'the letter about a request in %s that staff close as complete does not say that the lending library has the item back',
	async (from) => {
		const change = await changed(from, 'REQ_REQUEST_COMPLETE');
		expect(change.event).toBe('closed');
		for (const language of Object.keys(languages))
			expect((await mailOf(change, language))?.text).not.toMatch(/has it back|zurückerhalten|de vuelta|en retour/i);
	},
);

it('a patron whose cancellation was refused reads that the library still sends the item, not that a lender was found', async () => {
	const change = await changed('REQ_CANCEL_PENDING', 'REQ_EXPECTS_TO_SUPPLY');
	const mails = await Promise.all(Object.keys(languages).map(async (language) => await mailOf(change, language)));
	expect(mails.map((mail) => mail?.subject.split(/\s?:/)[0])).toEqual([
		'Not canceled',
		'Nicht storniert',
		'Solicitud no cancelada',
		'Demande non annulée',
	]);
	expect(mails.map((mail) => mail?.text).join()).not.toMatch(
		/[Aa]nother library|andere Bibliothek|Otra biblioteca|Une autre bibliothèque|cancel-request/,
	);
	expect(await mailOf(await changed('REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY'), 'en')).toMatchObject({
		subject: expect.stringMatching(/^Lender found: /),
		text: expect.stringContaining('cancel-request'),
	});
});
