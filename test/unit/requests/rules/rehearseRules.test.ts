import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import { bareRequest } from '../bareRequest';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import type { LendingRule } from '../../../../reshare/requests/rules/decideByRules';
import { rehearseRules } from '../../../../reshare/requests/rules/rehearseRules';

const since = '2026-03-02T00:00:00Z';
const state = (code: string) => modRsStates.read({ code }, 'lending');
const [waiting, refused] = [state('RES_IDLE'), state('RES_UNFILLED')];
const came = (id: string, createdAt: string, more: Partial<PatronRequest> = {}): PatronRequest => ({
	...bareRequest,
	id,
	createdAt,
	side: 'lending',
	otherSymbol: 'US-WEST',
	state: waiting,
	...more,
});
const ended = (at: string): Partial<PatronRequest> => ({ state: refused, history: [{ id: 'end', at, from: waiting, to: refused }] });
const rules: readonly LendingRule[] = [
	{ name: 'Too many', when: { openRequests: 1 }, then: { kind: 'cannotSupply', reason: 'NotAvailable' } },
];

/** Whether the rule fits the request `asked`: it does if the library had one other open request when `asked` came. */
function fits(...past: readonly PatronRequest[]) {
	const told = rehearseRules(rules, [came('asked', '2026-03-04T12:00:00Z'), ...past], since, (iso) => iso.slice(0, 10)).find(
		({ request }) => request.id === 'asked',
	);
	return told && told.decision.rule === 'Too many';
}

it("a lending rule in a rehearsal counts the library's other requests that were open when a request came", () => {
	expect(fits(came('other', '2026-03-03T12:00:00Z'))).toBe(true);
	expect(fits(came('other', '2026-02-01T12:00:00Z', ended('2026-03-04T12:00:01Z')))).toBe(true);
});

it.each<[string, PatronRequest[]]>([
	['the request itself', []],
	['a request that came later', [came('other', '2026-03-04T12:00:01Z')]],
	['a request that was closed by then', [came('other', '2026-03-03T12:00:00Z', ended('2026-03-04T12:00:00Z'))]],
	['a request of another library', [came('other', '2026-03-03T12:00:00Z', { otherSymbol: 'US-EAST' })]],
])('a lending rule in a rehearsal that counts open requests leaves out %s', (_what, past) => expect(fits(...past)).toBe(false));

it('a rehearsal of lending rules leaves out requests before its start, and compares nothing if staff gave no answer', () => {
	const told = rehearseRules(
		rules,
		[came('before', '2026-03-01T23:59:59Z'), came('first', since), came('second', since, ended('2026-03-05T12:00:00Z'))],
		since,
		(iso) => iso.slice(0, 10),
	);
	expect(told.map(({ request, staff, isSame }) => [request.id, staff, isSame])).toEqual([
		['first', undefined, null],
		['second', 'cannotSupply', true],
	]);
});
