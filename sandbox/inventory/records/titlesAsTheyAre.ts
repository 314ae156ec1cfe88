import { book, keptBy, lentBy } from './record';
import type { BibRecord, HoldingSpec } from './record';

/**
 * Books whose titles, authors, parts or dates are hard to search for: signs inside words, names that are written in many ways, subtitles
 * and parts that tell two books apart. Numbers 200 to 269.
 */

const kept = (...places: string[]): { readonly holdings: readonly HoldingSpec[] } => ({ holdings: keptBy(places) });

/** PostgreSQL and mod-search make other words of these than a reader does. Numbers 200 to 219. */
const signs: readonly BibRecord[] = [
	book(200, 'Catch-22', ['Heller, Joseph'], '1996', { edition: '1st Scribner paperback fiction ed.', identifiers: { isbn: ['0684833395'] } }),
	book(201, 'The Great War, 1914-1918', ['Ferro, Marc'], '1973', { publisher: 'Routledge & K. Paul' }),
	book(202, 'HIV/AIDS in Africa : beyond epidemiology', ['Kalipeni, Ezekiel, 1954-'], '2004'),
	book(203, 'TCP/IP network administration', ['Hunt, Craig'], '2002', { edition: '3rd ed.', identifiers: { isbn: ['0596002971'] } }),
	book(204, 'Node.js in action', ['Cantelon, Mike', 'Harter, Marc', 'Holowaychuk, TJ'], '2014', { identifiers: { isbn: ['1617290572'] } }),
	book(205, 'S/Z', ['Barthes, Roland'], '1974', { identifiers: { isbn: ['0374521670'] } }),
	book(206, 'Fahrenheit 451', ['Bradbury, Ray, 1920-2012'], '1953'),
	book(207, '2001 : a space odyssey', ['Clarke, Arthur C. (Arthur Charles), 1917-2008'], '1968'),
	book(208, 'C++ primer', ['Lippman, Stanley B.', 'Lajoie, Josée', 'Moo, Barbara E.'], '2013', { edition: 'Fifth edition.' }),
	book(209, "The No. 1 Ladies' Detective Agency", ['McCall Smith, Alexander, 1948-'], '2002'),
	book(210, 'AC/DC : the savage tale of the first standards war', ['McNichol, Tom'], '2006'),
	book(211, 'R.U.R. (Rossum\'s universal robots)', ['Čapek, Karel, 1890-1938'], '2004'),
	book(212, '24/7 : late capitalism and the ends of sleep', ['Crary, Jonathan'], '2013'),
	book(213, 'Slaughterhouse-five, or, The children\'s crusade : a duty-dance with death', ['Vonnegut, Kurt'], '1969'),
	book(214, '84, Charing Cross Road', ['Hanff, Helene'], '1970'),
	book(215, 'M*A*S*H', ['Hooker, Richard'], '1968'),
	book(216, "Rock 'n' roll : a new play", ['Stoppard, Tom'], '2007'),
	book(217, 'The e-book revolution : a guide to trends and markets', ['Polanka, Sue'], '2011', { extent: 'xiv, 200 p.' }),
	book(218, 'A.I. : artificial intelligence and the good society', ['Floridi, Luciano, 1964-'], '2018'),
	book(219, "Don't sleep, there are snakes : life and language in the Amazonian jungle", ['Everett, Daniel Leonard'], '2008'),
];

/** Names that people write in other ways than catalogs do. Numbers 220 to 239. */
const names: readonly BibRecord[] = [
	book(220, 'The second sex', ['Beauvoir, Simone de, 1908-1986'], '2010', { identifiers: { isbn: ['9780307265562'] } }),
	book(221, 'The sorrows of young Werther', ['Goethe, Johann Wolfgang von, 1749-1832'], '1989'),
	book(222, 'The letters of Vincent van Gogh', ['Gogh, Vincent van, 1853-1890', 'Leeuw, Ronald de, 1948-'], '1997'),
	book(223, 'Of love and other demons', ['García Márquez, Gabriel, 1927-2014'], '1995'),
	book(224, 'The man who mistook his wife for a hat and other clinical tales', ['Sacks, Oliver, 1933-2015'], '1985'),
	book(225, 'The lost world', ['Doyle, Arthur Conan, 1859-1930'], '1912'),
	book(226, 'Confessions', ['Augustine, of Hippo, Saint, 354-430'], '1991'),
	book(227, 'Why we can\'t wait', ['King, Martin Luther, Jr., 1929-1968'], '1964'),
	book(228, 'Beach music', ['Conroy, Pat'], '1995'),
	book(229, 'Choices, values, and frames', ['Kahneman, Daniel, 1934-2024', 'Tversky, Amos'], '2000'),
	book(230, 'War and peace', ['Tolstoy, Leo, graf, 1828-1910'], '2007'),
	book(231, 'The cherry orchard', ['Chekhov, Anton Pavlovich, 1860-1904'], '1998'),
	book(232, 'Preaching and preachers', ['Lloyd-Jones, David Martyn'], '1971'),
	book(233, 'The lost world', ['Crichton, Michael, 1942-2008'], '1995', kept('US-WEST')),
	book(234, 'Collected poems', ['Larkin, Philip'], '1988'),
	book(235, 'Collected poems', ['Plath, Sylvia'], '1981', kept('US-HILL')),
	book(236, 'Being and time', ['Heidegger, Martin, 1889-1976'], '1962'),
	book(237, 'The civil war : a narrative', ['Foote, Shelby'], '1974', { carrier: 'set', extent: '3 v.', holdings: lentBy(['US-WEST'], { statement: 'v.1-v.3' }) }),
	book(238, 'The periodic table', ['Levi, Primo'], '1984'),
	book(239, 'The art of war', ['Sunzi, active 6th century B.C.'], '1963', { identifiers: { isbn: ['0195014766'] } }),
];

