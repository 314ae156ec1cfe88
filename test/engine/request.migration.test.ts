import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { type Sandbox, sandboxInVirtualTimeForEach } from '../sandboxInVirtualTime';
import { recordLentBySeveral } from '../../sandbox/inventory/demoRecords';
import { runNode } from './harness/runNode';
import { libraryCredential } from './libraryCredential';
import { buildResourceLocatorByName } from './buildResourceLocatorByName';
import { modRsReferenceFields } from '../unit/requests/modRsReferenceFields';

/** Tests Save Before Move with mod-rs, the move, and Restore After Move with CrossLink, with requests in every state. */
const sandbox = sandboxInVirtualTimeForEach({ autoStaff: false });

async function run(parameters: IDataObject, credential: ICredentialDataDecryptedObject, items: IDataObject[] = [{}]) {
	const { json, error } = await runNode({
		node: new ReShareRequest(),
		parameters: parameters as never,
		credentials: { okapiApi: credential },
		items,
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	return json.flat();
}

const inCrossLink = ({ okapiUrl, crosslink: { east } }: Sandbox) => ({ backEnd: 'crossLink', url: okapiUrl, ...east });
const save = () => run({ operation: 'saveBeforeMove' }, libraryCredential(sandbox));
const restore = (kept: IDataObject[]) => run({ operation: 'restoreAfterMove', saved: '={{ $json.saved }}' }, inCrossLink(sandbox), kept);

const states = [
	'REQ_IDLE',
	'REQ_VALIDATED',
	'REQ_INVALID_PATRON',
	'REQ_REQUEST_SENT_TO_SUPPLIER',
	'REQ_CONDITIONAL_ANSWER_RECEIVED',
	'REQ_CANCEL_PENDING',
	'REQ_EXPECTS_TO_SUPPLY',
	'REQ_SHIPPED',
	'REQ_CHECKED_IN',
	'REQ_OVERDUE',
	'REQ_AWAITING_RETURN_SHIPPING',
	'REQ_SHIPPED_TO_SUPPLIER',
	'REQ_BLANK_FORM_REVIEW',
	'REQ_DUPLICATE_REVIEW',
];
const lendingStates = ['RES_IDLE', 'RES_NEW_AWAIT_PULL_SLIP', 'RES_ITEM_SHIPPED', 'RES_ITEM_RETURNED'];

it('Save Before Move and Restore After Move account for each open request once, and restore what the move left behind', async () => {
	const common = {
		title: 'Persuasion',
		patronIdentifier: 'P1001',
		requestingInstitutionSymbol: 'RESHARE:US-EAST',
		supplyingInstitutionSymbol: 'RESHARE:US-WEST',
		refdata: { serviceType: 'loan' },
	};
	for (const [index, state] of states.entries()) {
		sandbox.requests.add('east', {
			...common,
			isRequester: true,
			state,
			hrid: `EAST-${index}`,
			rotaPosition: 0,
			patronEmail: 'amara@example.edu',
			pickupLocation: 'Main Library',
			...modRsReferenceFields(`ILL-${index}`),
		});
	}
	for (const [index, state] of lendingStates.entries()) {
		sandbox.requests.add('east', {
			...common,
			isRequester: false,
			state,
			hrid: `WEST-${index}`,
			peerRequestIdentifier: `WEST-${index}~0`,
			requestingInstitutionSymbol: 'RESHARE:US-WEST',
			supplyingInstitutionSymbol: 'RESHARE:US-EAST',
		});
	}
	sandbox.requests.add('east', { ...common, isRequester: true, state: 'REQ_REQUEST_COMPLETE', hrid: 'EAST-OVER' });

	const kept = await save();
	expect(kept.map(({ hrid }) => hrid).sort()).toEqual(
		[...states.map((_, index) => `EAST-${index}`), ...lendingStates.map((_, index) => `WEST-${index}`)].sort(),
	);
	expect(sandbox.crosslink.requests.import(sandbox.requests.all('east')).failed).toEqual([]);
	const list = await restore(kept);
	expect(list.map(({ previousHrid, outcome }) => [previousHrid, outcome])).toEqual(
		expect.arrayContaining([
			['EAST-7', 'arrived'],
			['EAST-8', 'changed'],
			['WEST-3', 'changed'],
		]),
	);
	expect(list.filter(({ outcome }) => outcome === 'missing')).toEqual([]);
	expect(list).toHaveLength(kept.length);
	for (const { previousHrid, side, hrid, reference } of list.filter(({ side: one }) => one === 'borrowing')) {
		expect([side, hrid]).toEqual(['borrowing', `${String(previousHrid)}~0`]);
		const [found] = await run({ operation: 'get', request: buildResourceLocatorByName(String(reference)) }, inCrossLink(sandbox));
		expect(found).toMatchObject({ outcome: 'found', hrid, reference, patronEmail: 'amara@example.edu', pickupLocation: 'Main Library' });
	}
	expect(sandbox.crosslink.requests.count('east_crosslink')).toBe(kept.length);
});

it('a reference that was looked up in CrossLink just before requests are moved from mod-rs is found just after it', async () => {
	sandbox.requests.add('east', {
		isRequester: true,
		state: 'REQ_SHIPPED',
		hrid: 'EAST-1',
		rotaPosition: 0,
		title: 'Persuasion',
		requestingInstitutionSymbol: 'RESHARE:US-EAST',
		refdata: { serviceType: 'loan' },
		...modRsReferenceFields('ILL-1'),
	});
	const kept = await save();
	const look = () => run({ operation: 'get', request: buildResourceLocatorByName('ILL-1') }, inCrossLink(sandbox));
	expect(await look()).toMatchObject([{ outcome: 'notFound' }]);
	sandbox.crosslink.requests.import(sandbox.requests.all('east'));
	await restore(kept);
	expect(await look()).toMatchObject([{ outcome: 'found', hrid: 'EAST-1~0' }]);
});

it('Restore After Move names a request that did not arrive, and refuses what is no saved request, and a library on mod-rs', async () => {
	sandbox.requests.add('east', {
		isRequester: true,
		state: 'REQ_SHIPPED',
		hrid: 'EAST-1',
		title: 'Persuasion',
		requestingInstitutionSymbol: 'RESHARE:US-EAST',
		refdata: { serviceType: 'loan' },
	});
	const kept = await save();
	expect(await restore([...kept, { saved: 'EAST-1' }])).toMatchObject([
		{ outcome: 'missing', previousHrid: 'EAST-1', requestId: null },
		{ outcome: 'failed', reason: 'badInput', error: 'This is no saved request' },
	]);
	expect(await run({ operation: 'restoreAfterMove', saved: '={{ $json.saved }}' }, libraryCredential(sandbox), kept)).toMatchObject([
		{ outcome: 'failed', error: 'Requests are moved to CrossLink, and this library works with mod-rs' },
	]);
});

it('Save Before Move refuses a library on CrossLink', async () => {
	expect(await run({ operation: 'saveBeforeMove' }, inCrossLink(sandbox), [{}])).toMatchObject([
		{ outcome: 'failed', error: 'Requests are moved from mod-rs, and this library works with CrossLink' },
	]);
});

describe('open requests that end in mod-rs, while new ones are made in CrossLink of the same tenant', () => {
	const both = sandboxInVirtualTimeForEach({ autoStaff: false, validationDelayMs: 20, bothBackEnds: true });

	const over = (backEnd: string) => ({ ...libraryCredential(both), backEnd });
	async function send(backEnd: string, draft: IDataObject = {}, operation = 'create') {
		const { instanceId, title } = recordLentBySeveral;
		const pickupLocation = backEnd === 'modRs' ? { __rl: true, mode: 'slug', value: 'EAST-MAIN' } : undefined;
		const parameters = {
			operation,
			instanceId,
			title,
			patronId: 'P1001',
			...(pickupLocation && { pickupLocation }),
			options: { verdictWait: 2 },
			...draft,
		};
		const { outputs, error } = await runNode({
			node: new ReShareCreateRequest(),
			parameters: parameters as never,
			credentials: { okapiApi: over(backEnd) },
		});
		expect(error).toBeUndefined();
		return outputs.flat()[0]?.json;
	}
	const inModRs = () => both.requests.all('east').filter(({ isRequester }) => isRequester === true);
	const made = () => both.crosslink.requests.count('east');

	it('Create over CrossLink refuses a typed reference whose request is still open in mod-rs, and Preview says so before', async () => {
		expect(await send('modRs', { reference: 'ILL-1' })).toMatchObject({ outcome: 'created' });
		const taken = {
			reason: 'referenceAlreadyUsed',
			hrid: inModRs()[0]?.hrid,
			explanation: expect.stringMatching(
				/^The reference ILL-1 belongs to request EAST-\d+ \(.+\) in mod-rs, which is still open there\. .+ Nothing was sent\.$/,
			),
		};
		expect(await send('crossLink', { reference: 'ILL-1' }, 'preview')).toMatchObject({ outcome: 'wouldNotBeSent', ...taken });
		expect(await send('crossLink', { reference: 'ILL-1' })).toMatchObject({ outcome: 'notCreated', ...taken });
		expect(made()).toBe(0);
	});

	it('Create over CrossLink warns of an open request in mod-rs for the same draft without a reference', async () => {
		await send('modRs');
		expect(await send('crossLink')).toMatchObject({
			outcome: 'created',
			warnings: expect.arrayContaining([
				expect.stringMatching(
					/^Request EAST-\d+ \(.+\) in mod-rs asks for the same thing and is still open there: cancel one of the two\.$/,
				),
			]),
		});
	});

	it('Create over CrossLink takes no account of a request with the same reference that has ended in mod-rs', async () => {
		await send('modRs', { reference: 'ILL-1' });
		both.requests.move(inModRs()[0]?.id ?? '', 'REQ_REQUEST_COMPLETE');
		const result = await send('crossLink', { reference: 'ILL-1' });
		expect(result).toMatchObject({ outcome: 'created' });
		expect(JSON.stringify(result?.warnings)).not.toContain('mod-rs');
	});

	it.each([
		[403, 'Access for user requires permission: rs.patronrequests.get'],
		[500, 'down'],
	])('Create over CrossLink warns that it could not check mod-rs if that answers %i', async (status, body) => {
		both.faults.add({ kind: 'status', path: '^/rs/patronrequests', status, body });
		expect(await send('crossLink', { reference: 'ILL-1' })).toMatchObject({
			outcome: 'created',
			warnings: expect.arrayContaining([
				expect.stringMatching(/^Whether a request with this reference is still open in mod-rs could not be checked: /),
			]),
		});
	});
});

it('Create over CrossLink asks mod-rs for open requests only once if the tenant has no mod-rs', async () => {
	const credential = inCrossLink(sandbox);
	for (const reference of ['ILL-1', 'ILL-2']) {
		const { outputs } = await runNode({
			node: new ReShareCreateRequest(),
			parameters: {
				operation: 'create',
				instanceId: recordLentBySeveral.instanceId,
				title: reference,
				patronId: reference === 'ILL-1' ? 'P1001' : 'P1002',
				reference,
				options: { verdictWait: 0 },
			},
			credentials: { okapiApi: credential },
		});
		expect(outputs.flat()[0]?.json).toMatchObject({ outcome: 'created' });
		expect(JSON.stringify(outputs)).not.toContain('mod-rs');
	}
	expect(sandbox.log.countOf('GET', /^\/rs\/patronrequests/)).toBe(1);
});
