import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { type OkapiAccount } from '../../../../reshare/okapi';
import { unfilterableReason } from '../../../../reshare/requests/modrs/filterSyntax';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { holdsReference } from '../../../../reshare/requests/create/findExisting';
import { deriveReference as derive, readTypedReference, prepareReferenceDerivation } from '../../../../reshare/requests/create/reference';
import type { RequestDraft } from '../../../../reshare/draft';
import { buildOpenUrl } from '../../../../reshare/requests/modrs/resolver/buildOpenUrl';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import { parseRawQuery, readContextObject } from '../../../../sandbox/resolver/contextObject';
import { resolverTraits } from '../../../../sandbox/resolver/versions';
import { buildCopyDraft, buildLoanDraft, testReferenceDerivation } from './practiceDependencies';

const hours = 3_600_000;
const deriveReference = (draft: RequestDraft) => derive(draft, testReferenceDerivation);

describe('the derived reference', () => {
	it('two drafts that differ only in title spelling, note, edition or pickup location have the same derived reference', () => {
		const draft = buildLoanDraft();
		const same: RequestDraft = {
			...draft,
			title: 'Spelt otherwise',
			author: '',
			note: 'Please',
			pickupLocation: 'EAST-SCI',
			neededBy: '2027-01-01',
			edition: '2nd',
		};
		expect(deriveReference(same)).toBe(deriveReference(draft));
		expect(deriveReference({ ...draft, instanceId: draft.instanceId?.toUpperCase() ?? '' })).toBe(deriveReference(draft));
		expect(deriveReference({ ...draft, volume: ' Vol.  2' })).toBe(deriveReference({ ...draft, volume: 'vol. 2' }));
	});

	it('two drafts that differ in patron, record, volume, service type or part have different derived references', () => {
		const draft = buildLoanDraft();
		const part = buildCopyDraft();
		const all = [
			draft,
			{ ...draft, patronId: 'P1002' },
			{ ...draft, instanceId: '3fffffff-0000-4000-8000-000000000002' },
			{ ...draft, volume: '2' },
			{ ...part, instanceId: draft.instanceId ?? '' },
			part,
			{ ...part, partTitle: 'Genetical implications' },
			{ ...part, pages: '964-967' },
			{ ...part, issue: '4361' },
		].map((one) => deriveReference(one));
		expect(new Set(all).size).toBe(all.length);
	});

	it('a derived reference can be looked up for every input, and contains nothing of the patron ID', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.string(), (patronId, instanceId, volume) => {
				const reference = deriveReference({ serviceType: 'loan', patronId, instanceId, volume });
				expect(reference).toMatch(/^N8N-[0-9a-f]{24}$/);
				expect(readTypedReference({ reference }, { referenceFault: unfilterableReason })).toEqual({ value: reference });
				if (patronId.trim().length > 4) expect(reference).not.toContain(patronId.trim());
			}),
		);
	});
});

describe('the secret of derived references', () => {
	const account: OkapiAccount = { url: 'https://okapi.example.org', tenant: 'east', username: 'n8n', password: 'secret' };
	const draft = buildLoanDraft();

	it('the secret for derived references is the same for the same account and n8n installation, and differs for any other', async () => {
		const first = await prepareReferenceDerivation(account, 'here');
		expect(first.secret).toHaveLength(32);
		expect(await prepareReferenceDerivation({ ...account }, 'here')).toEqual(first);
		const others = await Promise.all([
			prepareReferenceDerivation({ ...account, tenant: 'west' }, 'here'),
			prepareReferenceDerivation({ ...account, username: 'other' }, 'here'),
			prepareReferenceDerivation({ ...account, password: 'changed' }, 'here'),
			prepareReferenceDerivation(account, 'elsewhere'),
		]);
		expect(new Set([first, ...others].map((derivation) => derive(draft, derivation))).size).toBe(5);
	});

	it('nobody without the secret can find the patron ID in a derived reference by trying all card numbers', async () => {
		const reference = derive({ ...draft, patronId: 'P1001' }, await prepareReferenceDerivation(account, 'here'));
		// Everything that anybody who sees the request may know, which is all but the secret.
		const parts = (patronId: string) => JSON.stringify(['loan', patronId, draft.instanceId?.toLowerCase() ?? '', '']);
		const cards = Array.from({ length: 2000 }, (_, number) => `P${1000 + number}`);
		const guesses = cards.flatMap((card) => [
			createHash('sha256').update(parts(card)).digest('hex'),
			derive({ ...draft, patronId: card }, { prefix: 'REF', secret: new Uint8Array() }),
		]);
		expect(guesses.filter((guess) => reference.endsWith(guess.slice(-24)) || guess.startsWith(reference.slice(4)))).toEqual([]);
	});
});

