import { memoize } from '../../memoize';
import { agreed, type Agreement } from './agreement';
import { fold, tokenize } from './text';
import { languageForms, languageNames } from './wordLists';

/** Made on first use: the names of all languages take longer to load than all the rest of the client does to start. */
const named = new Map<string, string[]>();

/** By what a language may be named: its codes, its English name, its own. Empty for a text that is no code. */
const namesOf = (code: string): string[] =>
	memoize(named, code, () => {
		try {
			const [known = ''] = Intl.getCanonicalLocales(code);
			const english = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(known);
			return english === undefined
				? []
				: [code, known, english, new Intl.DisplayNames([known], { type: 'language' }).of(known) ?? ''].map((name) =>
						tokenize(name).join(' '),
					);
		} catch {
			return []; // No code has this form.
		}
	});

/** Whether a record is in a language that is given by code or name; where several are given, each of them will do. */
export function compareLanguages(given: string, recorded: readonly string[]): Agreement {
	return agreed(given.split(/[,;|/]|\s(?:or|and)\s/iu).map((one) => compareLanguage(tokenize(one), recorded)));
}

/** A name may say more than the catalog does: `Brazilian Portuguese`. */
function compareLanguage(given: readonly string[], recorded: readonly string[]): Agreement {
	if (given.length === 0 || recorded.length === 0) return 'unknown';
	const start = given.findIndex((word) => !languageForms.has(word));
	const bare = given.slice(Math.max(start, 0));
	const meant = [given.join(' '), bare.join(' '), languageNames.get(bare[0] ?? '') ?? ''];
	if (recorded.some((language) => [fold(language), ...namesOf(language)].some((name) => name !== '' && meant.includes(name))))
		return 'same';
	return recorded.some((language) => namesOf(language).length > 0) ? 'different' : 'unknown';
}
