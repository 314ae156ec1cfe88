import type { FindOptions, FindReason, InventoryWish } from '../../../../reshare/inventory';
import { instanceId } from '../../../../sandbox/inventory/ids';
import { labelledMessy } from './labelledMessy';

/**
 * Look-ups over the records of the practice consortium with the right answer to each: the output it belongs in, the reason,
 * and the record (by its number in the consortium). Written from the records, not from what the code says.
 */
export interface Labelled {
	readonly wish: InventoryWish;
	readonly options?: Partial<FindOptions>;
	readonly outcome: 'eligible' | 'needsReview' | 'notAvailable';
	readonly reason: FindReason;
	/** Number of the record to request, or to suggest; null where there is none. */
	readonly record: number | null;
}

type Options = Partial<FindOptions>;

/** The one record that fits and is lent. */
function eligible(record: number, wish: InventoryWish, options: Options = {}): Labelled {
	return { wish, options, outcome: 'eligible', reason: 'onlyMatch', record };
}

/** The best of several records. */
function best(record: number, wish: InventoryWish, options: Options = {}): Labelled {
	return { wish, options, outcome: 'eligible', reason: 'bestOfSeveral', record };
}

function review(reason: FindReason, record: number | null, wish: InventoryWish, options: Options = {}): Labelled {
	return { wish, options, outcome: 'needsReview', reason, record };
}

/** Found, but nobody lends it. */
function kept(record: number, wish: InventoryWish, options: Options = {}): Labelled {
	return { wish, options, outcome: 'notAvailable', reason: 'nobodyLends', record };
}

function absent(wish: InventoryWish, options: Options = {}): Labelled {
	return { wish, options, outcome: 'notAvailable', reason: 'nothingFound', record: null };
}

const fromWest: Options = { ownSymbols: ['US-WEST'] };
const copy: Options = { serviceType: 'copy' };
const book = (title: string, author = '', year = '', more: InventoryWish = {}): InventoryWish => ({ title, author, year, ...more });

