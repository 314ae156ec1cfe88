import type { CarriedDraft } from '../../reshare/draft';
import type { ClientModule, InputProblem } from './loadClient';
import { badInput, readTextParameter, type ParameterReader } from './readParameters';
import { buildTextField } from './fieldBuilders';

export const citationField = buildTextField(
	'OpenURL or Citation',
	'citation',
	'What a link resolver, a catalog or a database sends: an OpenURL, its parameters as an object, or one reference in RIS or BibTeX; also a transaction of ILLiad or a borrowing request of Alma, as their interfaces answer. Fields that are filled in count before it.',
	{ typeOptions: { rows: 2 }, placeholder: 'e.g. {{ $json.formQueryParameters }}' },
);

export function readCitationField(client: ClientModule, read: ParameterReader, itemIndex: number, problems: InputProblem[]): CarriedDraft {
	const given = read('citation', itemIndex, '');
	const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
	const { draft, problem } = client.parseCitationIntoDraft(
		isObject
			? (given as Readonly<Record<string, unknown>>)
			: (readTextParameter(given, citationField.displayName, problems, Infinity) ?? ''),
	);
	if (problem !== undefined) problems.push(badInput(`'${citationField.displayName}' ${problem}`));
	return draft;
}
