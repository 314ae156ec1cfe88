import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { buildRequestId } from '../../reshare/requests/crosslink/requestId';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandboxInVirtualTime';
import { libraryCredential } from './libraryCredential';
import { modRsReferenceFields } from '../unit/requests/modRsReferenceFields';

export type Stage = 'new' | 'needsStaff' | 'sent' | 'expectsToSupply' | 'shipped' | 'onItsWayBack' | 'complete' | 'cancelled' | 'endOfRota';

export interface TestRequestPlan {
	readonly reference?: string;
	readonly title?: string;
	readonly patronId?: string;
	readonly side?: 'borrowing' | 'lending';
	readonly stage?: Stage;
	readonly isCopy?: boolean;
	/** When the request was created, in milliseconds since 1970. */
	readonly createdAt?: number;
	readonly changedAt?: number;
	/** `YYYY-MM-DD`. */
	readonly due?: string;
	readonly pickupName?: string;
}

export interface StoredTestRequest {
	readonly id: string;
	/** The number that staff read. */
	readonly number: string;
}

/** What tests of the nodes need of a back end: a credential, and requests at some point of their life. */
export interface BackEndUnderTest {
	readonly name: string;
	start(options?: SandboxOptions): Promise<Sandbox>;
	credential(sandbox: Sandbox): ICredentialDataDecryptedObject;
	/** Returns the back end's state code for a stage. */
	code(stage: Stage, side?: 'borrowing' | 'lending'): string;
	/** Stores a request that changes only when the test moves it. */
	add(sandbox: Sandbox, wanted: TestRequestPlan): StoredTestRequest;
	/** Creates a request as a library does, so that suppliers are asked and it changes by itself. */
	make(sandbox: Sandbox, instanceId: string, patronId: string): Promise<StoredTestRequest>;
	/**
	 * @param at when the change is written; a time in the past plays a late commit
	 * @returns the id of the event that reports the change
	 */
	move(sandbox: Sandbox, id: string, stage: Stage, at?: number): string;
	remove(sandbox: Sandbox, id: string): void;
	advance(sandbox: Sandbox, id: string, stage: Stage): void;
	state(sandbox: Sandbox, id: string): string;
	setLimit(sandbox: Sandbox, most: number): void;
	/** Returns the number of calls that change something. */
	writes(sandbox: Sandbox): number;
	clear(sandbox: Sandbox): void;
	/** The paths of the calls for a list, and of those for one request. */
	readonly lists: RegExp;
	readonly reads: RegExp;
	/** A second account of the library. */
	readonly otherAccount: { readonly username: string; readonly password: string };
}

const stages: Readonly<Record<Stage, readonly [modRs: string, crossLink: string]>> = {
	new: ['REQ_IDLE', 'NEW'],
	needsStaff: ['REQ_DUPLICATE_REVIEW', 'DUPLICATE'],
	sent: ['REQ_REQUEST_SENT_TO_SUPPLIER', 'SENT'],
	expectsToSupply: ['REQ_EXPECTS_TO_SUPPLY', 'WILL_SUPPLY'],
	shipped: ['REQ_SHIPPED', 'SHIPPED'],
	onItsWayBack: ['REQ_SHIPPED_TO_SUPPLIER', 'SHIPPED_RETURNED'],
	complete: ['REQ_REQUEST_COMPLETE', 'COMPLETED'],
	cancelled: ['REQ_CANCELLED', 'CANCELLED'],
	endOfRota: ['REQ_END_OF_ROTA', 'UNFILLED'],
};

const lendingStages: Partial<Record<Stage, readonly [modRs: string, crossLink: string]>> = {
	new: ['RES_IDLE', 'NEW'],
	shipped: ['RES_ITEM_SHIPPED', 'SHIPPED'],
	complete: ['RES_COMPLETE', 'COMPLETED'],
};

const codeOf =
	(which: 0 | 1) =>
	(stage: Stage, side: 'borrowing' | 'lending' = 'borrowing') =>
		(side === 'lending' ? (lendingStages[stage] ?? stages[stage]) : stages[stage])[which];

let count = 0;

export const modRs: BackEndUnderTest = {
	name: 'mod-rs',
	start: (options) => startSandbox({ autoStaff: false, validationDelayMs: 20, ...options }),
	credential: (sandbox) => libraryCredential(sandbox),
	code: codeOf(0),
	add(
		sandbox,
		{
			reference,
			title = 'Persuasion',
			patronId = 'P-17',
			side = 'borrowing',
			stage = 'new',
			isCopy,
			createdAt,
			changedAt,
			due,
			pickupName,
		},
	) {
		count++;
		const row = sandbox.requests.add('east', {
			isRequester: side === 'borrowing',
			hrid: `EAST-${1000 + count}`,
			title,
			patronIdentifier: patronId,
			state: codeOf(0)(stage, side),
			supplier: 'ISIL:US-LAKE',
			...(reference === undefined ? {} : modRsReferenceFields(reference)),
			...(isCopy === true ? { refdata: { serviceType: 'copy' } } : {}),
			...(createdAt === undefined ? {} : { dateCreated: createdAt }),
			...(changedAt === undefined ? {} : { lastUpdated: changedAt }),
			...(due === undefined ? {} : { dueDateRS: due, parsedDueDateRS: Date.parse(due) }),
			...(pickupName === undefined ? {} : { pickupLocation: pickupName, pickupLocationSlug: 'EAST-MAIN' }),
		});
		return { id: row.id, number: row.hrid ?? '' };
	},
	async make(sandbox, instanceId, patronId) {
		const row = await sandbox.requests.create('east', {
			title: 'Made',
			patronIdentifier: patronId,
			systemInstanceIdentifier: instanceId,
			requestingInstitutionSymbol: 'RESHARE:US-EAST',
		});
		return { id: row.id, number: row.hrid ?? '' };
	},
	move(sandbox, id, stage, at) {
		sandbox.requests.move(id, stages[stage][0], at === undefined ? {} : { at });
		return sandbox.requests.get(id).audit.at(-1)?.id ?? '';
	},
	remove: (sandbox, id) => sandbox.requests.delete(id),
	advance: (sandbox, id, stage) => sandbox.requests.advance(id, stages[stage][0]),
	state: (sandbox, id) => sandbox.requests.get(id).state,
	setLimit: (sandbox, most) => sandbox.settings.set('east', 'max_requests', String(most)),
	writes: (sandbox) => sandbox.log.entries.filter(({ method, path }) => method !== 'GET' && path.startsWith('/rs/')).length,
	clear: (sandbox) => sandbox.requests.clear(),
	lists: /^\/rs\/patronrequests$/,
	reads: /^\/rs\/patronrequests\/.+/,
	otherAccount: { username: 'resolver-east', password: 'east-takes-openurls' },
};

