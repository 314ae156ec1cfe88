import { ReShareError, type ReShareErrorDetails, type ReShareErrorKind } from '../errors';
import type { AnswerHeaders } from './fetchInterface';
import { retryAfterMs } from './timeoutsAndRetryPauses';

type StatusKind = Extract<ReShareErrorKind, 'unauthorized' | 'permission' | 'notFound' | 'rateLimited' | 'server' | 'refused'>;

const kinds = new Map<number, StatusKind>([
	[401, 'unauthorized'],
	[403, 'permission'],
	[404, 'notFound'],
	[429, 'rateLimited'],
]);

/** The message and description of the error for an answer, and details that differ from the usual ones, such as its kind. */
export type ErrorSentence = readonly [
	message: string,
	description: string,
	more?: Omit<ReShareErrorDetails, 'description'> & { readonly kind?: ReShareErrorKind },
];

function usualSentence(kind: StatusKind, who: string, status: number): ErrorSentence {
	if (kind === 'rateLimited') return [`${who} asks for fewer calls`, 'Try again later, with fewer items at once.'];
	if (kind === 'server') return [`${who} could not answer (${status})`, 'Try again later. If it goes on, tell whoever runs the server.'];
	return [`${who} refused the question (${status})`, 'Check the values given. If they are right, please report it with this text.'];
}

/**
 * The error for a status of 400 or higher. `sentences` replace the usual ones; `otherKind` is for an answer that means something other than
 * its status.
 */
export function statusError(
	answer: { readonly status: number; readonly headers?: AnswerHeaders },
	who: string,
	sentences: Partial<Record<StatusKind, ErrorSentence>> = {},
	otherKind?: StatusKind,
) {
	const { status, headers } = answer;
	const kind = otherKind ?? kinds.get(status) ?? (status >= 500 ? 'server' : 'refused');
	const [message, description, { kind: meant = kind, ...more } = {}] = sentences[kind] ?? usualSentence(kind, who, status);
	const pauseMs = headers && retryAfterMs({ headers });
	const asksForPause = kind === 'rateLimited' || (kind === 'server' && pauseMs !== 0);
	return new ReShareError(meant, message, { status, description, retryAfterMs: asksForPause ? pauseMs : undefined, ...more });
}
