import { causeOfOutcome } from '../noticeFacts';
import { readHttpNodeAnswer } from './readHttpNodeAnswer';
import { nestedItemOf, requestNumberOf, outcomeOf, textOfField, type WorkflowItem } from '../workflowItem';
import { rowVerdictOf } from '../lists/writeResultsForTitleList';
import { buildApiUrl } from './buildApiUrl';
import { fillMessage } from '../fillPlaceholders';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import type { Language } from '../messages/languages';
import type { Messages } from '../messages/Messages';
import type { OtherSystemSettings } from './OtherSystemSettings';
import type { CallStep, EndStep, AnsweredCall, OtherSystemStep, NextCallKind } from './otherSystemSteps';

/**
 * Returns the next step for borrowing requests that patrons made in Alma, whose interface cannot list them. Each is read, requested in
 * ReShare, read again and canceled in Alma, so that nothing is borrowed twice. Only Alma's own answer proves that it has canceled its
 * request.
 */
export function nextAlmaImportStep(answered: AnsweredCall, settings: OtherSystemSettings, language: Language): readonly OtherSystemStep[] {
	return new AlmaImport(answered, settings, language).next();
}

class AlmaImport {
	readonly #item: WorkflowItem;
	readonly #before: WorkflowItem;
	readonly #settings: OtherSystemSettings;
	readonly #words: Messages;

	constructor({ item, before }: AnsweredCall, settings: OtherSystemSettings, language: Language) {
		this.#item = item;
		this.#before = before ?? {};
		this.#settings = settings;
		this.#words = messagesByLanguage[language];
	}

