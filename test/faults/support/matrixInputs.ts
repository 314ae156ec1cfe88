import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { inventoryAccountOf, libraryAccountOf } from '../../../demo/practiceCredentials';
import { recordLentBySeveral, recordRefusedByAll, recordCancelledByPatron } from '../../../sandbox/inventory/demoRecords';
import type { CredentialTarget } from './faultColumns';
import type { Practice } from './openPractice';
import type { Row } from './matrixRow';

export const matrixRequestIds = [
	'11111111-0000-4000-8000-000000000001',
	'11111111-0000-4000-8000-000000000002',
	'11111111-0000-4000-8000-000000000003',
] as const;
export const books = [recordLentBySeveral, recordCancelledByPatron, recordRefusedByAll];
export const patronIdOf = (index: number) => `P100${index + 1}`;

export const draftItems: IDataObject[] = books.map(({ instanceId, title, author }, index) => ({
	instanceId,
	title,
	author,
	patron: patronIdOf(index),
	reference: `REF-${index + 1}`,
}));
export const draftParameters: INodeParameters = {
	serviceType: 'loan',
	instanceId: '={{ $json.instanceId }}',
	patronId: '={{ $json.patron }}',
	pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
	reference: '={{ $json.reference }}',
	title: '={{ $json.title }}',
	author: '={{ $json.author }}',
	options: { verdictWait: 2 },
};

/** Adds three requests of three patrons that can be canceled. */
export function addRequests({ sandbox }: Practice) {
	matrixRequestIds.forEach((id, index) => {
		sandbox.requests.add('east', {
			id,
			isRequester: true,
			hrid: `EAST-${index + 1}`,
			title: books[index]?.title ?? '',
			patronIdentifier: patronIdOf(index),
			patronEmail: 'amara.lindqvist@example.edu',
			state: 'REQ_VALIDATED',
			refdata: { serviceType: 'loan' },
		});
	});
}

export function addLendingRequests({ sandbox }: Practice) {
	matrixRequestIds.forEach((id, index) =>
		sandbox.requests.add('east', {
			id,
			isRequester: false,
			hrid: `WEST-${index + 1}`,
			title: books[index]?.title ?? '',
			patronIdentifier: patronIdOf(index),
			state: 'RES_IDLE',
			requestingInstitutionSymbol: 'ISIL:US-WEST',
			refdata: { serviceType: 'loan' },
		}),
	);
}

export function addCrossLinkRequests({ sandbox }: Practice) {
	matrixRequestIds.forEach((id, index) => {
		const illRequest = {
			bibliographicInfo: { title: books[index]?.title ?? '' },
			serviceInfo: { serviceType: 'Loan' },
			patronInfo: {
				patronId: patronIdOf(index),
				address: [
					{ electronicAddress: { electronicAddressType: { '#text': 'Email' }, electronicAddressData: 'amara.lindqvist@example.edu' } },
				],
			},
		};
		sandbox.crosslink.requests.add({
			id,
			requesterSymbol: 'ISIL:US-EAST',
			supplierSymbol: 'ISIL:US-HILL',
			patron: patronIdOf(index),
			illRequest,
		});
		sandbox.crosslink.requests.move(id, 'SENT');
		sandbox.crosslink.requests.move(id, 'WILL_SUPPLY');
	});
}

export function crossLinkCredential({ sandbox, urlOf }: Practice, target: CredentialTarget): IDataObject {
	const { tenant, username, password } = sandbox.crosslink.east;
	return {
		backEnd: 'crossLink',
		url: urlOf(target),
		tenant,
		username,
		password,
		librarySymbol: 'US-EAST',
		staffUrl: 'https://east.example.org',
	};
}

export function libraryCredential({ sandbox, urlOf }: Practice, target: CredentialTarget, field: Row['field']): IDataObject {
	const at = (one: Row['field']) => urlOf(field === one ? target : 'front');
	return {
		...libraryAccountOf(sandbox),
		url: at('url'),
		openUrlBaseUrl: `${at('openUrlBaseUrl')}/openurl`,
		staffUrl: 'https://east.example.org',
	};
}

export function inventoryCredential({ sandbox, urlOf }: Practice, target: CredentialTarget): IDataObject {
	return { ...inventoryAccountOf(sandbox), url: urlOf(target) };
}

/** Makes a credential in which one address leads to `target`: that of VuFind, or that of the Reservoir behind it. */
function vufindCredential({ sandbox, urlOf }: Practice, target: CredentialTarget, behind: 'vufind' | 'reservoir') {
	const { pathname } = new URL(sandbox.vufind.urls.v10);
	const vufindUrl = `${urlOf(behind === 'vufind' ? target : 'front')}${pathname}`;
	return {
		searchedThrough: 'vufind',
		vufindUrl,
		...(behind === 'vufind' ? {} : { reservoirUrl: urlOf(target), reservoirTenant: sandbox.reservoir.tenant }),
	};
}

export type InventoryKind = 'graphql' | 'vufind' | 'reservoir';

export const credentialBuilders: Readonly<Record<InventoryKind, (practice: Practice, target: CredentialTarget) => IDataObject>> = {
	graphql: inventoryCredential,
	vufind: (practice, target) => vufindCredential(practice, target, 'vufind'),
	reservoir: (practice, target) => vufindCredential(practice, target, 'reservoir'),
};
