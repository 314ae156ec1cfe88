import { httpAnswer } from '../httpAnswer';
import { groupOf, nameOf, outcomeOf, textOf, type Item } from '../item';
import { verdictOf } from '../lists/rows';
import { urlIn } from './calls';
import { wordsIn } from '../words/index';
import type { Language } from '../words/languages';
import type { Words } from '../words/Words';
import type { SystemSettings } from './settings';
import type { Call, End, Heard, Step, Turn } from './step';

/**
 * The next step for borrowing requests that patrons made in Alma, which cannot list them. Each is read, requested in ReShare, looked at
 * again and canceled in Alma, so that nothing is borrowed twice: only Alma's own answer says that it has canceled its request.
 */
export function nextInAlma(heard: Heard, settings: SystemSettings, language: Language): readonly Step[] {
	return new Talk(heard, settings, language).next();
}

class Talk {
	readonly #item: Item;
	readonly #before: Item;
	readonly #settings: SystemSettings;
	readonly #words: Words;

	constructor({ item, before }: Heard, settings: SystemSettings, language: Language) {
		this.#item = item;
		this.#before = before ?? {};
		this.#settings = settings;
		this.#words = wordsIn[language];
	}

	next(): readonly Step[] {
		switch (textOf(this.#before, 'step')) {
			case 'readRequest': return [this.#ofReading()];
			case 'request': return [this.#ofWish()];
			case 'lookAgain': return [this.#ofSecondLook()];
			case 'cancel': return [this.#ofCancellation()];
			default: return this.#ofLines();
		}
	}

	/** A line has a patron's ID and a request's number, with any separator; each counts once. */
	#ofLines(): readonly Step[] {
		const { lost } = this.#words.systems.end;
		if (this.#item.statusCode !== undefined || outcomeOf(this.#item) !== undefined) return [this.#trouble(lost)];
		const isAwaited = this.#item.submittedAt !== undefined;
		const given = Object.keys(this.#item).find((name) => name.toLowerCase() === 'requests') ?? '';
		const lines = [...new Set((textOf(this.#item, given) ?? '').split('\n').map((line) => line.split(/[\s,;]+/u).filter((value) => value !== '').join(' ')))];
		return (lines.length > 1 ? lines.filter((line) => line !== '') : lines).map((line, index): Step => {
			const [patronId = '', number = '', ...more] = line.split(' ');
			const row = index + 1;
			if (number === '' || more.length > 0) return { ...this.#notRead(this.#alma.noLine), name: line, row, isAwaited };
			// Alma's own number has only digits; staff see the external one.
			const url = this.#urlOf(patronId, number) + (/^\d+$/.test(number) ? '' : '?request_id_type=external');
			return { to: 'read', json: { step: 'readRequest', row, number, patronId, isAwaited, method: 'GET', url } };
		});
	}

	#ofReading(): Step {
		const { status, body } = httpAnswer(this.#item);
		if (status === undefined) return this.#notRead(this.#alma.notAsked(this.#answer));
		if (!isRequest(body)) return this.#notRead(this.#alma.answered(this.#answer));
		const place = groupOf(body, 'pickup_location');
		if (!this.#waits(body) || valueOf(body, 'format') !== 'PHYSICAL' || this.#isOwn(body)) return this.#done(this.#alma.verdicts.leftAlone, [this.#alma.inAlma(factsOf(body))]);
		const ours = this.#settings.pickupLocations.find(({ theirs }) => [place.value, place.desc].some((one) => one === theirs))?.ours;
		const patron = valueOf(body, 'requester') ?? textOf(this.#before, 'patronId');
		return this.#call('request', 'request', { request: { ...body, requester: { value: patron }, pickup_location: { value: ours ?? place.desc ?? place.value } } });
	}

	#ofWish(): Step {
		const item = this.#item;
		const made = textOf(item, 'requestId') === undefined ? undefined : nameOf(item);
		const verdict = this.#words.lists.account.verdicts[verdictOf(item)];
		if (item.outcome === 'created' && item.error === undefined) return this.#call('read', 'lookAgain', { request: this.#request, made: made ?? '-', verdict, method: 'GET', url: this.#url });
		const said = item.error === undefined ? textOf(item, 'explanation') : undefined;
		const says = [...(said === undefined ? [this.#alma.reShareNotAsked(this.#answer)] : []), ...(made === undefined ? [] : [this.#alma.inReShare(made)]), this.#alma.stays];
		return { ...this.#done(verdict, says), isTrouble: item.outcome !== 'notAvailable', ...(said === undefined ? {} : { explanation: said }) };
	}

	/** Staff may have sent it to a partner meanwhile. */
	#ofSecondLook(): Step {
		const { status, body } = httpAnswer(this.#item);
		const { inAlma, notAsked, notCanceled, stays } = this.#alma;
		if (status === undefined) return this.#cancelOne(notAsked(this.#answer), stays);
		if (!isRequest(body)) return this.#cancelOne(notCanceled(this.#answer));
		if (!this.#waits(body)) return this.#cancelOne(inAlma(factsOf(body)));
		const query = new URLSearchParams({ note: `Requested in ReShare as ${this.#made}`, remove_request: 'false', notify_user: 'false' });
		return this.#call('write', 'cancel', { request: this.#request, made: this.#made, verdict: this.#before.verdict, method: 'DELETE', url: `${this.#url}?${query.toString()}` });
	}

	#ofCancellation(): Step {
		const { status } = httpAnswer(this.#item);
		if (status !== 204 && status !== 200) return this.#cancelOne(this.#alma.notCanceled(this.#answer));
		return { ...this.#done(textOf(this.#before, 'verdict') ?? '', [this.#alma.inReShare(this.#made), this.#alma.canceled]), isRequested: true };
	}

	#waits(request: Item): boolean {
		return this.#settings.statusesToRequest.includes(valueOf(request, 'status') ?? '');
	}

	/** Whether ReShare itself has put it into Alma, over NCIP; CrossLink's numbers end in eight hexadecimal digits. */
	#isOwn(request: Item): boolean {
		const number = textOf(request, 'external_id') ?? '';
		return /\.[0-9a-f]{8}$/i.test(number) || this.#settings.ownEntries.some((beginning) => number.startsWith(beginning));
	}

	#urlOf(patron: string, number: string): string {
		return urlIn(this.#settings, 'almaws', 'v1', 'users', patron, 'resource-sharing-requests', number);
	}

	get #url(): string {
		return this.#urlOf(valueOf(this.#request, 'requester') ?? '', textOf(this.#request, 'request_id') ?? '');
	}

	get #request(): Item {
		return groupOf(this.#before, 'request');
	}

	get #made(): string {
		return textOf(this.#before, 'made') ?? '-';
	}

	/** What went wrong, as Alma, ReShare or the network says it, without the patron's ID. */
	get #answer(): string {
		return [textOf(this.#before, 'patronId'), valueOf(this.#request, 'requester')].reduce<string>((text, patron) => (patron === undefined ? text : text.replaceAll(patron, '(…)')), httpAnswer(this.#item).inWords);
	}

	get #alma(): Words['systems']['alma'] {
		return this.#words.systems.alma;
	}

	#call(to: Turn, step: string, json: Item): Call {
		const { row, number, patronId, isAwaited } = this.#before;
		return { to, json: { step, row, number, patronId, isAwaited, ...json } };
	}

	#done(verdict: string, says: readonly string[]): End {
		const { row, isAwaited } = this.#before;
		return { to: 'done', name: textOf(this.#before, 'number') ?? '', sentence: [verdict, ...says].join(', '), isTrouble: false, isAwaited: isAwaited === true, ...(typeof row === 'number' ? { row } : {}) };
	}

	#trouble(verdict: string, says: readonly string[] = []): End {
		return { ...this.#done(verdict, says), isTrouble: true };
	}

	#notRead(why: string): End {
		return this.#trouble(this.#alma.verdicts.notRead, [why]);
	}

	/** Both have it: Alma has not said that it has canceled its own. */
	#cancelOne(...says: readonly string[]): End {
		return this.#trouble(this.#alma.verdicts.cancelOne, [this.#alma.inReShare(this.#made), ...says]);
	}
}

const isRequest = (body: Item): boolean => body.request_id !== undefined;

/** Alma's coded values are objects with `value` and `desc`. */
const valueOf = (request: Item, name: string): string | undefined => textOf(groupOf(request, name), 'value');

/** Why Alma's request is left alone: its status, its format, and its number, which marks ReShare's own. */
function factsOf(request: Item): string {
	const said = (name: string): string | undefined => textOf(groupOf(request, name), 'desc') ?? valueOf(request, name);
	return [said('status'), said('format'), textOf(request, 'external_id')].filter((text) => text !== undefined).join(', ');
}