	next(): readonly OtherSystemStep[] {
		switch (textOfField(this.#before, 'step')) {
			case 'readRequest':
				return [this.#ofReading()];
			case 'request':
				return [this.#ofSearch()];
			case 'lookAgain':
				return [this.#ofSecondRead()];
			case 'cancel':
				return [this.#ofCancellation()];
			default:
				return this.#ofLines();
		}
	}

	/** Reads lines that each have a patron's ID and a request's number, with any separator. A repeated pair counts once. */
	#ofLines(): readonly OtherSystemStep[] {
		const { lost } = this.#words.systems.end;
		if (this.#item.statusCode !== undefined || outcomeOf(this.#item) !== undefined) return [this.#trouble(lost)];
		const isAwaited = this.#item.submittedAt !== undefined;
		const given = Object.keys(this.#item).find((name) => name.toLowerCase() === 'requests') ?? '';
		const lines = [
			...new Set(
				(textOfField(this.#item, given) ?? '').split('\n').map((line) =>
					line
						.split(/[\s,;]+/u)
						.filter((value) => value !== '')
						.join(' '),
				),
			),
		];
		return (lines.length > 1 ? lines.filter((line) => line !== '') : lines).map((line, index): OtherSystemStep => {
			const [patronId = '', number = '', ...more] = line.split(' ');
			const row = index + 1;
			if (number === '' || more.length > 0) return { ...this.#notRead(this.#alma.noLine), name: line, row, isAwaited };
			// Alma's own number has only digits; staff see the external one.
			const url = this.#urlOf(patronId, number) + (/^\d+$/.test(number) ? '' : '?request_id_type=external');
			return { to: 'read', json: { step: 'readRequest', row, number, patronId, isAwaited, method: 'GET', url } };
		});
	}

	#ofReading(): OtherSystemStep {
		const { status, body } = readHttpNodeAnswer(this.#item);
		if (status === undefined) return this.#notRead(this.#withAnswer(this.#alma.notAsked));
		if (!isRequest(body)) return this.#notRead(this.#withAnswer(this.#alma.answered));
		const place = nestedItemOf(body, 'pickup_location');
		if (!this.#waits(body) || valueOf(body, 'format') !== 'PHYSICAL' || this.#isOwn(body))
			return {
				...this.#done(this.#alma.verdicts.leftAlone, [fillMessage(this.#alma.inAlma, { facts: factsOf(body) })]),
				isLeftAlone: true,
			};
		const ours = this.#settings.pickupLocations.find(({ theirs }) => [place.value, place.desc].some((one) => one === theirs))?.ours;
		const patron = valueOf(body, 'requester') ?? textOfField(this.#before, 'patronId');
		return this.#call('request', 'request', {
			request: { ...body, requester: { value: patron }, pickup_location: { value: ours ?? place.desc ?? place.value } },
		});
	}

	#ofSearch(): OtherSystemStep {
		const item = this.#item;
		const made = textOfField(item, 'requestId') === undefined ? undefined : requestNumberOf(item);
		const verdict = this.#words.lists.account.verdicts[rowVerdictOf(item)];
		if (item.outcome === 'created' && item.error === undefined)
			return this.#call('read', 'lookAgain', { request: this.#request, made: made ?? '-', verdict, method: 'GET', url: this.#url });
		const explanation = item.error === undefined ? textOfField(item, 'explanation') : undefined;
		const says = [
			...(explanation === undefined ? [this.#withAnswer(this.#alma.reShareNotAsked)] : []),
			...(made === undefined ? [] : [this.#inReShare(made)]),
			this.#alma.stays,
		];
		const { sentence, ...end } = this.#done(verdict, says);
		const cause = item.error === undefined ? causeOfOutcome(item, this.#words) : undefined;
		return {
			...end,
			sentence: cause === undefined ? sentence : `${sentence}. ${cause}`,
			isTrouble: item.outcome !== 'notAvailable',
			...(explanation === undefined ? {} : { explanation }),
		};
	}

	/** Returns the step after the second read of Alma's request. It is read again because staff may have sent it to a partner meanwhile. */
	#ofSecondRead(): OtherSystemStep {
		const { status, body } = readHttpNodeAnswer(this.#item);
		const { inAlma, notAsked, notCanceled, stays } = this.#alma;
		if (status === undefined) return this.#cancelOne(this.#withAnswer(notAsked), stays);
		if (!isRequest(body)) return this.#cancelOne(this.#withAnswer(notCanceled));
		if (!this.#waits(body)) return this.#cancelOne(fillMessage(inAlma, { facts: factsOf(body) }));
		const query = new URLSearchParams({ note: `Requested in ReShare as ${this.#made}`, remove_request: 'false', notify_user: 'false' });
		return this.#call('write', 'cancel', {
			request: this.#request,
			made: this.#made,
			verdict: this.#before.verdict,
			method: 'DELETE',
			url: `${this.#url}?${query.toString()}`,
		});
	}

	#ofCancellation(): OtherSystemStep {
		const { status } = readHttpNodeAnswer(this.#item);
		if (status !== 204 && status !== 200) return this.#cancelOne(this.#withAnswer(this.#alma.notCanceled));
		return {
			...this.#done(textOfField(this.#before, 'verdict') ?? '', [this.#inReShare(this.#made), this.#alma.canceled]),
			isRequested: true,
		};
	}

	#waits(request: WorkflowItem): boolean {
		return this.#settings.statusesToRequest.includes(valueOf(request, 'status') ?? '');
	}

	/** Whether ReShare itself has put the request into Alma, over NCIP. CrossLink's numbers end in eight hexadecimal digits. */
	#isOwn(request: WorkflowItem): boolean {
		const number = textOfField(request, 'external_id') ?? '';
		return /\.[0-9a-f]{8}$/i.test(number) || this.#settings.ownEntries.some((beginning) => number.startsWith(beginning));
	}

	#urlOf(patron: string, number: string): string {
		return buildApiUrl(this.#settings, 'almaws', 'v1', 'users', patron, 'resource-sharing-requests', number);
	}

	get #url(): string {
		return this.#urlOf(valueOf(this.#request, 'requester') ?? '', textOfField(this.#request, 'request_id') ?? '');
	}

	get #request(): WorkflowItem {
		return nestedItemOf(this.#before, 'request');
	}

	get #made(): string {
		return textOfField(this.#before, 'made') ?? '-';
	}

	/** Fills the error into a message's `{answer}`, in the words of Alma, ReShare or the network, but without the patron's ID. */
	#withAnswer(message: string): string {
		const answer = [textOfField(this.#before, 'patronId'), valueOf(this.#request, 'requester')].reduce<string>(
			(text, patron) => (patron === undefined ? text : text.replaceAll(patron, '(…)')),
			readHttpNodeAnswer(this.#item).inWords,
		);
		return fillMessage(message, { answer });
	}

	get #alma(): Messages['systems']['alma'] {
		return this.#words.systems.alma;
	}

	#call(to: NextCallKind, step: string, json: WorkflowItem): CallStep {
		const { row, number, patronId, isAwaited } = this.#before;
		return { to, json: { step, row, number, patronId, isAwaited, ...json } };
	}

	#done(verdict: string, says: readonly string[]): EndStep {
		const { row, isAwaited } = this.#before;
		return {
			to: 'done',
			name: textOfField(this.#before, 'number') ?? '',
			sentence: [verdict, ...says].join(', '),
			isTrouble: false,
			isAwaited: isAwaited === true,
			...(typeof row === 'number' ? { row } : {}),
		};
	}

	#inReShare(number: string): string {
		return fillMessage(this.#alma.inReShare, { number });
	}

	#trouble(verdict: string, says: readonly string[] = []): EndStep {
		return { ...this.#done(verdict, says), isTrouble: true };
	}

	#notRead(why: string): EndStep {
		return this.#trouble(this.#alma.verdicts.notRead, [why]);
	}

	/** Reports that both systems have the request, because Alma has not confirmed that it has canceled its own. */
	#cancelOne(...says: readonly string[]): EndStep {
		return this.#trouble(this.#alma.verdicts.cancelOne, [this.#inReShare(this.#made), ...says]);
	}
}

const isRequest = (body: WorkflowItem): boolean => body.request_id !== undefined;

/** Reads a coded value of Alma, which is an object with `value` and `desc`. */
const valueOf = (request: WorkflowItem, name: string): string | undefined => textOfField(nestedItemOf(request, name), 'value');

/**
 * Returns the facts for which Alma's request is left alone: its status, its format, and its number, by which ReShare's own requests are
 * recognized.
 */
function factsOf(request: WorkflowItem): string {
	const textOf = (name: string): string | undefined => textOfField(nestedItemOf(request, name), 'desc') ?? valueOf(request, name);
	return [textOf('status'), textOf('format'), textOfField(request, 'external_id')].filter((text) => text !== undefined).join(', ');
}
