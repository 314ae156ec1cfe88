import { memoizeText } from '../cql/memoizeText';
import { foldText } from '../cql/matchWords';

/**
 * Words as mod-search's analyzer makes them: Unicode word boundaries (`icu_tokenizer`), then `word_delimiter_graph` with
 * `catenate_words`, then folding. `you're` is `you`, `re` and `youre`; `McDonald` is `mc`, `donald` and `mcdonald`; `whisperer's` is
 * `whisperer`; ` & ` is `and`.
 */

const boundaries = /(?:[\p{L}\p{N}\p{M}_]|(?<=\p{L})['’.:·](?=\p{L})|(?<=\p{N})[.,;'’](?=\p{N}))+/gu;
const parts = /\p{Lu}?[\p{Ll}\p{M}\p{Lo}\p{Lm}]+|\p{Lu}[\p{Lu}\p{M}]*(?!\p{Ll})|\p{Lu}|\p{N}+/gu;

/** One token: its parts and, if it has several words, these words joined. */
interface SearchToken {
	readonly parts: readonly string[];
	readonly joined: string;
}

export const searchTokensOf = memoizeText((text): readonly SearchToken[] =>
	[...text.replaceAll(' & ', ' and ').normalize('NFC').matchAll(boundaries)].map(([token]) => {
		const found = [...token.replace(/['’]s$/u, '').matchAll(parts)].map(([part]) => foldText(part));
		return { parts: found, joined: found.join('') };
	}),
);

export const searchWordsOf = memoizeText((text): readonly string[] =>
	searchTokensOf(text).flatMap(({ parts: own, joined }) => (own.length > 1 && !/\d/u.test(joined) ? [...own, joined] : own)),
);
