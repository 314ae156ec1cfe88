import { CrossLinkBackend } from '../../../../reshare/requests/crosslink/CrossLinkBackend';
import { usualBehavior, type Behavior } from '../../../../sandbox/behavior';
import { SandboxClock } from '../../../../sandbox/SandboxClock';
import { createCrossLink, type DirectCrossLinkAccess, type CrossLinkRequest } from '../../../../sandbox/crosslink/createCrossLink';
import { ScenarioBook } from '../../../../sandbox/scenarios';
import { usualStepDurations } from '../../../../sandbox/stepDurations';
import { TestLibrary, type NewRequest, type Step } from './TestLibrary';

const codes: Readonly<Record<Step, string>> = {
	checked: 'VALIDATED',
	sent: 'SENT',
	promised: 'SUPPLIER_LOCATED',
	declined: 'CONDITION_PENDING',
	shipped: 'SHIPPED',
	received: 'RECEIVED',
	cancelled: 'CANCELLED',
	another: 'RETRY_PENDING',
};

const west = 'ISIL:US-WEST';

export class CrossLinkLibrary extends TestLibrary<CrossLinkRequest> {
	readonly access: DirectCrossLinkAccess;
	readonly list = /^\/broker\/patron_requests$/;
	readonly item = /^\/broker\/patron_requests\/[^/]+\/events$/;
	readonly client: CrossLinkBackend;
	#count = 0;
	#ticks = 0;

	/** @param symbol the library's symbol; undefined: all symbols of the tenant */
	constructor(
		options: Partial<Behavior> = {},
		{ tenant, symbol }: { readonly tenant: string; readonly symbol: string | undefined } = { tenant: 'west_crosslink', symbol: west },
	) {
		super();
		const clock = new SandboxClock();
		clock.now = () => this.now * 1000;
		const { routes, access } = createCrossLink({
			clock,
			inventory: { instance: () => undefined },
			scenarios: new ScenarioBook(),
			options: { ...usualBehavior, ...options },
			waits: usualStepDurations,
			locateDelayMs: 1000,
			autoStaff: false,
		});
		this.access = access;
		this.client = new CrossLinkBackend(
			this.okapi(tenant, () => routes),
			symbol,
		);
	}

	override old(values: NewRequest & { readonly requesterSymbol?: string } = {}) {
		return this.request({ createdAt: this.now - 90_000, ...values });
	}

	request({ id, createdAt = this.now, requesterSymbol = west }: NewRequest & { readonly requesterSymbol?: string } = {}) {
		this.#count++;
		const at = createdAt * 1_000_000;
		const illRequest = {
			header: { supplyingAgencyId: { agencyIdType: { '#text': 'ISIL' }, agencyIdValue: 'BROKER' } },
			bibliographicInfo: { title: `Number ${this.#count}` },
			serviceInfo: { serviceType: 'Loan' },
			patronInfo: { patronId: 'P-1' },
		};
		return this.access.add({
			id: id ?? `WEST-${this.#count}.${String(this.#count).padStart(8, '0')}`,
			requesterSymbol,
			illRequest,
			createdAt: at,
			updatedAt: at,
		});
	}

	move(row: CrossLinkRequest, to: Step, at = this.now) {
		this.access.move(row.id, codes[to], { at: at * 1000 });
		const event = row.events.at(-1);
		if (event === undefined) throw new Error('No event tells of it');
		event.timestamp = this.#moment(at);
		row.updatedAt = event.timestamp;
		return event.id;
	}

	eventsOf({ events }: CrossLinkRequest) {
		return events.map(({ id }) => id);
	}

	/** Adds a note of staff, which makes no event. */
	note(row: CrossLinkRequest) {
		row.internalNote = 'Looked at';
		row.updatedAt = this.#moment(this.now);
	}

	message(row: CrossLinkRequest, text: string) {
		this.access.noteFromSupplier(row.id, text);
	}

	delete(row: CrossLinkRequest) {
		this.access.delete(row.id);
	}

	/** Returns a time in microseconds that no other call returns. */
	#moment(seconds: number) {
		this.#ticks = (this.#ticks + 1) % 1_000_000;
		return seconds * 1_000_000 + this.#ticks;
	}

	protected garble(row: object): object {
		return { ...row, illRequest: { bibliographicInfo: { title: { garbled: true } } } };
	}
}
