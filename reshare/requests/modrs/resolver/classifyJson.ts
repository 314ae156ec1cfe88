import { z } from 'zod';
import { readJson } from '../../../json';
import { refusalReason } from './whyRefused';
import type { ResolverOutcome } from './outcome';

const record = z.record(z.unknown());

/** The answer to `svc_id=json`: what ReShare answered is a text within it, JSON or not. */
const postedAnswer = z.object({
	// Not z.coerce: to make a number of an object may throw.
	status: z
		.union([z.number(), z.string().regex(/^\d{3}$/).transform(Number)])
		.pipe(z.number().int().min(100).max(599)),
	message: z.string().nullish(),
	reshareRequest: record.nullish(),
});

/** The answer to `svc_id=reshareRequest`. */
export const previewAnswer = record.refine((request) => request.isRequester === true && typeof request.requestingInstitutionSymbol === 'string');

const createdRow = z.object({ id: z.string().min(1) });

/** Statuses that surely mean that nothing was made: ReShare or its gateway refused. 408 can come late from a proxy. */
export function surelyRefused(status: number): boolean {
	return status >= 400 && status < 500 && status !== 408;
}

/**
 * Whether the work on a request may go on although the caller has this answer, or none: a lost connection and a time-out
 * say nothing of it, 504 and 408 tell of somebody else's time-out, and 500 of a connection that the resolver or the gateway
 * has lost, unless the server itself failed.
 */
export function mayStillRun(status: number | undefined): boolean {
	return status === undefined || status === 408 || status === 500 || status === 504;
}

/** What an answer that is not clear says of it, as a part of the outcome. */
export function running(status: number | undefined): { readonly mayStillRun?: true } {
	return mayStillRun(status) ? { mayStillRun: true } : {};
}

/** Values of the request that must not appear in a sentence. */
function secretsOf(sent: Readonly<Record<string, unknown>> | null | undefined): string[] {
	const values = [sent?.patronIdentifier, sent?.patronEmail, sent?.patronNote].flat();
	return values.filter((value): value is string => typeof value === 'string' && value.length > 1);
}

/** The answer is JSON by its content type; the HTTP status was 200. */
export function classifyJson(text: string, status: number): ResolverOutcome {
	const body = readJson(text);
	const posted = postedAnswer.safeParse(body);
	if (posted.success) return classifyPosted(posted.data, status);
	const preview = previewAnswer.safeParse(body);
	if (preview.success) return { kind: 'preview', request: preview.data };
	const why = body === undefined ? "the resolver's answer broke off" : "the resolver's answer has not the form that it should have";
	return { kind: 'unclear', why };
}

function classifyPosted(answer: z.output<typeof postedAnswer>, status: number): ResolverOutcome {
	const upstreamStatus = answer.status;
	const message = answer.message ?? '';
	const body = readJson(message);
	if (upstreamStatus >= 200 && upstreamStatus < 300) {
		const row = createdRow.safeParse(body);
		if (!row.success) {
			const why = 'ReShare seems to have taken the request, but its answer does not name it';
			return { kind: 'unclear', upstreamStatus, why };
		}
		return { kind: 'created', id: row.data.id, request: body as Record<string, unknown> };
	}
	if (surelyRefused(upstreamStatus)) {
		const reason = refusalReason(upstreamStatus, body ?? message, secretsOf(answer.reshareRequest));
		return { kind: 'refused', status, upstreamStatus, reason };
	}
	const why = `ReShare answered the resolver with status ${upstreamStatus}`;
	return { kind: 'unclear', upstreamStatus, why, ...running(upstreamStatus) };
}
