import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { languages } from '../../notices/messages/languages';
import { buildChoiceField, buildChoices } from '../shared/fieldBuilders';

/** Builds the choices of a field in which a kind is chosen, by its label. */
export function buildKindChoices(
	kinds: Readonly<Record<string, { readonly label: string; readonly when?: string }>>,
): INodePropertyOptions[] {
	return Object.entries(kinds).map(([value, { label, when }]) => ({ name: label, value, description: when }));
}

/**
 * Makes a field for a language.
 *
 * @param usual the label of the choice that sets no language
 */
export function buildLanguageField(name: string, usual: string, description: string): INodeProperties {
	return buildChoiceField('Language', name, description, buildChoices({ '': usual, ...languages }), '');
}
