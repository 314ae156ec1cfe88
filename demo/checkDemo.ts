import { guideEvents, type GuideEvent, type PracticeBackEnd } from './practiceBackEnds';
import type { TriggerDelivery, CollectedDeliveries } from './collectTriggerDeliveries';
import type { ReceivedMail } from '../sandbox/mail/MailServer';
import type { FormRequestResult } from './requestByForm';

export interface DemoCheckResult {
	readonly what: string;
	readonly seen: boolean;
}

export interface DemoResult {
	readonly results: readonly FormRequestResult[];
	readonly following: CollectedDeliveries;
	readonly mails: readonly ReceivedMail[];
	readonly staffAddress: string;
	readonly backEnd: PracticeBackEnd;
}

/** Checks all that the guide's workflow promises, by n8n's executions and the mail server. */
export function checkDemo(seen: DemoResult): DemoCheckResult[] {
	return [
		...seen.results.flatMap((result) => checkCase(result, seen)),
		...checkGuideStates(seen),
		noRepetition(seen.following),
		noFailure(seen.following),
	];
}

export function areAllDelivered(results: readonly FormRequestResult[], deliveries: readonly TriggerDelivery[]): boolean {
	return results.every((result) => result.case.expected.events.every((event) => countOf(deliveries, result, event) > 0));
}

function checkCase(result: FormRequestResult, seen: DemoResult): DemoCheckResult[] {
	const { entry, expected } = result.case;
	const name = `"${entry.title}"`;
	const checks: DemoCheckResult[] = [
		{ what: `${name}: n8n's execution succeeded`, seen: result.succeeded },
		{
			what: `${name}: search says ${expected.outcome}, with a reason`,
			seen: result.outcome === expected.outcome && result.explanation !== '',
		},
	];
	if (expected.outcome !== 'eligible') {
		const reader = expected.outcome === 'needsReview' ? seen.staffAddress : entry.patronEmail;
		checks.push({ what: `${name}: no request created`, seen: result.request === undefined });
		checks.push({ what: `${name}: mail to ${reader}`, seen: mailsAbout(seen.mails, reader, entry.title).length === 1 });
		return checks;
	}
	const request = result.request;
	checks.push({
		what: `${name}: request created, with id and number`,
		seen: request !== undefined && seen.backEnd.id.test(request.id) && request.hrid !== '',
	});
	checks.push({
		what: `${name}: mail with the number to the patron`,
		seen: request !== undefined && mailsAbout(seen.mails, entry.patronEmail, request.hrid).length > 0,
	});
	for (const event of expected.events) {
		const label = seen.backEnd.labels[event];
		checks.push({ what: `${name}: ${label} delivered once`, seen: countOf(seen.following.deliveries, result, event) === 1 });
		const mails = request === undefined ? [] : mailsAbout(seen.mails, entry.patronEmail, request.hrid);
		checks.push({
			what: `${name}: one mail about ${label}`,
			seen: mails.filter(({ subject }) => subject.startsWith(`${points[event]}: `)).length === 1,
		});
	}
	return checks;
}

function checkGuideStates({ following: { deliveries }, backEnd }: DemoResult): DemoCheckResult[] {
	return guideEvents.map((event) => ({
		what: `the guide's state ${backEnd.labels[event]} delivered exactly once in all`,
		seen: deliveries.filter((delivery) => delivery.event === event && delivery.label === backEnd.labels[event]).length === 1,
	}));
}

function noRepetition({ deliveries }: CollectedDeliveries): DemoCheckResult {
	const eventIds = deliveries.map(({ eventId }) => eventId);
	return { what: 'no change was delivered twice', seen: eventIds.every((id) => id !== '') && new Set(eventIds).size === eventIds.length };
}

function noFailure({ failed }: CollectedDeliveries): DemoCheckResult {
	return { what: 'no execution of the status workflow failed', seen: failed.length === 0 };
}

function countOf(deliveries: readonly TriggerDelivery[], result: FormRequestResult, event: GuideEvent): number {
	return deliveries.filter((delivery) => delivery.requestId === result.request?.id && delivery.event === event).length;
}

/** The beginning of each mail's subject. */
const points: Readonly<Record<GuideEvent, string>> = {
	expectsToSupply: 'Lender found',
	shipped: 'On its way',
	returnShipped: 'Sent back',
	complete: 'Your loan is complete',
	endOfRota: 'No lender found',
	cancelled: 'Canceled',
};

function mailsAbout(mails: readonly ReceivedMail[], reader: string, words: string): ReceivedMail[] {
	return mails.filter((mail) => mail.to.includes(reader) && `${mail.subject}\n${mail.text}`.includes(words));
}