const tenant = 'east_crosslink';

export function crossLink(crosslinkModel: '3.0.0' | '3.7.0'): BackEndUnderTest {
	return {
		name: `CrossLink ${crosslinkModel}`,
		start: (options) => startSandbox({ autoStaff: false, validationDelayMs: 20, crosslinkModel, ...options }),
		credential: (sandbox) => ({
			backEnd: 'crossLink',
			url: sandbox.okapiUrl,
			...sandbox.crosslink.east,
			staffUrl: 'https://east.example.org',
		}),
		code: codeOf(1),
		add(
			sandbox,
			{
				reference,
				title = 'Persuasion',
				patronId = 'P-17',
				side = 'borrowing',
				stage = 'new',
				isCopy,
				createdAt,
				changedAt,
				due,
				pickupName,
			},
		) {
			count++;
			const id = reference === undefined ? `US-EAST-${1000 + count}` : buildRequestId(tenant, reference);
			const micros = (ms: number | undefined, name: string) => (ms === undefined ? {} : { [name]: ms * 1000 });
			const state = codeOf(1)(stage, side);
			const row = sandbox.crosslink.requests.add({
				id,
				side,
				requesterSymbol: side === 'borrowing' ? 'ISIL:US-EAST' : 'ISIL:US-LAKE',
				supplierSymbol: side === 'borrowing' ? 'ISIL:US-LAKE' : 'ISIL:US-EAST',
				state,
				terminalState: ['complete', 'cancelled', 'endOfRota'].includes(stage),
				needsAttention: stage === 'needsStaff',
				patron: patronId,
				illRequest: {
					bibliographicInfo: { title },
					serviceInfo: { serviceType: isCopy === true ? 'Copy' : 'Loan' },
					patronInfo: { patronId },
				} as never,
				...(due === undefined
					? {}
					: { dueDate: `${due}T00:00:00Z`, illResponse: { statusInfo: { status: 'Loaned', dueDate: `${due}T00:00:00Z` } } as never }),
				...(pickupName === undefined ? {} : { internalNote: `Pickup location: ${pickupName}` }),
				...micros(createdAt, 'createdAt'),
				...micros(changedAt ?? createdAt, 'updatedAt'),
			});
			if (state !== 'NEW')
				row.events.push({
					id: `event-${count}`,
					timestamp: row.updatedAt,
					eventType: 'TASK',
					eventName: 'invoke-action',
					eventStatus: 'SUCCESS',
					eventData: { action: 'practice' },
					resultData: { actionResult: { outcome: 'success', toState: state } },
				});
			return { id: row.id, number: row.requesterRequestId };
		},
		async make(sandbox, instanceId, patronId) {
			const row = await sandbox.crosslink.requests.create({
				requesterSymbol: 'ISIL:US-EAST',
				patron: patronId,
				illRequest: {
					bibliographicInfo: { supplierUniqueRecordId: instanceId, title: 'Made' },
					serviceInfo: { serviceType: 'Loan' },
					patronInfo: { patronId },
				} as never,
			});
			return { id: row.id, number: row.requesterRequestId };
		},
		move(sandbox, id, stage, at) {
			sandbox.crosslink.requests.move(id, stages[stage][1], at === undefined ? {} : { at });
			return sandbox.crosslink.requests.get(id).events.at(-1)?.id ?? '';
		},
		remove: (sandbox, id) => sandbox.crosslink.requests.delete(id),
		advance: (sandbox, id, stage) => sandbox.crosslink.requests.advance(id, stages[stage][1]),
		state: (sandbox, id) => sandbox.crosslink.requests.get(id).state,
		setLimit: (sandbox, most) => void (sandbox.behavior.crosslinkMaxRequests = most),
		writes: (sandbox) => sandbox.log.entries.filter(({ method, path }) => method !== 'GET' && path.startsWith('/broker/')).length,
		clear: (sandbox) => sandbox.crosslink.requests.clear(),
		lists: /^\/broker\/patron_requests$/,
		reads: /^\/broker\/patron_requests\/.+/,
		otherAccount: { username: 'all-east', password: 'may-do-all' },
	};
}

export const backEnds: readonly BackEndUnderTest[] = [modRs, crossLink('3.0.0'), crossLink('3.7.0')];
