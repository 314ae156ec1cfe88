import type { PatronRequest } from '../../../../reshare/requests/model/request';
import type { RequestBackend } from '../../../../reshare/requests/port/RequestBackend';
import { realTiming, type CreateTiming } from '../../../../reshare/requests/create/timing';
import type { CreateLookups } from '../../../../reshare/requests/create/setUpCreateRun';
import { sendDraftExactlyOnce } from '../../../../reshare/requests/create/sendDraftExactlyOnce';
import type { SendableRequest, SendAnswer } from '../../../../reshare/requests/port/Submitter';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import { ReShareError } from '../../../../reshare/errors';
import { inventedInstanceId, buildLoanDraft } from './practiceDependencies';

const minute = 60_000;
const draft = buildLoanDraft({ reference: 'ILL-1' });
const began = Date.parse('2027-01-15T10:00:00Z');
const lost: SendAnswer = { kind: 'unclear', detail: 'the answer was lost', mayStillRun: false };
const refused: SendAnswer = { kind: 'refused', reason: 'resolverRefused', detail: 'no', mayPass: false };

/** ReShare's requests, and a clock on which time passes only by waiting. */
class World {
	now = began;
	down = false;
	serverAheadMs = 0;
	readonly rows: PatronRequest[] = [];

	store(values: Partial<PatronRequest> = {}) {
		const state = modRsStates.read({ code: 'REQ_IDLE', terminal: false }, 'borrowing');
		const row = {
			id: `r${this.rows.length}`,
			side: 'borrowing',
			createdAt: new Date(this.now).toISOString(),
			state,
			references: ['ILL-1'],
			recordId: draft.instanceId,
			patronId: draft.patronId,
			...values,
		} as PatronRequest;
		this.rows.push(row);
		return row;
	}

	/** Sends a draft, to which the server gives these answers in turn. */
	async send(answers: ReadonlyArray<() => SendAnswer>, takesReferenceOnce = false) {
		const asked = async <Answer>(answer: Answer) => {
			if (this.down) throw new Error('down');
			return answer;
		};
		const references = {
			find: (reference: string) => asked(this.rows.filter(({ references }) => references.includes(reference))),
		};
		const requests = {
			enforcesUniqueReference: takesReferenceOnce,
			serverNow: () => Math.floor((this.now + this.serverAheadMs) / 1000),
			find: () => asked({ listed: this.rows.map((request) => ({ request })), rowsRead: this.rows.length }),
			get: (wanted: string) => asked(this.rows.find(({ id }) => id === wanted)),
		} as unknown as RequestBackend;
		const timing: CreateTiming = {
			...realTiming,
			now: () => this.now,
			sleep: async (ms) => {
				this.now += ms;
				await Promise.resolve();
			},
		};
		const left = [...answers];
		const message: SendableRequest = {
			openUrl: null,
			request: {},
			send: async () => {
				const next = left.shift();
				if (next === undefined) throw new Error('It was sent more often than expected');
				return next();
			},
		};
		return await sendDraftExactlyOnce({
			requests,
			lookups: { references } as unknown as CreateLookups,
			timing,
			known: undefined,
			// A server that enforces unique references is not asked for them before a draft is sent.
			before: takesReferenceOnce ? undefined : new Set(),
			draft,
			reference: { value: 'ILL-1', typed: true, patronId: draft.patronId },
			message,
		});
	}
}

let world: World;
beforeEach(() => (world = new World()));

describe('a refusal when ReShare cannot be asked whether the request exists', () => {
	const unasked = (): SendAnswer => {
		world.down = true;
		return refused;
	};

	it('sending a draft has the result refused if the first attempt is refused, even if ReShare cannot be asked afterward', async () => {
		expect(await world.send([unasked])).toMatchObject({ kind: 'refused' });
	});

	it('sending a draft has the result unclear if a proxy refuses it and ReShare cannot be asked afterward', async () => {
		expect(await world.send([() => ({ ...unasked(), byProxy: new ReShareError('refused', 'no') }) as SendAnswer])).toMatchObject({
			kind: 'unclear',
		});
	});

	it('sending a draft is unclear if it is refused temporarily, then refused at the second attempt, and ReShare cannot be asked', async () => {
		const busy = (): SendAnswer => ({ kind: 'refused', reason: 'resolverRefused', detail: 'busy', mayPass: true });
		expect(await world.send([busy, unasked])).toMatchObject({ kind: 'unclear' });
	});

	it('sending a draft is unclear if a proxy refuses it while CrossLink may still be processing an earlier attempt', async () => {
		const byProxy = (): SendAnswer => ({ ...refused, byProxy: new ReShareError('refused', 'no') }) as SendAnswer;
		const first = (): SendAnswer => ({ ...lost, mayStillRun: true });
		expect(await world.send([first, byProxy], true)).toMatchObject({ kind: 'unclear', pending: { since: began } });
	});

	it('sending a draft is unclear if the answer to the first attempt is lost, the second is refused, and ReShare cannot be asked', async () => {
		expect(await world.send([() => lost, unasked])).toMatchObject({ kind: 'unclear' });
	});
});

it('if an answer is lost, the repetition is refused for the moment, and the request is found then, a late copy is still looked for', async () => {
	const busy = (): SendAnswer => {
		world.store();
		return { kind: 'refused', reason: 'resolverRefused', detail: 'busy', mayPass: true };
	};
	expect(await world.send([() => lost, busy])).toMatchObject({
		kind: 'exists',
		attempt: { duplicateUntil: began + realTiming.mayStillBeStored },
		notes: ['The answer was lost, and the request was found in ReShare.'],
	});
});

