import type { FindOptions, FindReason, InventoryWish } from '../../../../reshare/inventory';
import type { Labelled } from './labelled';

/**
 * Look-ups as patrons and forms write them, over the records with such titles, authors and parts. Half of them must not be Eligible.
 * Written from the records, as the others.
 */

type Options = Partial<FindOptions>;

const book = (title: string, author = '', year = '', more: InventoryWish = {}): InventoryWish => ({ title, author, year, ...more });
const eligible = (record: number, wish: InventoryWish, options: Options = {}): Labelled => ({ wish, options, outcome: 'eligible', reason: 'onlyMatch', record });
const best = (record: number, wish: InventoryWish, options: Options = {}): Labelled => ({ wish, options, outcome: 'eligible', reason: 'bestOfSeveral', record });
const review = (reason: FindReason, record: number | null, wish: InventoryWish, options: Options = {}): Labelled => ({ wish, options, outcome: 'needsReview', reason, record });
const kept = (record: number, wish: InventoryWish, options: Options = {}): Labelled => ({ wish, options, outcome: 'notAvailable', reason: 'nobodyLends', record });
const absent = (wish: InventoryWish, options: Options = {}): Labelled => ({ wish, options, outcome: 'notAvailable', reason: 'nothingFound', record: null });

/** One book under several ways to write its title. */
const titled = (record: number, author: string, year: string, titles: readonly string[]): Labelled[] => titles.map((title) => eligible(record, book(title, author, year)));
/** The same without what would make it sure. */
const titledOnly = (record: number, author: string, year: string, titles: readonly string[]): Labelled[] => titles.map((title) => review('titleOnly', record, book(title, author, year)));

