import { buildTimeline } from '../../../../reshare/requests/read/timeline';
import { type ChangeItem } from '../../../../reshare/requests/changes/changeItem';
import type { PatronDetails } from '../../../../reshare/requests/model/masking';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { changesOf } from '../../../../reshare/requests/changes/change';
import { withInventedPatronOfChange } from '../../../../reshare/requests/changes/changeForTestEvent';
import { spellOutReasonCode } from '../../../../reshare/requests/read/composeSentences';
import { modRsRequestSchema } from '../../../../reshare/requests/modrs/readRequest';
import { itemsOf } from '../changes/changeItemsOf';
import { backendWithoutServer } from '../modrs/backendWithoutServer';

type Fields = Readonly<Record<string, unknown>>;

const step = (auditNo: number, dateCreated: string, from: string, to: string, more: Fields = {}) => ({
	id: `audit-${auditNo}`,
	auditNo,
	dateCreated,
	fromStatus: { code: from },
	toStatus: { code: to },
	message: `Status change from ${from} to ${to}`,
	...more,
});
const library = (symbol: string, name: string) => ({ id: `symbol-${symbol}`, symbol, owner: { name } });

function read(fields: Fields): { request: PatronRequest; raw: Fields } {
	const raw = { id: '11111111-1111-4111-8111-111111111111', isRequester: true, dateCreated: '2026-03-02T09:00:00Z', ...fields };
	return { request: modRsRequestSchema.parse(raw), raw };
}

/** As the trigger tells each transition. */
async function told(fields: Fields, patronDetails: PatronDetails = 'full'): Promise<ChangeItem[]> {
	return await itemsOf(
		changesOf(read(fields)).filter(({ event }) => event !== 'newRequest'),
		patronDetails,
	);
}

