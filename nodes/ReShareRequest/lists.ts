import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { connect } from '../shared/connection';

/** Requests to choose from: what was made last, or what fits the words typed. */
export async function searchRequests(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { client, okapi } = await connect(this, 'myLibrary');
	const side = this.getCurrentNodeParameter('side') === 'lending' ? 'lending' : 'borrowing';
	const words = filter?.trim() ?? '';
	const { listed } = await client.listRequests(new client.RequestsClient(okapi), { side, sort: 'createdNewest', limit: 50, ...(words === '' ? {} : { text: words }) });
	return {
		results: listed.map(({ request }) => ({
			name: [request.hrid ?? request.id, request.title, request.state?.code === undefined ? undefined : client.describeState(request.state.code).label]
				.filter((part) => part !== undefined)
				.join(' - '),
			value: request.id,
		})),
	};
}

/** The states of this tenant, its own ones included, with the labels that staff see. */
export async function getStates(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { client, okapi } = await connect(this, 'myLibrary');
	const states = await new client.RequestsClient(okapi).statuses();
	const codes = [...new Set(states.flatMap(({ code }) => (code === undefined ? [] : [code])))];
	return codes
		.map((code) => ({ code, side: /^(SLNP_)?RES_/.test(code) ? 'lending' : 'borrowing', kind: code.startsWith('SLNP_') ? ', SLNP' : '', label: client.describeState(code).label }))
		.sort((a, b) => a.side.localeCompare(b.side) || a.label.localeCompare(b.label))
		.map(({ code, side, kind, label }) => ({ name: `${label} (${side}${kind})`, value: code }));
}

/** The tenant's reasons for cancelling. */
export async function getCancelReasons(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { client, okapi } = await connect(this, 'myLibrary');
	const reasons = await new client.RequestsClient(okapi).cancelReasons();
	return [{ name: 'No Reason', value: '' }, ...reasons.map(({ label, value }) => ({ name: label, value }))];
}