const signs: readonly Labelled[] = [
	...titled(200, 'Joseph Heller', '1996', ['Catch-22', 'Catch 22', 'Catch22', 'CATCH–22', 'catch-22 (paperback)', 'Catch-22 : a novel', 'Catch-22 a novel', 'Catch-22 by Joseph Heller', 'Catch-22, 1st ed.']),
	...titledOnly(200, 'Joseph Heller', '', ['Catch-22', 'Catch 22', 'Catch22']),
	...titledOnly(200, 'Joseph Heller', '1961', ['Catch-22', 'Catch 22 (a novel)']),
	...titledOnly(200, '', '1996', ['Catch-22', 'Catch 22 by Joseph Heller']),
	...titledOnly(200, 'Thomas Pynchon', '1996', ['Catch-22', 'Catch 22']),
	...titled(201, 'Marc Ferro', '1973', ['The Great War, 1914-1918', 'The Great War 1914-1918', 'The Great War, 1914–1918', 'Great war 1914 1918', 'the great war, 1914 - 1918']),
	...titledOnly(201, 'Marc Ferro', '', ['The Great War, 1914-1918', 'The Great War 1914 1918']),
	review('titleOnly', 201, book('The Great War', 'Marc Ferro', '1973')),
	...titled(202, 'Kalipeni, Ezekiel', '2004', ['HIV/AIDS in Africa', 'HIV AIDS in Africa', 'HIV / AIDS in Africa', 'hiv-aids in africa', 'HIV/AIDS in Africa: beyond epidemiology', 'HIV/AIDS in Africa (hardcover)']),
	...titledOnly(202, 'Kalipeni, Ezekiel', '2010', ['HIV/AIDS in Africa', 'HIV AIDS in Africa']),
	...titledOnly(202, '', '2004', ['HIV/AIDS in Africa']),
	...titled(203, 'Craig Hunt', '2002', ['TCP/IP network administration', 'TCP IP network administration', 'TCP-IP network administration', 'TCP/IP Network Administration, 3rd ed.', 'TCP/IP network administration (3rd Edition)']),
	...titledOnly(203, 'Stevens, W. Richard', '2002', ['TCP/IP network administration', 'TCP IP network administration']),
	...titled(204, 'Mike Cantelon', '2014', ['Node.js in action', 'Node js in action', 'Nodejs in action', 'NODE.JS IN ACTION']),
	...titledOnly(204, 'Mike Cantelon', '2017', ['Node.js in action', 'Node js in action']),
	...titled(205, 'Roland Barthes', '1974', ['S/Z', 'S Z', 's/z']),
	...titledOnly(205, 'Roland Barthes', '1970', ['S/Z', 'S Z']),
	...titled(206, 'Ray Bradbury', '1953', ['Fahrenheit 451', 'Fahrenheit-451', 'FAHRENHEIT 451 (pbk.)', 'Fahrenheit 451 - a novel']),
	...titledOnly(206, 'Ray Bradbury', '', ['Fahrenheit 451', 'Fahrenheit451']),
	...titled(207, 'Arthur C. Clarke', '1968', ['2001: a space odyssey', '2001 a space odyssey', '2001', '2001 : A Space Odyssey (paperback)']),
	...titledOnly(207, 'Arthur C. Clarke', '1982', ['2001: a space odyssey']),
	...titled(208, 'Lippman', '2013', ['C++ primer', 'C++ Primer (5th edition)', 'C++ Primer, fifth edition']),
	...titled(209, 'Alexander McCall Smith', '2002', ["The No. 1 Ladies' Detective Agency", "The No.1 Ladies' Detective Agency", 'The No 1 Ladies Detective Agency', "No. 1 ladies' detective agency"]),
	...titledOnly(209, 'Alexander McCall Smith', '1998', ["The No. 1 Ladies' Detective Agency", 'No. 1 Ladies Detective Agency']),
	...titled(210, 'Tom McNichol', '2006', ['AC/DC', 'AC DC', 'AC/DC: the savage tale of the first standards war', 'ACDC : the savage tale of the first standards war']),
	...titled(211, 'Karel Capek', '2004', ["R.U.R. (Rossum's universal robots)", "R.U.R. : Rossum's universal robots", "RUR (Rossum's Universal Robots)"]),
	...titled(212, 'Jonathan Crary', '2013', ['24/7', '24/7: late capitalism and the ends of sleep', '24 7 late capitalism and the ends of sleep']),
	...titled(213, 'Kurt Vonnegut', '1969', ["Slaughterhouse-five, or, The children's crusade", "Slaughterhouse five, or the children's crusade"]),
	review('titleOnly', 213, book('Slaughterhouse-five or the childrens crusade', 'Kurt Vonnegut', '')),
	...titled(214, 'Helene Hanff', '1970', ['84, Charing Cross Road', '84 Charing Cross Road', '84 charing cross road.']),
	...titledOnly(214, 'Helene Hanff', '', ['84 Charing Cross Road']),
	...titled(215, 'Richard Hooker', '1968', ['M*A*S*H', 'M.A.S.H.', 'MASH']),
	...titled(216, 'Tom Stoppard', '2007', ["Rock 'n' roll", "Rock n' roll", 'Rock n roll']),
	...titled(217, 'Sue Polanka', '2011', ['The e-book revolution', 'The ebook revolution', 'E-book revolution: a guide to trends and markets']),
	...titled(218, 'Luciano Floridi', '2018', ['A.I. : artificial intelligence and the good society', 'AI: artificial intelligence and the good society']),
	...titled(219, 'Daniel Everett', '2008', ["Don't sleep, there are snakes", 'Dont sleep, there are snakes', 'Don’t sleep there are snakes']),
	...titledOnly(219, 'Daniel Everett', '2009', ["Don't sleep, there are snakes", 'Dont sleep there are snakes']),
];

