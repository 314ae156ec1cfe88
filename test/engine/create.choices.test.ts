import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { popularBook } from '../unit/requests/create/practice';
import { runNode } from './harness/runNode';
import { libraryCredential } from './request/practice';

/** Options as an expression gives them: by label, as words, or as no choice at all. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 20 });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.requests.clear());

async function preview(option: string, choice: unknown): Promise<IDataObject> {
	const parameters: INodeParameters = {
		operation: 'preview',
		serviceType: 'loan',
		instanceId: popularBook.instanceId,
		patronId: 'P1001',
		title: popularBook.title,
		reference: 'FORM-7',
		pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
		options: { requestingSymbol: 'RESHARE:US-EAST', [option]: '={{ $json.choice }}' },
	};
	const { outputs, error } = await runNode({
		node: new ReShareCreateRequest(),
		parameters,
		credentials: { okapiApi: libraryCredential(sandbox) } as never,
		items: [{ choice } as IDataObject],
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	return outputs.flat()[0]?.json ?? {};
}

const checksOf = (item: IDataObject) => (item.checks as IDataObject[]).map(({ check }) => check);

it.each(['direct', 'ReShare Directly'])('a request goes the way that is chosen: %s', async (choice) => {
	expect(await preview('via', choice)).toMatchObject({ outcome: 'wouldBeSent', openUrl: null });
});

it.each(['', null, undefined, 'OpenURL Resolver'])('the usual way is through the resolver: %j', async (choice) => {
	expect(await preview('via', choice)).toMatchObject({ outcome: 'wouldBeSent', openUrl: expect.stringContaining('http') as string });
});

it('a double is none where the label says so', async () => {
	sandbox.requests.add('east', {
		isRequester: true,
		hrid: 'EAST-1',
		title: popularBook.title,
		systemInstanceIdentifier: popularBook.instanceId,
		patronIdentifier: 'P1001',
		state: 'REQ_SHIPPED',
		refdata: { serviceType: 'loan' },
	});
	expect(await preview('duplicate', '')).toMatchObject({ outcome: 'wouldNotBeSent', reason: 'duplicate' });
	expect(await preview('duplicate', 'Do Not Check')).toMatchObject({ outcome: 'wouldBeSent' });
});

it.each([
	['via', 'Send Through', 'resolver, direct'],
	['duplicate', 'Same Title Requested Already', 'refuse, warn, off'],
	['sameWork', 'Same Work Requested Already', 'refuse, warn, off'],
])('what is no choice is refused: %s', async (option, label, choices) => {
	expect(await preview(option, 'perhaps')).toMatchObject({
		outcome: 'wouldNotBeSent',
		reason: 'badInput',
		explanation: `'${label}' must be one of: ${choices}. Nothing was sent.`,
	});
});

describe.each([
	['checkReference', 'reference'],
	['checkPatron', 'patron'],
	['checkLimit', 'limit'],
	['checkPickupLocation', 'pickupLocation'],
])('the switch %s', (option, check) => {
	it.each([false, 'FALSE', 'no'])('leaves the check out where the option is off: %j', async (choice) => {
		expect(checksOf(await preview(option, choice))).not.toContain(check);
	});

	it.each([true, 'TRUE', '', null])('makes the check where the option is on: %j', async (choice) => {
		expect(checksOf(await preview(option, choice))).toContain(check);
	});

	it('is refused where it is neither', async () => {
		expect(await preview(option, 'perhaps')).toMatchObject({
			outcome: 'wouldNotBeSent',
			reason: 'badInput',
			explanation: expect.stringMatching(/' is neither yes nor no\. Nothing was sent\.$/) as string,
		});
	});
});

it('invisible signs in a card number, as copying leaves them, hide no request of the patron', async () => {
	sandbox.requests.add('east', {
		isRequester: true,
		hrid: 'EAST-1',
		title: popularBook.title,
		systemInstanceIdentifier: popularBook.instanceId,
		patronIdentifier: 'P1001',
		state: 'REQ_SHIPPED',
		refdata: { serviceType: 'loan' },
	});
	const parameters: INodeParameters = {
		operation: 'preview',
		serviceType: 'loan',
		instanceId: popularBook.instanceId,
		patronId: '\u200BP1001\u200E',
		pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
	};
	const { outputs } = await runNode({
		node: new ReShareCreateRequest(),
		parameters,
		credentials: { okapiApi: libraryCredential(sandbox) } as never,
	});
	expect(outputs.flat()[0]?.json).toMatchObject({ outcome: 'wouldNotBeSent', reason: 'duplicate' });
});
