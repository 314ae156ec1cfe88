import type { Delivery, Following } from './following';
import type { ReceivedMail } from '../sandbox/mail/MailServer';
import type { RequestingResult } from './requesting';
import { guideStates } from './wishes';

/** Whether something that must happen was seen. */
export interface Check {
	readonly what: string;
	readonly seen: boolean;
}

export interface Seen {
	readonly results: readonly RequestingResult[];
	readonly following: Following;
	readonly mails: readonly ReceivedMail[];
	readonly staffAddress: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Everything that the guide's workflow promises, each with what n8n's executions and the mail server say. */
export function judge(seen: Seen): Check[] {
	return [...seen.results.flatMap((result) => checkWish(result, seen)), ...checkGuideStates(seen.following), noRepetition(seen.following), noFailure(seen.following)];
}

/** Whether every state that is to come has come. */
export function allDelivered(results: readonly RequestingResult[], deliveries: readonly Delivery[]): boolean {
	return results.every((result) => result.case.expected.states.every((code) => countOf(deliveries, result, code) > 0));
}

function checkWish(result: RequestingResult, seen: Seen): Check[] {
	const { wish, expected } = result.case;
	const name = `"${wish.title}"`;
	const checks: Check[] = [
		{ what: `${name}: n8n's execution succeeded`, seen: result.succeeded },
		{ what: `${name}: search says ${expected.outcome}, with a reason`, seen: result.outcome === expected.outcome && result.explanation !== '' },
	];
	if (expected.outcome !== 'eligible') {
		const reader = expected.outcome === 'needsReview' ? seen.staffAddress : wish.patronEmail;
		checks.push({ what: `${name}: no request created`, seen: result.request === undefined });
		checks.push({ what: `${name}: mail to ${reader}`, seen: mailsAbout(seen.mails, reader, wish.title).length === 1 });
		return checks;
	}
	const request = result.request;
	checks.push({ what: `${name}: request created, with UUID and number`, seen: request !== undefined && uuid.test(request.id) && request.hrid !== '' });
	checks.push({ what: `${name}: mail with the number to the patron`, seen: request !== undefined && mailsAbout(seen.mails, wish.patronEmail, request.hrid).length > 0 });
	for (const code of expected.states) {
		const label = labelOf(code);
		checks.push({ what: `${name}: ${label} delivered once`, seen: countOf(seen.following.deliveries, result, code) === 1 });
		const mails = request === undefined ? [] : mailsAbout(seen.mails, wish.patronEmail, `Request number: ${request.hrid}\nStatus: ${label}\n`);
		checks.push({ what: `${name}: one mail about ${label}`, seen: mails.length === 1 });
	}
	return checks;
}

function checkGuideStates({ deliveries }: Following): Check[] {
	return Object.entries(guideStates).map(([code, label]) => ({
		what: `the guide's state ${label} delivered exactly once in all`,
		seen: deliveries.filter((delivery) => delivery.code === code && delivery.label === label).length === 1,
	}));
}

function noRepetition({ deliveries }: Following): Check {
	const eventIds = deliveries.map(({ eventId }) => eventId);
	return { what: 'no change was delivered twice', seen: eventIds.every((id) => id !== '') && new Set(eventIds).size === eventIds.length };
}

function noFailure({ failed }: Following): Check {
	return { what: 'no execution of the status workflow failed', seen: failed.length === 0 };
}

function countOf(deliveries: readonly Delivery[], result: RequestingResult, code: string): number {
	return deliveries.filter((delivery) => delivery.requestId === result.request?.id && delivery.code === code).length;
}

function mailsAbout(mails: readonly ReceivedMail[], reader: string, words: string): ReceivedMail[] {
	return mails.filter((mail) => mail.to.includes(reader) && `${mail.subject}\n${mail.text}`.includes(words));
}

export function labelOf(code: string): string {
	return guideStates[code as keyof typeof guideStates] ?? code;
}
