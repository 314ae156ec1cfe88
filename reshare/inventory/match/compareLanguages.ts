import { getOrCreate } from '../../memoize';
import { bestAgreement, type Agreement } from './agreement';
import { foldText, tokenize } from './foldAndTokenize';
import { languageVarietyWords, languageNamesUnknownToIntl } from './wordLists';

/**
 * A cache of the names of languages, by code. The names are looked up only when they are needed, because the first lookup takes longer than
 * starting all the rest of the client.
 */
const named = new Map<string, string[]>();

/** Returns the names of a language: its codes, its English name, and its own name; nothing for a text that is no code. */
const namesOf = (code: string) =>
	getOrCreate(named, code, () => {
		try {
			const [known = ''] = Intl.getCanonicalLocales(code);
			const english = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(known);
			return english === undefined
				? []
				: [code, known, english, new Intl.DisplayNames([known], { type: 'language' }).of(known) ?? ''].map((name) =>
						tokenize(name).join(' '),
					);
		} catch {
			// Intl throws for a text that does not have the form of a code.
			return [];
		}
	});

/**
 * Compares the languages of a record with one that is given by code or name. If a record or citation has several, one in common is enough.
 */
export function compareLanguages(given: string, recorded: readonly string[]): Agreement {
	return bestAgreement(given.split(/[,;|/]|\s(?:or|and)\s/iu).map((one) => compareLanguage(tokenize(one), recorded)));
}

/** Compares a language. Its name may say more than the catalog does: `Brazilian Portuguese`. */
function compareLanguage(given: readonly string[], recorded: readonly string[]) {
	if (given.length === 0 || recorded.length === 0) return 'unknown';
	const bare = given.filter((word) => !languageVarietyWords.has(word));
	const meant = [given.join(' '), bare.join(' '), languageNamesUnknownToIntl.get(bare[0] ?? ''), ...given.flatMap(namesOf)];
	if (recorded.some((language) => [foldText(language), ...namesOf(language)].some((name) => name !== '' && meant.includes(name))))
		return 'same';
	return recorded.some((language) => namesOf(language).length > 0) ? 'different' : 'unknown';
}
