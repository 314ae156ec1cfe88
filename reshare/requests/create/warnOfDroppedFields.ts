import { quotedFieldLabel, type DraftFieldName } from '../../draft';
import { joinWithAnd } from '../../sentences';
import { trimmedOrUndefined } from '../../text';
import type { PatronRequest } from '../model/request';
import type { CreateJob } from './createTypes';

/**
 * Warns of fields that did not arrive. OpenURL resolvers before v1.5.1 drop the reference; those older than mid-2026 do not know copies,
 * and drop the fields of the part. `row` is read whole.
 */
export function warnOfDroppedFields({ draft, reference, submitter: { resolver } }: CreateJob, row: PatronRequest) {
	const warnings: string[] = [];
	if (resolver !== undefined && !row.references.includes(reference.value)) {
		warnings.push(
			"The OpenURL resolver did not pass the reference on (it is older than v1.5.1), so that the reference protects nothing here: sending this again makes a second request. Set '⟦via⟧' to ⟦direct⟧.",
		);
	}
	const arrived = { ...row, pickupLocation: row.pickupLocationSlug ?? row.pickupLocationCode ?? row.pickupLocation };
	const dropped: DraftFieldName[] = droppable.filter(
		(name) => draft[name] !== undefined && trimmedOrUndefined(arrived[name]) === undefined,
	);
	const code = draft.copyrightType;
	if (code !== undefined && row.copyrightType === undefined) {
		// The copyright type is missing because an old resolver dropped it, or because mod-rs does not know its code.
		if (resolver !== undefined && dropped.includes('partTitle')) dropped.push('copyrightType');
		else
			warnings.push(
				`ReShare does not know the copyright type '${code}', and the request has none. Add it by hand, and give ${quotedFieldLabel('copyrightType')} as the list has it: the code, not the words that staff read.`,
			);
	}
	if (dropped.length > 0) {
		const them = dropped.length === 1 ? 'it' : 'them';
		const [what, other] = resolver === undefined ? ['it', ''] : ['the resolver', ", or set '⟦via⟧' to ⟦direct⟧"];
		warnings.push(
			`${joinWithAnd(dropped.map((name) => quotedFieldLabel(name, draft.serviceType)))} did not arrive in ReShare: ${what} seems to be too old for ${them}. Add ${them} by hand${other}.`,
		);
	}
	return warnings;
}

/** These fields may get lost on the way, most of them in old resolvers. The request shows whether they did. */
const droppable = ['volume', 'edition', 'neededBy', 'note', 'partTitle', 'partAuthor', 'pages', 'issue', 'pickupLocation'] as const;
