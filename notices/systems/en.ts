import { createCountFormatter } from '../formatInLanguage';
import type { SystemMessages } from './SystemMessages';

const counted = createCountFormatter('en');
const by = (supplier: string | undefined): string => (supplier === undefined ? '' : ` by ${supplier}`);

export const enSystemMessages: SystemMessages = {
	note: {
		requested: (number) => `requested as ${number}.`,
		hadBeenRequested: (number) => `had been requested as ${number}.`,
		lookAt: (number) => `please review ${number} in ReShare.`,
		notRequested: 'not requested.',
		notRequestedLook: 'not requested, please review.',
		found: 'Found:',
		dayNotRead: (day) => `The day "${day}" could not be read, and was left out.`,
		notCleared: (value) => `not requested. The patron's account is not cleared in ILLiad (${value}).`,
		accountNotRead: (answer) => `not requested. ILLiad could not tell of the patron's account (${answer}).`,
		lentBy: (libraries) => `lent by: ${libraries}`,
		lentByNobody: 'lent by nobody',
		expectsToSupply: (supplier, number) => `${supplier ?? 'A library'} expects to supply ${number}.`,
		news: {
			shipped: (number, supplier) => `${number} has been shipped${by(supplier)}.`,
			received: (number) => `${number} has arrived.`,
			overdue: (number) => `${number} is overdue.`,
			recalled: (number, supplier) => `${number} has been recalled${by(supplier)}.`,
			returnShipped: (number) => `${number} is on its way back.`,
			complete: (number) => `${number} is complete.`,
			endOfRota: (number) => `no library lends ${number}.`,
			cancelled: (number) => `${number} has been canceled.`,
			unreadMessage: (number) => `${number} has a message in ReShare that nobody has read.`,
		},
		needsStaff: (number, status) => `${number} needs staff in ReShare: ${status}.`,
		due: (day) => `Due ${day}.`,
		historyNotRead: 'The history of the request could not be read.',
		noReason: 'no reason given',
	},
	handOver: {
		over: 'Not handed over: it is closed, or has not reached the end of its rota.',
		cameFromIlliad: 'Not handed over: it came from ILLiad, whose template routes it on.',
		told: 'Told to a colleague.',
		made: (system, number) => `Handed over to ${system}, where it is ${number}.`,
		illiadNotAsked: (answer) => `ILLiad could not be reached (${answer}), so there is no transaction in it.`,
		notTold: (answer) => `ILLiad could not tell what the patron has requested (${answer}), so there is no transaction in it.`,
		isThere: (number) => `ILLiad has it already, as transaction ${number}. No second one was made.`,
		illiadMayHaveIt: (answer, citedIn) =>
			`ILLiad may have it: no response arrived (${answer}). Look for "${citedIn}" in Cited In before you make a transaction.`,
		almaMayHaveIt: (answer) => `Alma may have it: no response arrived (${answer}). Look at the patron's requests before you make one.`,
		notTaken: (system, answer) => `${system} did not take it (${answer}).`,
		withoutNote: (number, answer) => `It is in ILLiad, as transaction ${number}, without the note of unfilled responses (${answer}).`,
		almaHasItsOwn:
			'Alma says that your own library has something for this title, and made no request. Look at it; only staff should override this.',
		almaHasOne: 'Alma has a request of this patron for this title already, and made no second one.',
		nobodyRefused: 'ReShare has no unfilled response.',
	},
	end: {
		noNumber: 'An entry came without a transaction number. Check what the workflow passes on.',
		notANumber: 'This is no transaction number.',
		lost: 'A response came, and n8n could not tell which transaction it belongs to: connect the node that reads ILLiad directly with this one.',
		answered: (answer) => `ILLiad answered ${answer}`,
		notAsked: (answer) => `ILLiad could not be reached (${answer}); nothing was requested.`,
		reshareNotAsked: (answer) => `ReShare could not be reached (${answer}). Send the number again.`,
		leftAlone: {
			notBorrowing: (type) => `Left alone. It is no borrowing transaction (${type}).`,
			notLoan: (type) => `Left alone. It is no loan (${type}).`,
			addOn: (system) => `Left alone. Another add-on has it (${system}).`,
			sent: (number) => `Left alone. It has been sent already (${number}).`,
			inQueue: (queue) => `Left alone. It is in "${queue}".`,
			ofAnotherSystem: 'Left alone. It does not come from ILLiad.',
		},
		noteNotKept: (answer) => `ILLiad did not say that it kept the note (${answer}), so the transaction stays where it is.`,
		notLookedAt: (answer) => `Noted, but ILLiad did not say where it is (${answer}), so it stays there.`,
		stays: (queue) => `Noted; it stays in "${queue}".`,
		staysWhereMoved: (queue) => `Noted; it stays in "${queue}", to which somebody has moved it.`,
		noted: 'Noted; it stays where it is.',
		moved: (queue) => `Noted, and moved to "${queue}".`,
		notMoved: (queue, answer) => `ILLiad did not move it to "${queue}" (${answer}).`,
		itsNote: (note) => `Its note: ${note}`,
	},
	alma: {
		verdicts: { cancelOne: 'Cancel one', leftAlone: 'Left alone', notRead: 'Not read' },
		inReShare: (number) => `in ReShare: ${number}`,
		canceled: 'canceled in Alma',
		stays: 'still in Alma',
		inAlma: (facts) => `in Alma: ${facts}`,
		answered: (answer) => `Alma answered: ${answer}`,
		notAsked: (answer) => `Alma could not be reached (${answer})`,
		notCanceled: (answer) => `Alma did not say that it has canceled its own (${answer})`,
		reShareNotAsked: (answer) => `ReShare could not be reached (${answer})`,
		noLine: 'a line has the ID of a patron and the number of a request',
	},
	account: {
		withoutNumber: 'No number',
		illiad: {
			subject: ({ count, troubles }) =>
				troubles === 0
					? `ILLiad and ReShare: ${counted(count, '# transaction', '# transactions')}`
					: `ILLiad and ReShare: please review ${counted(troubles, '# transaction', '# transactions')}`,
			introduction: 'Result for each transaction:',
		},
		alma: {
			subject: ({ count, requested, troubles }) =>
				`Alma and ReShare: ${requested} of ${count} requested${troubles === 0 ? '' : `, please review ${troubles}`}`,
			introduction: 'Result for each request:',
			leftAlone: '"Left alone" means that the request is no longer waiting in Alma, is for a copy, or was put into Alma by ReShare itself.',
		},
	},
};
