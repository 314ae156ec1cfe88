import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { libraryAccountOf } from '../../demo/practiceCredentials';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareRequestStatusTrigger } from '../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { ReShareNotice } from '../../nodes/ReShareNotice/ReShareNotice.node';
import { sensitiveFields, sensitiveFieldsOfRawRecord } from '../../nodes/shared/sensitiveFields';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { draftFieldNames } from '../../reshare/draft';
import { sandboxInVirtualTime } from '../sandboxInVirtualTime';
import { recordLentBySeveral } from '../unit/requests/create/practiceDependencies';
import { runNode } from './harness';
import { TriggerTestBed } from './trigger/TriggerTestBed';
import { buildResourceLocatorByName } from './buildResourceLocatorByName';
import { modRsReferenceFields } from '../unit/requests/modRsReferenceFields';

interface Schema {
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

/** Lists the paths of all fields of a schema, written as in `sensitiveOutputFields`. */
function pathsOf({ properties, items }: Schema, at = ''): string[] {
	if (properties !== undefined)
		return Object.entries(properties).flatMap(([name, field]) => pathsOf(field, at === '' ? name : `${at}.${name}`));
	return items?.properties === undefined ? [at] : pathsOf(items, `${at}[*]`);
}

function schemasOf(folder: string): Schema[] {
	return readdirSync(folder).flatMap((name) => {
		const file = path.join(folder, name);
		return statSync(file).isDirectory() ? schemasOf(file) : [JSON.parse(readFileSync(file, 'utf8')) as Schema];
	});
}

const isCovered = (field: string, marks: readonly string[]) =>
	marks.some((mark) => field === mark || field.startsWith(`${mark}.`) || field.startsWith(`${mark}[*]`));

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
const requestFields = words(
	'requestId hrid status.code status.label isOpen needsStaff reference serviceType title author edition isbn issn oclcNumber publisher placeOfPublication publicationDate volume issue partTitle partAuthor pages pickupLocation borrower supplier callNumber shelf lendingRule barcodes neededBy dueDate unreadMessages createdAt changedAt staffLink whatToDo isWithPatron phase statusEvent deskPart side',
);

/** The fields of the request that say nothing about a patron. */
const asked = ['serviceType', 'pickupLocation', 'reference', ...draftFieldNames.filter((name) => !sensitiveFields.includes(name))];

/** Words and numbers of the package and of catalogs, names of libraries and locations, and times. */
const harmless: Readonly<Record<string, readonly string[]>> = {
	ReShareCreateRequest: [
		...asked,
		...words('outcome reason requestId hrid status.code status.label alreadyExisted explanation warnings requestFrom row'),
		...words(
			'otherRequests[*].requestId otherRequests[*].hrid otherRequests[*].status.code otherRequests[*].status.label checks[*].check checks[*].result checks[*].note',
		),
	],
	ReShareSearch: [
		...asked,
		...words(
			'outcome reason existence explanation lendingLibraries lendingLibraryCount lendableHoldingsCount heldByOwnLibrary matchedBy recordsMatched warnings choices row',
		),
		...words('index answer title author year doi address problem').map((name) => `referenceChecks[*].${name}`),
		...words('publisher format contributors publicationDates physicalDescriptions holdingsCount language'),
		...words(
			'id library location.code location.name callNumber policy lendable statements items[*].id items[*].barcode items[*].enumeration items[*].status',
		).map((name) => `holdings[*].${name}`),
		...words(
			'identifiers.isbn identifiers.issn identifiers.oclc askedFor.instanceId askedFor.oclcNumber askedFor.isbn askedFor.issn askedFor.title askedFor.author askedFor.publicationDate',
		),
		...words(
			'instanceId title author edition publicationDate format matchedBy lendingLibraries lendingLibraryCount lendableHoldingsCount heldByOwnLibrary lending reason',
		).map((name) => `candidates[*].${name}`),
	],
	ReShareRequest: [
		...words(
			'outcome reason requestAction blocker explanation warnings previousStatus.code previousStatus.label possibleActions lendingPlaces succeededBy lastStatusChange workingDaysWithoutChange workingDaysOld',
		),
		...words(
			'lender serviceType asked supplied suppliedPercent refused refusedBecause[*].times lastAsked daysBack expectedArrival expectedArrivalFrom turnaroundRemark awaited waitedWorkingDays usualWorkingDays usualFrom isLate comesInTime',
		),
		...['askedToShipped', 'shippedToReceived', 'askedToReceived', 'receivedToReturned'].flatMap((span) => [
			`${span}.count`,
			`${span}.isEnough`,
			...['days', 'workingDays'].flatMap((unit) =>
				['median', 'middleFrom', 'middleTo', 'nineOfTen'].map((rank) => `${span}.${unit}.${rank}`),
			),
		]),
		...words(
			'rule answer answerInWords staffAnswer staffAnswerInWords isSame answeredByRules withheld notRead confirmation confirmLink publicationType',
		),
		...requestFields,
		...words('status previousStatus previousRequestId previousHrid inNoteOnly'),
		...words('openRequests onItsWayBack countedAgainstLimit limit remaining'),
		...requestFields.map((name) => `requests[*].${name}`),
		...words(
			'refusals[*].at refusals[*].library entries[*].at entries[*].event entries[*].kind entries[*].library entries[*].status.code entries[*].status.label entries[*].phase',
		),
		...words('timeInStates[*].code timeInStates[*].label timeInStates[*].days'),
	],
	ReShareNotice: [
		...words(
			'reason requestAction side place barcodes explanation number transactionNumber row step isTrouble isAwaited isRequested isLeftAlone made method queue moveFrom reference pickupLocation accept from language count requestId',
		),
		...words('list figures hrid title notice whatToDo key staffLink isTest audience eventId page replyTo label confirmation form'),
		...words('title author edition publicationDate reason lendingLibraryCount instanceId').map((name) => `candidates[*].${name}`),
	],
	ReShareRequestStatusTrigger: [
		...words(
			'eventId event status.code status.label previousStatus.code previousStatus.label currentStatus.code currentStatus.label isStillCurrent isInferred isTerminal',
		),
		...words(
			'needsStaff occurredAt requestId hrid reference serviceType title author edition isbn issn oclcNumber publisher placeOfPublication publicationDate volume issue partTitle partAuthor pages pickupLocation borrower supplier neededBy dueDate precededBy staffLink',
		),
		...words('isTest whatToDo isWithPatron side inWords.occurredAt inWords.neededBy notice'),
	],
};

const nodes: ReadonlyArray<readonly [string, INodeType]> = [
	['ReShareSearch', new ReShareSearch()],
	['ReShareNotice', new ReShareNotice()],
	['ReShareCreateRequest', new ReShareCreateRequest()],
	['ReShareRequest', new ReShareRequest()],
	['ReShareRequestStatusTrigger', new ReShareRequestStatusTrigger()],
];

const fieldsOf = (name: string): string[] => [
	...new Set(schemasOf(path.join(__dirname, '..', '..', 'nodes', name, '__schema__')).flatMap((schema) => pathsOf(schema))),
];
const allFields = nodes.flatMap(([name]) => fieldsOf(name));

describe.each(nodes)('sensitive fields of %s', (name, node) => {
	const marks = node.description.sensitiveOutputFields ?? [];
	const fields = fieldsOf(name);

	it("every field of a node's schemas is either marked as sensitive or known to be harmless", () => {
		expect(fields.length).toBeGreaterThan(10);
		expect(fields.filter((field) => !isCovered(field, marks) && harmless[name]?.includes(field) !== true)).toEqual([]);
		expect(fields.filter((field) => isCovered(field, marks) && harmless[name]?.includes(field) === true)).toEqual([]);
	});

	it('every field that a node marks as sensitive is in a schema or in a raw record', () => {
		const raw = [...words('rawRequest rawAudit rawNotifications rawRota[*].note otherFields'), ...sensitiveFieldsOfRawRecord];
		expect(marks.filter((mark) => !raw.includes(mark) && !allFields.some((field) => isCovered(field, [mark])))).toEqual([]);
	});

	it('every node marks the same fields as sensitive, and the trigger also marks its reason', () => {
		expect(marks).toEqual([...sensitiveFields, ...(name === 'ReShareRequestStatusTrigger' ? ['reason'] : [])]);
	});
});

describe('an item without its marked fields', () => {
	const sandbox = sandboxInVirtualTime();
	/** Who the patron is, and what people wrote. None of it may be left after redaction. */
	const secrets = ['P1001', 'Lindqvist', 'Amara', 'faculty', 'amara.lindqvist@example.edu', 'WRITTEN'];
	const written = 'WRITTEN about a patron';
	const at = Date.parse('2026-11-02T10:00:00Z');
	const statusEntry = {
		id: 'audit-1',
		auditNo: 1,
		at,
		from: 'REQ_REQUEST_SENT_TO_SUPPLIER',
		to: 'REQ_UNFILLED',
		message: written,
		rotaPosition: 0,
	};
	const message = { at, updatedAt: at, seen: false, isSender: false, sender: 'ISIL:US-WEST', receiver: 'ISIL:US-EAST' };
	beforeEach(() => sandbox.requests.clear());

	function addRow(isRequester = true) {
		return sandbox.requests.add('east', {
			isRequester,
			hrid: 'EAST-7',
			title: 'Persuasion',
			state: isRequester ? 'REQ_UNFILLED' : 'RES_IDLE',
			refdata: { serviceType: 'loan' },
			patronIdentifier: 'P1001',
			patronSurname: 'Lindqvist',
			patronGivenName: 'Amara',
			patronType: 'faculty',
			patronEmail: 'amara.lindqvist@example.edu',
			resolvedPatron: 'P1001',
			patronNote: written,
			localNote: written,
			patronReference: `${written}, P1001`,
			deliveryAddress: written,
			returnAddress: written,
			pickupURL: `https://documents.example.org/WRITTEN`,
			externalHoldRequestId: 'P1001-1',
			customIdentifiers: written,
			lastProtocolData: written,
			dueDateRS: written,
			dueDateFromLMS: written,
			...modRsReferenceFields('ILL-7'),
			audit: [statusEntry],
			conditions: [{ id: 'condition-1', at, code: 'other', note: written, accepted: false, supplier: 'ISIL:US-WEST' }],
			rota: [
				{
					id: 'rota-1',
					createdAt: at,
					updatedAt: at,
					position: 0,
					directoryId: 'ISIL:US-WEST',
					score: 1,
					scoreReason: 'ratio',
					note: written,
					sentTo: true,
				},
			],
			notifications: [
				{
					...message,
					id: 'message-1',
					attachedAction: 'StatusChange',
					actionStatus: 'Unfilled',
					actionData: written,
					messageContent: written,
				},
				{ ...message, id: 'message-2', attachedAction: 'Notification', messageContent: written },
			],
		});
	}

	async function run(node: INodeType, parameters: INodeParameters) {
		const { json, error } = await runNode({ node, parameters, credentials: { okapiApi: libraryAccountOf(sandbox) } });
		expect(error).toBeUndefined();
		return json.flat();
	}

	function expectNothingLeft(items: readonly IDataObject[], node: INodeType, atLeast: readonly string[]) {
		expect(items.length).toBeGreaterThan(0);
		const before = JSON.stringify(items);
		for (const secret of atLeast) expect(before).toContain(secret);
		const after = JSON.stringify(items.map((item) => redacted(item, node.description.sensitiveOutputFields ?? [])));
		expect(secrets.filter((secret) => after.includes(secret))).toEqual([]);
		expect(after).toContain('Persuasion');
	}

	const request = buildResourceLocatorByName('EAST-7');
	const node = new ReShareRequest();

	it.each<[string, INodeParameters, readonly string[]]>([
		['Get, Simplify off', { operation: 'get', request, simplify: false }, secrets],
		['Get Many, Simplify off', { operation: 'getMany', simplify: false }, ['P1001', 'Lindqvist']],
		['Get Timeline', { operation: 'getTimeline', request, includeRawEntries: true }, ['WRITTEN']],
		['Get Open Requests', { operation: 'getOpenRequests', patronId: 'P1001' }, ['P1001', 'Lindqvist', 'WRITTEN']],
	])(
		'an item of %s tells nothing about the patron once the fields marked as sensitive are removed',
		async (_operation, parameters, atLeast) => {
			addRow();
			expectNothingLeft(await run(node, parameters), node, atLeast);
		},
	);

	it('an item of Preview tells nothing about the patron once the fields marked as sensitive are removed', async () => {
		const create = new ReShareCreateRequest();
		const draft = {
			operation: 'preview',
			instanceId: recordLentBySeveral.instanceId,
			title: 'Persuasion',
			pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
		};
		const [item] = await run(create, {
			...draft,
			patronId: 'P1001',
			reference: 'ILL-7',
			note: written,
			staffNote: written,
			patronEmail: 'amara.lindqvist@example.edu',
			options: { via: 'direct' },
		});
		const secretsThere = JSON.stringify(item);
		for (const secret of ['P1001', 'WRITTEN', 'amara.lindqvist@example.edu']) expect(secretsThere).toContain(secret);
		const left = JSON.stringify(redacted(item ?? {}, create.description.sensitiveOutputFields ?? []));
		expect(secrets.filter((secret) => left.includes(secret))).toEqual([]);
	});

	describe('an item of the trigger', () => {
		async function changes(parameters: INodeParameters, add: () => unknown) {
			const bench = new TriggerTestBed(sandbox, { parameters });
			await bench.activate();
			add();
			return await bench.poll();
		}
		const isNow = () => ({ audit: [{ ...statusEntry, at: sandbox.clock.now() }] });

		it('an item of the trigger tells nothing about the patron once the fields marked as sensitive are removed', async () => {
			const trigger = new ReShareRequestStatusTrigger();
			const items = await changes({ events: ['anyStatusChange', 'needsStaff'], options: { includeRawRequest: true } }, () => {
				const row = addRow();
				Object.assign(row, isNow(), { lastUpdated: sandbox.clock.now() });
			});
			expectNothingLeft(items, trigger, secrets);
		});
	});
});

/** Redacts an item as n8n does, by paths with dots, and with `[*]` for each entry of a list. */
function redacted(item: IDataObject, marks: readonly string[]) {
	const copy = JSON.parse(JSON.stringify(item)) as IDataObject;
	for (const mark of marks) redact(copy, mark.split('.'));
	return copy;
}

function redact(value: unknown, [first, ...rest]: readonly string[]) {
	if (first === undefined || typeof value !== 'object' || value === null) return;
	const name = first.replace(/\[\*\]$/, '');
	const field = (value as IDataObject)[name];
	if (rest.length === 0) {
		if (name in value) (value as IDataObject)[name] = null;
	} else if (name !== first) {
		if (Array.isArray(field)) for (const entry of field) redact(entry, rest);
	} else redact(field, rest);
}
