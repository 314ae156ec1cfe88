import { groupOf, groupsOf, textOf, type Item } from '../item';
import { httpAnswer, type HttpAnswer } from '../httpAnswer';
import { wordsIn } from '../words/index';
import type { Language } from '../words/languages';
import { ownReference } from './illiad';
import { isNoteKept, noteCall, urlIn } from './calls';
import { noteOf, numberOf, withRefusals } from './illiadNote';
import type { SystemSettings } from './settings';
import type { Call, End, Heard, Step, Turn } from './step';
import type { SystemWords } from './SystemWords';
import { citedIn, filledForm, newAlmaRequest, newTransaction } from './unfilled';

/** Hands a request that no library can fill over to another system, once, or to a colleague, who also gets what that system does not take. */
export function nextInHandOver(heard: Heard, settings: SystemSettings, language: Language): readonly Step[] {
	return [new HandOver(heard, settings, language).next()];
}

class HandOver {
	readonly #item: Item;
	readonly #before: Item;
	/** The item that told of the end of the rota. */
	readonly #change: Item;
	readonly #settings: SystemSettings;
	readonly #language: Language;
	readonly #words: SystemWords['handOver'];

	constructor({ item, before }: Heard, settings: SystemSettings, language: Language) {
		this.#item = item;
		this.#before = before ?? {};
		this.#change = before === undefined ? item : groupOf(before, 'change');
		this.#settings = settings;
		this.#language = language;
		this.#words = wordsIn[language].systems.handOver;
	}

	next(): Step {
		const answer = httpAnswer(this.#item);
		switch (textOf(this.#before, 'step')) {
			case 'whoSaidNo': return this.#ofHistory();
			case 'lookFor': return this.#ofLook(answer);
			case 'makeTransaction': return this.#ofTransaction(answer);
			case 'makeRequest': return this.#ofRequest(answer);
			case 'writeRefusals': return this.#ofNote(answer);
			default: return this.#first();
		}
	}

	#first(): Step {
		const { event, isStillCurrent } = this.#change;
		if (event !== 'endOfRota' || isStillCurrent === false) return this.#done(this.#words.over);
		if (this.#settings.kind === 'illiadTransaction' && ownReference.test(textOf(this.#change, 'reference') ?? '')) return this.#done(this.#words.cameFromIlliad);
		return this.#call('whoSaidNo', 'whoSaidNo', { requestId: textOf(this.#change, 'requestId') ?? '' });
	}

	#ofHistory(): Step {
		const { refusals, error } = this.#item;
		const history = error === undefined && Array.isArray(refusals) ? { refusals: groupsOf(this.#item, 'refusals') } : { error: 'notRead' };
		switch (this.#settings.kind) {
			case 'illiadTransaction': return this.#call('read', 'lookFor', { history, method: 'GET', url: `${urlIn(this.#settings, 'Transaction', 'UserRequests', this.#patron)}?$filter=${encodeURIComponent("ProcessType eq 'Borrowing'")}` });
			case 'almaRequest': return this.#call('write', 'makeRequest', { history, method: 'POST', url: `${urlIn(this.#settings, 'almaws', 'v1', 'users', this.#patron, 'resource-sharing-requests')}?override_blocks=false`, body: newAlmaRequest(this.#change, this.#settings) });
			default: return this.#tell(undefined, history);
		}
	}

	/** An earlier run may have handed it over and then crashed. */
	#ofLook({ status, inWords }: HttpAnswer): Step {
		const { body } = this.#item;
		if (status === undefined) return this.#tell(this.#words.illiadNotAsked(inWords));
		if (status !== 200 || !Array.isArray(body)) return this.#tell(this.#words.notTold(inWords));
		const there = groupsOf(this.#item, 'body').find(({ CitedIn }) => CitedIn === citedIn(this.#change));
		if (there !== undefined) return this.#tell(this.#words.isThere(textOf(there, 'TransactionNumber') ?? '-'));
		return this.#call('write', 'makeTransaction', { history: this.#history, method: 'POST', url: urlIn(this.#settings, 'Transaction', ''), body: newTransaction(this.#change, this.#settings) });
	}

	#ofTransaction({ status, body, inWords }: HttpAnswer): Step {
		if (status === undefined) return this.#tell(this.#words.illiadMayHaveIt(inWords, citedIn(this.#change)));
		const transactionNumber = textOf(body, 'TransactionNumber');
		if (status !== 200 || transactionNumber === undefined) return this.#tell(this.#words.notTaken('ILLiad', inWords));
		const { note } = wordsIn[this.#language].systems;
		const text = withRefusals(noteOf([note.news.endOfRota(numberOf(this.#change), undefined)]), this.#history, this.#language);
		return this.#call('write', 'writeRefusals', { history: this.#history, transactionNumber, ...noteCall(this.#settings, transactionNumber, text) });
	}

	#ofNote(answer: HttpAnswer): Step {
		const number = textOf(this.#before, 'transactionNumber') ?? '-';
		return isNoteKept(answer) ? this.#done(this.#words.made('ILLiad', number)) : this.#tell(this.#words.withoutNote(number, answer.inWords));
	}

	#ofRequest({ status, body, errorCode = '', inWords }: HttpAnswer): Step {
		if (status === undefined) return this.#tell(this.#words.almaMayHaveIt(inWords));
		const number = textOf(body, 'request_id');
		if (status === 200 && number !== undefined) return this.#done(this.#words.made('Alma', number));
		const ofCode: Readonly<Record<string, string>> = { 401604: this.#words.almaHasItsOwn, 402362: this.#words.almaHasOne };
		return this.#tell(ofCode[errorCode] ?? this.#words.notTaken('Alma', inWords));
	}

	/** Tells a colleague the whole wish, and what went wrong with handing it over. */
	#tell(problem: string | undefined, history: Item = this.#history): End {
		const { historyNotRead } = wordsIn[this.#language].systems.note;
		const refusals = groupsOf(history, 'refusals');
		const ofHistory = history.error !== undefined ? historyNotRead : refusals.length === 0 ? this.#words.nobodyRefused : undefined;
		const forms = this.#settings.forms.map(({ name, address }) => ({ name, url: filledForm(address, this.#change) }));
		const notice = { ...this.#change, refusals, forms, problem: [problem, ofHistory].filter((text) => text !== undefined).join(' ') };
		return { ...this.#done(problem ?? this.#words.told), notice };
	}

	#call(to: Turn, step: string, json: Item): Call {
		return { to, json: { step, ...json, change: this.#change } };
	}

	#done(sentence: string): End {
		return { to: 'done', name: numberOf(this.#change), sentence, isTrouble: false, isAwaited: false };
	}

	get #history(): Item {
		return groupOf(this.#before, 'history');
	}

	get #patron(): string {
		return textOf(this.#change, 'patronId') ?? '';
	}
}
