import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { actionFields } from '../../../nodes/ReShareRequest/actionFields';
import { triggerFields } from '../../../nodes/ReShareRequestStatusTrigger/triggerFields';
import type { WantedEvent } from '../../../reshare/requests/changes/changeCriteria';
import { changeNeedsStaff } from '../../../reshare/requests/changes/reasonAndAdviceOfChange';
import { inventSampleChange } from '../../../reshare/requests/changes/changeForTestEvent';
import type { Side } from '../../../reshare/requests/model/request';
import { crossLinkStates } from '../../../reshare/requests/crosslink/statesAndSentences';
import { modRsStates as states } from '../../../reshare/requests/modrs/statesAndSentences';
import { hasTrait, lifecycleStageOf, verdictOnNewRequest } from '../../../reshare/requests/model/state';
import { checkoutFolder } from '../../../n8n/paths';

const sides: readonly Side[] = ['borrowing', 'lending'];
const optionsOf = (field: { readonly options?: unknown } | undefined) => (field?.options ?? []) as INodePropertyOptions[];

describe('the table of states', () => {
	const read = (code = '', told: { readonly terminal?: boolean } = {}) => states.read({ code, ...told }, 'borrowing');

	it('no source file names a mod-rs state code such as REQ_SHIPPED, except the table of states', () => {
		const sources = globSync(['reshare/**/*.ts', 'nodes/**/*.ts', 'credentials/**/*.ts'], { cwd: checkoutFolder }).map((file) =>
			file.replaceAll(path.sep, '/'),
		);
		const found = sources
			.filter((file) => !/^reshare\/requests\/\w+\/statesAndSentences\.ts$/.test(file))
			.flatMap((file) =>
				[...readFileSync(path.join(checkoutFolder, file), 'utf8').matchAll(/\b(?:SLNP_|RE[QS]_[A-Z])\w*/g)].map(
					([code]) => `${file}: ${code}`,
				),
			);
		expect(sources.length).toBeGreaterThan(100);
		expect(found).toEqual([]);
	});

	it.each(sides)('Close Manually offers exactly the closings that the table of states has for a %s request', (side) => {
		const field = actionFields.find(
			({ name, displayOptions }) => name === 'closeAs' && displayOptions?.show?.['side']?.includes(side) === true,
		);
		expect(
			optionsOf(field)
				.map(({ value }) => value)
				.sort(),
		).toEqual(states.closings(side).sort());
	});

	it('in the table of states, each state that holds a new request for staff says what to do, and each one that means Not Created is closed', () => {
		for (const code of states.codes('borrowing')) {
			const known = states.of(code, 'borrowing');
			const { outcome } = verdictOnNewRequest(read(code));
			if (outcome === 'needsStaff') expect([code, known?.whatToDo]).toEqual([code, expect.any(String)]);
			if (outcome === 'notCreated') expect([code, known?.phase]).toEqual([code, 'over']);
			if (hasTrait(known, 'withdrawable')) expect([code, lifecycleStageOf(read(code))]).toEqual([code, 'open']);
		}
	});

	it("the server's answer whether a state is terminal wins over the row of that state in the table of states", () => {
		expect(verdictOnNewRequest(read(states.codes('borrowing', ({ event }) => event === 'shipped')[0], { terminal: true }))).toEqual({
			outcome: 'notCreated',
			reason: 'closed',
		});
		expect(verdictOnNewRequest(read(states.codes('borrowing', ({ event }) => event === 'endOfRota')[0], { terminal: false }))).toEqual({
			outcome: 'created',
			reason: null,
		});
		expect(verdictOnNewRequest(read('X_OWN', { terminal: true }))).toEqual({ outcome: 'notCreated', reason: 'closed' });
	});
});

describe('an invented test event', () => {
	/** The back ends, with the events that they lack. */
	const backEnds = [
		['mod-rs', states, ['renewed']],
		['CrossLink', crossLinkStates, ['documentAvailable', 'loanedDigitally', 'lost']],
	] as const;
	const offered = (side: Side, missing: readonly string[]) =>
		optionsOf(triggerFields.find(({ name }) => name === (side === 'lending' ? 'lendingEvents' : 'events')))
			.map(({ value }) => value as WantedEvent)
			.filter((event) => !missing.includes(event));
	const sampleOf = (side: Side, event: WantedEvent, table = states) =>
		inventSampleChange(table, side, new Set([event]), Date.parse('2026-11-24T12:00:00Z'));

	it.each(
		backEnds.flatMap(([name, table, missing]) =>
			sides.flatMap((side) => offered(side, missing).map((event) => [name, side, event, table] as const)),
		),
	)(
		'over %s, the invented change that the trigger gives as a test event for the %s side is of the chosen kind %s',
		(_name, side, event, table) => {
			const change = sampleOf(side, event, table);
			if (event === 'anyStatusChange') expect(change.step).toBeDefined();
			else if (event === 'needsStaff') expect(changeNeedsStaff(change)).toBe(true);
			else expect(change.event).toBe(event);
		},
	);

	it('the trigger throws if asked to invent a test event of a kind that the side or back end does not have', () => {
		expect(() => sampleOf('borrowing', 'renewed')).toThrow("There is no sample of 'renewed'");
		expect(() => sampleOf('lending', 'received')).toThrow("There is no sample of 'received'");
		expect(() => sampleOf('borrowing', 'cancelRequested')).toThrow("There is no sample of 'cancelRequested'");
	});
});
