import type { SandboxClock } from '../clock';
import type { FateBook } from '../modrs/fates';
import type { WaitingTimes } from '../modrs/world';
import type { InventoryLookup } from '../types';
import type { ModelVersion } from './model';

/** How the broker behaves; can be changed while it runs. */
export interface CrossLinkOptions {
	/** Version of the state model: 3.0.0 (August 2026), 3.7.0 (November 2026), 9.0.0 (with a state that no program knows). */
	crosslinkModel?: ModelVersion;
	/** Hours in which the same title for the same patron is a duplicate; 0: not looked for. */
	crosslinkDuplicateHours?: number;
	/** Open requests of one patron (model 3.7.0); 0: no limit. */
	crosslinkMaxRequests?: number;
	/** How long an action takes, in milliseconds; meanwhile another one is refused. */
	crosslinkActionTakesMs?: number;
	/** How long the library's own system takes to answer about a patron, in milliseconds of the clock. */
	hostLmsTakesMs?: number;
	/** The library's own system refuses to take a received item in. */
	hostLmsFails?: boolean;
	/** The shared index does not answer the broker, which finds no supplier then. */
	crosslinkIndexFails?: boolean;
	/**
	 * The broker finds a supplier, or none, before it is done with the sending. What it then says first meets a request that is not sent yet, and
	 * is refused (`beforeSent`), or one whose sending is still at work, so that the step after it fails (`beforeDone`).
	 */
	crosslinkHaste?: 'no' | 'beforeSent' | 'beforeDone';
	/** The broker goes down in the midst of this action, of which its log says for good that it is at work; empty: it stays up. */
	crosslinkDiesAt?: string;
	/** How long the broker looks for suppliers after a request is sent, in milliseconds of the clock. */
	routingTakesMs?: number;
}

export interface CrossLinkWorld {
	readonly clock: SandboxClock;
	readonly inventory: InventoryLookup;
	readonly fates: FateBook;
	readonly options: CrossLinkOptions;
	readonly waits: WaitingTimes;
	/** From the sending of a request to the first supplier; milliseconds, whatever the speed. */
	readonly locateDelayMs: number;
	/** Whether desks do their part by themselves. */
	readonly autoStaff: boolean;
	/** The shared inventory's id of a record that goes by another id, such as a cluster of Reservoir. */
	readonly instanceIdOf?: (recordId: string) => string | undefined;
}