const names: readonly Labelled[] = [
	...['Beauvoir, Simone de', 'de Beauvoir, Simone', 'Simone de Beauvoir', 'De Beauvoir, S.', 'by Simone de Beauvoir', 'Simone de Beauvoir (Author)', 'Beauvoir'].map((author) => eligible(220, book('The second sex', author, '2010'))),
	...['Bovoir, Simone', 'Sartre, Jean-Paul'].map((author) => review('titleOnly', 220, book('The second sex', author, '2010'))),
	...['Goethe', 'von Goethe, Johann Wolfgang', 'J. W. von Goethe', 'Johann Wolfgang von Goethe'].map((author) => eligible(221, book('The sorrows of young Werther', author, '1989'))),
	...['Göthe, Johann Wolfgang', 'Schiller, Friedrich'].map((author) => review('titleOnly', 221, book('The sorrows of young Werther', author, '1989'))),
	...['Vincent van Gogh', 'van Gogh, Vincent', 'Gogh', 'Ronald de Leeuw'].map((author) => eligible(222, book('The letters of Vincent van Gogh', author, '1997'))),
	...['García Márquez, Gabriel', 'Gabriel Garcia Marquez', 'Marquez, Gabriel Garcia', 'Garcia, Gabriel', 'G. García Márquez'].map((author) => eligible(223, book('Of love and other demons', author, '1995'))),
	...['Garcia', 'Vargas Llosa, Mario'].map((author) => review('titleOnly', 223, book('Of love and other demons', author, '1995'))),
	...['Dr. Oliver Sacks', 'Sacks, Oliver, M.D.', 'O. Sacks'].map((author) => eligible(224, book('The man who mistook his wife for a hat and other clinical tales', author, '1985'))),
	review('titleOnly', 224, book('The man who mistook his wife for a hat', 'Sacks, Oliver', '1985')),
	...['Sir Arthur Conan Doyle', 'Conan Doyle, Arthur', 'Doyle, A. C.'].map((author) => eligible(225, book('The lost world', author, '1912'))),
	kept(233, book('The lost world', 'Michael Crichton', '1995')),
	kept(233, book('The Lost World: a novel', 'Crichton, M.', '1995')),
	review('titleOnly', 225, book('The lost world', 'Jules Verne', '1912')),
	review('titleOnly', 225, book('The lost world', '', '1912')),
	...['St. Augustine', 'Saint Augustine', 'Augustine'].map((author) => eligible(226, book('Confessions', author, '1991'))),
	review('titleOnly', 226, book('Confessions', 'Rousseau, Jean-Jacques', '1991')),
	...['Martin Luther King, Jr.', 'King, Martin Luther', 'M. L. King', 'Rev. Martin Luther King'].map((author) => eligible(227, book("Why we can't wait", author, '1964'))),
	eligible(227, book('Why we cant wait', 'King', '1964')),
	...['Beach music', 'Beach Music (paperback)', 'Beach music, 1st ed.', 'Beach music a novel', 'Beach music: a novel', 'Beach music by Pat Conroy', 'BEACH MUSIC / Pat Conroy', 'Beach music [large print]'].map((title) => eligible(228, book(title, 'Pat Conroy', '1995'))),
	...['Beach music by Pat Conroy', 'Beach music'].map((title) => review('titleOnly', 228, book(title, '', '1995'))),
	...['Beach musik', 'Beech music'].map((title) => absent(book(title, 'Pat Conroy', '1995'))),
	...['Daniel Kahneman, Amos Tversky', 'Kahneman, D., Tversky, A.', 'Kahneman et al.', 'Tversky & Kahneman', 'Kahneman and Tversky'].map((author) => eligible(229, book('Choices, values, and frames', author, '2000'))),
	eligible(229, book('Choices, Values & Frames', 'Kahneman', '2000')),
	review('titleOnly', 229, book('Choices, values, and frames', 'Thaler, Richard', '2000')),
	...['Tolstoy, Leo', 'Leo Tolstoy', 'Tolstoy', 'L. Tolstoy'].map((author) => eligible(230, book('War and peace', author, '2007'))),
	...['Tolstoi, Leo', 'Лев Толстой', 'Tolstoj, Lev'].map((author) => review('titleOnly', 230, book('War and peace', author, '2007'))),
	...['Chekhov, Anton', 'A. P. Chekhov'].map((author) => eligible(231, book('The cherry orchard', author, '1998'))),
	...['Chekov, Anton', 'Tchekhov, Anton', 'Stanislavski'].map((author) => review('titleOnly', 231, book('The cherry orchard', author, '1998'))),
	...['Lloyd-Jones, David Martyn', 'D. Martyn Lloyd-Jones', 'Lloyd Jones, D. M.'].map((author) => eligible(232, book('Preaching and preachers', author, '1971'))),
	eligible(234, book('Collected poems', 'Philip Larkin', '1988')),
	kept(235, book('Collected poems', 'Sylvia Plath', '1981')),
	review('titleOnly', 234, book('Collected poems', 'W. B. Yeats', '1989')),
	review('titleOnly', 234, book('Collected poems')),
	eligible(236, book('Being & time', 'Martin Heidegger', '1962')),
	review('titleOnly', 236, book('Being and time', 'Sartre', '1962')),
	review('titleOnly', 238, book('Periodic table', 'Levi, P.')),
	eligible(238, book('Periodic table', 'Levi, P.', '1984')),
];

