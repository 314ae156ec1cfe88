import { parseEmailAddress } from '../../parseEmailAddress';
import { cutAtCharacter, isUuid, trimmedOrUndefined } from '../../text';
import {
	quotedFieldLabel,
	maxLengthOfField,
	draftFields,
	draftFieldNames,
	type RequestDraft,
	type DraftFieldName,
	type DraftTextFields,
} from '../../draft';
import { joinWithAnd } from '../../sentences';
import { readDay } from '../model/datesAndTimes';
import type { CreateOptions } from './createTypes';

interface InputRules extends Pick<CreateOptions, 'cutNote' | 'timeZone'> {
	/** Whether the draft may lack a pickup location, because it is already known to be wrong, or because the back end has a default. */
	readonly pickupMayBeEmpty?: boolean;
	readonly acceptsAnyRecordId?: true;
	/** The present, in milliseconds since 1970. */
	readonly now: number;
}

/**
 * Cleans and checks a draft without any call: it trims texts, removes empty ones and the fields of the other kind of service, and writes
 * the date as `YYYY-MM-DD`.
 */
export function cleanAndCheckFields(raw: RequestDraft, rules: InputRules) {
	const { serviceType } = raw;
	const problems: string[] = [];
	const warnings: string[] = [];
	const asked = draftFieldNames.filter((name) => draftFields[name][serviceType] !== undefined);
	// No field belongs to an unknown service type, so that the whole draft would be removed.
	if (asked.length === 0) return { draft: raw, problems: ["The service type must be 'loan' or 'copy'"], warnings: [] };

	const clean = (name: DraftFieldName) => {
		const { control, usual } = draftFields[name];
		const longest = maxLengthOfField(name, serviceType);
		// A title that is pasted from a PDF may have line breaks.
		const text = trimmedOrUndefined(control === 'paragraph' ? raw[name] : raw[name]?.replace(/[\t\n\r]+/g, ' ')) ?? usual;
		if (text === undefined) return undefined;
		const label = quotedFieldLabel(name, serviceType);
		if (control === 'day' && text.length <= longest) {
			const day = readDay(text, rules.timeZone ?? 'UTC');
			if (day === undefined) problems.push(`${label} must be a date such as 2027-01-31`);
			else if (Date.parse(day) < rules.now - 36 * 3_600_000) warnings.push(`${label} (${day}) has passed`);
			return day;
		}
		if (control === 'email' && parseEmailAddress(text) === undefined)
			problems.push(`${label} must be one email address, such as name@example.org`);
		// Half of a surrogate pair, or a control character other than a line break or tab.
		if (/\p{Surrogate}|[^\P{Cc}\t\n\r]/u.test(text)) problems.push(`${label} holds a character that cannot be sent`);
		if (text.length <= longest) return text;
		if (control === 'paragraph' && rules.cutNote) {
			warnings.push(`${label} was cut at ${longest} characters`);
			return cutAtCharacter(text, longest);
		}
		const limit = control === 'paragraph' ? `ReShare keeps ${longest}; shorten it, or switch on '⟦cutNote⟧'` : `${longest} are allowed`;
		problems.push(`${label} has ${text.length} characters, and ${limit}`);
		return text;
	};

	const fields: DraftTextFields = Object.fromEntries(asked.map((name) => [name, clean(name)]));
	const draft: RequestDraft = { ...fields, serviceType, patronId: fields.patronId ?? '' };
	const missing = asked.filter((name) => isMissing(name, draft, rules)).map((name) => quotedFieldLabel(name, serviceType));
	if (missing.length > 0) problems.unshift(`${joinWithAnd(missing)} ${missing.length === 1 ? 'is' : 'are'} empty`);
	if (draft.instanceId !== undefined && rules.acceptsAnyRecordId !== true && !isUuid(draft.instanceId)) {
		problems.push(
			`${quotedFieldLabel('instanceId')} is not an id of the shared inventory, which looks like 123e4567-e89b-12d3-a456-426614174000`,
		);
	}
	return { draft, problems, warnings };
}

/**
 * Whether a needed field is missing. Without it, the resolver would show a form to a person, and mod-rs would accept a request that nobody
 * can fill.
 */
function isMissing(name: DraftFieldName, draft: RequestDraft, rules: InputRules) {
	const needed = draftFields[name][draft.serviceType]?.needed;
	if (needed === undefined || trimmedOrUndefined(draft[name]) !== undefined) return false;
	if (name === 'pickupLocation' && rules.pickupMayBeEmpty === true) return false;
	return needed === true || draft.instanceId === undefined;
}
