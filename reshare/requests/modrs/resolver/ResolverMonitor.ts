import { clock } from '../../../clock';
import type { PickupLocation } from '../../../directory';
import { ReShareError } from '../../../errors';
import { asSentence } from '../../../sentences';
import type { HttpSender } from '../../../transport';
import type { SubmissionBlocker } from '../../port/Submitter';
import { probeResolver, type ResolverProbe } from './probeResolver';

export interface ResolverAccess {
	readonly http: HttpSender;
	readonly baseUrl: string;
	readonly openUrlTenant: string;
	/** The monitor of the resolver in this process. Absent: nothing is known, so that everything is sent. */
	readonly service?: ResolverMonitor;
}

/** What a probe has found, and until when that is valid. */
type Looked = ResolverProbe & { readonly until: number };

/** How long a result of the probe is valid. It is shorter if the resolver, or the Directory, could not be asked. */
const holdsMs = 10 * 60_000;
const retryMs = 60_000;
/**
 * How long nothing is sent after the resolver created a request in another tenant, unless a probe shows that it now creates requests in the
 * library's own.
 */
const strayedMs = 60 * 60_000;
const timeoutMs = 10_000;

/**
 * Finds out all that can be known about a library's address at the resolver without creating a request. All accounts of the tenant share
 * it, because a request that went astray concerns all of them.
 */
export class ResolverMonitor {
	#looking: Promise<Looked> = Promise.resolve({ until: 0 });
	/** Until when nothing is sent because a request that the resolver created was not found in the library's tenant. */
	#strayedUntil = 0;

	/**
	 * Returns why nothing may be sent through the resolver. A resolver that drops references, or creates requests in another library's
	 * tenant, must not be used. One that cannot be probed may be used, because the request is looked up afterwards. `own` reads the pickup
	 * locations of the library's own tenant.
	 */
	async blocker(http: HttpSender, address: URL, own: () => Promise<readonly PickupLocation[]>): Promise<SubmissionBlocker | undefined> {
		const before = this.#looking;
		const { until } = await before;
		if (clock.now() >= until && this.#looking === before) this.#looking = look(http, address, own);
		const { error, reason, isOwn } = await this.#looking;
		if (error !== undefined && reason !== undefined) return { reason, note: `${asSentence(error.message)} ${error.description}` };
		if (isOwn === true || clock.now() > this.#strayedUntil) return undefined;
		return {
			reason: 'otherLibrary',
			note: "Within the last hour a request that the resolver made came into being in another library's tenant. Check '⟦openUrlTenant⟧' in the ⟦settings⟧.",
		};
	}

	strayed() {
		this.#strayedUntil = clock.now() + strayedMs;
	}
}

async function look(http: HttpSender, address: URL, own: () => Promise<readonly PickupLocation[]>): Promise<Looked> {
	const at = clock.now();
	try {
		const places = await own().catch(() => undefined);
		const probe = await probeResolver(http, address, places ?? [], timeoutMs);
		return { ...probe, until: at + (places === undefined && probe.error === undefined ? retryMs : holdsMs) };
	} catch (error) {
		const wasStopped = error instanceof ReShareError && error.kind === 'cancelled';
		return { until: wasStopped ? 0 : at + retryMs };
	}
}
