import { crossLinkStates } from '../../../../reshare/requests/crosslink/statesAndSentences';
import { bareRequest } from '../bareRequest';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { toSavedRequest, hasChangedSinceSaved } from '../../../../reshare/requests/model/savedRequest';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';

const before = (code: string) => toSavedRequest({ ...bareRequest, state: modRsStates.read({ code }, 'borrowing') }, 'borrowing');
const after = (code: string): PatronRequest => ({ ...bareRequest, state: crossLinkStates.read({ code }, 'borrowing') });

it.each<[string, string, boolean]>([
	['REQ_REQUEST_SENT_TO_SUPPLIER', 'SENT', false],
	['REQ_EXPECTS_TO_SUPPLY', 'SENT', false],
	// Staff must give a new answer, or can no longer give one.
	['REQ_EXPECTS_TO_SUPPLY', 'CONDITION_PENDING', true],
	['REQ_CONDITIONAL_ANSWER_RECEIVED', 'WILL_SUPPLY', true],
	['REQ_SHIPPED', 'SHIPPED', false],
	['REQ_SHIPPED', 'RECEIVED', true],
	['REQ_SHIPPED', 'A_NEW_STATE', true],
])(
	'hasChangedSinceSaved says whether staff must act on a request that was saved in %s and has the state %s after its migration: %s',
	(was, is, elsewhere) => expect(hasChangedSinceSaved(before(was), after(is))).toBe(elsewhere),
);
