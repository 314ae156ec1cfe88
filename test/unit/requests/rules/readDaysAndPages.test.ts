import cases from '../../../fixtures/cases/lendingRules.json';
import { countPages, readPublicationDays } from '../../../../reshare/requests/rules/readDaysAndPages';

it.each(cases.publicationDays)('a title dated %s was published between %s and %s', (text, from, until) =>
	expect(readPublicationDays(text)).toEqual({ from, until }),
);

it.each(cases.unknownDays)('a title dated %s has an unknown date of publication', (text) =>
	expect(readPublicationDays(text ?? undefined)).toBeUndefined(),
);

it.each(cases.pages as Array<[string, number]>)('the pages %s are counted as %s', (text, pages) => expect(countPages(text)).toBe(pages));

it.each(cases.unknownPages)('the pages %s cannot be counted', (text) => expect(countPages(text ?? undefined)).toBeUndefined());
