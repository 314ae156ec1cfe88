import { once } from '../../../once';
import { resolverAddress } from './buildOpenUrl';
import { lookAtResolver, problemOfResolver, sameTenant } from './lookAtResolver';
import type { PickupLocation } from '../../../directory';
import type { HttpClient } from '../../../transport';
import { sentence, named, words } from '../../../words';
import type { Obstacle } from '../../port/way';

interface Looked {
	readonly at: number;
	readonly obstacle: Obstacle | undefined;
	/** Whether the resolver was seen to make requests in the library's own tenant. */
	readonly isOwn: boolean;
}

interface Known {
	looking: Promise<Looked> | undefined;
	/** When a request that the resolver made was not found in the library's tenant, in milliseconds since 1970. */
	strayedAt: number;
}

/** How long holds what was seen; the shorter time where the resolver could not be asked. */
const holdsMs = 10 * 60_000;
const retryMs = 60_000;
/** How long nothing is sent after a request was made elsewhere, unless the resolver is seen to be right. */
const strayedMs = 60 * 60_000;
const timeoutMs = 10_000;

/** What this process knows of the resolvers: one for each account and name. */
export class ResolverServices {
	readonly #known = new Map<string, Known>();

	/** @param scope of the library's Okapi and tenant */
	service(http: Pick<HttpClient, 'send'>, scope: string, baseUrl: string, openUrlTenant: string): ResolverService {
		const key = JSON.stringify([scope, baseUrl, openUrlTenant]);
		const known = once(this.#known, key, () => ({ looking: undefined, strayedAt: Number.NEGATIVE_INFINITY }));
		return new ResolverService(known, async (own) => {
			const address = resolverAddress(baseUrl, openUrlTenant);
			const shown = await lookAtResolver(http, address, timeoutMs);
			const locations = await own().catch(() => []);
			const problem = problemOfResolver(shown, address.host, openUrlTenant, locations);
			const detail = problem === undefined ? '' : `${sentence(problem.error.message)} ${problem.error.description}`;
			const reason = problem?.kind === 'otherLibrary' ? 'otherLibrary' : problem?.kind === 'tooOld' ? 'resolverRefused' : undefined;
			return { obstacle: reason && { reason, detail }, isOwn: sameTenant(locations, shown.pickupLocations) === 'yes' };
		});
	}
}

/** A library's place at the resolver, as far as it can be seen without making a request. */
export class ResolverService {
	constructor(
		private readonly known: Known,
		private readonly look: (own: () => Promise<readonly PickupLocation[]>) => Promise<Omit<Looked, 'at'>>,
	) {}

	/**
	 * What stands in the way of sending: a resolver that drops references, or that makes requests in another library's tenant.
	 * One that cannot be asked does not: what it makes is looked for afterwards.
	 *
	 * @param own reads the pickup locations of the library's own tenant
	 */
	async obstacle(own: () => Promise<readonly PickupLocation[]>): Promise<Obstacle | undefined> {
		const { obstacle, isOwn } = await this.#looked(own);
		if (obstacle !== undefined || isOwn || Date.now() - this.known.strayedAt > strayedMs) return obstacle;
		return { reason: 'otherLibrary', detail: `Within the last hour a request that the resolver made came into being in another library's tenant. Check ${named('openUrlTenant')} in the ${words.settings}.` };
	}

	/** A request that the resolver made is not in the library's tenant. */
	strayed(): void {
		this.known.strayedAt = Date.now();
	}

	async #looked(own: () => Promise<readonly PickupLocation[]>): Promise<Looked> {
		const before = this.known.looking;
		const earlier = await before;
		if (earlier !== undefined && Date.now() - earlier.at < holdsMs) return earlier;
		if (this.known.looking === before) {
			const at = Date.now();
			this.known.looking = this.look(own).then(
				(looked) => ({ at, ...looked }),
				() => ({ at: at - holdsMs + retryMs, obstacle: undefined, isOwn: false }),
			);
		}
		return await (this.known.looking as Promise<Looked>);
	}
}