/** Lakeside refuses with a reason, Mesa without a message, and Hilltop a moment before the rota ends. */
const refused = {
	state: { code: 'REQ_END_OF_ROTA' },
	rotaPosition: 2,
	rota: [
		{ rotaPosition: 2, directoryId: 'RESHARE:US-HILL' },
		{ rotaPosition: 0, directoryId: 'RESHARE:US-LAKE' },
		{ rotaPosition: 1, directoryId: 'RESHARE:US-MESA' },
	],
	audit: [
		step(1, '2026-03-02T09:00:03Z', 'REQ_SUPPLIER_IDENTIFIED', 'REQ_REQUEST_SENT_TO_SUPPLIER', { rotaPosition: 0 }),
		step(2, '2026-03-03T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED', { rotaPosition: 0 }),
		step(3, '2026-03-03T09:00:01Z', 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER', { rotaPosition: 1 }),
		step(4, '2026-03-04T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED', { rotaPosition: 1 }),
		step(5, '2026-03-04T09:00:01Z', 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER', { rotaPosition: 2 }),
		step(6, '2026-03-05T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED', { rotaPosition: 2 }),
		step(7, '2026-03-05T09:00:01Z', 'REQ_UNFILLED', 'REQ_END_OF_ROTA', { rotaPosition: 2, message: 'End of rota' }),
	],
	notifications: [
		{
			id: 'n1',
			seen: true,
			timestamp: Date.parse('2026-03-03T09:00:00Z'),
			isSender: false,
			actionStatus: 'Unfilled',
			actionData: 'NotOnShelf',
			messageContent: 'Ask Ines Moreau.',
			messageSender: library('US-LAKE', 'Lakeside College'),
		},
		{
			id: 'n2',
			seen: true,
			timestamp: Date.parse('2026-03-05T09:00:00Z'),
			isSender: false,
			actionStatus: 'Unfilled',
			actionData: 'OnLoan',
			messageSender: library('US-HILL', 'Hilltop College'),
		},
	],
};

describe('what the trigger and the timeline have in common', () => {
	const timeline = buildTimeline(read(refused).request, 'UTC', new Date('2026-03-08T09:00:00Z'));

	it('the trigger and the timeline name the same libraries as asked and as declining', async () => {
		const items = await told(refused);
		const declined = items.filter(({ status }) => status?.code === 'REQ_UNFILLED');
		expect(declined.slice(0, 2).map(({ supplier }) => supplier)).toEqual(['Lakeside College', 'US-MESA']);
		expect(timeline.refusals.map(({ library: name }) => name)).toEqual(['Lakeside College', 'US-MESA', 'Hilltop College']);
		for (const { sentence } of timeline.entries) expect(sentence).not.toContain('RESHARE:');
	});

	it('the trigger and the timeline give each library its own reason for declining, or none', async () => {
		const reasons = (await told(refused)).filter(({ status }) => status?.code === 'REQ_UNFILLED').map(({ reason }) => reason);
		expect(reasons).toEqual(['NotOnShelf', null, 'OnLoan']);
		expect(timeline.refusals.map(({ reason }) => reason)).toEqual(
			reasons.map((reason) => (reason === null ? null : spellOutReasonCode(reason))),
		);
	});

	it('the trigger and the timeline name the present lender by its name if the record has it, or else by its symbol', async () => {
		const audit = [step(1, '2026-03-03T09:00:00Z', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED')];
		const messages = [
			{
				id: 'n',
				seen: true,
				isSender: false,
				timestamp: 0,
				messageContent: 'Hello',
				messageSender: library('US-LAKE', 'Lakeside College'),
			},
		];
		for (const [fields, name] of [
			[{ resolvedSupplier: library('US-HILL', 'Hilltop College') }, 'Hilltop College'],
			[{ resolvedSupplier: { symbol: 'US-HILL' } }, 'US-HILL'],
			[{ supplyingInstitutionSymbol: 'ISIL:US-LAKE' }, 'US-LAKE'],
			[{ supplyingInstitutionSymbol: 'ISIL:US-LAKE', notifications: messages }, 'Lakeside College'],
			[{}, undefined],
		] as const) {
			expect(read({ ...fields, audit }).request.supplier).toBe(name);
			expect((await told({ ...fields, audit })).at(-1)?.supplier).toBe(name ?? null);
		}
	});

	it('the trigger gives the last refusal as the reason of the end of the rota', async () => {
		expect((await told(refused)).at(-1)).toMatchObject({ event: 'endOfRota', reason: 'OnLoan' });
	});
});

describe('what people wrote, in items with masked patrons or none', () => {
	const conditional = (conditions: readonly Fields[], message?: string) => ({
		state: { code: 'REQ_CONDITIONAL_ANSWER_RECEIVED' },
		conditions: conditions.map((condition, index) => ({ id: `c${index}`, ...condition })),
		audit: [
			step(
				1,
				'2026-03-03T09:00:00Z',
				'REQ_REQUEST_SENT_TO_SUPPLIER',
				'REQ_CONDITIONAL_ANSWER_RECEIVED',
				message === undefined ? {} : { message },
			),
		],
	});
	const invalidPatron = {
		audit: [
			step(1, '2026-03-03T09:00:00Z', 'REQ_IDLE', 'REQ_INVALID_PATRON', { message: 'Failed to validate patron with id: "P-1004700"' }),
		],
	};
	const cases: ReadonlyArray<readonly [string, Fields, string, string | null]> = [
		[
			'a note to a condition',
			conditional([{ code: 'LibraryUseOnly', note: 'Only for Ines Moreau' }, { code: 'NoReproduction' }]),
			'LibraryUseOnly: Only for Ines Moreau; NoReproduction',
			'LibraryUseOnly; NoReproduction',
		],
		['a condition that is no word of a list', conditional([{ code: 'Only for P-1004700' }]), 'Only for P-1004700', null],
		['a note without a condition', conditional([{ note: 'Only for Ines Moreau' }], 'Asked by Ines Moreau'), 'Only for Ines Moreau', null],
		[
			'the words of a refusal',
			{ ...refused, audit: refused.audit.slice(0, 2), notifications: [{ ...refused.notifications[0], actionData: undefined }] },
			'Ask Ines Moreau.',
			null,
		],
		[
			'the code of a refusal is kept',
			{ ...refused, audit: refused.audit.slice(0, 2), notifications: refused.notifications.slice(0, 1) },
			'NotOnShelf',
			'NotOnShelf',
		],
		['a message of the server', invalidPatron, 'Failed to validate patron with id: "P-1004700"', null],
		[
			'a message between the libraries',
			{ notifications: [{ id: 'n', timestamp: 1000, isSender: false, messageContent: 'Phone Ines Moreau' }] },
			'Phone Ines Moreau',
			null,
		],
		[
			"the library's own reason to cancel is kept",
			{
				cancellationReason: { value: 'patron_requested', label: 'Patron requested' },
				audit: [step(1, '2026-03-03T09:00:00Z', 'REQ_IDLE', 'REQ_CANCELLED')],
			},
			'Patron requested',
			'Patron requested',
		],
	];

	it.each(cases)('an item with masked patrons or none leaves out what people wrote: %s', async (_what, fields, full, less) => {
		expect((await told(fields)).at(-1)?.reason).toBe(full);
		for (const details of ['masked', 'none'] as const) {
			const item = (await told(fields, details)).at(-1);
			expect(item?.reason).toBe(less);
			expect(JSON.stringify(item)).not.toMatch(/Moreau|1004700/);
		}
	});

	it("an item without patrons leaves out a due date in the supplier's own words", async () => {
		const fields = {
			dueDateRS: 'when Ines Moreau is done',
			audit: [step(1, '2026-03-03T09:00:00Z', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED')],
		};
		expect((await told(fields))[0]?.inWords.dueDate).toBe('when Ines Moreau is done');
		expect((await told(fields, 'none'))[0]?.inWords.dueDate).toBeNull();
		// The time comes from an earlier text that ReShare could read.
		expect((await told({ ...fields, parsedDueDateRS: '2026-05-01T12:00:00Z' }, 'none'))[0]).toMatchObject({
			dueDate: null,
			inWords: { dueDate: null },
		});
	});

	it('a test event with an invented patron contains no message of the server about the real one', () => {
		const change = changesOf(read({ ...invalidPatron, patronIdentifier: 'P-1004700' })).at(-1);
		if (change === undefined) throw new Error('No change');
		expect(JSON.stringify(change)).toContain('1004700');
		expect(JSON.stringify(withInventedPatronOfChange(backendWithoutServer, change))).not.toContain('1004700');
		const named = changesOf(
			read({ audit: [step(1, '2026-03-03T09:00:00Z', 'REQ_IDLE', 'REQ_INVALID_PATRON', { message: 'Unknown patron Ines Moreau' })] }),
		).at(-1);
		expect(JSON.stringify(named && withInventedPatronOfChange(backendWithoutServer, named))).not.toContain('Moreau');
	});
});
