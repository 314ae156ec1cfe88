import { nestedItemOf, outcomeOf, textOfField, type WorkflowItem } from '../workflowItem';
import { readHttpNodeAnswer, type HttpNodeAnswer } from './readHttpNodeAnswer';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import type { Language } from '../messages/languages';
import { fillMessage, type MessageValues } from '../fillPlaceholders';
import type { OtherSystemMessages } from '../messages/Messages';
import { buildApiUrl } from './buildApiUrl';
import { confirmsStoredNote, buildNoteCall } from './illiadNoteCall';
import { buildIlliadNote, noteAboutChange, noteAboutSearchOrCreate, addRefusalsToNote } from './illiadNote';
import { movableOutcomesByEvent, illiadOutcomeForItem, type IlliadOutcome } from './illiadOutcomes';
import type { OtherSystemSettings } from './OtherSystemSettings';
import type { CallStep, EndStep, AnsweredCall, OtherSystemStep, NextCallKind } from './otherSystemSteps';

/** The reference of a request that began in ILLiad. */
export const illiadReferencePattern = /^ILLiad-(\d+)$/i;

/** Where a transaction moves, and the queues from which it may move. A transaction that staff have moved meanwhile stays where it is. */
interface Move {
	readonly queue: string;
	readonly moveFrom: readonly string[];
}

/**
 * Returns the next step for a transaction of ILLiad, whose interface cannot list a queue. The transaction is read, requested, noted, and
 * only then moved: after a crash it is still in its queue, and the next run finds its request by the reference.
 */
export function nextIlliadImportStep(
	answered: AnsweredCall,
	settings: OtherSystemSettings,
	language: Language,
): readonly OtherSystemStep[] {
	return new IlliadImport(answered, settings, language).next();
}

class IlliadImport {
	readonly #item: WorkflowItem;
	readonly #before: WorkflowItem;
	readonly #found: WorkflowItem | undefined;
	readonly #settings: OtherSystemSettings;
	readonly #language: Language;
	readonly #words: OtherSystemMessages;

	constructor({ item, before, found }: AnsweredCall, settings: OtherSystemSettings, language: Language) {
		this.#item = item;
		this.#before = before ?? {};
		this.#found = found;
		this.#settings = settings;
		this.#language = language;
		this.#words = messagesByLanguage[language].systems;
	}

