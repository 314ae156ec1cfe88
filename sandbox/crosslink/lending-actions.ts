import { done, failed, text } from './actions';
import type { Invocation, Result } from './actions';
import { conditionMark, notedItems } from './messages';
import type { SupplierMessage } from './messages';
import { bibliographicInfo, recordIdOf } from './row';

/** Says something to the borrower once the lender's own state has changed. */
function say({ broker, row }: Invocation, message: SupplierMessage): Result {
	return done({}, () => broker.rota.relay(row, message));
}

function noteOf({ params }: Invocation): { note?: string } {
	const note = text(params, 'note');
	return note === undefined ? {} : { note };
}

/** What each action of the lending side does; one that is not here changes the state only. */
export const lendingActions: Readonly<Record<string, (invocation: Invocation) => Result>> = {
	'send-notification': () => done({ note: 'email service is not ready to send' }),
	'will-supply': (invocation) => say(invocation, { reason: 'StatusChange', status: 'WillSupply', ...noteOf(invocation) }),
	'cannot-supply': (invocation) => say(invocation, { reason: 'StatusChange', status: 'Unfilled', ...noteOf(invocation), reasonUnfilled: text(invocation.params, 'reasonUnfilled') ?? 'NotAvailable' }),
	'add-condition': (invocation) => {
		const { params } = invocation;
		const cost = typeof params.cost === 'number' ? { currency: text(params, 'currency') ?? 'USD', value: String(params.cost) } : undefined;
		const loanCondition = text(params, 'loanCondition');
		return say(invocation, {
			reason: 'StatusChange', status: 'WillSupply', note: [text(params, 'note'), conditionMark].filter((part) => part !== undefined).join('\n'),
			...(cost === undefined ? {} : { cost }), ...(loanCondition === undefined ? {} : { loanCondition }),
		});
	},
	ship: (invocation) => {
		const { row, broker } = invocation;
		const title = bibliographicInfo(row).title;
		const items = notedItems([{ itemId: recordIdOf(row) ?? row.id, title: typeof title === 'string' ? title : '' }]);
		return say(invocation, { reason: 'StatusChange', status: 'Loaned', note: [text(invocation.params, 'note'), items].filter((part) => part !== undefined).join('\n'), ...broker.rota.dispatch() });
	},
	'supply-document': (invocation) => {
		const url = text(invocation.params, 'deliveryUrl');
		if (url === undefined || !/^https?:\/\//u.test(url)) return failed('deliveryUrl must be an absolute HTTP(S) URL');
		return say(invocation, { reason: 'StatusChange', status: 'CopyCompleted', itemId: url, ...noteOf(invocation) });
	},
	'mark-received': (invocation) => say(invocation, { reason: 'StatusChange', status: 'LoanCompleted' }),
	'accept-cancel': (invocation) => say(invocation, { reason: 'CancelResponse', status: 'Cancelled', answerYesNo: 'Y' }),
	'reject-cancel': (invocation) => say(invocation, { reason: 'CancelResponse', status: 'WillSupply', answerYesNo: 'N' }),
	'ask-retry': (invocation) => {
		const reason = text(invocation.params, 'reasonRetry') ?? '';
		if (reason !== 'NotFoundAsCited') return failed(`unsupported reasonRetry "${reason}" for ask-retry action (supported: "NotFoundAsCited")`);
		return say(invocation, { reason: 'StatusChange', status: 'RetryPossible', reasonRetry: reason, ...noteOf(invocation), itemId: text(invocation.params, 'itemId') ?? '' });
	},
	overdue: (invocation) => say(invocation, { reason: 'StatusChange', status: 'Overdue' }),
	recall: (invocation) => say(invocation, { reason: 'StatusChange', status: 'Recalled', ...noteOf(invocation) }),
	'accept-renewal': (invocation) => say(invocation, { reason: 'RenewResponse', status: 'Loaned', answerYesNo: 'Y', dueDate: text(invocation.params, 'dueDate') ?? invocation.broker.rota.dispatch().dueDate }),
	'reject-renewal': (invocation) => say(invocation, { reason: 'RenewResponse', status: 'Loaned', answerYesNo: 'N' }),
};
