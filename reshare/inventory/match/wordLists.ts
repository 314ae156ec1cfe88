/**
 * All lists of words by which titles, names, editions and volumes are understood, in folded form. They hold only words that no general rule
 * can recognize. Most lists name what required them, e.g. records of the practice consortium (`sandbox/`) or test lookups
 * (`test/fixtures/lookups/`), by the numbers of their records.
 */

import { mapOfPairs } from '../../text';

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const phrases = (text: string) => text.split('|');

/**
 * Ordinals in words, in the order of their numbers, for editions of Italian, German and CJK records: `Terza edizione`, `Zweiter Band`
 * (record 297 of the practice consortium), `Vierte, neu bearbeitete Auflage`, `第三版`.
 */
export const ordinalWords: readonly string[] =
	`first erste erster erstes premier premiere primera primero primer prima primo primeira eerste forsta pierwsze 第一版
second zweite zweiter zweites deuxieme seconde segunda segundo seconda secondo tweede andra drugie 第二版
third dritte dritter drittes troisieme tercera tercero tercer terza terzo terceira derde tredje trzecie 第三版
fourth vierte vierter viertes quatrieme cuarta cuarto quarta quarto vierde fjarde czwarte 第四版
fifth funfte funfter funftes cinquieme quinta quinto vijfde femte piate 第五版
sixth sechste sechster sechstes sixieme sexta sexto sesta sesto zesde sjatte szoste 第六版
seventh siebte siebter siebtes septieme septima settima setima zevende sjunde siodme 第七版
eighth achte achter achtes huitieme octava octavo ottava oitava achtste attonde osme 第八版
ninth neunte neunter neuntes neuvieme novena nona negende nionde dziewiate 第九版
tenth zehnte zehnter zehntes dixieme decima tiende tionde dziesiate 第十版
eleventh
twelfth
thirteenth
fourteenth
fifteenth
sixteenth
seventeenth
eighteenth
nineteenth`.split('\n');

/**
 * Marks of an edition, as in `2nd ed.` and `2. Aufl.`. Forms and shops write them behind a title (test lookups of records 203 and 282), and
 * field 250 has them in the record's language.
 */
export const editionMarks = set('ed eds edn edition editions aufl auflage ausgabe edicion edizione edicao druk upplagan wydanie 版');

/** Words beside the mark of an edition that only say that the text was revised, in full or abbreviated (test lookups of record 284). */
export const revisionWords = mapOfPairs(
	'revised=revised rev=revised fully=revised new=new updated=updated upd=updated expanded=expanded exp=expanded enlarged=enlarged enl=enlarged corrected=corrected corr=corrected international=international intl=international',
);

/**
 * Marks of a volume in statements of holdings (ANSI/NISO Z39.71), in titles (records 247, 297 and 298 of the practice consortium) and in
 * field 300.
 */
export const volumeMarks = set('v vol vols volume volumes bd bde band bande t tome tomes tomo tomos');

/**
 * Marks of a part, which counts as a volume if no volume is named before it: `pt. 2` is one, and in `v.1:pt.2` it is none. Goodreads and
 * shops write `Book 1` (test lookups of record 303).
 */
export const partMarks = set('part parts pt pts teil book books bk bks');

/** The units in which field 300 counts a set in other languages: `2 voll.`, `3 dl.`, `3 тома`, `2冊` (volumeOfRecord.test.ts). */
export const volumeUnits = new Set([...volumeMarks, ...'voll volumi volumenes dl dln delen sv toma tomov 冊 册'.split(' ')]);

/**
 * Words for a thing that is no printed book of the usual size, from shops, 245 $h and 300 $a (records 277 to 280 of the practice
 * consortium).
 */
export const mediumWords = {
	'large print': phrases('large print|large type|grossdruck'),
	audio: phrases(
		'audiobook|audio book|audio cd|audio disc|audio|sound|sound recording|book on cd|book on tape|cd|compact|cassette|horbuch|hoerbuch|tonband',
	),
	video: phrases('dvd|dvd video|blu ray|bluray|video|video recording|videorecording|videodisc|videocassette|motion picture|film reel'),
	// Without these words, real records of a kit, slides and a CD-ROM were called Eligible without a warning.
	other: phrases(
		'cd rom|dvd rom|computer disc|computer disk|computer optical disc|slide|kit|game|puzzle|filmstrip|flash card|model|realia|activity card',
	),
};

/** A form other than a printed book of the usual kind; `other` is neither book, recording nor film. */
export type SpecialMedium = keyof typeof mediumWords;

/** The words with which 245 $h and field 300 name a book that is not printed. */
export const nonPrintWords = {
	'e-book': phrases('online resource|electronic resource|electronic book|e book|ebook'),
	microform: phrases('microfiche|microfilm|microform|microcard'),
};

