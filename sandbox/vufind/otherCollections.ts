import { memberRecordsOf } from '../reservoir/memberRecords';
import type { BibRecord } from '../inventory/records/BibRecord';
import { buildControlField, buildDataField, buildLeader, type MarcField, type MarcInJson } from '../reservoir/marcInJson';

/** Records outside ReShare. Their ids belong to no cluster of Reservoir, so that nobody can request them. */

function ebook(id: string, isbn: string, author: string, title: string, date: string): MarcInJson {
	const fields: MarcField[] = [
		buildControlField('001', id),
		buildControlField('007', 'cr |||||||||||'),
		buildControlField('008', `210301s${date}    xx      o     000 0 eng d`),
		buildDataField('020', '  ', [['a', `${isbn} (electronic bk.)`]]),
		buildDataField('100', '1 ', [['a', author]]),
		buildDataField('245', '10', [['a', title]]),
		buildDataField('264', ' 1', [['c', date]]),
		buildDataField('338', '  ', [['b', 'cr']]),
		buildDataField('856', '40', [['u', `https://ebooks.example.org/${id}`]]),
	];
	return { leader: buildLeader(fields, 'am'), fields };
}

/** E-books of a vendor that are indexed beside the clusters. Two have the number of a printed book that the consortium lends. */
export const vendorEbookRecords: readonly MarcInJson[] = [
	ebook('ebooksmn4410021', '9781571313355', 'Kimmerer, Robin Wall,', 'Braiding sweetgrass', '2013'),
	ebook('ebooksmn4410022', '9780735219090', 'Owens, Delia,', 'Where the crawdads sing', '2018'),
	ebook('lelib.0000318', '9781484786031', 'Practice, Pat,', 'An e-book that only the county owns', '2019'),
];

/** Returns the catalog of one library as its own VuFind has it: its records with their local numbers. */
export function libraryCatalogOf(records: readonly BibRecord[], sourceId: string): MarcInJson[] {
	return records.flatMap((record) =>
		memberRecordsOf(record)
			.filter((member) => member.sourceId === sourceId)
			.map(({ marc }) => marc),
	);
}
