import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../../n8n/types';
import { modRsStates } from '../../reshare/requests/modrs/states';
import { startSandbox, type Sandbox } from '../../sandbox';
import { TriggerBench } from './trigger/bench';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.requests.clear());

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', 'patron-notices.json'), 'utf8')) as WorkflowFile;
const nodeOf = (wanted: string) => nodes.find(({ name }) => name === wanted)?.parameters ?? {};
const fieldsOf = (node: string) => Object.fromEntries((nodeOf(node).assignments as { assignments: ReadonlyArray<{ name: string; value: string }> }).assignments.map(({ name, value }) => [name, value]));

const languages = ['en', 'de', 'es', 'fr'] as const;

/** What the template's own expressions make of a change; undefined where it holds the change back. */
function mailOf(change: IDataObject, language: string): { subject: string; words: string; link: string } | undefined {
	const settings = { language, readyForPickupNotice: true, holdBackOldNews: true, cancelPage: 'https://n8n.example.edu/form/cancel-request' };
	let json: IDataObject = { ...settings, ...change };
	const picked: IDataObject = {};
	const $ = (name: string) => ({ first: () => ({ json: name === 'Pick the Words' ? picked : settings }) });
	const work = (expression = '') => (new Function('$', '$json', 'DateTime', `return ${expression.slice('={{'.length, -'}}'.length)}`) as (...given: unknown[]) => unknown)($, json, DateTime);
	const { conditions } = nodeOf('Still True').conditions as { conditions: ReadonlyArray<{ leftValue: string }> };
	if (!conditions.every(({ leftValue }) => work(leftValue))) return undefined;
	json = { ...json, ...fieldsOf('What to Say') };
	for (const name of ['lang', 'say'] as const) picked[name] = work(fieldsOf('Pick the Words')[name]) as IDataObject;
	const { subject, words } = fieldsOf('Fill In the Words');
	return { subject: String(work(subject)), words: String(work(words)), link: String(work(fieldsOf('Words for the Patron').link)) };
}

/** The change, as the template's own trigger tells it, to the last of these states. */
async function changed(from: string, to: string, message?: string): Promise<IDataObject> {
	const bench = new TriggerBench(sandbox, { parameters: nodeOf('Request Status Changed') as INodeParameters });
	const { id } = bench.request({ state: from });
	await bench.activate();
	sandbox.requests.move(id, to, message === undefined ? {} : { message });
	const items = await bench.poll();
	expect(items).toHaveLength(1);
	return items[0] ?? {};
}

it('says that the lending library has the item back once it has been sent there', async () => {
	const mail = mailOf(await changed('REQ_SHIPPED_TO_SUPPLIER', 'REQ_REQUEST_COMPLETE'), 'en');
	expect(mail).toMatchObject({ subject: 'Your loan is settled', words: 'The library that lent this item has it back. Everything is settled.' });
});

it.each(['REQ_CHECKED_IN', 'REQ_LOANED_DIGITALLY', 'REQ_EXPECTS_TO_SUPPLY'])('does not say so where staff close a request as complete that is %s', async (from) => {
	const change = await changed(from, 'REQ_REQUEST_COMPLETE');
	expect(change.event).toBe('closed');
	const subjects = languages.map((language) => mailOf(change, language)?.subject);
	expect(subjects).toEqual(['News of your request', 'Neues zu Ihrer Bestellung', 'Novedades de su solicitud', 'Des nouvelles de votre demande']);
});

it('does not say so where staff close a request by hand of which the item was sent back', async () => {
	const mail = mailOf(await changed('REQ_SHIPPED_TO_SUPPLIER', 'REQ_REQUEST_COMPLETE', 'Manually closed'), 'en');
	expect(mail).toMatchObject({ subject: 'News of your request' });
});

it('tells a patron who wanted to cancel that the library still sends the item, not good news of another library', async () => {
	const change = await changed('REQ_CANCEL_PENDING', 'REQ_EXPECTS_TO_SUPPLY');
	const mails = languages.map((language) => mailOf(change, language));
	expect(mails.map((mail) => mail?.subject)).toEqual(['Your request could not be canceled', 'Ihre Bestellung konnte nicht storniert werden', 'No se ha podido cancelar su solicitud', "Votre demande n'a pas pu être annulée"]);
	expect(mails.map((mail) => mail?.words).join()).not.toMatch(/Good news|Gute Nachricht|Buenas noticias|Bonne nouvelle/);
	expect(mails[0]?.link).toBe('');
	expect(mailOf(await changed('REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY'), 'en')).toMatchObject({ subject: 'A library plans to send your item', link: expect.stringContaining('cancel-request') });
});

/** A lender's system calls late whatever is not back, wherever it is. */
const notWithThePatron = ['REQ_SHIPPED', 'REQ_BORROWING_LIBRARY_RECEIVED', ...modRsStates.codes('borrowing', ({ phase }) => phase === 'onItsWayBack').filter((code) => !code.startsWith('SLNP_'))];

it.each(notWithThePatron)('asks nobody to bring back what becomes overdue in %s', async (from) => {
	const change = await changed(from, 'REQ_OVERDUE');
	expect(change.event).toBe('overdue');
	expect(mailOf(change, 'en')).toBeUndefined();
});

it('asks for what the patron has', async () => {
	expect(mailOf(await changed('REQ_CHECKED_IN', 'REQ_OVERDUE'), 'en')?.subject).toBe('Your item is overdue');
});
