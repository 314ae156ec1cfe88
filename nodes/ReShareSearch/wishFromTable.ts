import type { INodeProperties } from 'n8n-workflow';
import { wishFields, wishNames, type WishName, type WishTexts } from '../../reshare/wish';
import type { Client, InventoryWish } from '../shared/client';
import { readCitation, citationField } from '../shared/citation';
import { orRefuse, textOf, type ReadParameter } from '../shared/parameters';

/** These tell editions and volumes apart, and are a group of their own. */
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
	return {
		displayName: label,
		name,
		type: 'string',
		typeOptions: control === 'numbers' ? { rows: 2 } : undefined,
		default: '',
		placeholder: `e.g. ${find?.example ?? ''}`,
		description: find?.hint ?? '',
		hint: fieldsHint[name],
	};
}

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
 * What the fields say, and else the citation.
 *
 * @throws ReShareError `badInput` for what is no text: left out, it would be another wish
 */
export function readWish(client: Client, read: ReadParameter, itemIndex: number): WishTexts {
	const further = read('details', itemIndex, {}) as Record<string, unknown>;
	const valueOf = (name: WishName): unknown => (details.includes(name) ? further[name] : read(name, itemIndex, ''));
	const cited = orRefuse(client, 'Give a link, its parameters, or one exported reference.', (problems) => readCitation(client, read, itemIndex, problems));
	return { ...cited, ...Object.fromEntries(searched.map((name) => [name, textOf(client, valueOf(name), wishFields[name].label, Infinity).trim() || (cited[name] ?? '')])) };
}

export function lookedFor({ instanceId, oclcNumber, isbn, issn, title, author, edition, language, volume, publicationDate }: WishTexts): InventoryWish {
	return { instanceId, oclcNumber, isbn, issn, title, author, edition, language, volume, year: publicationDate };
}
