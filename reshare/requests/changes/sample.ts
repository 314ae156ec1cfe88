import { ReShareError } from '../../errors';
import { states } from '../knownStates';
import type { Side } from '../request';
import type { WantedEvent } from './events';
import { toIso } from './time';
import { words } from '../../words';

interface Step {
	readonly from: string;
	readonly to: string;
}

/** The first state of the side that the event stands for, and where requests often come from; undefined where it has none. */
function stepTo(side: Side, event: WantedEvent): Step | undefined {
	const [to] = states.codes(
		side,
		({ usuallyAfter, needsStaff }, code) => usuallyAfter !== undefined && (states.eventOf(usuallyAfter, code, side) === event || (event === 'needsStaff' && needsStaff === true)),
	);
	const from = states.of(to, side)?.usuallyAfter;
	return to === undefined || from === undefined ? undefined : { from, to };
}

/** @throws ReShareError `badInput` for an event that requests of this side do not have */
function sampleStep(side: Side, wanted: ReadonlySet<WantedEvent>): Step {
	const named = [...wanted].map((event) => stepTo(side, event)).find((step) => step !== undefined);
	const step = named ?? (wanted.has('anyStatusChange') || wanted.has('newRequest') ? stepTo(side, 'shipped') : undefined);
	if (step !== undefined) return step;
	throw new ReShareError('badInput', `There is no sample of '${[...wanted].join(', ')}'`, {
		description: `Requests of the ${side} side do not have this event. Choose another one in '${words.names.events}'.`,
	});
}

/**
 * A made-up record in the form of the server's, with the first of the wanted changes as its newest.
 *
 * @param now this machine's time in milliseconds
 * @throws ReShareError `badInput` for an event that requests of this side do not have
 */
export function sampleRecord(side: Side, wanted: ReadonlySet<WantedEvent>, now: number): Record<string, unknown> {
	const step = sampleStep(side, wanted);
	const known = states.of(step.to, side);
	const seconds = Math.floor(now / 1000);
	const isNew = wanted.size === 1 && wanted.has('newRequest');
	return {
		id: '00000000-0000-4000-8000-000000000001',
		isRequester: side === 'borrowing',
		hrid: 'SAMPLE-1',
		dateCreated: toIso(seconds - 2 * 86_400),
		lastUpdated: toIso(seconds),
		lastAuditNo: 1,
		state: { code: isNew ? states.codes(side, ({ isFirst }) => isFirst === true)[0] : step.to },
		serviceType: known?.isForCopies === true ? { value: 'copy', label: 'Copy' } : { value: 'loan', label: 'Loan' },
		title: 'Sample title: this library has no such change yet',
		author: 'Sample, Author',
		isbn: '9780000000002',
		patronIdentifier: 'TEST-PATRON',
		patronGivenName: 'Test',
		patronSurname: 'Patron',
		patronEmail: 'test.patron@example.org',
		pickupLocation: 'Main Library',
		pickupLocationSlug: 'SAMPLE-MAIN',
		resolvedPickupLocation: { name: 'Main Library' },
		neededBy: toIso(seconds + 30 * 86_400).slice(0, 10),
		parsedDueDateRS: toIso(seconds + 42 * 86_400),
		dueDateRS: toIso(seconds + 42 * 86_400),
		rotaPosition: 0,
		requestIdentifiers: [{ identifierType: 'ILLIAD', identifier: 'SAMPLE-REFERENCE' }],
		resolvedSupplier: { symbol: 'US-SAMPLE', owner: { name: 'Sample Lending Library' } },
		conditions: known?.exchange === 'conditions' ? [{ code: 'LibraryUseOnly' }] : [],
		rota: [{ rotaPosition: 0, directoryId: 'ISIL:US-SAMPLE' }],
		notifications:
			known?.exchange === 'declined'
				? [{ id: '00000000-0000-4000-8000-000000000003', timestamp: seconds * 1000, seen: true, isSender: false, actionStatus: 'Unfilled', actionData: 'NotOnShelf', senderSymbol: 'US-SAMPLE' }]
				: [],
		audit: isNew
			? []
			: [
					{
						id: '00000000-0000-4000-8000-000000000002',
						auditNo: 1,
						dateCreated: toIso(seconds),
						fromStatus: { code: step.from },
						toStatus: { code: step.to },
						message: `Status change from ${step.from} to ${step.to}`,
					},
				],
	};
}
