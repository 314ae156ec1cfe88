import { textOfField } from '../workflowItem';
import type { HttpNodeAnswer } from './readHttpNodeAnswer';
import type { SystemSettings } from './SystemSettings';

/**
 * Builds an address from parts, which it escapes. A part that consists of dots would lead to another address, so it is escaped twice and
 * then names nothing that exists.
 */
export function buildApiUrl({ address }: SystemSettings, ...parts: readonly string[]): string {
	return [address, ...parts.map((part) => (/^\.{1,2}$/.test(part) ? part.replaceAll('.', '%252E') : encodeURIComponent(part)))].join('/');
}

export function buildNoteCall(settings: SystemSettings, transactionNumber: string, note: string) {
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
