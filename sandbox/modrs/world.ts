import type { SandboxClock } from '../clock';
import type { Directory } from '../directory';
import type { ClusterLookup, InventoryLookup } from '../types';
import type { FateBook } from './fates';
import type { Settings } from './settings';
import type { RequestStore } from './store';

const hour = 3_600_000;
const day = 24 * hour;

/** How long things take in the life of a request, in milliseconds of the consortium's clock at speed 1. */
export const usualWaits = {
	/** Until a supplier answers. */
	answer: 6 * hour,
	/** From the promise to the parcel. */
	ship: 1 * day,
	/** On the way to the requester. */
	transit: 2 * day,
	/** With the patron. */
	patron: 14 * day,
	/** From the shipment to the due date; then the request is overdue, if the patron is one who forgets. */
	loanPeriod: 42 * day,
	/** From overdue to the patron's return. */
	late: 5 * day,
	/** From the patron's return to the parcel. */
	returnDesk: 1 * day,
	/** On the way back. */
	returnTransit: 3 * day,
	/** Until a supplier answers a cancellation. */
	cancelAnswer: 4 * hour,
};
export type WaitingTimes = typeof usualWaits;

/** How mod-rs behaves; can be changed while it runs. */
export interface RequestOptions {
	/** How views show valid actions: objects since mod-rs 2.18, codes before. */
	validActionsForm: 'objects' | 'codes';
	/** Milliseconds of real time that every list call takes; list calls of a tenant wait for each other. */
	listDelayMs: number;
	/** The library's own system refuses to take a received item in. */
	hostLmsFails?: boolean;
	/** Barcodes, with commas between them, of items that the library's own system does not check out. */
	hostLmsKeeps?: string;
	/**
	 * How long the library's own system takes to answer about a new request's patron, in milliseconds of the clock. Until then the
	 * request has neither hrid nor service type, e-mail or pickup location's name, unless they were posted.
	 */
	hostLmsTakesMs?: number;
	/** Whether every message that a library sends is noted with its request, as since September 2025; before, only those with text. */
	everyMessageNoted?: boolean;
	/** How long the server takes to look for lenders after a request has passed its checks, in milliseconds of the clock. */
	routingTakesMs?: number;
	/** How the suppliers' systems write due dates: an instant, a time without a zone, a day alone, or words. */
	dueDateForm?: 'instant' | 'withoutZone' | 'day' | 'words';
	/** How long a request is busy with the network after a message to its supplier, in milliseconds of the clock. */
	networkBusyMs?: number;
	/**
	 * Whether a request to a lender or a message of staff does not get through: `retry`, the other library cannot be reached, and mod-rs
	 * sends it again by itself; `error`, it is not understood there, and mod-rs does not.
	 */
	messagesFail?: 'no' | 'retry' | 'error';
	/** Whether a list gives whole records where it is asked for them, as since mod-rs 2.15. */
	wholeRecordsInLists?: boolean;
}

/** All that the life of a request depends on. */
export interface World {
	readonly clock: SandboxClock;
	readonly store: RequestStore;
	readonly directory: Directory;
	readonly settings: Settings;
	readonly fates: FateBook;
	readonly inventory: InventoryLookup;
	readonly reservoir: ClusterLookup;
	readonly options: RequestOptions;
	readonly waits: WaitingTimes;
	/** From the creation of a request to the verdict of the automatic checks; milliseconds, whatever the speed. */
	readonly verdictDelayMs: number;
	/** Whether the requester's staff do their part by themselves: receive, take back, send back. */
	readonly autoStaff: boolean;
}
