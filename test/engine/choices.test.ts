import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { popularBook } from '../unit/requests/create/practice';
import { runNode } from './harness/runNode';
import { libraryCredential } from './request/practice';

/**
 * A choice that an expression makes, from a form's drop-down or a model: n8n hands on whatever text comes. The label in place of
 * the value means what it says, and what is no choice is refused.
 */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 20 });
});

afterAll(async () => await sandbox.close());

beforeEach(() => {
	sandbox.requests.clear();
	sandbox.requests.add('east', {
		isRequester: true,
		hrid: 'EAST-1',
		title: 'Persuasion',
		state: 'REQ_SHIPPED',
		refdata: { serviceType: 'loan' },
	});
	sandbox.requests.add('east', {
		isRequester: true,
		hrid: 'EAST-2',
		title: 'Emma',
		state: 'REQ_REQUEST_COMPLETE',
		refdata: { serviceType: 'loan' },
	});
	sandbox.requests.add('east', {
		isRequester: false,
		hrid: 'EAST-1',
		title: 'Nature',
		state: 'RES_IDLE',
		refdata: { serviceType: 'loan' },
	});
});

async function run(node: INodeType, parameters: INodeParameters, choice: unknown): Promise<IDataObject[]> {
	const { outputs, error } = await runNode({
		node,
		parameters,
		credentials: { okapiApi: libraryCredential(sandbox) } as never,
		items: [{ choice } as IDataObject],
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	return outputs.flat().map(({ json }) => json);
}

const request = async (parameters: INodeParameters, choice: unknown) => await run(new ReShareRequest(), parameters, choice);
const copy: INodeParameters = {
	operation: 'create',
	serviceType: '={{ $json.choice }}',
	instanceId: popularBook.instanceId,
	patronId: 'P1001',
	pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
	title: 'Nature',
	partTitle: 'Molecular structure of nucleic acids',
	partAuthor: 'Watson, J. D.',
	publicationDate: '1953',
	pages: '737-738',
	genre: 'article',
	copyrightType: 'us-ccg',
	options: { verdictWait: 1 },
};
const named = { __rl: true, mode: 'name', value: 'EAST-1' };

it.each(['copy', 'Copy', ' COPY '])('a copy is asked for as a copy: %j', async (choice) => {
	expect(await run(new ReShareCreateRequest(), copy, choice)).toMatchObject([{ reason: null, outcome: 'created' }]);
	const made = sandbox.requests.all('east').at(-1);
	expect([made?.title, made?.titleOfComponent, made?.pagesRequested]).toEqual([
		'Nature',
		'Molecular structure of nucleic acids',
		'737-738',
	]);
});

it.each(['photocopy', 1])('a service type that is none makes no loan: %j', async (choice) => {
	expect(await run(new ReShareCreateRequest(), copy, choice)).toMatchObject([
		{ outcome: 'notCreated', reason: 'badInput', explanation: "'Service Type' must be one of: loan, copy. Nothing was sent." },
	]);
	expect(sandbox.requests.count('east')).toBe(3);
});

it('what is closed is not what is open', async () => {
	expect(await request({ operation: 'getMany', filters: { openOrClosed: '={{ $json.choice }}' } }, 'Closed')).toMatchObject([
		{ hrid: 'EAST-2' },
	]);
	expect(await request({ operation: 'getMany', filters: { openOrClosed: '={{ $json.choice }}' } }, 'both')).toMatchObject([
		{ outcome: 'failed', error: "'Open or Closed' must be one of: closed, open" },
	]);
});

it.each(['Lending', 'lending'])('the side is the one that is chosen: %s', async (choice) => {
	expect(await request({ operation: 'get', side: '={{ $json.choice }}', request: named }, choice)).toMatchObject([{ title: 'Nature' }]);
});

it('an order that is none is told in words', async () => {
	expect(await request({ operation: 'getMany', sort: '={{ $json.choice }}' }, 'oldest')).toMatchObject([
		{ outcome: 'failed', reason: 'badInput', error: "'Sort' must be one of: changedNewest, changedOldest, createdNewest, createdOldest" },
	]);
});

it.each(['dueWithin', 'noStatusChangeFor'])('a number of days that is none is told in words: %s', async (filter) => {
	for (const choice of ['soon', '', null]) {
		const [told] = await request({ operation: 'getMany', filters: { [filter]: '={{ $json.choice }}' } }, choice);
		expect(told).toMatchObject({ outcome: 'failed', reason: 'badInput' });
		expect(told?.error).toMatch(/^'[A-Z][^']+' is not a number of days$/);
	}
});

it.each([
	['states', 'Status'],
	['otherLibrary', 'Lender or Borrower'],
])('a row of a table is no filter, and neither all requests nor none are listed: %s', async (filter, displayName) => {
	for (const row of [{ status: 'REQ_SHIPPED' }, [{ status: 'REQ_SHIPPED' }]]) {
		expect(await request({ operation: 'getMany', filters: { [filter]: '={{ $json.choice }}' } }, row)).toMatchObject([
			{ outcome: 'failed', reason: 'badInput', error: `'${displayName}' holds several fields, and a text is needed` },
		]);
	}
});

it.each([
	['borrowing', 'cancel', 'cancelReason', 'Reason'],
	['lending', 'willSupply', 'lendingPlace', 'Lending Location'],
	['lending', 'markShipped', 'barcodes', 'Barcodes'],
])('nothing is done without what a row of a table was to say: %s, %s, %s', async (side, requestAction, field, displayName) => {
	sandbox.log.clear();
	expect(
		await request({ operation: 'performAction', side, request: named, requestAction, [field]: '={{ $json.choice }}' }, [{ text: 'Yes' }]),
	).toMatchObject([{ outcome: 'failed', reason: 'badInput', error: `'${displayName}' holds several fields, and a text is needed` }]);
	expect(sandbox.log.entries.filter(({ path }) => path.endsWith('/performAction'))).toEqual([]);
});
