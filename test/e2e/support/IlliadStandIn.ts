import { StandIn, type StandInAnswer, type StandInRequest } from './StandIn';

export interface Transaction {
	readonly TransactionNumber: number;
	readonly Username: string;
	readonly ProcessType: string;
	readonly RequestType: string;
	TransactionStatus: string;
	readonly [field: string]: unknown;
}

export interface Note {
	readonly transaction: number;
	readonly text: string;
	readonly type: string;
}

/**
 * Plays ILLiad's Web Platform as public clients of libraries use it: read a transaction, a user and a user's transactions, add a note,
 * route, and create a transaction. It has no route or field that no public client uses.
 */
export class IlliadStandIn extends StandIn {
	readonly key = '11111111-2222-3333-4444-555555555555';
	readonly transactions = new Map<number, Transaction>();
	readonly users = new Map<string, Record<string, unknown>>();
	readonly notes: Note[] = [];
	/** Every call that asked for a route, even if it was refused. */
	readonly routes: Array<{ readonly transaction: number; readonly status: string }> = [];
	/** `noteNotKept`: the note is not stored although the status is 200. `…AnswerLost`: the answer is lost after the work was done. */
	trouble: 'none' | 'noteNotKept' | 'noteAnswerLost' | 'routeNotTaken' | 'routeAnswerLost' | 'userAway' | 'madeRefused' | 'madeAnswerLost' =
		'none';

	/** Adds a transaction; by default, a loan that waits to be searched. */
	add(values: Partial<Transaction> = {}) {
		const TransactionNumber = 204500 + this.transactions.size + 1;
		const transaction: Transaction = {
			TransactionNumber,
			Username: 'imoreau',
			ProcessType: 'Borrowing',
			RequestType: 'Loan',
			TransactionStatus: 'Awaiting Request Processing',
			LoanTitle: null,
			LoanAuthor: null,
			LoanDate: null,
			LoanEdition: null,
			ISSN: null,
			ESPNumber: null,
			ILLNumber: null,
			SystemID: 'OCLC',
			NotWantedAfter: null,
			AcceptAlternateEdition: false,
			ItemInfo1: 'Main Library',
			CreationDate: '2026-01-20T03:58:40.98',
			...values,
		};
		this.transactions.set(TransactionNumber, transaction);
		return transaction;
	}

	/** Adds a user, whose name is the patron's ID in ReShare. */
	addUser(name: string, values: Record<string, unknown> = {}) {
		this.users.set(name, {
			UserName: name,
			ExternalUserId: name,
			LastName: 'Moreau',
			FirstName: 'Ines',
			SSN: '',
			EMailAddress: 'ines.moreau@example.edu',
			NVTGC: 'ILL',
			Cleared: 'Yes',
			Site: 'Main Library',
			...values,
		});
	}

	clear() {
		this.transactions.clear();
		this.users.clear();
		this.notes.length = 0;
		this.routes.length = 0;
		this.trouble = 'none';
		this.isDown = false;
	}

	protected answer({ method, url, headers, body }: StandInRequest): StandInAnswer | undefined {
		if (headers.apikey !== this.key) return { status: 401 };
		const [, base, kind, key = '', verb = ''] = url.pathname.split('/').map(decodeURIComponent);
		const call = `${method} ${kind} ${verb}`.trim();
		if (base !== 'ILLiadWebPlatform') return { status: 404 };
		if (call === 'GET Users') return this.user(key);
		if (method === 'GET' && kind === 'Transaction' && key === 'UserRequests')
			return this.users.has(verb)
				? { status: 200, body: [...this.transactions.values()].filter(({ Username }) => Username === verb) }
				: this.user(verb);
		if (call === 'POST Transaction' && key === '') return this.make(body as Record<string, unknown>);
		const transaction = this.transactions.get(Number(key));
		if (transaction === undefined) return { status: 404, body: { Message: `Transaction ${key} was not found.` } };
		if (call === 'GET Transaction') return { status: 200, body: transaction };
		if (call === 'POST Transaction notes') return this.note(transaction, body as { Note: string; NoteType?: string });
		if (call === 'PUT Transaction route') return this.route(transaction, (body as { Status: string }).Status);
		return { status: 404 };
	}

	private user(name: string): StandInAnswer | undefined {
		if (this.trouble === 'userAway') return undefined;
		const user = this.users.get(name);
		return user === undefined ? { status: 404, body: { Message: `User ${name} was not found.` } } : { status: 200, body: user };
	}

	private make(values: Record<string, unknown>): StandInAnswer | undefined {
		if (this.trouble === 'madeRefused' || !this.users.has(String(values.Username)))
			return { status: 400, body: { Message: 'The request is invalid.', ModelState: { model: ['An error has occurred.'] } } };
		const transaction = this.add({ TransactionStatus: 'Awaiting Copyright Clearance', RequestType: 'Article', ...values });
		return this.trouble === 'madeAnswerLost' ? undefined : { status: 200, body: transaction };
	}

	private note(
		{ TransactionNumber }: Transaction,
		{ Note, NoteType = '' }: { Note: string; NoteType?: string },
	): StandInAnswer | undefined {
		if (this.trouble === 'noteNotKept')
			return { status: 200, body: { Message: `An error occurred adding note to transaction ${TransactionNumber}` } };
		this.notes.push({ transaction: TransactionNumber, text: Note, type: NoteType });
		if (this.trouble === 'noteAnswerLost') return undefined;
		return {
			status: 200,
			body: { Id: 88200 + this.notes.length, TransactionNumber, NoteDate: '2026-01-20T04:12:37.19', Note, AddedBy: 'API', NoteType },
		};
	}

	private route(transaction: Transaction, status: string): StandInAnswer | undefined {
		this.routes.push({ transaction: transaction.TransactionNumber, status });
		if (this.trouble !== 'routeNotTaken') transaction.TransactionStatus = status;
		return this.trouble === 'routeAnswerLost' ? undefined : { status: 200, body: transaction };
	}
}
