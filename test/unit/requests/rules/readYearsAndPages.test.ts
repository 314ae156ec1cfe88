import { countPages, readPublicationDays } from '../../../../reshare/requests/rules/readYearsAndPages';

it.each([
	['2026', '2026-01-01', '2026-12-31'],
	['c2026', '2026-01-01', '2026-12-31'],
	['[2026]', '2026-01-01', '2026-12-31'],
	['2026-05', '2026-05-01', '2026-05-31'],
	['2026-5-7', '2026-05-07', '2026-05-07'],
	['2026-05-07T00:00:00Z', '2026-05-07', '2026-05-07'],
	['May 2026', '2026-01-01', '2026-12-31'],
	['1998-2003', '1998-01-01', '2003-12-31'],
	['London : Secker, 1949.', '1949-01-01', '1949-12-31'],
])('a title dated %s was published between %s and %s', (text, from, until) => expect(readPublicationDays(text)).toEqual({ from, until }));

it.each([undefined, '', 'n.d.', '[2026?]', 'ca. 1990', '199-', '19uu', '978019', '2026~'])(
	'a title dated %s has an unknown date of publication',
	(text) => expect(readPublicationDays(text)).toBeUndefined(),
);

it.each([
	['12-75', 64],
	['pp. 12\u201375', 64],
	['737-8', 2],
	['23', 1],
	['p. 23', 1],
	['64 pages', 64],
	['1-10, 15-20', 16],
	['S. 5 - 9', 5],
])('the pages %s are counted as %s', (text, pages) => expect(countPages(text)).toBe(pages));

it.each([undefined, '', 'all', 'e123-e140', 'xi-xx', '75-12', 'chapter 3', '12-'])('the pages %s cannot be counted', (text) =>
	expect(countPages(text)).toBeUndefined(),
);
