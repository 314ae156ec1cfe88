import type { Behaviour } from '../behaviour';
import type { SandboxAnswer } from '../types';
import { Lending } from './lending';
import { RequestLifecycle } from './life';
import type { RequestRow } from './row';
import { makeRow, type NewRow } from './store';
import type { StateModelName } from './states';
import { Trail } from './trail';
import type { World } from './world';

/** mod-rs of the practice consortium: what its routes and the test access share. */
export class RequestService {
	readonly trail: Trail;
	readonly life: RequestLifecycle;
	private readonly listQueues = new Map<string, Promise<unknown>>();

	constructor(readonly world: World) {
		this.trail = new Trail(world);
		// The lender's row is opened before the supplier's answer is planned.
		new Lending(world, this.trail);
		this.life = new RequestLifecycle(world, this.trail);
	}

	get options(): Behaviour {
		return this.world.options;
	}

	/**
	 * Stores a new request and sets it going. Its times are those of its arrival, also when a fault commits it later.
	 */
	async create(tenant: string, values: NewRow, beforeCommit?: () => Promise<void>): Promise<RequestRow> {
		const row = makeRow(tenant, this.world.clock.now(), { ...this.modelOf(tenant, values), ...values });
		await beforeCommit?.();
		return this.begin(row);
	}

	/** Stores a new request that another one brings forth, at once. */
	createNow(tenant: string, values: NewRow): RequestRow {
		return this.begin(makeRow(tenant, this.world.clock.now(), values));
	}

	networkIsBusy(row: RequestRow): void {
		const { networkBusyMs } = this.options;
		if (networkBusyMs <= 0) return;
		row.networkStatus = 'Waiting';
		this.world.clock.afterExactly(networkBusyMs, () => {
			row.networkStatus = 'Idle';
		});
	}

	/** Finds the state model that the library has chosen for requests of this kind. */
	private modelOf(tenant: string, { isRequester, refdata }: NewRow): Pick<NewRow, 'stateModel'> {
		if (isRequester !== true || refdata?.deliveryMethod === 'url') return {};
		const key = refdata?.serviceType === 'copy' ? 'requester_non_returnables_state_model' : 'requester_returnables_state_model';
		return { stateModel: this.world.settings.get(tenant, key) as StateModelName };
	}

	private begin(row: RequestRow): RequestRow {
		this.world.store.add(row);
		this.life.plan(row);
		return row;
	}

	/** Serves list calls one after the other, since those of the real server are synchronized. */
	async oneListAtATime(tenant: string, produce: () => SandboxAnswer): Promise<SandboxAnswer> {
		const before = this.listQueues.get(tenant) ?? Promise.resolve();
		const mine = before.then(async () => {
			if (this.options.listDelayMs > 0) await this.world.clock.sleep(this.options.listDelayMs);
			return produce();
		});
		this.listQueues.set(
			tenant,
			mine.catch(() => undefined),
		);
		return mine;
	}
}
