import { crossLinkStates } from '../../../reshare/requests/crosslink/statesAndSentences';
import { modRsStates } from '../../../reshare/requests/modrs/statesAndSentences';
import { templates } from './readTemplates';

const template = templates.find(({ name }) => name === 'wait-for-status');
const { conditions } = template?.nodes.find(({ name }) => name === 'Sent, Closed or Too Late?')?.parameters.conditions as {
	conditions: ReadonlyArray<{ leftValue: string; rightValue: string }>;
};
const phases = new Set(conditions.filter(({ leftValue }) => leftValue.includes('.phase')).map(({ rightValue }) => rightValue));

/**
 * The template checks from time to time, and not while n8n is off. By the next check, an item that was shipped may have arrived or be on
 * its way back.
 */
it.each([
	['mod-rs', modRsStates],
	['CrossLink', crossLinkStates],
])(
	'the template wait-for-status over %s stops waiting in any state after shipping, and in none while libraries are still being asked',
	(_name, states) => {
		const come = states.codes('borrowing', ({ phase }) => phases.has(String(phase)));
		const sent = states.codes(
			'borrowing',
			({ phase, event }) => phase === 'onLoan' || phase === 'onItsWayBack' || event === 'complete' || event === 'documentDelivered',
		);
		expect(sent.length).toBeGreaterThan(5);
		expect(sent.filter((code) => !come.includes(code))).toEqual([]);
		expect(
			states.codes('borrowing', ({ phase }) => phase === 'beingChecked' || phase === 'asking').filter((code) => come.includes(code)),
		).toEqual([]);
	},
);
