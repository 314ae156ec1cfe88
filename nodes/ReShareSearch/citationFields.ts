import type { INodeProperties } from 'n8n-workflow';
import { draftFields, draftFieldNames, type DraftFieldName, type DraftTextFields } from '../../reshare/draft';
import type { ClientModule, Citation } from '../shared/loadClient';
import { buildCollection, buildTextField } from '../shared/fieldBuilders';
import { readCitationField, citationField } from '../shared/citationField';
import { itemFieldExpression, readOrThrowFirstProblem, readTextOrThrow, type ParameterReader } from '../shared/readParameters';

/** The fields that distinguish editions and volumes. They form a group of their own. */
const details: readonly DraftFieldName[] = ['edition', 'language', 'publicationDate', 'volume'];

const fieldsHint: { readonly [Name in DraftFieldName]?: string } = {
	oclcNumber: 'The numbers of one title, such as ocn706020998',
	isbn: 'The numbers of one book, such as 9780374275631, 9780374533557',
	issn: 'The numbers of one journal, such as 0028-0836, 1476-4687',
	author: 'The people behind one work, such as Gaiman, Neil; Pratchett, Terry',
};

const searched = draftFieldNames.filter((name) => draftFields[name].find !== undefined);

function property(name: DraftFieldName): INodeProperties {
	const { label, find, control } = draftFields[name];
	return buildTextField(label, name, find?.hint ?? '', {
		typeOptions: control === 'numbers' ? { rows: 2 } : undefined,
		placeholder: `e.g. ${find?.example ?? ''}`,
		hint: fieldsHint[name],
	});
}

export const citationFields: readonly INodeProperties[] = [
	...searched.filter((name) => !details.includes(name)).map(property),
	citationField,
];

/** From this version of the node on, a new node takes its fields from the item, as Create does. */
export const firstVersionFillingFromItem = 1.1;

function inEachVersion(field: INodeProperties, filledIn: INodeProperties['default']): INodeProperties[] {
	return [
		{ ...field, displayOptions: { show: { '@version': [{ _cnd: { lt: firstVersionFillingFromItem } }] } } },
		{ ...field, default: filledIn, displayOptions: { show: { '@version': [{ _cnd: { gte: firstVersionFillingFromItem } }] } } },
	];
}

export function buildFieldForEachVersion(field: INodeProperties): INodeProperties[] {
	return field.name === citationField.name ? [field] : inEachVersion(field, itemFieldExpression(field.name));
}

/**
 * The defaults in Further Details, by which a new node takes these values from the item. The language has no default: a form's language may
 * be the one in which the patron is written to.
 */
const usualDetails = Object.fromEntries(details.filter((name) => name !== 'language').map((name) => [name, itemFieldExpression(name)]));

export const furtherDetailsFields: INodeProperties[] = inEachVersion(
	buildCollection('Further Details', 'details', 'Add Detail', details.map(property)),
	usualDetails,
);

/**
 * Reads the node's fields; for those that are empty, the citation.
 *
 * @throws ReShareError `badInput` for what is no text, because the search would be for something else without it
 */
export function readCitationParameters(client: ClientModule, read: ParameterReader, itemIndex: number): DraftTextFields {
	const further = read('details', itemIndex, {}) as Record<string, unknown>;
	const valueOf = (name: DraftFieldName) => (details.includes(name) ? further[name] : read(name, itemIndex, ''));
	const cited = readOrThrowFirstProblem('Give a link, its parameters, or one exported reference.', (problems) =>
		readCitationField(client, read, itemIndex, problems),
	);
	return {
		...cited,
		...Object.fromEntries(
			searched.map((name) => [name, readTextOrThrow(valueOf(name), draftFields[name].label, Infinity).trim() || (cited[name] ?? '')]),
		),
	};
}

export function citationOfDraftTexts({
	instanceId,
	oclcNumber,
	isbn,
	issn,
	title,
	author,
	edition,
	language,
	volume,
	publicationDate,
	partTitle,
	partAuthor,
}: DraftTextFields): Citation {
	return { instanceId, oclcNumber, isbn, issn, title, author, edition, language, volume, year: publicationDate, partTitle, partAuthor };
}
