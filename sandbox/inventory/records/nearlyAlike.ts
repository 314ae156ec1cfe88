import { book, lentBy } from './record';
import type { BibRecord } from './record';

/**
 * Books that are easily taken for others, or that people ask for under other titles than the catalogs have: abridged and adapted ones,
 * translations, parts, series, recordings, numbers in words, umlauts, other scripts. Numbers 270 to 329.
 */

/** What names itself another form of a work, of which the work itself is not there. Numbers 270 to 285. */
const otherForms: readonly BibRecord[] = [
	book(270, 'An autobiography : adapted for young readers', ['Hughes, Langston, 1902-1967'], '1940'),
	book(271, 'Les misérables (abridged)', ['Hugo, Victor, 1802-1885'], '1961'),
	book(272, 'The count of Monte Cristo', ['Dumas, Alexandre, 1802-1870'], '1956', { edition: 'Abridged ed.' }),
	book(273, 'Middlemarch : York notes', ['Eliot, George, 1819-1880'], '1999'),
	book(274, 'Macbeth : the graphic novel', ['Shakespeare, William, 1564-1616'], '2008'),
	book(275, 'Messiah : vocal score', ['Handel, George Frideric, 1685-1759'], '1992'),
	book(276, 'The Canterbury tales : a selection', ['Chaucer, Geoffrey, -1400'], '1969'),
	book(277, 'Home', ['Robinson, Marilynne'], '2008', { carrier: 'audiobook', extent: '9 audio discs (11 hr.)', identifiers: { isbn: ['1427205116'] } }),
	book(278, 'Emma', ['Austen, Jane, 1775-1817', 'McGrath, Douglas'], '1996', { carrier: 'film', extent: '1 videodisc (120 min.)' }),
	book(279, 'The help', ['Stockett, Kathryn'], '2009', { edition: 'Large print ed.', extent: '722 p. (large print)' }),
	book(280, 'Gilead', ['Robinson, Marilynne'], '2004', { extent: '247 p.', identifiers: { isbn: ['0374153892'] } }),
	book(281, 'Algebra', ['Artin, Michael'], '1991', { identifiers: { isbn: ['0130047635'] } }),
	book(282, 'Campbell biology', ['Reece, Jane B.'], '2011', { edition: '9th ed.', identifiers: { isbn: ['9780321558237'] } }),
	book(283, 'Molecular biology of the cell', ['Alberts, Bruce, 1938-'], '2002', { edition: '4th ed.', identifiers: { isbn: ['0815332181'] } }),
	book(284, 'A theory of justice', ['Rawls, John, 1921-2002'], '1999', { edition: 'Rev. ed.', identifiers: { isbn: ['0674000781'] } }),
	book(285, 'The C programming language', ['Kernighan, Brian W.', 'Ritchie, Dennis M.'], '1988', { edition: '2nd ed.', identifiers: { isbn: ['0131103628'] } }),
];

/** Translations, and titles in other letters. Numbers 286 to 299. */
const languages: readonly BibRecord[] = [
	book(286, 'Don Quixote', ['Cervantes Saavedra, Miguel de, 1547-1616', 'Grossman, Edith, 1936-2023'], '2003'),
	book(287, 'Don Quijote de la Mancha', ['Cervantes Saavedra, Miguel de, 1547-1616'], '2004', { languages: ['spa'] }),
	book(288, 'The metamorphosis', ['Kafka, Franz, 1883-1924'], '1996', { alternativeTitles: ['Verwandlung. English'], identifiers: { isbn: ['0393967972'] } }),
	book(289, 'Der Prozess', ['Kafka, Franz, 1883-1924'], '1960', { languages: ['ger'] }),
	book(290, 'Über den Prozeß der Zivilisation', ['Elias, Norbert, 1897-1990'], '1969', { languages: ['ger'] }),
	book(291, 'Ansichten eines Clowns', ['Böll, Heinrich, 1917-1985'], '1963', { languages: ['ger'] }),
	book(292, 'Faust. Der Tragödie erster Teil', ['Goethe, Johann Wolfgang von, 1749-1832'], '1971', { languages: ['ger'] }),
	book(293, "L'école des femmes", ['Molière, 1622-1673'], '1964', { languages: ['fre'] }),
	book(294, 'Œuvres complètes', ['Rimbaud, Arthur, 1854-1891'], '1972', { languages: ['fre'] }),
	book(295, 'Voĭna i mir', ['Tolstoĭ, Lev Nikolaevich, graf, 1828-1910'], '1957', { languages: ['rus'] }),
	book(296, 'Frygt og bæven', ['Kierkegaard, Søren, 1813-1855'], '1963', { languages: ['dan'] }),
	book(297, 'Geschichte des Westens. Band 1', ['Winkler, Heinrich August'], '2009', { languages: ['ger'] }),
	book(298, 'Cien años de poesía. Tomo II', ['Ruiz, Ana'], '1999', { languages: ['spa'] }),
	book(299, 'Genji monogatari', ['Murasaki Shikibu, b. 978?'], '1958', { languages: ['jpn'] }),
];

