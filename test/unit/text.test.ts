import { cutAtCharacter, toSingleLine } from '../../reshare/text';

it.each([
	['Dune', 10, 'Dune'],
	['  Dune\r\n\tMessiah ', 20, 'Dune Messiah'],
	['A\0B\u007FC', 10, 'A B C'],
	['\u202Eevil\u202C \u2066x\u2069', 20, 'evil x'],
	['in\u200Bvis\u2060i\uFEFFble\u00AD', 20, 'invisible'],
	['half \uD83D pair', 20, 'half pair'],
	['Nausicaä of the Valley', 10, 'Nausicaä…'],
	['cafe\u0301s', 5, 'caf…'],
	['👍🏽👍🏽', 5, '👍🏽…'],
	['', 5, ''],
])('toSingleLine makes %j a single line of at most %d characters', (text, maxLength, line) => {
	expect(toSingleLine(text, maxLength)).toBe(line);
	expect(line.length).toBeLessThanOrEqual(maxLength);
});

it('toSingleLine keeps the beginning of a text of several megabytes', () => {
	expect(toSingleLine(`${' '.repeat(500)}x${'\u200B'.repeat(3_000_000)}y`, 10)).toBe('x');
});

it('cutAtCharacter cuts between characters, and within a character only if it alone is too long', () => {
	expect(cutAtCharacter('ab🇩🇪cd', 5)).toBe('ab');
	expect(cutAtCharacter('ab🇩🇪cd', 6)).toBe('ab🇩🇪');
	expect(cutAtCharacter(`e${'\u0301'.repeat(200_000)}`, 4)).toBe(`e${'\u0301'.repeat(3)}`);
	expect(cutAtCharacter('ab cd', 3)).toBe('ab');
});
