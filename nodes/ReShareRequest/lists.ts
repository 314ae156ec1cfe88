import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import type { Phase } from '../shared/client';
import { connect } from '../shared/connection';

/** Requests to choose from: what was made last, or what fits the words typed. */
export async function searchRequests(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { reshare } = await connect(this, 'myLibrary');
	const side = this.getCurrentNodeParameter('side') === 'lending' ? 'lending' : 'borrowing';
	const words = filter?.trim() ?? '';
	const { listed } = await reshare.requests.list({ side, sort: 'createdNewest', limit: 50, ...(words === '' ? {} : { text: words }) }).all();
	return {
		results: listed.map(({ request }) => ({
			name: [request.hrid ?? request.id, request.title, reshare.requests.standing(request).status?.label]
				.filter((part) => part !== undefined)
				.join(' - '),
			value: request.id,
		})),
	};
}

const phases: Readonly<Record<'borrowing' | 'lending', Readonly<Record<Phase, string>>>> = {
	borrowing: {
		beingChecked: 'New: being checked',
		asking: 'Asked of lending libraries',
		onLoan: 'On loan',
		onItsWayBack: 'On its way back',
		over: 'Closed',
	},
	lending: {
		beingChecked: 'New: being checked',
		asking: 'To be answered or sent',
		onLoan: 'Lent',
		onItsWayBack: 'On its way back',
		over: 'Closed',
	},
};

/**
 * The states of the chosen side in the order of a request's life, with the labels that staff see and the part of its life
 * below; the consortium's own states come last. Both sides where the side comes from an expression.
 */
export async function getStates(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { reshare } = await connect(this, 'myLibrary');
	const chosen = this.getCurrentNodeParameter('side') ?? 'borrowing';
	const bothSides = String(chosen).startsWith('=');
	const sides = bothSides ? (['borrowing', 'lending'] as const) : ([chosen === 'lending' ? 'lending' : 'borrowing'] as const);
	return (await Promise.all(sides.map(async (side) => await reshare.requests.statuses(side)))).flat().map(({ code, label, side, family, phase }) => ({
		name: `${label}${family === undefined ? '' : ` (${family})`}${bothSides ? `, ${side}` : ''}`,
		value: code,
		description: phase === undefined ? 'Another state of this ReShare' : phases[side][phase],
	}));
}

/** The tenant's reasons for canceling. */
export async function getCancelReasons(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { reshare } = await connect(this, 'myLibrary');
	const reasons = await reshare.requests.cancelReasons();
	return [{ name: 'No Reason', value: '' }, ...reasons.map(({ label, value }) => ({ name: label, value }))];
}
