import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import type { ChoiceListName, Phase } from '../shared/loadClient';
import { connect } from '../shared/connection';

/** Lists the newest requests, or those that match the typed words. */
export async function searchRequests(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { reshare } = await connect(this, 'myLibrary');
	const isLending = this.getCurrentNodeParameter('side') === 'lending' || this.getCurrentNodeParameter('operation') === 'applyRules';
	const side = isLending ? 'lending' : 'borrowing';
	const words = filter?.trim() ?? '';
	const { listed } = await reshare.requests.list({ side, sort: 'createdNewest', limit: 50, text: words === '' ? undefined : words });
	return {
		results: listed.map(({ request }) => ({
			name: [request.hrid ?? request.id, request.title, reshare.requests.standing(request).status?.label]
				.filter((part) => part !== undefined)
				.join(' - '),
			value: request.id,
		})),
	};
}

const phasesOfBoth = { beingChecked: 'New: being checked', onItsWayBack: 'On its way back', over: 'Closed' };
const phases: Readonly<Record<'borrowing' | 'lending', Readonly<Record<Phase, string>>>> = {
	borrowing: { ...phasesOfBoth, asking: 'With lenders', onLoan: 'On loan' },
	lending: { ...phasesOfBoth, asking: 'To be responded to or shipped', onLoan: 'Lent' },
};

/**
 * Lists the states of the chosen side in the order of a request's life; the consortium's own states come last. If the side comes from an
 * expression, it lists those of both sides.
 */
export async function getStates(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { reshare } = await connect(this, 'myLibrary');
	const chosen = this.getCurrentNodeParameter('side') ?? 'borrowing';
	const bothSides = String(chosen).startsWith('=');
	const sides = bothSides ? (['borrowing', 'lending'] as const) : ([chosen === 'lending' ? 'lending' : 'borrowing'] as const);
	return (await Promise.all(sides.map(async (side) => await reshare.requests.statuses(side))))
		.flat()
		.map(({ code, label, side, family, phase }) => ({
			name: `${label}${family === undefined ? '' : ` (${family})`}${bothSides ? `, ${side}` : ''}`,
			value: code,
			description: phase === undefined ? 'Another state of this ReShare' : phases[side][phase],
		}));
}

/**
 * Makes a function that lists the back end's choices.
 *
 * @param none the label for no choice. It comes first, and alone if the back end has no choices of this kind
 */
function choices(list: ChoiceListName, none: string): (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]> {
	return async function () {
		const { reshare } = await connect(this, 'myLibrary');
		const found = await reshare.requests.choices(list);
		return [{ name: none, value: '' }, ...found.map(({ label, value }) => ({ name: label, value }))];
	};
}

export const getCancelReasons = choices('cancelReasons', 'No Reason');
export const getCannotSupplyReasons = choices('cannotSupplyReasons', 'No Reason');
export const getLoanConditions = choices('loanConditions', 'No Condition');
export const getLendingPlaces = choices('lendingPlaces', 'Only Location');
