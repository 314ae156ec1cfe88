import { book, eligible, review, type Labelled } from './labelledCase';

/** Records as in real catalogs: before and after ISBD, in two scripts, with qualifiers and wrong codes. */
export const labelledCataloged: readonly Labelled[] = [
	eligible(400, { oclcNumber: '400400' }),
	eligible(402, { isbn: '9789999000406' }),
	eligible(403, { isbn: '9780000000439', title: 'Small engines' }),
	eligible(403, book('Small engines: repair and upkeep', 'Ruta Okonjo', '1998')),
	eligible(414, { isbn: '9789999000499' }),
	eligible(400, book('Beavers of the northern rivers', 'Bramwell, Odette', '1957')),
	eligible(402, book('The harbor at low tide: towns, ferries and the art of waiting', 'Corvin Vane', '2021')),
	review('recordDoesNotFit', 402, { isbn: '9789999000406', title: 'The harbor at low tide: study guide' }),
	eligible(404, book('Bobry severnykh rek', 'Vetrov', '2009')),
	eligible(404, book('Бобры северных рек', 'Ветров', '2009')),
	eligible(406, { issn: '7654-3218' }),
	eligible(406, { issn: '7654-3218', volume: '2' }),
	eligible(409, { isbn: '9789999000444' }),
	eligible(410, book('Voices from the mill: essays in local history', 'Ruta Okonjo', '2011')),
	eligible(411, { isbn: '9990000468' }),
	eligible(413, book('The original Mikkel Frane: satirical sketches', 'Mikkel Frane', '1985')),
];
