import { nestedItemOf, nestedItemsOf, textOfField, type WorkflowItem } from '../workflowItem';
import { readHttpNodeAnswer, type HttpNodeAnswer } from './readHttpNodeAnswer';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import type { Language } from '../messages/languages';
import { illiadReferencePattern } from './nextIlliadImportStep';
import { buildApiUrl } from './buildApiUrl';
import { confirmsStoredNote, buildNoteCall } from './illiadNoteCall';
import { buildIlliadNote, identifyingTextOf, addRefusalsToNote } from './illiadNote';
import type { OtherSystemSettings } from './OtherSystemSettings';
import type { CallStep, EndStep, AnsweredCall, OtherSystemStep, NextCallKind } from './otherSystemSteps';
import { fillMessage, type MessageValues } from '../fillPlaceholders';
import type { OtherSystemMessages } from '../messages/Messages';
import { buildIlliadOriginMark, fillFormUrl, buildAlmaRequest, buildIlliadTransaction } from './handOverBodies';

/**
 * Returns the next step for handing over a request that no library can fill. It goes once to another system, or to a colleague, who also
 * gets the requests that the system refuses.
 */
export function nextHandOverStep(answered: AnsweredCall, settings: OtherSystemSettings, language: Language): readonly OtherSystemStep[] {
	return [new HandOver(answered, settings, language).next()];
}

class HandOver {
	readonly #item: WorkflowItem;
	readonly #before: WorkflowItem;
	/** The item that reported the end of the rota. */
	readonly #change: WorkflowItem;
	readonly #settings: OtherSystemSettings;
	readonly #language: Language;
	readonly #words: OtherSystemMessages['handOver'];

	constructor({ item, before }: AnsweredCall, settings: OtherSystemSettings, language: Language) {
		this.#item = item;
		this.#before = before ?? {};
		this.#change = before === undefined ? item : nestedItemOf(before, 'change');
		this.#settings = settings;
		this.#language = language;
		this.#words = messagesByLanguage[language].systems.handOver;
	}