const byIsbn: readonly Labelled[] = [
	eligible(1, { isbn: '9781571313355' }),
	eligible(1, { isbn: '978-1-57131-335-5' }),
	eligible(1, { isbn: 'ISBN 1-57131-335-4' }),
	eligible(2, { isbn: '0151446474' }),
	eligible(2, { isbn: '9780151446476' }),
	eligible(3, { isbn: '9780374275631' }),
	eligible(3, { isbn: '0374275637' }),
	eligible(3, { isbn: '9780374275631; 0374275637' }),
	eligible(3, { isbn: '9789990000011\n9780374275631' }),
	kept(4, { isbn: '9780847842131' }),
	review('severalRecords', 5, { isbn: '9780062316097' }),
	review('severalRecords', 5, { isbn: '9780062316097', title: 'Sapiens', author: 'Yuval Noah Harari' }),
	best(5, { isbn: '9780062316097' }, { ifSeveralMatch: 'always' }),
	best(5, { isbn: '9780062316097' }, { accept: ['severalRecords'] }),
	eligible(10, { isbn: '9780141439518' }),
	eligible(10, { isbn: '0-14-143951-3 (pbk.)' }),
	eligible(11, { isbn: '9780199535569' }),
	kept(12, { isbn: '9780393264883' }),
	eligible(13, { isbn: '9780140449136' }),
	eligible(14, { isbn: '9780375702242' }),
	eligible(14, { isbn: '0375702245' }),
	eligible(15, { isbn: '9781594205613' }),
	eligible(16, { isbn: '2070360024' }),
	eligible(17, { isbn: '0679720200' }),
	eligible(19, { isbn: '0141036141' }),
	eligible(20, { isbn: '9780735219090' }),
	eligible(21, { isbn: '9780060883287' }),
	eligible(22, { isbn: '9788420471839' }),
	eligible(22, { isbn: '84-204-7183-6' }),
	review('badInput', null, { isbn: '9781524732401' }),
	eligible(24, { isbn: '9780439023481' }),
	kept(30, { isbn: '9780071387767' }),
	eligible(30, { isbn: '9780071387767' }, fromWest),
	kept(31, { isbn: '9780345479099' }, fromWest),
	review('notSeenByReShare', 31, { isbn: '9780345479099' }, { ...fromWest, lendingPolicies: ['Will lend', 'Will lend hard copy only'] }),
	eligible(31, { isbn: '9780345479099' }, { ...fromWest, lendingPolicies: ['Will lend', 'Will lend hard copy only'], accept: ['notSeenByReShare'] }),
	eligible(32, { isbn: '1400052173' }),
	eligible(34, { isbn: '0618249060' }),
	eligible(35, { isbn: '055305340x' }),
	eligible(37, { isbn: '0226458040' }),
	eligible(38, { isbn: '0465026850' }),
	eligible(39, { isbn: '9780465026562' }),
	eligible(40, { isbn: '0201633612' }),
	eligible(41, { isbn: '0262510871' }),
	eligible(42, { isbn: '9780262033848' }),
	kept(43, { isbn: '9780262046305' }),
	eligible(44, { isbn: '9780321563842' }),
	eligible(45, { isbn: '0393019217' }),
	eligible(46, { isbn: '0521427088' }),
	review('notSeenByReShare', 47, { isbn: '9780199291151' }),
	eligible(48, { isbn: '0394502949' }),
	eligible(49, { isbn: '039474067X' }),
	kept(50, { isbn: '9780062363596' }),
	eligible(50, { isbn: '9780062363596' }, fromWest),
	kept(51, { isbn: '0802141323' }),
	kept(52, { isbn: '0415924995' }),
	kept(53, { isbn: '0393322572' }),
	review('notSeenByReShare', 53, { isbn: '0393322572' }, copy),
	eligible(54, { isbn: '9781844673001' }),
	// Its library hides the record; only someone who names it gets it.
	absent({ isbn: '0618680004' }),
	review('notSeenByReShare', 60, { isbn: '9780226458120' }),
	eligible(61, { isbn: '9781524763138' }),
	kept(62, { isbn: '9780060528423' }),
	review('notSeenByReShare', 62, { isbn: '9780060528423' }, fromWest),
	review('notSeenByReShare', 63, { isbn: '0192860925' }),
	eligible(63, { isbn: '0192860925' }, fromWest),
	review('volumeMissing', 70, { isbn: '9780321751041' }),
	eligible(70, { isbn: '9780321751041', volume: '3' }),
	eligible(70, { isbn: '9780321751041' }, { accept: ['volumeMissing'] }),
	review('volumeMissing', 71, { isbn: '0521069351' }),
	review('volumeMissing', 72, { isbn: '2070111261' }),
	eligible(72, { isbn: '2070111261', volume: 't. 1' }),
	review('volumeMissing', 73, { isbn: '0201633469' }),
	review('volumeMissing', 74, { isbn: '9787020002207' }),
	eligible(83, { isbn: '4101001014' }),
	kept(85, { isbn: '9788936433598' }),
	best(90, { isbn: '9780674430006' }),
	best(91, { isbn: '9780674430006' }, { format: 'any' }),
	eligible(91, { isbn: '9780674369542' }),
	eligible(92, { isbn: '0691061947' }),
	absent({ isbn: '9780306406157' }),
	absent({ isbn: '9789990000011' }),
	review('badInput', null, { isbn: '12345' }),
	review('heldByOwnLibrary', 1, { isbn: '9781571313355' }, { ifOwnLibraryHolds: 'review' }),
];