describe('the typed reference', () => {
	it('a reference that somebody typed reaches the resolver unchanged, or it is refused', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string(), fc.stringMatching(/^[A-Za-z0-9@'.:/_,#+ -]+$/)), (typed) => {
				fc.pre(typed.trim() !== '');
				const reference = readTypedReference({ reference: typed }, { referenceFault: unfilterableReason });
				if (reference === undefined || 'problem' in reference) return;
				expect(reference).toEqual({ value: typed.trim() });
				// The resolver reads exactly this value from the OpenURL.
				const url = buildOpenUrl(new URL('https://openurl.example.org/RESHARE:US-EAST'), {
					...buildLoanDraft(),
					reference: reference.value,
				});
				const { metadata, admindata } = readContextObject(parseRawQuery(url.search.slice(1)), resolverTraits.newest);
				expect(metadata.rft?.identifier_illiad).toBe(reference.value);
				expect(Object.keys(metadata).sort()).toEqual(['rft', 'svc']);
				expect(Object.keys(admindata).sort()).toEqual(['req', 'rft', 'svc']);
			}),
		);
	});

	it.each(['a(b)', 'a=b', 'a|b', 'a&b', 'a<b', 'a\\b', 'a%b', 'x isNull', 'x'.repeat(256), 'a\nb'])(
		'the typed reference %j is refused with a sentence',
		(typed) => {
			expect(readTypedReference({ reference: typed }, { referenceFault: unfilterableReason })).toEqual({
				problem: expect.stringMatching(/^'Reference' has/),
			});
		},
	);

	it.each(['ILL-2027/42', "O'Brien 7", '#12+3', 'müller_1', 'a@b.c:d,e'])('the typed reference %j is accepted as it is', (typed) => {
		expect(readTypedReference({ reference: typed }, { referenceFault: unfilterableReason })).toEqual({ value: typed });
	});
});

describe('a request that already has the reference', () => {
	const now = Date.parse('2027-01-31T12:00:00Z');
	const row = (code: string, ageHours: number) =>
		({
			id: 'x',
			state: modRsStates.read({ code }, 'borrowing'),
			createdAt: new Date(now - ageHours * hours).toISOString(),
		}) as unknown as PatronRequest;

	it.each([
		['REQ_CANCELLED', 24 * 400, true, true],
		['REQ_CANCELLED', 24 * 400, false, false],
		['REQ_END_OF_ROTA', 24.1, false, false],
		['REQ_CANCELLED', 23.9, false, true],
		['REQ_SHIPPED', 24 * 400, false, true],
		['REQ_UNFILLED', 24 * 400, false, true],
	])(
		'holdsReference says whether a request in %s that is %d hours old still occupies its reference (typed: %s): %s',
		(code, age, typed, expected) => {
			expect(holdsReference(row(code, age), { value: 'x', typed }, now)).toBe(expected);
		},
	);

	it('holdsReference is true for a canceled request without a creation time, so that too few requests are made rather than too many', () => {
		expect(
			holdsReference(
				{ id: 'x', state: modRsStates.read({ code: 'REQ_CANCELLED' }, 'borrowing') } as PatronRequest,
				{ value: 'x', typed: false },
				now,
			),
		).toBe(true);
	});
});
