import { createInventory } from '../../../../sandbox/inventory';
import { holdingId, instanceId } from '../../../../sandbox/inventory/ids';
import { illPolicies } from '../../../../sandbox/inventory/referenceData';
import { post } from './support';
import type { GraphqlBody } from './support';

const babySigns = instanceId(30);
const withPolicies = `{ instance_storage_instances_SINGLE(instanceId:"${babySigns}"){ id holdingsRecords2 { id illPolicy{name} } } }`;
const search = '{ instance_storage_instances(query:"title=baby"){ totalRecords instances{ id } } }';
const serverError = { status: 500, text: 'Internal server error, contact administrator' };

function policies(body: GraphqlBody): unknown[] {
	const data = body.data as { instance_storage_instances_SINGLE: { holdingsRecords2: Array<{ illPolicy: unknown }> } };
	return data.instance_storage_instances_SINGLE.holdingsRecords2.map((holding) => holding.illPolicy);
}

describe('faults', () => {
	it('fails every call of a kind: the field is null, with one error per record', async () => {
		const inventory = createInventory();
		inventory.faults.fail({ kind: 'ill-policies', answer: serverError });
		const { status, body } = await post(inventory, withPolicies);
		expect(status).toBe(200);
		expect(body.errors).toEqual(
			[0, 1].map((index) => ({
				message: '500 Internal Server Error: Internal server error, contact administrator',
				locations: [{ line: 1, column: 114 }],
				path: ['instance_storage_instances_SINGLE', 'holdingsRecords2', index, 'illPolicy'],
				extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: expect.any(Array) },
			})),
		);
		expect(policies(body)).toEqual([null, null, null]);
		expect(inventory.calls.total).toBe(4);
	});

	it('fails the nth call only, until it is taken away', async () => {
		const inventory = createInventory();
		const remove = inventory.faults.fail({ kind: 'ill-policies', call: 2, answer: serverError });
		const { body } = await post(inventory, withPolicies);
		expect(policies(body)).toEqual([{ name: 'Will lend' }, null, null]);
		expect(body.errors).toHaveLength(1);
		expect((await post(inventory, withPolicies)).body.errors).toBeUndefined();
		remove();
		inventory.faults.fail({ kind: 'ill-policies', answer: serverError })();
		expect((await post(inventory, withPolicies)).body.errors).toBeUndefined();
	});

	it('fails for one record only', async () => {
		const inventory = createInventory();
		inventory.faults.fail({
			kind: 'ill-policies',
			recordId: illPolicies.willNotLend.id,
			answer: { status: 503, text: 'Service Unavailable' },
		});
		const { body } = await post(inventory, withPolicies);
		expect(policies(body)).toEqual([{ name: 'Will lend' }, null, null]);
		expect(body.errors?.map((error) => [error.message, error.path?.[2]])).toEqual([['503 Service Unavailable: Service Unavailable', 1]]);
	});

	it('fails for a parent record: its holdings, one of ten look-ups by alias', async () => {
		const inventory = createInventory();
		inventory.faults.fail({ kind: 'instances', recordId: '9780140449136', answer: serverError });
		const isbns = ['9780071387767', '9780140449136', '9781524732400'];
		const { body } = await post(
			inventory,
			`{ ${isbns.map((isbn, index) => `a${index}: instance_storage_instances(query:"isbn=${isbn}"){ totalRecords }`).join(' ')} }`,
		);
		expect(body.data).toEqual({ a0: { totalRecords: 1 }, a1: null, a2: { totalRecords: 1 } });
		expect(body.errors?.map((error) => error.path)).toEqual([['a1']]);
		inventory.faults.clear();
		inventory.faults.fail({ kind: 'items', recordId: holdingId(30, 2), answer: serverError });
		const items = await post(
			inventory,
			`{ instance_storage_instances_SINGLE(instanceId:"${babySigns}"){ holdingsRecords2 { bareHoldingsItems { id } } } }`,
		);
		expect(items.body.errors?.map((error) => error.path?.[2])).toEqual([1]);
	});

	it('makes the whole field null when the search itself fails', async () => {
		const inventory = createInventory();
		inventory.faults.fail({ kind: 'instances', answer: serverError });
		const { status, body } = await post(inventory, search);
		expect([status, body.data]).toEqual([200, { instance_storage_instances: null }]);
	});

	it('answers HTML with status 200', async () => {
		const inventory = createInventory();
		inventory.faults.fail({ kind: 'instances', answer: 'html' });
		const { status, body } = await post(inventory, search);
		expect(status).toBe(200);
		expect(body.errors?.[0]?.message).toBe('Unexpected token \'<\', "<html>prox"... is not valid JSON');
		expect(body.data).toEqual({ instance_storage_instances: null });
	});

	it('breaks the connection', async () => {
		const inventory = createInventory();
		inventory.faults.fail({ kind: 'instances', answer: 'hangUp' });
		const { status, body } = await post(inventory, search);
		expect(status).toBe(200);
		expect(body.errors?.[0]?.message).toMatch(/^request to http:.* failed, reason: socket hang up$/u);
	});

	it('expires tokens after some calls, but not those of a later login', async () => {
		const inventory = createInventory();
		inventory.faults.expireTokensAfter(3);
		const { status, body } = await post(inventory, withPolicies, { token: 'first' });
		expect(status).toBe(200);
		expect(body.errors?.map((error) => error.message)).toEqual(['401 Unauthorized: Invalid token']);
		expect(policies(body)).toEqual([{ name: 'Will lend' }, null, null]);
		const again = await post(inventory, search, { token: 'first' });
		expect(again.body.errors?.[0]?.message).toBe('401 Unauthorized: Invalid token');
		expect((await post(inventory, withPolicies, { token: 'second' })).body.errors).toBeUndefined();
	});

	it('forgets all on reset', async () => {
		const inventory = createInventory();
		inventory.faults.fail({ answer: serverError });
		inventory.faults.expireTokensAfter(0);
		await post(inventory, search);
		inventory.reset();
		expect(inventory.calls.total).toBe(0);
		expect((await post(inventory, search)).body.errors).toBeUndefined();
		expect(inventory.callUrls).toEqual(['/instance-storage/instances?query=title=baby']);
	});
});