	next(): OtherSystemStep {
		const answer = readHttpNodeAnswer(this.#item);
		switch (textOfField(this.#before, 'step')) {
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

	#first(): OtherSystemStep {
		const { event, isStillCurrent } = this.#change;
		if (event !== 'endOfRota' || isStillCurrent === false) return this.#done(this.#words.over);
		if (this.#settings.kind === 'illiadTransaction' && illiadReferencePattern.test(textOfField(this.#change, 'reference') ?? ''))
			return this.#done(this.#words.cameFromIlliad);
		return this.#call('whoSaidNo', 'whoSaidNo', { requestId: textOfField(this.#change, 'requestId') ?? '' });
	}

	#ofHistory(): OtherSystemStep {
		const { refusals, error } = this.#item;
		const history =
			error === undefined && Array.isArray(refusals) ? { refusals: nestedItemsOf(this.#item, 'refusals') } : { error: 'notRead' };
		switch (this.#settings.kind) {
			case 'illiadTransaction':
				return this.#call('read', 'lookFor', {
					history,
					method: 'GET',
					url: `${buildApiUrl(this.#settings, 'Transaction', 'UserRequests', this.#patron)}?$filter=${encodeURIComponent("ProcessType eq 'Borrowing'")}`,
				});
			case 'almaRequest':
				return this.#call('write', 'makeRequest', {
					history,
					method: 'POST',
					url: `${buildApiUrl(this.#settings, 'almaws', 'v1', 'users', this.#patron, 'resource-sharing-requests')}?override_blocks=false`,
					body: buildAlmaRequest(this.#change, this.#settings),
				});
			default:
				return this.#tell(undefined, {}, history);
		}
	}

	/**
	 * Returns the step after the check whether the system already has the request, because an earlier run may have crashed after handing it
	 * over.
	 */
	#ofCheck({ status, inWords }: HttpNodeAnswer): OtherSystemStep {
		const { body } = this.#item;
		if (status === undefined) return this.#tell(this.#words.illiadNotAsked, { answer: inWords });
		if (status !== 200 || !Array.isArray(body)) return this.#tell(this.#words.notTold, { answer: inWords });
		const there = nestedItemsOf(this.#item, 'body').find(({ CitedIn }) => CitedIn === buildIlliadOriginMark(this.#change));
		if (there !== undefined) return this.#tell(this.#words.isThere, { number: textOfField(there, 'TransactionNumber') ?? '-' });
		return this.#call('write', 'makeTransaction', {
			history: this.#history,
			method: 'POST',
			url: buildApiUrl(this.#settings, 'Transaction', ''),
			body: buildIlliadTransaction(this.#change, this.#settings),
		});
	}

	#ofTransaction({ status, body, inWords }: HttpNodeAnswer): OtherSystemStep {
		if (status === undefined)
			return this.#tell(this.#words.illiadMayHaveIt, { answer: inWords, citedIn: buildIlliadOriginMark(this.#change) });
		const transactionNumber = textOfField(body, 'TransactionNumber');
		if (status !== 200 || transactionNumber === undefined) return this.#tell(this.#words.notTaken, { system: 'ILLiad', answer: inWords });
		const { note } = messagesByLanguage[this.#language].systems;
		const text = addRefusalsToNote(
			buildIlliadNote([fillMessage(note.news.endOfRota, { number: identifyingTextOf(this.#change) })], this.#language),
			this.#history,
			this.#language,
		);
		return this.#call('write', 'writeRefusals', {
			history: this.#history,
			transactionNumber,
			...buildNoteCall(this.#settings, transactionNumber, text),
		});
	}

	#ofNote(answer: HttpNodeAnswer): OtherSystemStep {
		const number = textOfField(this.#before, 'transactionNumber') ?? '-';
		return confirmsStoredNote(answer)
			? this.#done(this.#words.made, { system: 'ILLiad', number })
			: this.#tell(this.#words.withoutNote, { number, answer: answer.inWords });
	}

	#ofRequest({ status, body, errorCode = '', inWords }: HttpNodeAnswer): OtherSystemStep {
		if (status === undefined) return this.#tell(this.#words.almaMayHaveIt, { answer: inWords });
		const number = textOfField(body, 'request_id');
		if (status === 200 && number !== undefined) return this.#done(this.#words.made, { system: 'Alma', number });
		const ofCode: Readonly<Record<string, string>> = { 401604: this.#words.almaHasItsOwn, 402362: this.#words.almaHasOne };
		return this.#tell(ofCode[errorCode] ?? this.#words.notTaken, { system: 'Alma', answer: inWords });
	}

	/** Sends a colleague the whole request; if it was to go to another system, with the reason why it could not be handed over. */
	#tell(text: string | undefined, values: MessageValues = {}, history: WorkflowItem = this.#history): EndStep {
		const problem = text === undefined ? undefined : fillMessage(text, values);
		const { historyNotRead } = messagesByLanguage[this.#language].systems.note;
		const refusals = nestedItemsOf(history, 'refusals');
		const ofHistory = history.error !== undefined ? historyNotRead : refusals.length === 0 ? this.#words.nobodyRefused : undefined;
		const forms = this.#settings.forms.map(({ name, address }) => ({ name, url: fillFormUrl(address, this.#change) }));
		const notice = { ...this.#change, refusals, forms, problem: [problem, ofHistory].filter((text) => text !== undefined).join(' ') };
		return { ...this.#done(problem ?? this.#words.told), notice };
	}

	#call(to: NextCallKind, step: string, json: WorkflowItem): CallStep {
		return { to, json: { step, ...json, change: this.#change } };
	}

	#done(sentence: string, values: MessageValues = {}): EndStep {
		return {
			to: 'done',
			name: identifyingTextOf(this.#change),
			sentence: fillMessage(sentence, values),
			isTrouble: false,
			isAwaited: false,
		};
	}

	get #history(): WorkflowItem {
		return nestedItemOf(this.#before, 'history');
	}

	get #patron(): string {
		return textOfField(this.#change, 'patronId') ?? '';
	}
}
