import fc from 'fast-check';
import { fitsIntoRequestId, referenceInId, buildRequestId } from '../../../../reshare/requests/crosslink/requestId';

const reference = fc.oneof(
	fc.string({ minLength: 1, maxLength: 40 }),
	fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
	fc.constantFrom('ILL-42', 'US-EAST-12', '.', '..', 'ILL_42', 'a_20b', 'N8N-0123456789abcdef01234567'),
);

describe('the CrossLink id made from a reference', () => {
	it('a reference always gives the same CrossLink id, and another reference, tenant or attempt gives another id', () => {
		fc.assert(
			fc.property(reference, reference, (one, other) => {
				expect(buildRequestId('east', one)).toBe(buildRequestId('east', one));
				if (one !== other) expect(buildRequestId('east', one)).not.toBe(buildRequestId('east', other));
				expect(buildRequestId('west', one)).not.toBe(buildRequestId('east', one));
				expect(buildRequestId('east', one, 1)).not.toBe(buildRequestId('east', one));
			}),
		);
	});

	it('the reference can be read from a CrossLink id, in its own tenant only', () => {
		fc.assert(
			fc.property(
				reference.filter((text) => !/\p{Surrogate}/u.test(text) && fitsIntoRequestId(text)),
				fc.nat(3),
				(text, take) => {
					const id = buildRequestId('east', text, take);
					expect(referenceInId('east', id)).toBe(text);
					expect(referenceInId('west', id)).toBeUndefined();
				},
			),
		);
	});

	it('a CrossLink id begins with the reference in a form that staff recognize', () => {
		expect(buildRequestId('east', 'ILL-2027-0042')).toMatch(/^ILL-2027-0042\.[0-9a-f]{8}$/);
		expect(buildRequestId('east', 'ILL_2027')).toMatch(/^ILL_2027\.[0-9a-f]{8}$/);
		expect(buildRequestId('east', 'ILL 2027/42')).toMatch(/^ILL_202027_2f42\.[0-9a-f]{8}$/);
	});

	it.each(['', 'US-EAST-12', '7c0f9a52-3f0e-4a6e-9b61-0c2f4f1d5a11', 'ILL-42.00000000', '.1c9f0b7e', 'x'])(
		'no reference is read from a CrossLink id that was not made from one: %s',
		(id) => {
			expect(referenceInId('east', id)).toBeUndefined();
		},
	);

	it.each<[string, boolean]>([
		['x'.repeat(240), true],
		['x'.repeat(241), false],
		['ü'.repeat(40), true],
		['ü'.repeat(41), false],
	])('a reference fits if its CrossLink id has at most 255 characters', (reference, fits) => {
		expect(fitsIntoRequestId(reference)).toBe(fits);
		if (fits) expect(buildRequestId('east', reference).length).toBeLessThanOrEqual(255);
	});
});
