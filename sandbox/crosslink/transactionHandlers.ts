import type { SandboxAnswer, ModuleRequest } from '../sharedTypes';
import type { Broker } from './Broker';
import { brokerAddress, buildListAnswer, readOwnSymbols } from './brokerHttp';
import { badRequestProblem } from './brokerProblems';
import type { CrossLinkRequest } from './crossLinkRequest';
import { buildSupplierView, buildTransactionView } from './buildViews';

/** Finds the first borrowing request of the calling tenant that has a transaction of the broker and passes the test. */
export function findBorrowingRequest(
	broker: Broker,
	request: ModuleRequest,
	test: (row: CrossLinkRequest) => boolean,
): CrossLinkRequest | undefined {
	const symbols = readOwnSymbols(request);
	return broker.store
		.all()
		.find((row) => row.side === 'borrowing' && row.transactionEvents.length > 0 && symbols.includes(row.requesterSymbol) && test(row));
}

export function answerLocatedSuppliers(broker: Broker, request: ModuleRequest): SandboxAnswer {
	const number = request.query.get('requester_req_id');
	const transaction = request.query.get('ill_transaction_id');
	if (number === null && transaction === null) throw badRequestProblem('either requesterReqId or illTransactionId should be provided');
	const row = findBorrowingRequest(broker, request, (candidate) =>
		number === null ? candidate.transactionId === transaction : candidate.requesterRequestId === number,
	);
	const items = row?.suppliers.map((supplier, ordinal) => buildSupplierView(supplier, ordinal, row, brokerAddress, broker.isLater)) ?? [];
	return buildListAnswer(items);
}

export function answerTransactions(broker: Broker, request: ModuleRequest): SandboxAnswer {
	const number = request.query.get('requester_req_id');
	const row = findBorrowingRequest(broker, request, (candidate) => number === null || candidate.requesterRequestId === number);
	const items = row === undefined ? [] : [buildTransactionView(row, brokerAddress)];
	return buildListAnswer(items);
}