const byOtherNumbers: readonly Labelled[] = [
	eligible(1, { oclcNumber: '829743464' }),
	eligible(1, { oclcNumber: '(OCoLC)ocn829743464' }),
	eligible(2, { oclcNumber: '8954772' }),
	eligible(2, { oclcNumber: 'ocm08954772' }),
	eligible(32, { oclcNumber: '326529053' }),
	eligible(40, { oclcNumber: 'ocm31171684' }),
	eligible(41, { oclcNumber: '(OCoLC)34576857' }),
	eligible(61, { oclcNumber: 'on1030413521' }),
	eligible(24, { oclcNumber: '181516677' }),
	eligible(30, { oclcNumber: '48885207' }, fromWest),
	kept(100, { oclcNumber: '1586310' }),
	review('notSeenByReShare', 100, { oclcNumber: '1586310' }, copy),
	eligible(101, { oclcNumber: '1644869' }),
	kept(103, { oclcNumber: 'ocm01775222' }),
	absent({ oclcNumber: '99999999999' }),
	review('badInput', null, { oclcNumber: 'none' }),
	eligible(1, { oclcNumber: '829743464', isbn: '0151446474' }),
	eligible(2, { oclcNumber: '99999999999', isbn: '0151446474' }),
	eligible(101, { issn: '0036-8075' }),
	eligible(101, { issn: '00368075' }),
	eligible(102, { issn: '0028-792x' }),
	eligible(108, { issn: '0083-1565' }),
	kept(103, { issn: '0036-8733' }),
	review('notSeenByReShare', 100, { issn: '0028-0836' }, copy),
	review('notSeenByReShare', 104, { issn: '0140-6736' }, copy),
	review('notSeenByReShare', 105, { issn: '1474-547X' }, copy),
	review('notSeenByReShare', 106, { issn: '0098-7484' }, copy),
	review('notSeenByReShare', 107, { issn: '1072-303X' }, copy),
	eligible(101, { issn: '0036-8075' }, copy),
	absent({ issn: '1234-5679' }),
	review('badInput', null, { issn: '1234-5678' }),
	eligible(1, { instanceId: instanceId(1) }),
	eligible(5, { instanceId: instanceId(5).toUpperCase() }),
	kept(4, { instanceId: instanceId(4) }),
	eligible(56, { instanceId: instanceId(56) }),
	review('notSeenByReShare', 60, { instanceId: instanceId(60) }),
	eligible(70, { instanceId: instanceId(70), volume: '1' }),
	absent({ instanceId: '00000000-0000-4000-8000-000000000000' }),
	review('badInput', null, { instanceId: 'in00000001' }),
	eligible(2, { instanceId: 'in00000001', isbn: '0151446474' }),
];

const withTitle: readonly Labelled[] = [
	eligible(3, { isbn: '9780374275631', ...book('Thinking, Fast and Slow', 'Daniel Kahneman') }),
	review('recordDoesNotFit', 3, { isbn: '9780374275631', ...book('War and peace', 'Leo Tolstoy') }),
	eligible(3, { isbn: '9780374275631', ...book('War and peace') }, { accept: ['recordDoesNotFit'] }),
	review('recordDoesNotFit', 14, { isbn: '0375702245', ...book('The idiot', 'Elif Batuman') }),
	eligible(13, { isbn: '9780140449136', ...book('Преступление и наказание') }),
	eligible(21, { isbn: '0060883286', ...book('Hundred years of solitude', 'Garcia Marquez') }),
	eligible(14, { isbn: '0375702246', ...book('The idiot', 'Dostoyevsky', '2003') }),
	eligible(34, { isbn: '9780306406157', ...book('Silent spring', 'Rachel Carson', '2002') }),
	review('otherEdition', 11, { isbn: '9780393264883', ...book('Pride and prejudice', 'Austen', '2016') }),
	best(11, { isbn: '9780393264883', ...book('Pride and prejudice', 'Austen', '2016') }, { accept: ['otherEdition'] }),
	review('otherEdition', 42, { isbn: '9780262046305', ...book('Introduction to algorithms', 'Cormen', '2022') }),
	kept(85, { isbn: '9788936433598', ...book('채식주의자', '한강', '2007') }),
];

