import { reasonOfChange } from '../../../../reshare/requests/changes/reasonOfChange';
import { maskChange, type Change } from '../../../../reshare/requests/changes/change';
import { patronMasks } from '../../../../reshare/requests/model/masking';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';

const state = (code: string) => modRsStates.read({ code, terminal: false });

it.each<[string, PatronRequest['conditions'], string]>([
	[
		'those that are still to be answered',
		[
			{ id: 'c1', code: 'LibraryUseOnly', accepted: true },
			{ id: 'c2', code: 'NoReproduction' },
			{ id: 'c3', code: 'SignatureRequired' },
		],
		'NoReproduction; SignatureRequired',
	],
	[
		'all, where they have been answered meanwhile',
		[
			{ id: 'c1', code: 'LibraryUseOnly', accepted: true },
			{ id: 'c2', code: 'NoReproduction', accepted: true },
		],
		'LibraryUseOnly; NoReproduction',
	],
])('the reason of a conditional answer lists the conditions of the lender: %s', (_which, conditions, reason) => {
	const step = { id: 'a', from: state('REQ_REQUEST_SENT_TO_SUPPLIER'), to: state('REQ_CONDITIONAL_ANSWER_RECEIVED') };
	const change = {
		event: 'statusChange',
		eventId: 'a',
		at: 100,
		order: 1,
		step,
		request: { conditions, messages: [], history: [], due: {} },
		raw: {},
	} as unknown as Change;
	expect(reasonOfChange(maskChange(patronMasks.none, change))).toBe(reason);
});