	next(): readonly OtherSystemStep[] {
		const answer = readHttpNodeAnswer(this.#item);
		switch (textOfField(this.#before, 'step')) {
			case 'readTransaction':
				return [this.#ofTransaction(answer)];
			case 'readUser':
				return [this.#ofUser(answer)];
			case 'request':
				return [this.#ofSearch()];
			case 'whoSaidNo':
				return [this.#write(addRefusalsToNote(textOfField(this.#before, 'note') ?? '', this.#item, this.#language))];
			case 'writeNote':
				return [this.#ofNote(answer)];
			case 'lookAgain':
				return [this.#ofPlace(answer)];
			case 'move':
				return [this.#ofMove(answer)];
			default:
				return this.#first();
		}
	}

	#first(): readonly OtherSystemStep[] {
		if (textOfField(this.#item, 'event') !== undefined) return [this.#ofChange()];
		// An answer of ILLiad whose call is unknown is not read as an item with numbers, because its transaction would then be read again
		// without end.
		if (this.#item.statusCode !== undefined) return [this.#trouble(this.#end.lost)];
		return outcomeOf(this.#item) === undefined ? this.#ofNumbers() : [this.#ofSearch()];
	}

	/** Reads the numbers that were typed or sent. A repeated number counts once. */
	#ofNumbers(): OtherSystemStep[] {
		const { noNumber, notANumber } = this.#end;
		const body = nestedItemOf(this.#item, 'body');
		const given = ['transactionNumber', 'transactionNumbers']
			.flatMap((name) => [body[name], this.#item[name]])
			.concat(this.#item.TransactionNumber)
			.flat();
		const words = [
			...new Set(
				given
					.filter((one) => typeof one === 'string' || typeof one === 'number')
					.join(' ')
					.split(/[\s,;]+/)
					.filter((word) => word !== ''),
			),
		];
		// Only forms have this field. It means that a person waits for an answer.
		const isAwaited = this.#item.submittedAt !== undefined;
		if (words.length === 0) return [{ to: 'done', name: '', sentence: noNumber, isTrouble: true, isAwaited }];
		return words.map((transactionNumber): OtherSystemStep =>
			/^\d+$/.test(transactionNumber)
				? {
						to: 'read',
						json: {
							step: 'readTransaction',
							transactionNumber,
							isAwaited,
							method: 'GET',
							url: buildApiUrl(this.#settings, 'Transaction', transactionNumber),
						},
					}
				: { to: 'done', name: transactionNumber, sentence: notANumber, isTrouble: true, isAwaited },
		);
	}

	#ofTransaction(answer: HttpNodeAnswer): OtherSystemStep {
		const { status, body, inWords } = answer;
		if (status === undefined) return this.#trouble(this.#end.notAsked, { answer: inWords });
		if (status !== 200 || textOfField(body, 'TransactionNumber') === undefined)
			return this.#trouble(this.#end.answered, { answer: inWords });
		const alone = this.#leftAlone(body);
		if (alone !== undefined) return this.#done(alone);
		return this.#call('read', 'readUser', {
			transaction: body,
			method: 'GET',
			url: buildApiUrl(this.#settings, 'Users', textOfField(body, 'Username') ?? ''),
		});
	}

	/**
	 * Returns why a transaction is left alone; undefined for a loan for one of the library's own patrons that waits in a queue to request
	 * from, and that nobody else has taken.
	 */
	#leftAlone(transaction: WorkflowItem): string | undefined {
		const { leftAlone } = this.#end;
		const of = (name: string): string => textOfField(transaction, name) ?? '';
		if (!same(of('ProcessType'), 'Borrowing')) return fillMessage(leftAlone.notBorrowing, { type: of('ProcessType') });
		if (!same(of('RequestType'), 'Loan')) return fillMessage(leftAlone.notLoan, { type: of('RequestType') });
		if (/^reshare:/i.test(of('SystemID'))) return fillMessage(leftAlone.addOn, { system: of('SystemID') });
		if (of('ILLNumber') !== '') return fillMessage(leftAlone.sent, { number: of('ILLNumber') });
		return this.#settings.queuesToSearch.some((queue) => same(queue, of('TransactionStatus')))
			? undefined
			: fillMessage(leftAlone.inQueue, { queue: of('TransactionStatus') });
	}

	#ofUser({ status, body, inWords }: HttpNodeAnswer): OtherSystemStep {
		const { note } = this.#words;
		if (status === undefined) return this.#trouble(this.#end.notAsked, { answer: inWords });
		if (status !== 200)
			return this.#write(
				buildIlliadNote([fillMessage(note.accountNotRead, { answer: String(status) })], this.#language),
				this.#moveTo('patron'),
			);
		const cleared = textOfField(body, 'Cleared');
		if (!same(cleared ?? '', 'Yes'))
			return this.#write(
				buildIlliadNote([fillMessage(note.notCleared, { value: cleared ?? '-' })], this.#language),
				this.#moveTo('patron'),
			);
		const { patronIdField, pickupField } = this.#settings;
		const transaction = nestedItemOf(this.#before, 'transaction');
		const pickup = valueOf(transaction, pickupField) ?? valueOf(body, pickupField) ?? '';
		return this.#call('request', 'request', {
			transaction,
			reference: `ILLiad-${textOfField(this.#before, 'transactionNumber') ?? ''}`,
			patronId: valueOf(body, patronIdField) ?? '',
			pickupLocation: this.#settings.pickupLocations.find(({ theirs }) => same(theirs, pickup))?.ours ?? pickup,
			accept: transaction.AcceptAlternateEdition === true ? ['otherEdition'] : [],
		});
	}

	#ofSearch(): OtherSystemStep {
		const outcome = outcomeOf(this.#item);
		if (outcome === 'failed' || outcome === undefined)
			return this.#trouble(this.#end.reshareNotAsked, { answer: readHttpNodeAnswer(this.#item).inWords });
		const day = textOfField(nestedItemOf(this.#before, 'transaction'), 'NotWantedAfter');
		const isRead = [this.#item, this.#found ?? {}].some((one) => textOfField(one, 'neededBy') !== undefined);
		return this.#write(
			noteAboutSearchOrCreate(this.#item, this.#found, isRead ? undefined : day, this.#language),
			this.#moveTo(illiadOutcomeForItem(outcome, textOfField(this.#item, 'reason'))),
		);
	}

	/**
	 * Returns the step for a change of the request in ReShare. A change that is outdated by now is noted, but does not move the
	 * transaction.
	 */
	#ofChange(): OtherSystemStep {
		if (this.#number === undefined) return this.#done(this.#end.leftAlone.ofAnotherSystem);
		const note = noteAboutChange(this.#item, this.#language);
		const isCurrent = this.#item.isStillCurrent !== false;
		const move = isCurrent ? this.#moveByEvent(textOfField(this.#item, 'event') ?? '') : { queue: '', moveFrom: [] };
		if (!isCurrent || this.#item.event !== 'endOfRota') return this.#write(note, move);
		return this.#call('whoSaidNo', 'whoSaidNo', { note, ...move, requestId: textOfField(this.#item, 'requestId') ?? '' });
	}

	#moveTo(outcome: IlliadOutcome): Move {
		return { queue: this.#settings.queues[outcome], moveFrom: this.#settings.queuesToSearch };
	}

	#moveByEvent(event: string): Move {
		const { queues } = this.#settings;
		const outcomes = movableOutcomesByEvent[event];
		return outcomes === undefined
			? { queue: '', moveFrom: [] }
			: { queue: queues[event as IlliadOutcome], moveFrom: outcomes.map((outcome) => queues[outcome]).filter((queue) => queue !== '') };
	}

	/** Writes the note before the move, because another add-on may take the transaction as soon as it has moved. */
	#write(note: string, move: Move = plannedMove(this.#before)): CallStep {
		return this.#call('write', 'writeNote', { note, ...move, ...buildNoteCall(this.#settings, this.#number ?? '', note) });
	}

	#ofNote(answer: HttpNodeAnswer): OtherSystemStep {
		if (!confirmsStoredNote(answer)) return this.#troubleAfterNote(this.#end.noteNotKept, { answer: answer.inWords });
		if (plannedMove(this.#before).queue === '') return this.#done(this.#end.noted);
		return this.#call('read', 'lookAgain', {
			...this.#written,
			method: 'GET',
			url: buildApiUrl(this.#settings, 'Transaction', this.#number ?? ''),
		});
	}

	#ofPlace({ status, body, inWords }: HttpNodeAnswer): OtherSystemStep {
		const { queue, moveFrom } = plannedMove(this.#before);
		const place = textOfField(body, 'TransactionStatus');
		if (status !== 200 || place === undefined) return this.#troubleAfterNote(this.#end.notLookedAt, { answer: inWords });
		if (same(place, queue)) return this.#done(this.#end.stays, { queue: place });
		if (!moveFrom.some((one) => same(one, place))) return this.#done(this.#end.staysWhereMoved, { queue: place });
		return this.#call('write', 'move', {
			...this.#written,
			method: 'PUT',
			url: buildApiUrl(this.#settings, 'Transaction', this.#number ?? '', 'route'),
			body: { Status: queue },
		});
	}

	#ofMove({ body, inWords }: HttpNodeAnswer): OtherSystemStep {
		const { queue } = plannedMove(this.#before);
		if (!same(textOfField(body, 'TransactionStatus') ?? '', queue))
			return this.#troubleAfterNote(this.#end.notMoved, { queue, answer: inWords });
		return this.#done([fillMessage(this.#end.moved, { queue }), textOfField(this.#before, 'note')?.split('\n')[0]].join(' '));
	}

	get #number(): string | undefined {
		return textOfField(this.#before, 'transactionNumber') ?? illiadReferencePattern.exec(textOfField(this.#item, 'reference') ?? '')?.[1];
	}

	get #written(): WorkflowItem {
		return { note: textOfField(this.#before, 'note') ?? '', ...plannedMove(this.#before) };
	}

	get #end(): OtherSystemMessages['end'] {
		return this.#words.end;
	}

	/** Reports a failure together with the note, which would be lost otherwise. */
	#troubleAfterNote(sentence: string, values: MessageValues): EndStep {
		const note = textOfField(this.#before, 'note') ?? '';
		return this.#trouble(`${sentence} ${this.#end.itsNote}`, { ...values, note });
	}

	#call(to: NextCallKind, step: string, json: WorkflowItem): CallStep {
		return { to, json: { step, transactionNumber: this.#number ?? '', isAwaited: this.#before.isAwaited === true, ...json } };
	}

	#done(sentence: string, values: MessageValues = {}): EndStep {
		return {
			to: 'done',
			name: this.#number ?? textOfField(this.#item, 'reference') ?? '',
			sentence: fillMessage(sentence, values),
			isTrouble: false,
			isAwaited: this.#before.isAwaited === true,
		};
	}

	#trouble(sentence: string, values: MessageValues = {}): EndStep {
		return { ...this.#done(sentence, values), isTrouble: true };
	}
}

function plannedMove({ queue, moveFrom }: WorkflowItem): Move {
	return {
		queue: typeof queue === 'string' ? queue : '',
		moveFrom: Array.isArray(moveFrom) ? moveFrom.filter((one): one is string => typeof one === 'string') : [],
	};
}

/** Compares without regard to case, because sites and clients write fields and queues with different capitals. */
function same(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function valueOf(of: WorkflowItem, field: string): string | undefined {
	const name = Object.keys(of).find((key) => same(key, field));
	return name === undefined ? undefined : textOfField(of, name);
}
