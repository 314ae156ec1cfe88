import { cqlAnyOf, cqlByTime, cqlEquals, cqlAnd, cqlLike, quoteCqlValue, cqlSorted } from '../../../../reshare/requests/crosslink/cql';

it.each([
	['plain', '"plain"'],
	['"Who?" she asked', String.raw`"\"Who\?\" she asked"`],
	['C*', String.raw`"C\*"`],
	['^start', String.raw`"\^start"`],
	['back\\slash', String.raw`"back\\slash"`],
	['a\0b\ud800', '"a b "'],
])('the value %j is quoted in CQL so that it matches only itself', (value, written) => {
	expect(quoteCqlValue(value)).toBe(written);
	expect(cqlEquals('patron', value)).toBe(`patron=${written}`);
});

it('cqlLike leaves the wildcards that it adds around a value unquoted, and quotes those in the value itself', () => {
	expect(cqlLike('surname', '*', 'O*Neil', '*')).toBe(String.raw`surname="*O\*Neil*"`);
});

it('a CQL query for an empty value is refused, since it would match every value', () => {
	for (const ask of [() => quoteCqlValue(''), () => cqlEquals('patron', ''), () => cqlLike('surname', '*', '', '*')])
		expect(ask).toThrow(RangeError);
});

it('a CQL condition on a time is refused unless the time is in UTC', () => {
	expect(cqlByTime('updated_at', '>=', '2026-11-20T10:00:00.123456Z')).toBe('updated_at>="2026-11-20T10:00:00.123456Z"');
	for (const time of ['2026-11-20T10:00:00', '2026-11-20T10:00:00+01:00', '2026-11-20'])
		expect(() => cqlByTime('updated_at', '>=', time)).toThrow('UTC');
});

it('a CQL query puts alternatives and conditions in parentheses and sorts by time and id', () => {
	expect(cqlAnd(undefined, cqlAnyOf('state', ['SENT', 'NEW']), cqlEquals('id', '1'))).toBe(
		'((state="SENT") or (state="NEW")) and (id="1")',
	);
	expect(cqlSorted(cqlAnd(), 'updated_at', 'ascending')).toBe('cql.allRecords=1 sortby updated_at/sort.ascending id/sort.ascending');
});
