import type { ModelVersion } from './types';

interface Capability {
	readonly name: string;
	readonly parameters: readonly string[];
	/** Changes the state and does nothing else. */
	readonly kind?: 'transition';
}

const plain = (...names: readonly string[]): Capability[] => names.map((name) => ({ name, parameters: [] }));
const transitions = (...names: readonly string[]): Capability[] => names.map((name) => ({ name, parameters: [], kind: 'transition' as const }));

const requester: readonly Capability[] = [
	...plain('validate-patron', 'update-metadata', 'send-request', 'cancel-request', 'accept-condition', 'reject-condition', 'receive', 'check-out', 'check-in', 'ship-return', 'accept-retry'),
	...transitions('reject-retry'),
	...plain('send-notification', 'fill-locally'),
	{ name: 'supply-document', parameters: ['note', 'deliveryUrl'] },
	...plain('cancel-local-supply', 'cannot-supply-locally'),
	...transitions('skip-patron-validation', 'skip-metadata-update', 'close-request'),
];
const laterRequester = [...plain('check-limit', 'check-duplicate', 'renew', 'rerequest'), ...transitions('override-limit')];

const supplier: readonly Capability[] = [
	...plain('validate-patron'),
	{ name: 'will-supply', parameters: ['note'] },
	...plain('reject-cancel'),
	{ name: 'cannot-supply', parameters: ['note', 'reasonUnfilled'] },
	{ name: 'add-condition', parameters: ['note', 'loanCondition', 'cost', 'currency'] },
	{ name: 'ship', parameters: ['note'] },
	{ name: 'supply-document', parameters: ['note', 'deliveryUrl'] },
	...plain('mark-received', 'accept-cancel', 'send-notification'),
	{ name: 'ask-retry', parameters: ['note', 'reasonRetry', 'itemId'] },
];
const laterSupplier: readonly Capability[] = [
	...plain('request-item', 'pullslip-printed', 'overdue', 'reject-renewal'),
	{ name: 'add-item', parameters: ['barcode', 'callNumber', 'title', 'itemId'] },
	{ name: 'remove-item', parameters: ['barcode'] },
	{ name: 'recall', parameters: ['dueDate', 'note'] },
	{ name: 'accept-renewal', parameters: ['dueDate'] },
];

/** What the server can do on either side, whatever the state model makes of it. */
export function capabilities(version: ModelVersion): { requesterActions: readonly Capability[]; supplierActions: readonly Capability[] } {
	if (version === '3.0.0') return { requesterActions: requester, supplierActions: supplier };
	return { requesterActions: [...requester, ...laterRequester], supplierActions: [...supplier, ...laterSupplier] };
}
