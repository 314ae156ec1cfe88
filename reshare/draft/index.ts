export {
	quotedFieldLabel,
	quotedLabelOfKey,
	draftFieldsNamedIn,
	maxLengthOfField,
	patronFieldNames,
	describeTooLongFields,
	draftFields,
	draftFieldNames,
	type ServiceType,
	type FieldPresentation,
	type RequestDraft,
	type DraftField,
	type DraftFieldName,
	type DraftTextFields,
	type PatronFieldName,
} from './fieldTable';
export { isDraftKey, mergeCarriedDraft, readCarriedDraft, shortenCarriedText, type CarriedDraft } from './carriedDraft';
