import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters, WorkflowActivateMode } from 'n8n-workflow';
import { libraryAccountOf } from '../../../demo/practiceCredentials';
import { ReShareRequestStatusTrigger } from '../../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { triggerProcessState } from '../../../nodes/ReShareRequestStatusTrigger/TriggerProcessState';
import type { Sandbox } from '../../../sandbox';
import { PollMemory, pollNode, type PollEngine, type PollResult } from '../harness';

export interface TriggerTestBedOptions {
	readonly engine?: PollEngine;
	readonly parameters?: INodeParameters;
	readonly username?: string;
	readonly password?: string;
	/** The time zone of the workflow; UTC unless given. */
	readonly timezone?: string;
}

/** Runs one trigger in one workflow, which follows the eastern library's requests. */
export class TriggerTestBed {
	memory: PollMemory;
	parameters: INodeParameters;
	nodeName = 'ReShare Request Status Trigger';
	tenant = 'east';
	readonly timezone: string;
	username: string;
	password: string;
	readonly #workflowId = randomUUID();
	readonly #node = new ReShareRequestStatusTrigger();
	#count = 0;

	constructor(
		readonly sandbox: Sandbox,
		options: TriggerTestBedOptions = {},
	) {
		this.timezone = options.timezone ?? 'UTC';
		this.memory = new PollMemory(options.engine ?? 'inMemory');
		this.parameters = options.parameters ?? {};
		this.username = options.username ?? sandbox.libraries.east.username;
		this.password = options.password ?? sandbox.libraries.east.password;
	}

	/** Makes a borrowing request that changes only by hand. */
	request(values: Parameters<Sandbox['requests']['add']>[1] = {}) {
		this.#count++;
		return this.sandbox.requests.add('east', {
			isRequester: true,
			hrid: `EAST-${1000 + this.#count}`,
			title: `Request number ${this.#count}`,
			patronIdentifier: 'P-100',
			patronEmail: 'reader@example.edu',
			refdata: { serviceType: 'loan' },
			...values,
		});
	}

	async pollRaw(options: { mode?: 'manual' | 'trigger'; activation?: WorkflowActivateMode; budgetMs?: number } = {}) {
		return await pollNode({
			node: this.#node,
			memory: this.memory,
			parameters: this.parameters,
			name: this.nodeName,
			workflowId: this.#workflowId,
			timezone: this.timezone,
			credentials: {
				okapiApi: {
					...libraryAccountOf(this.sandbox),
					tenant: this.tenant,
					username: this.username,
					password: this.password,
					staffUrl: 'https://reshare.example.org',
				},
			},
			...options,
		});
	}

	/** Makes a scheduled poll, and throws what the poll throws. */
	async poll(options: { activation?: WorkflowActivateMode; budgetMs?: number } = {}) {
		const result = await this.pollRaw(options);
		if (result.error !== undefined) throw result.error;
		// For an empty list, n8n would start an execution without items, so that null must be returned.
		if (result.outputs !== null) expect(result.outputs[0]?.length).toBeGreaterThan(0);
		return itemsOf(result);
	}

	/** Makes the poll that n8n makes when the workflow is published. */
	async activate() {
		return await this.poll({ activation: 'activate' });
	}

	/** Starts n8n again after kill -9 or an orderly stop, and makes the poll that follows. */
	async restart() {
		this.memory.restart();
		triggerProcessState.clear();
		return await this.poll({ activation: 'init' });
	}

	async fetchTestEvent() {
		const result = await this.pollRaw({ mode: 'manual' });
		if (result.error !== undefined) throw result.error;
		const [item] = itemsOf(result);
		if (item === undefined) throw new Error('No test event');
		return item;
	}
}

export function itemsOf(result: PollResult) {
	return (result.outputs?.[0] ?? []).map(({ json }) => json);
}

export function requestStatusCodeOf(item: IDataObject) {
	return (item.status as IDataObject).code as string;
}
