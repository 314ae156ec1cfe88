import { badInputError, undefinedIfFailed } from '../../errors';
import type { RequestBackend } from '../port/RequestBackend';
import type { RequestQuery } from '../port/RequestQuery';

const dates = ['createdAfter', 'createdBefore', 'changedAfter', 'changedBefore'] as const;

/**
 * Refuses an invalid date, and a state that the back end does not have, for example after a migration or with a typing error: such a state
 * matches no request, and an empty list would look like an answer. States of the other side are allowed beside one that matches, because a
 * caller may use one list of states for both sides.
 */
export async function checkQuery(backend: RequestBackend, query: RequestQuery) {
	const wrong = dates.find((name) => Number.isNaN(query[name]?.getTime()));
	if (wrong !== undefined) throw badInputError(`'⟦${wrong}⟧' is not a date`, 'Choose a date, or write it like 2026-03-31.');
	const { side, states = [] } = query;
	const strange = states.filter((code) => backend.states.of(code, side) === undefined);
	const serverStates = strange.length === 0 ? undefined : await undefinedIfFailed(backend.statuses(side), 'permission');
	if (serverStates === undefined) return;
	const unfit = strange.filter((code) => !serverStates.some((state) => state.code === code));
	const unknown = unfit.length === states.length ? unfit : unfit.filter((code) => backend.states.of(code) === undefined);
	if (unknown.length === 0) return;
	throw badInputError(
		`'⟦states⟧' names what no ${side} request of your library can have: ${unknown.map((code) => `'${code}'`).join(', ')}`,
		'Choose from the list again. Statuses have other codes in mod-rs than in CrossLink, and on the borrowing than on the lending side.',
	);
}
