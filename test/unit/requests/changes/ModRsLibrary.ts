import { ModRsBackend } from '../../../../reshare/requests/modrs/ModRsBackend';
import { SandboxClock } from '../../../../sandbox/SandboxClock';
import { Directory } from '../../../../sandbox/directory/Directory';
import { usualBehavior } from '../../../../sandbox/behavior';
import { ScenarioBook } from '../../../../sandbox/scenarios';
import { createRequestRoutes } from '../../../../sandbox/modrs/requestRoutes';
import type { RequestRow } from '../../../../sandbox/modrs/requestRow';
import { PracticeModRs } from '../../../../sandbox/modrs/PracticeModRs';
import { AppSettings } from '../../../../sandbox/modrs/AppSettings';
import { makeRequestRow, RequestStore, type NewRequestRow } from '../../../../sandbox/modrs/RequestStore';
import { usualStepDurations } from '../../../../sandbox/stepDurations';
import { TestLibrary, type NewRequest, type Step } from './TestLibrary';

const codes: Readonly<Record<Step, string>> = {
	checked: 'REQ_VALIDATED',
	sent: 'REQ_REQUEST_SENT_TO_SUPPLIER',
	promised: 'REQ_EXPECTS_TO_SUPPLY',
	declined: 'REQ_UNFILLED',
	shipped: 'REQ_SHIPPED',
	received: 'REQ_CHECKED_IN',
	cancelled: 'REQ_CANCELLED',
	another: 'REQ_OVERDUE',
};

export class ModRsLibrary extends TestLibrary<RequestRow> {
	readonly store = new RequestStore();
	readonly list = /^\/rs\/patronrequests$/;
	readonly item = /^\/rs\/patronrequests\/[^/]+$/;
	readonly #service: PracticeModRs;
	readonly client: ModRsBackend;
	#count = 0;

	constructor() {
		super();
		const tenants = ['east'] as const;
		const clock = new SandboxClock();
		clock.now = () => this.now * 1000;
		this.#service = new PracticeModRs({
			clock,
			store: this.store,
			directory: new Directory([...tenants]),
			settings: new AppSettings([...tenants]),
			scenarios: new ScenarioBook(),
			inventory: { instance: () => undefined },
			reservoir: { copies: () => [], oaiXml: () => undefined },
			options: usualBehavior,
			waits: usualStepDurations,
			validationDelayMs: 1000,
			autoStaff: false,
		});
		const routes = createRequestRoutes(this.#service);
		this.client = new ModRsBackend(this.okapi('east', () => routes));
	}

	request({ createdAt, ...values }: NewRequest & NewRequestRow = {}) {
		this.#count++;
		const created = createdAt === undefined ? {} : { dateCreated: createdAt * 1000 };
		return this.store.add(
			makeRequestRow('east', this.now * 1000, {
				isRequester: true,
				hrid: `EAST-${this.#count}`,
				title: `Number ${this.#count}`,
				patronIdentifier: 'P-1',
				refdata: { serviceType: 'loan' },
				...created,
				...values,
			}),
		);
	}

	move(row: RequestRow, to: Step, at = this.now) {
		this.#service.trail.move(row, codes[to], `Status change from ${row.state} to ${codes[to]}`, { at: at * 1000 });
		return row.audit.at(-1)?.id ?? '';
	}

	eventsOf({ audit }: RequestRow) {
		return audit.map(({ id }) => id);
	}

	delete(row: RequestRow) {
		this.store.delete('east', row.id);
	}

	protected garble(row: object): object {
		return { ...row, title: { garbled: true } };
	}
}