/** Words that forms, shops and 245 $h write after a title and that do not identify the work (test lookups of records 200 and 228). */
export const bindingWords = set(
	'paperback pbk hardcover hardback hbk cloth softcover ebook kindle text electronic resource microform microfiche e book unabridged',
);

/** Words for a genre that follow a title: `Catch-22, a novel`, `Der Prozess. Roman` (test lookups of records 200 and 289). */
export const genreWords = set('novel memoir novella romance thriller mystery roman novela romanzo');

/**
 * Words by which a record says that it is another form of a work, or a help to it: `Abridged ed.`, `Student solutions manual` (records 243,
 * 244 and 270 to 276 of the practice consortium; real records of textbooks). Those of the second list count only if another word of either
 * list follows.
 */
const derivativeWords = set(
	'abridged abridgement adapted condensed simplified retold screenplay libretto selection selections auswahl extraits workbook companion solutions answers exercises commentary kommentar supplement concordance cliffsnotes sparknotes',
);
const derivativeWordsInPairs = set(
	'study student students teacher teachers instructor instructors college school young readers adult laboratory lab solution answer test activity coloring discussion resource graphic vocal cliffs york guide manual key book bank notes novel adaptation score ed edition version',
);

/** Whether a text begins with words for another form of a work. */
export function beginsWithDerivativeWork(list: readonly string[]) {
	const [first = '', second = ''] = insignificantWords.has(list[0] ?? '') ? list.slice(1) : list;
	return (
		derivativeWords.has(first) || (derivativeWordsInPairs.has(first) && (derivativeWordsInPairs.has(second) || derivativeWords.has(second)))
	);
}

/**
 * Words such as `the`, which catalogs leave out when they file a title, by the language of the record, because what is an article in one
 * language may be another word in the next: `I, robot` and `Die hard` are English titles, which begin with no article.
 */
const articles: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		eng: 'a an the',
		ger: 'der die das ein eine',
		fre: 'le la les l un une',
		spa: 'el la los las un una',
		ita: 'il lo la i gli le l un uno una',
		por: 'o a os as um uma',
		dut: 'de het een',
	}).map(([language, words]) => [language, words.split(' ')]),
);

export const languagesWithArticleWords = [...articles.keys()];

/** The article words of all languages for which articles are listed. */
const allArticleWords = [...articles.values()].flat();

export function isArticleWord(word = '', languages: readonly string[] = languagesWithArticleWords) {
	return languages.some((language) => articles.get(language)?.includes(word) === true);
}

/** Takes the article off a title of several words; a title of one word stays, since something must be left to compare. */
export function withoutLeadingArticle(title: readonly string[], languages?: readonly string[]): readonly string[] {
	return title.length > 1 && isArticleWord(title[0], languages) ? title.slice(1) : title;
}

/** Words that are not searched, because they identify no title. They count only where the words of two titles proper are compared. */
export const insignificantWords: ReadonlySet<string> = new Set([
	...allArticleWords,
	...'of and in on to for by with from und et y de des du von zur zum del e or'.split(' '),
]);

/** Words that `&` may stand for. */
export const wordsForAnd = set('und et y e');

/**
 * Words that some catalogs write before a family name, and others after the given names (records 220 to 222 of the practice consortium).
 */
export const nameParticles = set(
	'de du des la le les the van von vom zu zur der den ter ten op del della delle degli dei di da do dos das los las al el ben bin ibn af av et',
);

/**
 * Titles of persons, and additions that distinguish persons of the same name (records 224 to 227 of the practice consortium). They do not
 * belong to the name.
 */
export const honorifics = set(
	'dr prof professor mr mrs ms sir dame lord lady baron graf count rev reverend saint st jr sr ii iii iv phd md esq',
);

/**
 * Words for what a person did, as catalogs (245 $c) and forms write them beside the name: `(Author)`, `edited by`, `Hrsg.`
 * (typedTitles.test.ts).
 */
export const roleWords = set(
	'author authors editor editors ed eds edited translator translators translated trans illustrator illustrated compiler compiled written introduction foreword herausgegeben hrsg ubersetzt by von par por pub',
);

/** Names of languages that Intl does not know, each with its ISO 639-2 code: `Farsi`, `Castilian`. */
export const languageNamesUnknownToIntl = mapOfPairs('farsi=per castilian=spa castellano=spa flemish=dut mandarin=chi');

/** Words for varieties of a language that no catalog records: `Brazilian Portuguese`, `Simplified Chinese`. */
export const languageVarietyWords = set('in brazilian european latin american british canadian mexican simplified traditional modern');

/** Filler text that people write into an empty field of a form or a spreadsheet (fillerTexts.test.ts). A title may consist of such text. */
export const fillerTexts: ReadonlySet<string> = new Set(
	phrases(
		'none|none given|no author|no preference|not applicable|not given|not known|not specified|unknown|author unknown|any|any language|any edition|any volume|various|various authors|various editors|several|several authors|multiple|multiple authors|anon|anonymous',
	),
);
