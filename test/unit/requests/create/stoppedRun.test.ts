import { createRequest } from '../../../../reshare/requests/create/createRequest';
import { startCreating } from '../../../../reshare/requests/create/startCreating';
import { timingWithStop } from '../../../../reshare/requests/create/timing';
import { ReShareError } from '../../../../reshare/errors';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import type { SendAnswer, Submitter } from '../../../../reshare/requests/port/Submitter';
import { bareRequest } from '../bareRequest';
import { EmptyBackend } from '../empty/EmptyBackend';
import { loan, optionsWith, testKey } from './practiceDependencies';

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
			...startCreating(this, testKey),
			timing: { ...timingWithStop(this.stop.signal), beforeNewAttempt: 600_000, validationPolls: [600_000] },
		};
		const drafts = Array.from({ length: count }, (_, index) =>
			loan({ pickupLocation: 'MAIN', patronId: `P${index}`, reference: `STOP-${index}` }),
		);
		return await Promise.allSettled(
			drafts.map((draft) => createRequest(run, draft, optionsWith({ via: 'direct', validationWaitMs: 600_000 }))),
		);
	}
}

const made = { ...bareRequest, id: 'made', state: modRsStates.read({ code: 'REQ_IDLE' }), references: ['STOP-0'] };
const passing: SendAnswer = { kind: 'refused', reason: 'resolverRefused', detail: 'not now', mayPass: true };
const lost: SendAnswer = { kind: 'unclear', detail: 'the answer was lost', mayStillRun: false };

it.each([
	['a refusal that may pass', passing],
	['a back end that was not reached', { kind: 'notReached', error: new ReShareError('network', 'nobody there'), waitMs: 0 }],
] as const)('a stopped run sends nothing more after %s, and says that nothing was sent', async (_what, answer) => {
	const run = new StoppedRun(answer);
	expect(await run.create(1)).toMatchObject([{ status: 'rejected', reason: { kind: 'cancelled', message: 'The request was not sent' } }]);
	expect(run.sent).toBe(1);
});

it.each([undefined, true] as const)(
	'a stopped run sends nothing more after a lost answer, and says that the request may exist (reference taken only once: %s)',
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

it('a request created before the run was stopped is named, with warnings of what could not be checked', async () => {
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