/** Titles of which people write more, less or something else. Numbers 300 to 329. */
const written: readonly BibRecord[] = [
	book(300, 'Frankenstein, or, The modern Prometheus', ['Shelley, Mary Wollstonecraft, 1797-1851'], '1818'),
	book(301, 'Moby-Dick; or, The whale', ['Melville, Herman, 1819-1891'], '1851'),
	book(302, 'The lord of the rings. Part 2, The two towers', ['Tolkien, J. R. R. (John Ronald Reuel), 1892-1973'], '1954'),
	book(303, 'The hunger games', ['Collins, Suzanne'], '2008'),
	book(304, 'A game of thrones', ['Martin, George R. R.'], '1996'),
	book(305, 'Dune', ['Herbert, Frank'], '1965'),
	book(306, 'The seven habits of highly effective people', ['Covey, Stephen R.'], '1989'),
	book(307, 'Twelve years a slave', ['Northup, Solomon, 1808-1863?'], '1853'),
	book(308, 'Twenty thousand leagues under the sea', ['Verne, Jules, 1828-1905'], '1870'),
	book(309, 'Henry IV, part 1', ['Shakespeare, William, 1564-1616'], '1998'),
	book(310, 'Henry IV, part 2', ['Shakespeare, William, 1564-1616'], '1998'),
	book(311, 'Harry Potter and the chamber of secrets', ['Rowling, J. K.'], '1998', { identifiers: { isbn: ['0747538492'] } }),
	book(312, 'World War II', ['Keegan, John, 1934-2012'], '1989'),
	book(313, 'Symphony no. 5 in C minor, op. 67', ['Beethoven, Ludwig van, 1770-1827'], '1971'),
	book(314, 'Selected poems', ['Auden, W. H. (Wystan Hugh), 1907-1973'], '1979'),
	book(315, 'Colour me English', ['Phillips, Caryl'], '2011'),
	book(316, 'The theatre of the absurd', ['Esslin, Martin'], '1961'),
	book(317, 'The world health report', [], '2005', { corporateAuthors: ['World Health Organization'] }),
	book(318, 'Kapitalismus und Geschichte', ['Weber, Karl'], '1990', { languages: ['ger'], carrier: 'set', extent: '3 Bände', callNumber: 'HB501 .W43', holdings: lentBy(['US-WEST'], { items: ['Bd. 1', 'Bd. 2'] }) }),
	book(319, 'The collected works of C.G. Jung', ['Jung, C. G. (Carl Gustav), 1875-1961'], '1953-1979', { carrier: 'set', extent: '20 v.', holdings: lentBy(['US-WEST'], { statement: 'v.1-7, 9-20' }) }),
	book(320, 'Ulysses', ['Joyce, James, 1882-1941'], '1922'),
	book(321, "Gray's anatomy", ['Gray, Henry, 1825-1861'], '1974'),
	book(322, 'The tiger', ['Vaillant, John'], '2010'),
	book(323, 'The story of civilization', ['Durant, Will, 1885-1981'], '1935-1975', { carrier: 'set', extent: 'v. ', holdings: lentBy(['US-HILL'], { statement: 'v.1(1935)-' }) }),
];

export const nearlyAlike: readonly BibRecord[] = [...otherForms, ...languages, ...written];