const siblings: readonly Labelled[] = [
	eligible(240, book('Calculus', 'James Stewart', '2016', { edition: '8th ed.', isbn: '9781285740621' })),
	...['Calculus', 'CALCULUS', 'Calculus (8th edition)', 'Calculus, eighth edition'].map((title) => best(240, book(title, 'Stewart', '2016'))),
	...['Calculus : early transcendentals', 'Calculus early transcendentals', 'Calculus: Early Transcendentals (hardcover)'].map((title) => eligible(241, book(title, 'Stewart', '2016'))),
	review('titleOnly', 242, book('Statistical mechanics', 'Pathria', '2011')),
	eligible(242, book('Statistical mechanics : solutions manual', 'Pathria', '2011')),
	review('otherEdition', 244, book('Organic chemistry', 'Clayden', '2012')),
	review('otherEdition', 244, book('Organic chemistry, 2nd ed.', 'Jonathan Clayden', '2012')),
	eligible(244, book('Organic chemistry: study guide', 'Clayden', '2012')),
	review('severalRecords', 245, book('Biology', 'Campbell', '2009')),
	eligible(245, book('Biology: concepts and connections', 'Campbell', '2009')),
	eligible(246, book('Biology exploring life', 'Neil Campbell', '2009')),
	review('titleOnly', 247, book('Capital', 'Karl Marx', '1990')),
	review('titleOnly', 248, book('Capital', 'Karl Marx', '1992')),
	...['Capital. Volume 1', 'Capital, vol. 1', 'Capital (Volume 1)', 'Capital volume I', 'Capital, v. 1: a critique of political economy'].map((title) => eligible(247, book(title, 'Karl Marx', '1990'))),
	eligible(247, book('Capital', 'Karl Marx', '1990', { volume: '1' })),
	eligible(248, book('Capital', 'Karl Marx', '1992', { volume: 'vol. 2' })),
	review('titleOnly', 248, book('Capital', 'Karl Marx', '1990', { volume: '2' })),
	review('titleOnly', 247, book('Capital, vol. 3', 'Karl Marx', '1990')),
	review('otherVolume', 249, { isbn: '0394747232', volume: '2' }),
	review('titleOnly', 249, book('Maus', 'Art Spiegelman', '1986')),
	review('titleOnly', 250, book('Maus', 'Art Spiegelman', '1991')),
	eligible(249, book('Maus. I, My father bleeds history', 'Spiegelman', '1986')),
	eligible(249, book('Maus I: my father bleeds history', 'Spiegelman', '1986')),
	eligible(250, book('Maus. II, And here my troubles began', 'Spiegelman, Art', '1991')),
	...['9', '4'].map((volume) => review('otherVolume', 252, book('The years of Lyndon Johnson', 'Robert Caro', '1982', { volume }))),
	...['1', 'v. 2', 'Vol. 3'].map((volume) => eligible(252, book('The years of Lyndon Johnson', 'Robert Caro', '1982', { volume }))),
	eligible(252, book('The years of Lyndon Johnson, vol. 2', 'Robert Caro', '1982')),
	review('otherVolume', 252, book('The years of Lyndon Johnson, vol. 9', 'Robert Caro', '1982')),
	review('volumeMissing', 252, book('The years of Lyndon Johnson', 'Robert Caro', '1982')),
	review('otherVolume', 237, book('The civil war', 'Shelby Foote', '1974', { volume: '9' })),
	eligible(237, book('The civil war', 'Shelby Foote', '1974', { volume: '3' })),
	review('volumeMissing', 237, book('The civil war: a narrative', 'Shelby Foote', '1974')),
	review('otherVolume', 70, { isbn: '9780321751041', volume: '9' }),
	review('otherVolume', 71, { isbn: '0521069351', volume: '8' }),
	eligible(253, book('Thermodynamics', 'Enrico Fermi', '1956')),
	eligible(254, book('Thermodynamics: an engineering approach', 'Cengel', '2015')),
	review('titleOnly', 253, book('Thermodynamics', 'Callen', '1960')),
	review('otherEdition', 256, book('Linear algebra', 'Serge Lang', '1987')),
	best(256, book('Linear algebra: undergraduate texts', 'Serge Lang', '1987')),
	review('recordDoesNotFit', 239, { isbn: '0195014766', title: 'The war of art' }),
	review('recordDoesNotFit', 257, { isbn: '1936891026', title: 'The art of war' }),
	eligible(239, { isbn: '0195014766', title: 'The art of war' }),
	eligible(258, book('A history of Western philosophy', 'Bertrand Russell', '1945')),
	review('titleOnly', 258, book('History of western philosophy', 'Kenny, Anthony', '1945')),
	eligible(259, book('History of Western music', 'Grout', '1960')),
	eligible(251, book('The power broker', 'Caro, Robert', '1974')),
	review('titleOnly', 251, book('The power broker', 'Caro, Robert', '1975')),
];

