import type { Behavior } from '../behavior';
import type { SandboxAnswer } from '../sharedTypes';
import { LenderMirror } from './LenderMirror';
import { RequestLifecycle } from './RequestLifecycle';
import type { RequestRow } from './requestRow';
import { makeRequestRow, type NewRequestRow } from './RequestStore';
import type { StateModelName } from './statuses';
import { AuditTrail } from './AuditTrail';
import type { ModRsContext } from './ModRsContext';

/** mod-rs of the practice consortium: what its routes and the test access share. */
export class PracticeModRs {
	readonly trail: AuditTrail;
	readonly life: RequestLifecycle;
	private readonly listQueues = new Map<string, Promise<unknown>>();

	constructor(readonly world: ModRsContext) {
		this.trail = new AuditTrail(world);
		// The lender's row is opened before the supplier's answer is planned.
		new LenderMirror(world, this.trail);
		this.life = new RequestLifecycle(world, this.trail);
	}

	get options(): Behavior {
		return this.world.options;
	}

	/** Stores a new request and starts its life. Its times are those of its arrival, even if a fault commits it later. */
	async create(tenant: string, values: NewRequestRow, beforeCommit?: () => Promise<void>): Promise<RequestRow> {
		const row = makeRequestRow(tenant, this.world.clock.now(), { ...this.modelOf(tenant, values), ...values });
		await beforeCommit?.();
		return this.begin(row);
	}

	/** Stores a new request that is made from another one, immediately. */
	createNow(tenant: string, values: NewRequestRow): RequestRow {
		return this.begin(makeRequestRow(tenant, this.world.clock.now(), values));
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
	private modelOf(tenant: string, { isRequester, refdata }: NewRequestRow): Pick<NewRequestRow, 'stateModel'> {
		if (isRequester !== true || refdata?.deliveryMethod === 'url') return {};
		const key = refdata?.serviceType === 'copy' ? 'requester_non_returnables_state_model' : 'requester_returnables_state_model';
		return { stateModel: this.world.settings.get(tenant, key) as StateModelName };
	}

	private begin(row: RequestRow): RequestRow {
		this.world.store.add(row);
		this.life.plan(row);
		return row;
	}

	/** Serves list calls one after the other, because those of the real server are synchronized. */
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
