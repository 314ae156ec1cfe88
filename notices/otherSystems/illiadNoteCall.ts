import { textOfField } from '../workflowItem';
import { buildApiUrl } from './buildApiUrl';
import type { HttpNodeAnswer } from './readHttpNodeAnswer';
import type { OtherSystemSettings } from './OtherSystemSettings';

export function buildNoteCall(settings: OtherSystemSettings, transactionNumber: string, note: string) {
	return {
		method: 'POST',
		url: buildApiUrl(settings, 'Transaction', transactionNumber, 'notes'),
		body: { Note: note, NoteType: 'Staff' },
	} as const;
}

/** Whether the note was stored, because ILLiad can answer 200 without storing it. */
export function confirmsStoredNote({ status, body }: HttpNodeAnswer): boolean {
	return status === 200 && textOfField(body, 'Id') !== undefined;
}