const numbersAndDates: readonly Labelled[] = [
	eligible(260, book('Village ledgers of the upper valley', 'Claire Moreau', '1995')),
	review('titleOnly', 260, book('Village ledgers of the upper valley', 'Claire Moreau', '2003')),
	eligible(261, book('Notes on bookbinding', 'Ashby', '1984')),
	review('titleOnly', 261, book('Notes on bookbinding', 'Ashby', '1991')),
	eligible(262, { oclcNumber: '439345' }),
	...['info:oclcnum/439345', 'https://www.worldcat.org/oclc/439345', 'https://search.worldcat.org/title/439345', 'http://www.worldcat.org/title/double-helix/oclc/439345', 'OCLC: 439345'].map((oclcNumber) => eligible(262, { oclcNumber })),
	review('recordDoesNotFit', 262, { oclcNumber: '12990' }),
	review('recordDoesNotFit', 262, { oclcNumber: '(OCoLC)12990' }),
	...['0140135154', '(pbk.) 0140135154', 'ISBN 10 0-14-013515-4', '9780140135152'].map((isbn) => eligible(263, { isbn })),
	...['9780312420093', '\u200e9780312420093', 'urn:ISBN:9780312420093', '["9780312420093"]'].map((isbn) => eligible(264, { isbn })),
	absent({ isbn: 'ISBN 1315000008' }),
	eligible(200, { isbn: 'ISBN: 0684833395 (pbk.)' }),
	eligible(203, { isbn: '0596002971 9789990000011' }),
	eligible(220, { isbn: '(hbk.) 9780307265562' }),
	eligible(266, book('Digital minimalism', 'Cal Newport', '2019')),
	review('titleOnly', 266, book('Digital minimalism', 'Cal Newport', '2021')),
	...['1999', '2001'].map((year) => review('titleOnly', 263, book('Ways of seeing', 'John Berger', year))),
	...['', 'Barthes'].map((author) => review('titleOnly', 264, book('On photography', author, '1977'))),
	...['1949', ''].map((year) => review('titleOnly', 265, book('The mathematical theory of communication', 'Shannon & Weaver', year))),
	eligible(265, book('Mathematical theory of communication', 'Shannon & Weaver', '1998')),
	...['see attached', 'n/a', '1234567890123'].map((isbn) => review('badInput', null, { isbn })),
	review('badInput', null, { oclcNumber: 'https://example.org/oclc' }),
	...['A book that nobody wrote', 'Catch-23', 'HIV/AIDS in Atlantis', 'S/Q'].map((title) => absent(book(title, 'Nobody', '2001'))),
];

export const labelledMessy: readonly Labelled[] = [...signs, ...names, ...siblings, ...numbersAndDates];