const byTitle: readonly Labelled[] = [
	eligible(14, book('The idiot', 'Dostoyevsky', '2003')),
	eligible(15, book('The Idiot', 'Batuman, Elif', '2017')),
	review('titleOnly', 14, book('The idiot')),
	best(14, book('The idiot'), { accept: ['titleOnly'] }),
	review('titleOnly', 14, book('The idiot', 'Dostoyevsky')),
	review('titleOnly', 14, book('The idiot', 'Dostoyevsky', '1998')),
	eligible(10, book('Pride and prejudice', 'Jane Austen', '2003')),
	eligible(11, book('Pride & Prejudice', 'Austen, J.', '2008')),
	review('otherEdition', 11, book('Pride and prejudice', 'Jane Austen', '2016')),
	review('titleOnly', 11, book('Pride and prejudice', 'Jane Austen')),
	review('otherEdition', 34, book('Silent spring', 'Rachel Carson', '1962')),
	eligible(34, book('Silent Spring / Rachel Carson', 'Carson', '2002')),
	review('otherEdition', 19, book('Nineteen eighty-four', 'Orwell', '1949')),
	eligible(19, book('Nineteen Eighty-Four: A Novel', 'George Orwell', '2008')),
	absent(book('1984', 'George Orwell')),
	best(90, book('Capital in the Twenty-First Century', 'Thomas Piketty', '2014')),
	eligible(92, book('Walden', 'Henry David Thoreau', '1971')),
	eligible(93, book('Walden; or, Life in the woods', 'Thoreau', '1854')),
	eligible(36, book('The structure of scientific revolutions', 'Kuhn, Thomas', '1962')),
	eligible(37, book('The structure of scientific revolutions', 'Thomas Kuhn', '1970')),
	review('notSeenByReShare', 60, book('The structure of scientific revolutions', 'Thomas Kuhn', '2012')),
	eligible(35, book('A Brief History of Time', 'Hawking, Stephen', '1988')),
	eligible(39, book('Gödel, Escher, Bach', 'Hofstadter', '1999')),
	eligible(38, book('Godel, Escher, Bach: an eternal golden braid', 'Douglas Hofstadter', '1979')),
	review('otherEdition', 42, book('Introduction to algorithms', 'Cormen', '2022')),
	eligible(45, book("Surely you're joking, Mr. Feynman!", 'Richard Feynman', '1985')),
	eligible(16, book("L'étranger", 'Albert Camus', '1972')),
	eligible(17, book('The stranger', 'Albert Camus', '1989')),
	review('volumeMissing', 72, book('À la recherche du temps perdu', 'Proust', '1988')),
	eligible(72, book('A la recherche du temps perdu', 'Marcel Proust', '1987', { volume: '2' })),
	eligible(74, book('红楼梦', '曹雪芹', '1982', { volume: '1' })),
	eligible(80, book('Преступление и наказание', 'Достоевский', '1970')),
	eligible(81, book('بين القصرين', 'نجيب محفوظ', '1956')),
	eligible(82, book('Βίος και πολιτεία του Αλέξη Ζορμπά', 'Νίκος Καζαντζάκης', '1946')),
	eligible(83, book('雪国', '川端康成', '2006')),
	eligible(84, book('סיפור על אהבה וחושך', 'עמוס עוז', '2002')),
	eligible(86, book('Zhuangzi yin de', 'Yanjing da xue', '1947')),
	review('titleOnly', 55, book('Beowulf', 'Anonymous', '1998')),
	eligible(61, book('Becoming', 'Michelle Obama', '2018')),
	eligible(48, book('COSMOS', 'Carl Sagan', '1980')),
	eligible(40, book('Design Patterns: Elements of Reusable Object-Oriented Software', 'Helm, Richard', '1995')),
	eligible(20, book('Where the Crawdads Sing', 'Delia Owens', '2018')),
	eligible(22, book('Cien anos de soledad', 'García Márquez', '2007')),
	eligible(21, book('One hundred years of solitude', 'Gabriel Garcia Marquez', '2006')),
	eligible(46, book('What is life?', 'Erwin Schrödinger', '1992')),
	eligible(44, book('The C++ Programming Language', 'Bjarne Stroustrup', '2013')),
	review('notSeenByReShare', 47, book('The selfish gene', 'Richard Dawkins', '2006')),
	kept(31, book('Secrets of the baby whisperer', 'Tracy Hogg', '2005'), fromWest),
	eligible(54, book('The sublime object of ideology', 'Slavoj Zizek', '2008')),
	review('titleOnly', 95, book('Narrative of the life of Frederick Douglass', 'Frederick Douglass', '1845')),
	absent(book('A title that no library has', 'Nobody', '2001')),
	absent(book('") or cql.allRecords=1 or title=("')),
	review('badInput', null, book('***')),
	review('badInput', null, book('', 'Austen', '2003')),
	review('badInput', null, {}),
];

export const labelled: readonly Labelled[] = [...byIsbn, ...byOtherNumbers, ...withTitle, ...byTitle, ...labelledMessy];
