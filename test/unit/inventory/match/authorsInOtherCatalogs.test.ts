import { compareAuthors } from '../../../../reshare/inventory/match/compareAuthors';

it.each([
	['村上春樹', '村上, 春樹, 1949-'],
	['村上, 春樹', '村上春樹'],
	['村上 春樹', '村上春樹, 1949-'],
	['한강', '한, 강, 1970-'],
	['Smith JA', 'Smith, John A.'],
	['Smith JA', 'Smith, John Adam, 1950-'],
	['García Márquez G', 'García Márquez, Gabriel, 1927-2014'],
])('compareAuthors takes the author "%s" for the recorded "%s"', (given, recorded) => {
	expect(compareAuthors(given, [recorded])).toBe('same');
});

it.each([
	['村上春樹', '村上, 龍, 1952-'],
	['Smith JA', 'Jones, John A.'],
	['Smith JA', 'Smith, Barbara'],
	['村上春樹', '春樹, 村上'],
	['Louis XIV', 'Louis XV'],
])('compareAuthors does not take the author "%s" for the recorded "%s"', (given, recorded) => {
	expect(compareAuthors(given, [recorded])).toBe('different');
});
