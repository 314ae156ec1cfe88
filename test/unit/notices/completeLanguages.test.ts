import { triggerFields } from '../../../nodes/ReShareRequestStatusTrigger/triggerFields';
import { placeholderNamesIn } from '../../../notices/fillPlaceholders';
import { noticeKinds, noticeKindsFor } from '../../../notices/noticeKinds';
import { placeholdersFor } from '../../../notices/placeholders';
import { messagesByLanguage } from '../../../notices/messages/messagesByLanguage';
import { languages, type Language } from '../../../notices/messages/languages';

const all = Object.keys(languages) as Language[];

/** Returns every text of a language by its path. */
function textsOf(words: object, path = ''): Array<[path: string, text: string]> {
	return Object.entries(words).flatMap(([key, value]: [string, string | object]) =>
		typeof value === 'string' ? [[`${path}.${key}`, value]] : textsOf(value, `${path}.${key}`),
	);
}

/** Returns every sentence of a language. Single words may be the same in two languages. */
function sentencesOf(words: object) {
	return textsOf(words)
		.flatMap(([, text]) => text.split('\n\n'))
		.filter((sentence) => (sentence.replaceAll(/\{[^}]*\}/g, '').match(/\p{L}+/gu) ?? []).length > 2);
}

describe('the messages of each language', () => {
	it.each(all)('the messages in %s use only known placeholders, and each notice the same ones as in English', (language) => {
		for (const audience of ['patron', 'staff'] as const) {
			const known: string[] = placeholdersFor(audience).map(([name]) => name);
			for (const [name, { subject, text }] of Object.entries(messagesByLanguage[language][audience])) {
				const used = [...placeholderNamesIn(subject), ...placeholderNamesIn(text)];
				expect([name, used.filter((one) => !known.includes(one))]).toEqual([name, []]);
				const english = messagesByLanguage.en[audience][name as never] as { subject: string; text: string };
				// A fact that stands below the text with its label need not be in a sentence.
				const below: readonly string[] = noticeKindsFor(audience).find((kind) => kind.name === name)?.details ?? [];
				const inText = (names: readonly string[]) => names.filter((one) => !below.includes(one)).sort();
				expect([name, inText(used)]).toEqual([name, inText([...placeholderNamesIn(english.subject), ...placeholderNamesIn(english.text)])]);
				expect([subject, text].join(' ').replaceAll(/\{\w+\}/g, 'x')).not.toMatch(/[{}<>]| {2}/);
			}
		}
	});

	it.each(all)('the messages in %s have the keys of the English messages, and no placeholder that the English text lacks', (language) => {
		const english = new Map(textsOf(messagesByLanguage.en));
		const texts = textsOf(messagesByLanguage[language]);
		expect(texts.map(([path]) => path).sort()).toEqual([...english.keys()].sort());
		const added = texts.flatMap(([path, text]) =>
			placeholderNamesIn(text).flatMap((name) => (placeholderNamesIn(english.get(path) ?? '').includes(name) ? [] : [path, name])),
		);
		expect(added).toEqual([]);
	});

	it.each(all.filter((language) => language !== 'en'))('the messages in %s leave no sentence in English', (language) => {
		const english = new Set(sentencesOf(messagesByLanguage.en));
		expect(english.size).toBeGreaterThan(200);
		expect(sentencesOf(messagesByLanguage[language]).filter((sentence) => english.has(sentence))).toEqual([]);
	});
});

describe('the table of notice kinds', () => {
	it('each event of a borrowing request that the trigger offers has a notice to the patron, with named exceptions', () => {
		// These events have no notice to the patron: the letter about a new request is written from the result of Create, and the others
		// tell the patron nothing new, or come from the library's own desk.
		const without = ['anyStatusChange', 'newRequest', 'filledLocally', 'documentAvailable', 'returnedByPatron'];
		const events = (triggerFields.find(({ name }) => name === 'events')?.options ?? []).flatMap((one) =>
			'value' in one ? String(one.value) : [],
		);
		const told: readonly string[] = noticeKindsFor('patron').flatMap((kind) => kind.events ?? []);
		expect(events.filter((event) => !told.includes(event))).toEqual(without);
	});

	it('no two kinds of notices to patrons, and no two kinds of notices to staff, share a name or a label', () => {
		for (const audience of ['patron', 'staff'] as const) {
			const rows = noticeKindsFor(audience);
			expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
			expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length);
		}
		expect(noticeKinds.every(({ when }) => when.length > 10 && !when.endsWith('.'))).toBe(true);
	});
});
