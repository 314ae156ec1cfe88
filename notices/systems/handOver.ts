import { groupOf, groupsOf, fieldText, type WorkflowItem } from '../item';
import { httpAnswer, type HttpNodeAnswer } from '../httpAnswer';
import { messagesIn } from '../messages/index';
import type { Language } from '../messages/languages';
import { ownReference } from './illiad';
import { isNoteStored, noteCall, urlIn } from './calls';
import { noteOf, numberOf, withRefusals } from './illiadNote';
import type { SystemSettings } from './settings';
import type { Call, End, Heard, SystemStep, NextCallKind } from './step';
import type { SystemMessages } from './SystemMessages';
import { citedIn, filledForm, newAlmaRequest, newTransaction } from './unfilled';

/**
 * Hands over a request that no library can fill, once: to another system, or to a colleague, who also gets the requests that the system
 * refuses.
 */
export function handOverStep(heard: Heard, settings: SystemSettings, language: Language): readonly SystemStep[] {
	return [new HandOver(heard, settings, language).next()];
}

class HandOver {
	readonly #item: WorkflowItem;
	readonly #before: WorkflowItem;
	/** The item that reported the end of the rota. */
	readonly #change: WorkflowItem;
	readonly #settings: SystemSettings;
	readonly #language: Language;
	readonly #words: SystemMessages['handOver'];

	constructor({ item, before }: Heard, settings: SystemSettings, language: Language) {
		this.#item = item;
		this.#before = before ?? {};
		this.#change = before === undefined ? item : groupOf(before, 'change');
		this.#settings = settings;
		this.#language = language;
		this.#words = messagesIn[language].systems.handOver;
	}

	next(): SystemStep {
		const answer = httpAnswer(this.#item);
		switch (fieldText(this.#before, 'step')) {
			case 'whoSaidNo':
				return this.#ofHistory();
			case 'lookFor':
				return this.#ofCheck(answer);
			case 'makeTransaction':
				return this.#ofTransaction(answer);
			case 'makeRequest':
				return this.#ofRequest(answer);
			case 'writeRefusals':
				return this.#ofNote(answer);
			default:
				return this.#first();
		}
	}

	#first(): SystemStep {
		const { event, isStillCurrent } = this.#change;
		if (event !== 'endOfRota' || isStillCurrent === false) return this.#done(this.#words.over);
		if (this.#settings.kind === 'illiadTransaction' && ownReference.test(fieldText(this.#change, 'reference') ?? ''))
			return this.#done(this.#words.cameFromIlliad);
		return this.#call('whoSaidNo', 'whoSaidNo', { requestId: fieldText(this.#change, 'requestId') ?? '' });
	}

	#ofHistory(): SystemStep {
		const { refusals, error } = this.#item;
		const history = error === undefined && Array.isArray(refusals) ? { refusals: groupsOf(this.#item, 'refusals') } : { error: 'notRead' };
		switch (this.#settings.kind) {
			case 'illiadTransaction':
				return this.#call('read', 'lookFor', {
					history,
					method: 'GET',
					url: `${urlIn(this.#settings, 'Transaction', 'UserRequests', this.#patron)}?$filter=${encodeURIComponent("ProcessType eq 'Borrowing'")}`,
				});
			case 'almaRequest':
				return this.#call('write', 'makeRequest', {
					history,
					method: 'POST',
					url: `${urlIn(this.#settings, 'almaws', 'v1', 'users', this.#patron, 'resource-sharing-requests')}?override_blocks=false`,
					body: newAlmaRequest(this.#change, this.#settings),
				});
			default:
				return this.#tell(undefined, history);
		}
	}

	/** An earlier run may have handed the request over and then crashed. */
	#ofCheck({ status, inWords }: HttpNodeAnswer): SystemStep {
		const { body } = this.#item;
		if (status === undefined) return this.#tell(this.#words.illiadNotAsked(inWords));
		if (status !== 200 || !Array.isArray(body)) return this.#tell(this.#words.notTold(inWords));
		const there = groupsOf(this.#item, 'body').find(({ CitedIn }) => CitedIn === citedIn(this.#change));
		if (there !== undefined) return this.#tell(this.#words.isThere(fieldText(there, 'TransactionNumber') ?? '-'));
		return this.#call('write', 'makeTransaction', {
			history: this.#history,
			method: 'POST',
			url: urlIn(this.#settings, 'Transaction', ''),
			body: newTransaction(this.#change, this.#settings),
		});
	}

	#ofTransaction({ status, body, inWords }: HttpNodeAnswer): SystemStep {
		if (status === undefined) return this.#tell(this.#words.illiadMayHaveIt(inWords, citedIn(this.#change)));
		const transactionNumber = fieldText(body, 'TransactionNumber');
		if (status !== 200 || transactionNumber === undefined) return this.#tell(this.#words.notTaken('ILLiad', inWords));
		const { note } = messagesIn[this.#language].systems;
		const text = withRefusals(
			noteOf([note.news.endOfRota(numberOf(this.#change), undefined)], this.#language),
			this.#history,
			this.#language,
		);
		return this.#call('write', 'writeRefusals', {
			history: this.#history,
			transactionNumber,
			...noteCall(this.#settings, transactionNumber, text),
		});
	}

	#ofNote(answer: HttpNodeAnswer): SystemStep {
		const number = fieldText(this.#before, 'transactionNumber') ?? '-';
		return isNoteStored(answer)
			? this.#done(this.#words.made('ILLiad', number))
			: this.#tell(this.#words.withoutNote(number, answer.inWords));
	}

	#ofRequest({ status, body, errorCode = '', inWords }: HttpNodeAnswer): SystemStep {
		if (status === undefined) return this.#tell(this.#words.almaMayHaveIt(inWords));
		const number = fieldText(body, 'request_id');
		if (status === 200 && number !== undefined) return this.#done(this.#words.made('Alma', number));
		const ofCode: Readonly<Record<string, string>> = { 401604: this.#words.almaHasItsOwn, 402362: this.#words.almaHasOne };
		return this.#tell(ofCode[errorCode] ?? this.#words.notTaken('Alma', inWords));
	}

	/** Sends a colleague the whole request, and the reason why it could not be handed over. */
	#tell(problem: string | undefined, history: WorkflowItem = this.#history): End {
		const { historyNotRead } = messagesIn[this.#language].systems.note;
		const refusals = groupsOf(history, 'refusals');
		const ofHistory = history.error !== undefined ? historyNotRead : refusals.length === 0 ? this.#words.nobodyRefused : undefined;
		const forms = this.#settings.forms.map(({ name, address }) => ({ name, url: filledForm(address, this.#change) }));
		const notice = { ...this.#change, refusals, forms, problem: [problem, ofHistory].filter((text) => text !== undefined).join(' ') };
		return { ...this.#done(problem ?? this.#words.told), notice };
	}

	#call(to: NextCallKind, step: string, json: WorkflowItem): Call {
		return { to, json: { step, ...json, change: this.#change } };
	}

	#done(sentence: string): End {
		return { to: 'done', name: numberOf(this.#change), sentence, isTrouble: false, isAwaited: false };
	}

	get #history(): WorkflowItem {
		return groupOf(this.#before, 'history');
	}

	get #patron(): string {
		return fieldText(this.#change, 'patronId') ?? '';
	}
}
