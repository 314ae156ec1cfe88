import { outputItems, type Execution, type WorkflowNode } from '../../../n8n/types';
import type { NewRow } from '../../../sandbox';
import type { TemplateBench } from './bench';

/** templates/move-to-crosslink.json: what is saved before the move, and the list after it. */
export function testMoveToCrossLink(bench: () => TemplateBench): void {
	const sandbox = () => bench().practice.sandbox;
	const states = ['REQ_INVALID_PATRON', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED', 'REQ_CHECKED_IN', 'REQ_SHIPPED_TO_SUPPLIER', 'REQ_REQUEST_COMPLETE'];

	async function run(step: string): Promise<Execution> {
		const { okapiUrl, crosslink } = sandbox();
		const { id, name } = await bench().practice.n8n.rest.createCredential(`CrossLink, to ${step}`, 'okapiApi', { backEnd: 'crossLink', url: okapiUrl, ...crosslink.east });
		const chosen = (node: WorkflowNode): WorkflowNode => (node.name === 'Find in CrossLink' ? { ...node, credentials: { okapiApi: { id, name } } } : node);
		const execution = await bench().run(await bench().import('move-to-crosslink', { settings: { step }, node: chosen }), 'Start by Hand');
		expect(execution.data.resultData.error).toBeUndefined();
		return execution;
	}

	it('accounts for every open request once, and gives back what the move leaves behind', async () => {
		sandbox().requests.clear();
		sandbox().crosslink.requests.clear();
		const common: NewRow = { isRequester: true, title: 'A book on the way', patronIdentifier: 'P1001', patronEmail: 'amara@example.edu', pickupLocation: 'Main Library', rotaPosition: 0, requestingInstitutionSymbol: 'RESHARE:US-EAST', supplyingInstitutionSymbol: 'RESHARE:US-WEST', refdata: { serviceType: 'loan' } };
		for (const [index, state] of states.entries()) sandbox().requests.add('east', { ...common, state, hrid: `EAST-${index}`, requestIdentifiers: [{ id: `identifier-${index}`, identifierType: 'ILLIAD', identifier: `ILL-${index}` }] });
		sandbox().requests.add('east', { isRequester: true, state: 'REQ_SHIPPED', hrid: 'EAST-GONE', title: 'Saved by a run before', requestingInstitutionSymbol: 'RESHARE:US-EAST', refdata: { serviceType: 'loan' } });
		await run('save');
		sandbox().requests.delete('EAST-GONE');
		expect(outputItems(await run('save'), 'Keep in Table')).toHaveLength(states.length - 1);

		sandbox().crosslink.requests.import(sandbox().requests.all('east'));
		sandbox().crosslink.requests.delete('EAST-2~0');
		const execution = await run('restore');
		expect(outputItems(execution, 'Find in CrossLink').map(({ json }) => [json.previousHrid, json.outcome]).sort()).toEqual([['EAST-0', 'arrived'], ['EAST-1', 'arrived'], ['EAST-2', 'missing'], ['EAST-3', 'arrived'], ['EAST-4', 'arrived']]);
		expect(outputItems(execution, 'List of Requests')).toMatchObject([{ binary: { data: { fileName: 'requests-after-the-move.csv' } } }]);
		for (const number of [0, 1, 3, 4]) expect(sandbox().crosslink.requests.get(`EAST-${number}~0`).internalNote).toMatch(new RegExp(`^Pickup location: Main Library\\nReference: ILL-${number}\\nPatron email: amara@example.edu\\n`));
	});

	it('forgets each morning what is old', async () => {
		const execution = await bench().run(await bench().import('move-to-crosslink', {}), 'Each Morning');
		expect(execution.status).toBe('success');
	});
}