/** Titles of which one is another with a subtitle, a part, or a book about it. Numbers 240 to 259. */
const siblings: readonly BibRecord[] = [
	book(240, 'Calculus', ['Stewart, James, 1941-2014'], '2016', { edition: 'Eighth edition.', identifiers: { isbn: ['9781285740621'] } }),
	book(241, 'Calculus : early transcendentals', ['Stewart, James, 1941-2014'], '2016', { edition: 'Eighth edition.', identifiers: { isbn: ['9781285741550'] }, holdings: lentBy(['US-WEST', 'US-HILL', 'US-LAKE']) }),
	book(242, 'Statistical mechanics : solutions manual', ['Pathria, R. K.'], '2011', { holdings: lentBy(['US-LAKE']) }),
	book(243, 'Organic chemistry', ['Clayden, Jonathan'], '2012', { edition: 'Second edition.', ...kept('US-WEST') }),
	book(244, 'Organic chemistry : study guide', ['Clayden, Jonathan'], '2012'),
	book(245, 'Biology : concepts and connections', ['Campbell, Neil A.'], '2009'),
	book(246, 'Biology : exploring life', ['Campbell, Neil A.'], '2009'),
	book(247, 'Capital. Volume 1 : a critique of political economy', ['Marx, Karl, 1818-1883'], '1990'),
	book(248, 'Capital. Volume 2 : the process of circulation of capital', ['Marx, Karl, 1818-1883'], '1992'),
	book(249, 'Maus. I, My father bleeds history', ['Spiegelman, Art'], '1986', { identifiers: { isbn: ['0394747232'] } }),
	book(250, 'Maus. II, And here my troubles began', ['Spiegelman, Art'], '1991', { identifiers: { isbn: ['0679729771'] } }),
	book(251, 'The power broker : Robert Moses and the fall of New York', ['Caro, Robert A.'], '1974'),
	book(252, 'The years of Lyndon Johnson', ['Caro, Robert A.'], '1982-2012', { carrier: 'set', extent: '4 v.', holdings: [...lentBy(['US-WEST'], { statement: 'v.1-v.3' }), ...keptBy(['US-HILL'], { statement: 'v.4' })] }),
	book(253, 'Thermodynamics', ['Fermi, Enrico, 1901-1954'], '1956'),
	book(254, 'Thermodynamics : an engineering approach', ['Çengel, Yunus A.'], '2015'),
	book(255, 'Linear algebra', ['Lang, Serge, 1927-2005'], '1987', kept('US-HILL')),
	book(256, 'Linear algebra : undergraduate texts', ['Lang, Serge, 1927-2005'], '1987'),
	book(257, 'The war of art', ['Pressfield, Steven'], '2002', { identifiers: { isbn: ['1936891026'] } }),
	book(258, 'A history of Western philosophy', ['Russell, Bertrand, 1872-1970'], '1945'),
	book(259, 'A history of Western music', ['Grout, Donald Jay'], '1960'),
];

/** Dates, numbers and forms as catalogs have them. Numbers 260 to 269. */
const dates: readonly BibRecord[] = [
	book(260, 'Village ledgers of the upper valley', ['Moreau, Claire'], '[between 1990 and 1999?]'),
	book(261, 'Notes on bookbinding', ['Ashby, Ruth'], '[198-?]'),
	book(262, 'The double helix : a personal account of the discovery of the structure of DNA', ['Watson, James D., 1928-'], '1968', { identifiers: { oclc: ['(OCoLC)439345'], cancelledOclc: ['(OCoLC)12990'] } }),
	book(263, 'Ways of seeing', ['Berger, John'], '1972', { identifiers: { isbn: ['(pbk.) 0140135154'] } }),
	book(264, 'On photography', ['Sontag, Susan, 1933-2004'], '1977', { identifiers: { isbn: ['\u200e9780312420093'] } }),
	book(265, 'The mathematical theory of communication', ['Shannon, Claude Elwood, 1916-2001', 'Weaver, Warren, 1894-1978'], '1998'),
	book(266, 'Digital minimalism [electronic resource]', ['Newport, Cal, 1982-'], '2019', { carrier: 'ebook', extent: '1 online resource' }),
];

export const titlesAsTheyAre: readonly BibRecord[] = [...signs, ...names, ...siblings, ...dates];
