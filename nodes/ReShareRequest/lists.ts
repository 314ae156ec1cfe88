import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import type { Phase } from '../shared/client';
import { connect } from '../shared/connection';

/** Requests to choose from: what was made last, or what fits the words typed. */
export async function searchRequests(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { client, okapi } = await connect(this, 'myLibrary');
	const side = this.getCurrentNodeParameter('side') === 'lending' ? 'lending' : 'borrowing';
	const words = filter?.trim() ?? '';
	const { listed } = await new client.ModRsDesk(okapi).find({ side, sort: 'createdNewest', limit: 50, ...(words === '' ? {} : { text: words }) });
	return {
		results: listed.map(({ request }) => ({
			name: [request.hrid ?? request.id, request.title, client.stateLabel(request.state)?.label]
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
	const { client, okapi } = await connect(this, 'myLibrary');
	const requests = new client.ModRsDesk(okapi);
	const told = new Map((await requests.statuses()).map((state) => [state.code, state]));
	const states = await requests.states();
	const order = [...states.codes('borrowing'), ...states.codes('lending')];
	const place = (code: string) => (order.includes(code) ? order.indexOf(code) : order.length);
	const side = String(this.getCurrentNodeParameter('side') ?? 'borrowing');
	return [...told.values()]
		.filter(({ code }) => side.startsWith('=') || states.sideOf(code) === side)
		.sort((a, b) => place(a.code) - place(b.code) || a.code.localeCompare(b.code))
		.map(({ code, label, known }) => {
			const sideOfCode = states.sideOf(code);
			const family = states.familyOf(code);
			return {
				name: `${label}${family === undefined ? '' : ` (${family})`}${side.startsWith('=') ? `, ${sideOfCode}` : ''}`,
				value: code,
				description: known === undefined ? 'Another state of this ReShare' : phases[sideOfCode][known.phase],
			};
		});
}

/** The tenant's reasons for cancelling. */
export async function getCancelReasons(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { client, okapi } = await connect(this, 'myLibrary');
	const reasons = await new client.ModRsDesk(okapi).cancelReasons();
	return [{ name: 'No Reason', value: '' }, ...reasons.map(({ label, value }) => ({ name: label, value }))];
}
