import { badInputError } from '../../errors';
import { joinWithAnd, joinSentences } from '../../sentences';
import { displayNumberOf } from '../model/request';
import { hasChangedSinceSaved, type RequestSavedBeforeMigration } from '../model/requestSavedBeforeMigration';
import { stateLabelOf } from '../model/state';
import type { RequestBackend } from '../port/RequestBackend';

const labels: Readonly<Partial<Record<keyof RequestSavedBeforeMigration, string>>> = {
	patronEmail: 'the email',
	pickupLocation: 'the pickup location',
	neededBy: 'the day by which it is needed',
	dueDate: 'the due date',
};

export async function restoreAfterMigration(backend: RequestBackend, saved: RequestSavedBeforeMigration) {
	if (backend.restore === undefined) {
		throw badInputError(
			'Requests are moved to CrossLink, and this library works with mod-rs',
			"Choose ⟦settings⟧ in which '⟦backEnd⟧' is CrossLink.",
		);
	}
	const found = await backend.get(saved.id);
	const numbered = found === undefined && saved.hrid !== null ? await backend.findByNumberReferenceOrBarcode(saved.hrid, saved.side) : [];
	const was = `It was ${saved.status ?? 'without status'} when it was saved`;
	for (const { id } of found === undefined ? numbered : [found]) {
		// The request is read whole, because the history, which lists lack, shows a back end whether the request has migrated.
		const one = found ?? (await backend.get(id));
		const fields = one && (await backend.restore(one, saved));
		if (one === undefined || fields === undefined) continue;
		const request = (await backend.get(id)) ?? one;
		const inNoteOnly = fields.map((field) => labels[field] ?? field);
		const hasChanged = hasChangedSinceSaved(saved, request);
		const doubt = hasChanged
			? `${was}, and ReShare says ${stateLabelOf(request.state)?.label ?? 'without status'}: look at it.`
			: undefined;
		const noted =
			fields.length === 0
				? undefined
				: `Only the note to staff tells ${joinWithAnd(inNoteOnly)}: it is read there, and ReShare's own screens and emails do not.`;
		return {
			/** `changed`: the request has arrived, but its status is not the one that was saved. */
			outcome: hasChanged ? 'changed' : 'arrived',
			saved,
			request,
			/** The fields for which the back end has no place, so that only the note to staff contains them. */
			inNoteOnly,
			explanation: joinSentences(`Request ${displayNumberOf(saved)} is ${displayNumberOf(request)} now.`, doubt, noted),
		} as const;
	}
	const explanation = `Request ${displayNumberOf(saved)} has not arrived. ${was}. Ask your provider, and enter it again only when they say that it is lost.`;
	return { outcome: 'missing', saved, request: undefined, inNoteOnly: [], explanation } as const;
}
