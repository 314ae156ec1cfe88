import { controlValueOf, type MarcInJson } from '../../reservoir/marcInJson';
import { contributorNameTypes } from '../referenceData';
import { instanceOfMarc } from '../storage/instanceOfMarc';
import type { BibRecord, Carrier, HoldingSpec } from './BibRecord';

export function recordOfMarc(number: number, marc: MarcInJson, holdings: readonly HoldingSpec[]): BibRecord {
	const { title, contributors, editions, publication, languages } = instanceOfMarc(marc);
	const [edition] = editions;
	const date = publication.flatMap(({ dateOfPublication }) => dateOfPublication ?? [])[0];
	return {
		number,
		title,
		authors: contributors
			.filter(({ contributorNameTypeId }) => contributorNameTypeId === contributorNameTypes.personal.id)
			.map(({ name }) => name),
		...(edition === undefined ? {} : { edition }),
		...(date === undefined ? {} : { date }),
		languages,
		carrier: carrierOf(marc),
		holdings,
		marc,
	};
}

function carrierOf(marc: MarcInJson): Carrier {
	const isSerial = marc.leader.charAt(7) === 's';
	const category = (controlValueOf(marc, '007') ?? '').slice(0, 2);
	if (category === 'cr') return isSerial ? 'ejournal' : 'ebook';
	if (category === 'he') return 'microfiche';
	if (category.startsWith('h')) return 'microfilm';
	if ('ij'.includes(marc.leader.charAt(6))) return 'audiobook';
	if (marc.leader.charAt(6) === 'g') return 'film';
	return isSerial ? 'serial' : 'print';
}
