export type ReportedEvent =
	'shipped' | 'received' | 'overdue' | 'recalled' | 'returnShipped' | 'complete' | 'endOfRota' | 'cancelled' | 'unreadMessage';

/** The texts that are written into other systems, and those that staff read about them. */
export interface SystemMessages {
	readonly note: {
		requested(number: string): string;
		hadBeenRequested(number: string): string;
		lookAt(number: string): string;
		readonly notRequested: string;
		readonly notRequestedLook: string;
		/** The words before Search's description of the record. */
		readonly found: string;
		dayNotRead(day: string): string;
		notCleared(value: string): string;
		accountNotRead(answer: string): string;
		lentBy(libraries: string): string;
		readonly lentByNobody: string;
		expectsToSupply(supplier: string | undefined, number: string): string;
		readonly news: Readonly<Record<ReportedEvent, (number: string, supplier: string | undefined) => string>>;
		needsStaff(number: string, status: string): string;
		due(day: string): string;
		readonly historyNotRead: string;
		readonly noReason: string;
	};
	/** The results of handing over a request that no library fills. */
	readonly handOver: {
		readonly over: string;
		readonly cameFromIlliad: string;
		readonly told: string;
		made(system: string, number: string): string;
		illiadNotAsked(answer: string): string;
		notTold(answer: string): string;
		isThere(number: string): string;
		illiadMayHaveIt(answer: string, citedIn: string): string;
		almaMayHaveIt(answer: string): string;
		notTaken(system: string, answer: string): string;
		withoutNote(number: string, answer: string): string;
		readonly almaHasItsOwn: string;
		readonly almaHasOne: string;
		readonly nobodyRefused: string;
	};
	/** The results for a transaction of ILLiad, for staff. */
	readonly end: {
		readonly noNumber: string;
		readonly notANumber: string;
		/** The text for an answer to an unknown call. */
		readonly lost: string;
		answered(answer: string): string;
		notAsked(answer: string): string;
		reshareNotAsked(answer: string): string;
		readonly leftAlone: {
			notBorrowing(type: string): string;
			notLoan(type: string): string;
			addOn(system: string): string;
			sent(number: string): string;
			inQueue(queue: string): string;
			readonly ofAnotherSystem: string;
		};
		noteNotKept(answer: string): string;
		notLookedAt(answer: string): string;
		stays(queue: string): string;
		staysWhereMoved(queue: string): string;
		readonly noted: string;
		moved(queue: string): string;
		notMoved(queue: string, answer: string): string;
		itsNote(note: string): string;
	};
	/** The results for a request of Alma, for staff. */
	readonly alma: {
		readonly verdicts: Readonly<Record<'cancelOne' | 'leftAlone' | 'notRead', string>>;
		inReShare(number: string): string;
		readonly canceled: string;
		readonly stays: string;
		inAlma(facts: string): string;
		answered(answer: string): string;
		notAsked(answer: string): string;
		notCanceled(answer: string): string;
		reShareNotAsked(answer: string): string;
		readonly noLine: string;
	};
	readonly account: { readonly withoutNumber: string } & Readonly<
		Record<
			'illiad' | 'alma',
			{
				subject(counts: { readonly count: number; readonly requested: number; readonly troubles: number }): string;
				readonly introduction: string;
				/** What the verdict `leftAlone` means. */
				readonly leftAlone?: string;
			}
		>
	>;
}
