export {
	fieldNamed,
	keyNamed,
	longestOf,
	patronFieldNames,
	tooLong,
	draftFields,
	draftFieldNames,
	type ServiceType,
	type FieldPresentation,
	type RequestDraft,
	type DraftField,
	type DraftFieldName,
	type DraftTexts,
} from './fieldTable';
export { mergeCarriedDraft, readCarriedDraft, type CarriedDraft } from './carriedDraft';
