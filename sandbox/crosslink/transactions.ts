import type { SandboxAnswer, ModuleRequest } from '../types';
import type { Broker } from './broker';
import { base, listed, ownSymbols } from './parameters';
import { badRequest } from './problems';
import type { CrossLinkRequest } from './row';
import { supplierView, transactionView } from './views';

/** Finds the borrowing request to which a number, or the broker's transaction, belongs. */
export function transactionOf(
	broker: Broker,
	request: ModuleRequest,
	test: (row: CrossLinkRequest) => boolean,
): CrossLinkRequest | undefined {
	const symbols = ownSymbols(request);
	return broker.store
		.all()
		.find((row) => row.side === 'borrowing' && row.transactionEvents.length > 0 && symbols.includes(row.requesterSymbol) && test(row));
}

export function locatedSuppliers(broker: Broker, request: ModuleRequest): SandboxAnswer {
	const number = request.query.get('requester_req_id');
	const transaction = request.query.get('ill_transaction_id');
	if (number === null && transaction === null) throw badRequest('either requesterReqId or illTransactionId should be provided');
	const row = transactionOf(broker, request, (candidate) =>
		number === null ? candidate.transactionId === transaction : candidate.requesterRequestId === number,
	);
	const items = row?.suppliers.map((supplier, ordinal) => supplierView(supplier, ordinal, row, base, broker.isLater)) ?? [];
	return listed(items);
}

export function transactions(broker: Broker, request: ModuleRequest): SandboxAnswer {
	const number = request.query.get('requester_req_id');
	const row = transactionOf(broker, request, (candidate) => number === null || candidate.requesterRequestId === number);
	const items = row === undefined ? [] : [transactionView(row, base)];
	return listed(items);
}
