import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { patronFieldNames, draftFields, draftFieldNames, type FieldPresentation, type DraftFieldName } from '../../reshare/draft';
import { readChoice } from '../shared/readYesNoChoicesAndNumbers';
import { citationField, readCitationField } from '../shared/citationField';
import type { ClientModule, InputProblem, NewRequest } from '../shared/loadClient';
import { buildChoiceField, buildChoices, buildFieldWithLoadedOptions, buildTextField } from '../shared/fieldBuilders';
import { itemFieldExpression, readTextParameter, type ParameterReader } from '../shared/readParameters';
import { readPatronId } from '../shared/readPatronId';
import { pickupFields, readPickupFields } from './pickupFields';

const serviceTypeField = buildChoiceField(
	'Service Type',
	'serviceType',
	'What is requested from the other library',
	buildChoices({ loan: ['Loan', 'The item itself is lent and goes back'], copy: ['Copy', 'A copy of an article or chapter is sent'] }),
	'loan',
);

/** The n8n control for each kind of field in the table of the draft. A kind that is not listed is a line of text. */
const controls: Readonly<Record<string, Partial<INodeProperties>>> = {
	paragraph: { typeOptions: { rows: 3 } },
	day: { type: 'dateTime' },
	genre: {
		type: 'options',
		options: buildChoices({ article: 'Article', book: 'Book', bookitem: 'Book Chapter', journal: 'Journal', other: 'Other' }),
	},
	copyrightType: buildFieldWithLoadedOptions(
		'Copyright Type',
		'copyrightType',
		'getCopyrightTypes',
		'The rule under which the copy is made',
	),
};

function propertiesOf(name: DraftFieldName): INodeProperties[] {
	const { loan, copy, control = '', ownOfRequest } = draftFields[name];
	if (control === 'pickupLocation') return pickupFields;
	const usual = ownOfRequest === true ? '' : itemFieldExpression(name);
	const property = ({ label = draftFields[name].label, hint, example, needed }: FieldPresentation) =>
		buildTextField(label, name, hint, {
			default: usual,
			required: needed === true || undefined,
			placeholder: example === undefined ? undefined : `e.g. ${example}`,
			...controls[control],
		});
	if (loan !== undefined && JSON.stringify(loan) === JSON.stringify(copy)) return [property(loan)];
	// Says when a field is hidden. One form may be for loans and copies: if the service type is an expression, the fields of both are
	// shown, and the editor requires none of them.
	const hiddenFor = (shown: INodeProperties, ...serviceTypes: NonNullable<NonNullable<IDisplayOptions['hide']>[string]>) => ({
		...shown,
		displayOptions: { hide: { serviceType: serviceTypes } },
	});
	const isRequiredOfAll = copy?.needed === true && control === 'copyrightType';
	return [
		...(loan === undefined ? [] : [hiddenFor(property(loan), 'copy')]),
		...(copy === undefined ? [] : [hiddenFor(property(copy), 'loan', ...(loan === undefined && !isRequiredOfAll ? [] : asExpression))]),
		...(copy === undefined || !isRequiredOfAll ? [] : [hiddenFor({ ...property(copy), required: undefined }, 'loan', 'copy')]),
	];
}

/**
 * The values of the service type while it is an expression: the text of the expression, or nothing if the editor cannot compute its value.
 */
const asExpression = ['', { _cnd: { startsWith: '=' } }] as const;

export const requestDraftFields: readonly INodeProperties[] = [serviceTypeField, ...draftFieldNames.flatMap(propertiesOf), citationField];

interface DraftParameters {
	readonly draft: NewRequest;
	readonly asked: { readonly [Name in DraftFieldName | 'serviceType']?: string | undefined };
	readonly problems: readonly InputProblem[];
}

/**
 * Reads the node's fields; for those that are empty, the citation. It refuses only values that are no text at all.
 *
 * @param byModel whether an AI model may have written the citation, so that its data about the patron do not count
 */
export function readDraftParameters(client: ClientModule, read: ParameterReader, itemIndex: number, byModel: boolean): DraftParameters {
	const problems: InputProblem[] = [];
	const serviceType = readChoice(read('serviceType', itemIndex, 'loan'), serviceTypeField, problems) === 'copy' ? 'copy' : 'loan';
	const cited = Object.fromEntries(
		Object.entries(readCitationField(client, read, itemIndex, problems)).filter(
			([name]) => !byModel || !(patronFieldNames as readonly string[]).includes(name),
		),
	);
	const pickup = readPickupFields(client, read, itemIndex);
	const texts = draftFieldNames.flatMap((name) => {
		const shown = draftFields[name][serviceType];
		if (shown === undefined || name === 'pickupLocation' || name === 'patronId') return [];
		const text =
			readTextParameter(read(name, itemIndex, ''), shown.label ?? draftFields[name].label, problems, Infinity)?.trim() || cited[name];
		return text === undefined ? [] : [[name, text]];
	});
	const patronId = readPatronId(read('patronId', itemIndex, ''), problems, Infinity) || (cited.patronId ?? '');
	const place =
		Object.keys(pickup.place).length > 0 || cited.pickupLocation === undefined ? pickup.place : { pickupName: cited.pickupLocation };
	const { pickupLocation, pickupName = pickupLocation } = place;
	const rest = { serviceType, patronId, ...Object.fromEntries(texts) } as const;
	return {
		draft: { ...rest, ...place },
		asked: { ...rest, pickupLocation: pickup.called ?? pickupName ?? undefined },
		problems: [...problems, ...pickup.problems],
	};
}
