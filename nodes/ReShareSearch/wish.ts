import type { INodeProperties } from 'n8n-workflow';
import { wishFields, wishNames, type WishName, type WishTexts } from '../../reshare/wish';
import type { Client, InventoryWish } from '../shared/client';
import { readCitation, citationField } from '../shared/citation';
import { orRefuse, textOf, type ReadParameter } from '../shared/parameters';

/* What is looked for. The fields come from the table of the wish. */

/** Those that tell editions and volumes apart stand in a group of their own. */
const details: readonly WishName[] = ['edition', 'language', 'publicationDate', 'volume'];

const fieldsHint: { readonly [Name in WishName]?: string } = {
	oclcNumber: 'The numbers of one title, such as ocn706020998',
	isbn: 'The numbers of one book, such as 9780374275631, 9780374533557',
	issn: 'The numbers of one journal, such as 0028-0836, 1476-4687',
	author: 'The people behind one work, such as Gaiman, Neil; Pratchett, Terry',
};

const searched = wishNames.filter((name) => wishFields[name].find !== undefined);

function property(name: WishName): INodeProperties {
	const { label, find, control } = wishFields[name];
	const hint = fieldsHint[name];
	return {
		displayName: label,
		name,
		type: 'string',
		...(control === 'numbers' ? { typeOptions: { rows: 2 } } : {}),
		default: '',
		placeholder: `e.g. ${find?.example ?? ''}`,
		description: find?.hint ?? '',
		...(hint === undefined ? {} : { hint }),
	};
}

/** The same for Find Eligible Instance and Search Instances. */
export const wishProperties: readonly INodeProperties[] = [...searched.filter((name) => !details.includes(name)).map(property), citationField];

export const detailsField: INodeProperties = {
	displayName: 'Further Details',
	name: 'details',
	type: 'collection',
	placeholder: 'Add Detail',
	default: {},
	options: details.map(property),
};

/**
 * What an item asks for: what the fields say, and what the citation says besides.
 *
 * @throws ReShareError `badInput` for what is no text: a record would be found without the title or the volume that was asked for
 */
export function readWish(client: Client, read: ReadParameter, itemIndex: number): WishTexts {
	const further = read('details', itemIndex, {}) as Record<string, unknown>;
	const valueOf = (name: WishName): unknown => (details.includes(name) ? further[name] : read(name, itemIndex, ''));
	const cited = orRefuse(client, 'Give a link, its parameters, or one exported reference.', (problems) => readCitation(client, read, itemIndex, problems));
	return { ...cited, ...Object.fromEntries(searched.map((name) => [name, textOf(client, valueOf(name), wishFields[name].label).trim() || (cited[name] ?? '')])) };
}

/** The wish as the inventory looks for it. */
export function lookedFor({ instanceId, oclcNumber, isbn, issn, title, author, edition, language, volume, publicationDate }: WishTexts): InventoryWish {
	return { instanceId, oclcNumber, isbn, issn, title, author, edition, language, volume, year: publicationDate };
}
