import { usualCheckSwitches } from '../../../../reshare/requests/create/createTypes';
import { createRequest } from '../../../../reshare/requests/create/createRequest';
import { setUpCreateRun, type CreateDependencies, CreateLookups } from '../../../../reshare/requests/create/setUpCreateRun';
import { RequestByReferenceLoader } from '../../../../reshare/requests/port/RequestByReferenceLoader';
import type { Submitter, SendAnswer } from '../../../../reshare/requests/port/Submitter';
import { EmptyBackend } from '../empty/EmptyBackend';
import { timingWithStop } from '../../../../reshare/requests/create/timing';
import { ReShareError } from '../../../../reshare/errors';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import { bareRequest } from '../bareRequest';
import { startSandbox } from '../../../sandboxInVirtualTime';
import { sandboxForAll } from '../../sandboxForTests';
import { buildLoanDraft, optionsWith, testReferenceDerivation, createDependenciesFor, usualOptions } from './practiceDependencies';
import { modRsReferenceFields } from '../modRsReferenceFields';

/**
 * A back end that counts the drafts that are prepared. Each draft then waits for its list of open requests until the test lets that list
 * go.
 */
class HeldBackend extends EmptyBackend {
	prepared = 0;
	letGo = () => {};
	readonly #held = new Promise<void>((resolve) => (this.letGo = resolve));

	override submitter(): Submitter {
		this.prepared++;
		return { ...super.submitter(), blocker: async () => ({ reason: 'otherLibrary', note: 'This desk is closed' }) };
	}

	override find = async () => {
		await this.#held;
		return { listed: [], rowsRead: 0 };
	};
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const many = Array.from({ length: 1100 }, (_, index) => `MANY-${index}`);

describe('a run of many drafts', () => {
	it('a run of 1,100 drafts prepares at most 1,000 of them at a time, and every draft gets its result', async () => {
		const backend = new HeldBackend();
		const run = setUpCreateRun(backend, testReferenceDerivation);
		const options = optionsWith({ via: 'direct', validationWaitMs: 0, checks: { ...usualCheckSwitches, reference: false } });
		const results = many.map((reference, index) =>
			createRequest(run, buildLoanDraft({ pickupLocation: 'MAIN', patronId: `P${index}`, reference }), options),
		);
		for (let count = 0; count < 20; count++) await turn();
		expect(backend.prepared).toBe(1000);

		backend.letGo();
		expect((await Promise.all(results)).map(({ reference, reason }) => [reference, reason])).toEqual(
			many.map((reference) => [reference, 'otherLibrary']),
		);
		expect(backend.prepared).toBe(1100);
	});

	it('350 references of drafts that are looked up at once share list calls of at most 100 references, and all of them are found', async () => {
		const weighed: number[] = [];
		const asked = new Set<string>();
		class MeasuringBackend extends EmptyBackend {
			override referencesPerCall = (references: readonly string[]) => {
				weighed.push(references.length);
				return references.length;
			};
			override withReferences = async (references: readonly string[] = []) => {
				for (const reference of references) asked.add(reference);
				return [];
			};
		}
		const loader = new RequestByReferenceLoader(new MeasuringBackend());
		const announced = many.slice(0, 350).map((reference) => loader.announce(reference));
		await Promise.all(announced.map((one) => one.rows(1000)));
		expect(asked.size).toBe(350);
		expect(Math.max(...weighed)).toBe(100);
	});
});

/** A back end whose run is stopped at its first attempt to send. */
class StoppedRun extends EmptyBackend {
	readonly stop = new AbortController();
	sent = 0;

	constructor(
		private readonly answer: SendAnswer,
		readonly enforcesUniqueReference?: true,
	) {
		super();
	}

	override submitter(): Submitter {
		const way = super.submitter();
		return {
			...way,
			build: async (draft, reference) => ({
				...(await way.build(draft, reference)),
				send: async () => {
					this.sent++;
					this.stop.abort();
					return this.answer;
				},
			}),
		};
	}

	/** Nothing may be read after the stop, as with the real transport. */
	override get = (): Promise<PatronRequest | undefined> => this.#read(undefined);
	override withReferences = (): Promise<PatronRequest[]> => this.#read([]);

