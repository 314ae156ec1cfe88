import { memberRecords } from '../reservoir/members';
import type { BibRecord } from '../inventory/records/record';
import { control, data, leaderFor, type Field, type MarcInJson } from '../reservoir/marc';

/** Makes a record outside ReShare: its id is no cluster, and nobody can request it. */

function ebook(id: string, isbn: string, author: string, title: string, date: string): MarcInJson {
	const fields: Field[] = [
		control('001', id),
		control('007', 'cr |||||||||||'),
		control('008', `210301s${date}    xx      o     000 0 eng d`),
		data('020', '  ', [['a', `${isbn} (electronic bk.)`]]),
		data('100', '1 ', [['a', author]]),
		data('245', '10', [['a', title]]),
		data('264', ' 1', [['c', date]]),
		data('338', '  ', [['b', 'cr']]),
		data('856', '40', [['u', `https://ebooks.example.org/${id}`]]),
	];
	return { leader: leaderFor(fields, 'am'), fields };
}

/** E-books of a vendor beside the clusters; two carry the number of a printed book that the consortium lends. */
export const vendorEbooks: readonly MarcInJson[] = [
	ebook('ebooksmn4410021', '9781571313355', 'Kimmerer, Robin Wall,', 'Braiding sweetgrass', '2013'),
	ebook('ebooksmn4410022', '9780735219090', 'Owens, Delia,', 'Where the crawdads sing', '2018'),
	ebook('lelib.0000318', '9781484786031', 'Practice, Pat,', 'An e-book that only the county owns', '2019'),
];

/** The catalog of one library, as its own VuFind has it: its records with their local numbers. */
export function ownCatalog(records: readonly BibRecord[], sourceId: string): MarcInJson[] {
	return records.flatMap((record) =>
		memberRecords(record)
			.filter((member) => member.sourceId === sourceId)
			.map(({ marc }) => marc),
	);
}
