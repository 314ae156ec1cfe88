import { namesIn } from '../../../notices/fill';
import { kinds, kindsFor } from '../../../notices/kinds';
import { placeholdersFor } from '../../../notices/placeholders';
import { wordsIn } from '../../../notices/words/index';
import { languages, type Language } from '../../../notices/words/languages';

const all = Object.keys(languages) as Language[];

describe('the words', () => {
	it.each(all)('in %s use only placeholders that there are, the same in each notice as in English', (language) => {
		for (const audience of ['patron', 'staff'] as const) {
			const known: string[] = placeholdersFor(audience).map(([name]) => name);
			for (const [name, { subject, text }] of Object.entries(wordsIn[language][audience])) {
				const used = [...namesIn(subject), ...namesIn(text)];
				expect([name, used.filter((one) => !known.includes(one))]).toEqual([name, []]);
				const english = wordsIn.en[audience][name as never] as { subject: string; text: string };
				expect([name, used.sort()]).toEqual([name, [...namesIn(english.subject), ...namesIn(english.text)].sort()]);
				expect([subject, text].join(' ').replaceAll(/\{\w+\}/g, 'x')).not.toMatch(/[{}<>]| {2}/);
			}
		}
	});

	it.each(all.filter((language) => language !== 'en'))('in %s are not left in English', (language) => {
		const sentences = (of: Language) => (['patron', 'staff'] as const).flatMap((audience) => Object.values(wordsIn[of][audience]).flatMap(({ text }) => text.split('\n\n'))).filter((sentence) => sentence.replaceAll(/\{\w+\}/g, '').trim() !== '');
		expect(sentences(language).filter((sentence) => sentences('en').includes(sentence))).toEqual([]);
	});
});

describe('the table of notices', () => {
	it('has one row for each name of an audience, and a label of its own', () => {
		for (const audience of ['patron', 'staff'] as const) {
			const rows = kindsFor(audience);
			expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
			expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length);
		}
		expect(kinds.every(({ when }) => when.length > 10 && !when.endsWith('.'))).toBe(true);
	});
});
