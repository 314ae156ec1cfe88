import cases from '../../../fixtures/cases/lendingRules.json';
import { countPages, readPublicationDays } from '../../../../reshare/requests/rules/readPublicationDaysAndPages';

it.each(cases.publicationDays)('readPublicationDays reads the date %s as the days from %s to %s', (text, from, until) =>
	expect(readPublicationDays(text)).toEqual({ from, until }),
);

it.each(cases.unknownDays)('readPublicationDays reads no day from the date %s', (text) =>
	expect(readPublicationDays(text ?? undefined)).toBeUndefined(),
);

it.each(cases.pages as Array<[string, number]>)('countPages counts the pages %s as %s', (text, pages) =>
	expect(countPages(text)).toBe(pages),
);

it.each(cases.unknownPages)('countPages does not count the pages %s, which name no range', (text) =>
	expect(countPages(text ?? undefined)).toBeUndefined(),
);