	async #read<Answer>(answer: Answer) {
		if (this.stop.signal.aborted) throw new ReShareError('cancelled', 'stopped');
		return answer;
	}

	async create(count: number) {
		const run = {
			...setUpCreateRun(this, testReferenceDerivation),
			timing: { ...timingWithStop(this.stop.signal), beforeNewAttempt: 600_000, validationPolls: [600_000] },
		};
		const drafts = Array.from({ length: count }, (_, index) =>
			buildLoanDraft({ pickupLocation: 'MAIN', patronId: `P${index}`, reference: `STOP-${index}` }),
		);
		return await Promise.allSettled(
			drafts.map((draft) => createRequest(run, draft, optionsWith({ via: 'direct', validationWaitMs: 600_000 }))),
		);
	}
}

const made = { ...bareRequest, id: 'made', state: modRsStates.read({ code: 'REQ_IDLE' }, 'borrowing'), references: ['STOP-0'] };
const passing: SendAnswer = { kind: 'refused', reason: 'resolverRefused', detail: 'not now', mayPass: true };
const lost: SendAnswer = { kind: 'unclear', detail: 'the answer was lost', mayStillRun: false };

it.each([
	['a temporary refusal', passing],
	['a back end that was not reached', { kind: 'notReached', error: new ReShareError('network', 'nobody there'), waitMs: 0 }],
] as const)(
	'a run that is stopped after %s does not send the draft again, and says that the request was not sent',
	async (_what, answer) => {
		const run = new StoppedRun(answer);
		expect(await run.create(1)).toMatchObject([{ status: 'rejected', reason: { kind: 'cancelled', message: 'The request was not sent' } }]);
		expect(run.sent).toBe(1);
	},
);

it.each([undefined, true] as const)(
	'a run that is stopped after a lost answer does not send the draft again, and says that the request may exist (unique reference: %s)',
	async (takesReferenceOnce) => {
		const run = new StoppedRun(lost, takesReferenceOnce);
		expect(await run.create(1)).toMatchObject([
			{
				status: 'fulfilled',
				value: { outcome: 'needsStaff', reason: 'unclear', explanation: expect.stringContaining('The answer was lost.') },
			},
		]);
		expect(run.sent).toBe(1);
	},
);

it('a run that is stopped after it created a request returns its id, with warnings of what could not be checked', async () => {
	const run = new StoppedRun({ kind: 'created', row: made });
	expect(await run.create(1)).toMatchObject([
		{
			status: 'fulfilled',
			value: {
				outcome: 'created',
				requestId: 'made',
				warnings: [
					'Whether another request with the same reference came into being meanwhile could not be checked.',
					'The request could not be read again to learn its status.',
				],
			},
		},
	]);
});

describe('a draft that was sent meanwhile', () => {
	const sandbox = sandboxForAll({ validationDelayMs: 50 }, startSandbox);

	/** Makes another process send a request just after this one has looked up the reference. */
	function overtaken(other: () => Promise<unknown>): CreateDependencies {
		const deps = createDependenciesFor(sandbox);
		class Overtaken extends CreateLookups {
			override async openRequests(patronId: string) {
				await other();
				return await super.openRequests(patronId);
			}
		}
		return { ...deps, lookups: new Overtaken(deps.requests) };
	}

	const draft = buildLoanDraft({ reference: 'MEANWHILE-1' });
	const request = (reference: string) => ({
		patronIdentifier: draft.patronId,
		title: draft.title ?? '',
		systemInstanceIdentifier: draft.instanceId ?? '',
		refdata: { serviceType: 'loan' },
		...modRsReferenceFields(reference),
	});

	afterEach(() => sandbox.requests.clear());

	it('Create reports a request that another process has sent meanwhile with the same reference as already existing', async () => {
		const result = await createRequest(
			overtaken(() => sandbox.requests.create('east', request('MEANWHILE-1'))),
			draft,
			usualOptions,
		);
		const [row, ...more] = sandbox.requests.all('east');
		expect(more).toEqual([]);
		expect(result).toMatchObject({ alreadyExisted: true, requestId: row?.id, reference: 'MEANWHILE-1' });
		expect(result.outcome).not.toBe('notCreated');
	});
});
