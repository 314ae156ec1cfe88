import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowFile } from '../../../n8n/types';
import { crossLinkStates } from '../../../reshare/requests/crosslink/states';
import { modRsStates } from '../../../reshare/requests/modrs/states';

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', '..', 'templates', 'wait-for-status.json'), 'utf8')) as WorkflowFile;
const { assignments } = nodes.find(({ name }) => name === 'Library Settings')?.parameters.assignments as { assignments: ReadonlyArray<{ name: string; value: string }> };
const waitFor = (assignments.find(({ name }) => name === 'waitFor')?.value ?? '').split(',').map((code) => code.trim());

/** It looks from time to time, and not at all while n8n is off: what was sent may have arrived by the next look, or be on its way back. */
it.each([
	['mod-rs', modRsStates],
	['CrossLink', crossLinkStates],
])('a request of %s that has been sent counts as sent wherever it is found after that', (_name, states) => {
	const sent = states.codes('borrowing', ({ phase, event }) => phase === 'onLoan' || phase === 'onItsWayBack' || event === 'complete' || event === 'documentDelivered');
	expect(sent.length).toBeGreaterThan(5);
	expect(sent.filter((code) => !waitFor.includes(code))).toEqual([]);
});

it('what has not been sent does not', () => {
	const notSent = [modRsStates, crossLinkStates].flatMap((states) => states.codes('borrowing', ({ phase }) => phase === 'beingChecked' || phase === 'asking'));
	expect(notSent.filter((code) => waitFor.includes(code))).toEqual([]);
});
