import type { ChoiceListName, Phase } from '../shared/loadClient';
import { createListSearch, createOptionsLoader } from '../shared/loadOptions';

/** Lists the newest requests, or those that match the typed words. */
export const searchRequests = createListSearch(async ({ requests }, typed, context) => {
	const isLending = context.getCurrentNodeParameter('side') === 'lending' || context.getCurrentNodeParameter('operation') === 'applyRules';
	const side = isLending ? 'lending' : 'borrowing';
	const { listed } = await requests.list({ side, sort: 'createdNewest', limit: 50, text: typed || undefined });
	return listed.map(({ request }) => ({
		name: [request.hrid ?? request.id, request.title, requests.standing(request).status?.label]
			.filter((part) => part !== undefined)
			.join(' - '),
		value: request.id,
	}));
});

const phasesOfBoth = { beingChecked: 'New: being checked', onItsWayBack: 'On its way back', over: 'Closed' };
const phases: Readonly<Record<'borrowing' | 'lending', Readonly<Record<Phase, string>>>> = {
	borrowing: { ...phasesOfBoth, asking: 'With lenders', onLoan: 'On loan' },
	lending: { ...phasesOfBoth, asking: 'To be responded to or shipped', onLoan: 'Lent' },
};

/**
 * Lists the states of the chosen side in the order of a request's life; the consortium's own states come last. If the side comes from an
 * expression, it lists those of both sides.
 */
export const getStates = createOptionsLoader('myLibrary', async ({ requests }, context) => {
	const chosen = context.getCurrentNodeParameter('side') ?? 'borrowing';
	const bothSides = String(chosen).startsWith('=');
	const sides = bothSides ? (['borrowing', 'lending'] as const) : ([chosen === 'lending' ? 'lending' : 'borrowing'] as const);
	return (await Promise.all(sides.map(async (side) => await requests.statuses(side))))
		.flat()
		.map(({ code, label, side, family, phase }) => ({
			name: `${label}${family === undefined ? '' : ` (${family})`}${bothSides ? `, ${side}` : ''}`,
			value: code,
			description: phase === undefined ? 'Another state of this ReShare' : phases[side][phase],
		}));
});

/**
 * Makes a function that lists the back end's choices.
 *
 * @param none the label for no choice. It comes first, and alone if the back end has no choices of this kind
 */
const choices = (list: ChoiceListName, none: string) =>
	createOptionsLoader('myLibrary', async ({ requests }) => [
		{ name: none, value: '' },
		...(await requests.choices(list)).map(({ label, value }) => ({ name: label, value })),
	]);

export const getCancelReasons = choices('cancelReasons', 'No Reason');
export const getCannotSupplyReasons = choices('cannotSupplyReasons', 'No Reason');
export const getLoanConditions = choices('loanConditions', 'No Condition');
export const getLendingPlaces = choices('lendingPlaces', 'Only Location');