it.each([
	[false, 'the resolver says that it sent the request, and ReShare does not show it; perhaps'],
	[true, 'the resolver says that it sent the request, and ReShare could not be asked for it'],
])(
	'a request that the resolver reports as sent without an id, and that is not found, is unclear (ReShare is down: %s)',
	async (down, detail) => {
		const answer = (): SendAnswer => {
			world.down = down;
			return { kind: 'createdUnnamed' };
		};
		expect(await world.send([answer])).toMatchObject({ kind: 'unclear', detail: expect.stringContaining(detail) });
	},
);

it('a request that a slow server stores late is still found, since lookups go on for as long as the server took to answer', async () => {
	const answer = (): SendAnswer => {
		world.now += 40_000;
		const storedAt = world.now + 30_000;
		// The request is stored only after the client has looked for it several times.
		Object.defineProperty(world, 'rows', { get: () => (world.now >= storedAt ? [row] : []) });
		return { ...lost, mayStillRun: true };
	};
	const row = world.store();
	expect(await world.send([answer])).toMatchObject({ kind: 'exists', row: { id: row.id }, attempt: { isOwn: false } });
});

describe('a request of another patron with the same reference that appeared while an answer was lost', () => {
	it("if the answer to a draft was lost and only another patron's request has its reference, the draft is sent again", async () => {
		const theirs = (): SendAnswer => {
			world.store({ patronId: 'P1002' });
			return lost;
		};
		const ours = (): SendAnswer => ({ kind: 'created', row: world.store() });
		expect(await world.send([theirs, ours])).toMatchObject({ kind: 'exists', attempt: { isOwn: true }, row: { patronId: draft.patronId } });
	});

	it("a draft is not sent again if another patron's request has its reference and the server accepts each reference only once", async () => {
		const taken = (): SendAnswer => ({
			kind: 'taken',
			row: world.store({ patronId: 'P1002' }),
			next: { openUrl: null, request: {}, send: () => Promise.reject(new Error('It was sent once more')) },
		});
		expect(await world.send([() => lost, taken], true)).toMatchObject({
			kind: 'taken',
			holder: 'anothersRequest',
			rows: [{ patronId: 'P1002' }],
		});
	});
});

it.each([
	[1, { kind: 'exists' }],
	[2, { kind: 'unclear', pending: { at: expect.any(Number), since: began } }],
])(
	'if the answer to a draft was lost, and %i new requests without a reference could be the one made from it, the result is %j',
	async (count, expected) => {
		const answer = (): SendAnswer => {
			for (let made = 0; made < count; made++) world.store({ references: [] });
			return { ...lost, mayStillRun: true };
		};
		expect(await world.send([answer])).toMatchObject(expected);
	},
);

describe('a reference that CrossLink calls taken after a lost answer', () => {
	it.each([
		['since then: it is the request of the first attempt', 0, 0, 'exists'],
		['since then, by a clock that is an hour ahead', 0, 60 * minute, 'exists'],
		['long before: it stands for the draft, and was not created now', 60 * minute, 0, 'taken'],
		['six minutes before, by a clock that is an hour ahead', 6 * minute, 60 * minute, 'taken'],
		["in the server's future, because its clock was set back since", -40 * minute, 0, 'taken'],
	])(
		'a request that already has the reference on CrossLink after a lost answer is judged by its age: it was made %s',
		async (_when, agoMs, serverAheadMs, kind) => {
			world.serverAheadMs = serverAheadMs;
			const row = world.store({ createdAt: new Date(began + serverAheadMs - agoMs).toISOString(), references: [] });
			const taken = (): SendAnswer => ({
				kind: 'taken',
				row: { ...row, references: ['ILL-1'] },
				next: { openUrl: null, request: {}, send: () => Promise.reject(new Error('sent again')) },
			});
			expect(await world.send([() => lost, taken], true)).toMatchObject({ kind });
		},
	);

	it.each([
		['named in the answer', []],
		['found by its reference', ['ILL-1']],
	])(
		"a young request for another book that has the draft's reference on CrossLink is not taken for the draft's: %s",
		async (_how, references) => {
			const row = world.store({ recordId: inventedInstanceId(2), title: 'The dispossessed', references });
			const taken = (): SendAnswer => ({
				kind: 'taken',
				row: { ...row, references: ['ILL-1'] },
				next: { openUrl: null, request: {}, send: () => Promise.reject(new Error('sent again')) },
			});
			expect(await world.send([() => lost, taken], true)).toMatchObject({
				kind: 'taken',
				holder: 'open',
				rows: [{ id: row.id }],
			});
		},
	);

	it('a draft is sent to CrossLink again only after the first attempt would have been stored', async () => {
		const storedAt = began + 900;
		const row = world.store({ createdAt: new Date(storedAt).toISOString() });
		Object.defineProperty(world, 'rows', { get: () => (world.now >= storedAt ? [row] : []) });
		const again = (): SendAnswer =>
			world.now >= storedAt
				? { kind: 'taken', row, next: { openUrl: null, request: {}, send: () => Promise.reject(new Error('sent again')) } }
				: lost;
		expect(await world.send([() => ({ ...lost, mayStillRun: true }), again], true)).toMatchObject({ kind: 'exists', row: { id: row.id } });
	});
});
