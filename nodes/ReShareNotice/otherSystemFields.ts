import type { INodeProperties } from 'n8n-workflow';
import { illiadOutcomes } from '../../notices/otherSystems/illiadOutcomes';
import { otherSystemTaskKinds, type OtherSystemTaskKind } from '../../notices/otherSystems/otherSystemTaskKinds';
import { optionsOfKinds, createVisibilityByKind } from './fieldBuilders';
import { rowsCollection } from '../shared/commonFields';

const shownFor = createVisibilityByKind<OtherSystemTaskKind>('system');

export const otherSystemFields: INodeProperties[] = [
	{
		displayName: 'What to Write',
		name: 'system',
		type: 'options',
		noDataExpression: true,
		options: optionsOfKinds(otherSystemTaskKinds),
		default: 'illiadNote',
		description: 'Which system, and what is written into it',
	},
	shownFor(['illiadNote', 'almaCancellation', 'illiadTransaction', 'almaRequest'], {
		displayName: 'Address',
		name: 'systemAddress',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://illiad.example.edu/ILLiadWebPlatform',
		description: "Address of ILLiad's Web Platform, or of Alma's interface in your region. The addresses of all calls are made from it.",
	}),
	shownFor(['illiadNote'], {
		displayName: 'Queues to Request From',
		name: 'queuesToSearch',
		type: 'string',
		default: 'Awaiting Request Processing',
		description:
			"Queues of ILLiad whose transactions are requested, with commas between them. Not one that Atlas's ReShare add-on works on: both would request.",
	}),
	shownFor(['illiadNote'], {
		displayName: 'Queue for Each Outcome',
		name: 'queues',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Outcome',
		default: {
			rows: Object.entries(illiadOutcomes)
				.filter(([, { queue }]) => queue !== '')
				.map(([outcome, { queue }]) => ({ outcome, queue })),
		},
		description:
			'Where a transaction moves to. Without a line, or with an empty queue, it stays where it is, with its note. What staff have moved meanwhile stays, too.',
		options: [
			{
				displayName: 'Outcome',
				name: 'rows',
				values: [
					{
						displayName: 'Outcome',
						name: 'outcome',
						type: 'options',
						options: Object.entries(illiadOutcomes).map(([value, { label }]) => ({ name: label, value })),
						default: 'requested',
						description: 'The result in ReShare',
					},
					{
						displayName: 'Queue',
						name: 'queue',
						type: 'string',
						default: '',
						placeholder: 'e.g. Request Sent',
						description: 'Name of the queue in ILLiad',
					},
				],
			},
		],
	}),
	shownFor(['illiadNote'], {
		displayName: 'Field of the Patron ID',
		name: 'patronIdField',
		type: 'string',
		default: 'Username',
		placeholder: 'e.g. ExternalUserId',
		description: "Field of ILLiad's user that holds the patron's ID in ReShare",
	}),
	shownFor(['illiadNote', 'illiadTransaction'], {
		displayName: 'Field of the Pickup Location',
		name: 'pickupField',
		type: 'string',
		default: 'ItemInfo1',
		placeholder: 'e.g. Site',
		description: "Field of ILLiad's transaction, or else of its user, that holds the pickup location",
	}),
	shownFor(['illiadNote', 'almaCancellation', 'illiadTransaction', 'almaRequest'], {
		displayName: 'Pickup Locations',
		name: 'systemPickupLocations',
		...rowsCollection,
		placeholder: 'Add Location',
		description: 'What the other system calls a location, where ReShare has another name for it',
		options: [
			{
				displayName: 'Location',
				name: 'rows',
				values: [
					{
						displayName: 'In the Other System',
						name: 'theirs',
						type: 'string',
						default: '',
						placeholder: 'e.g. MAIN',
						description: 'As it stands in the field',
					},
					{
						displayName: 'In ReShare',
						name: 'ours',
						type: 'string',
						default: '',
						placeholder: 'e.g. Main Library',
						description: 'Name of the location in the ReShare Directory',
					},
				],
			},
		],
	}),
	shownFor(['almaCancellation'], {
		displayName: 'Statuses to Request',
		name: 'statusesToRequest',
		type: 'string',
		default: 'REQUEST_CREATED_BOR, PENDING_APPROVAL, READY_TO_SEND, LOCATE_FAILED',
		description:
			'Statuses in which your Alma has sent a request nowhere yet, with commas between them. Requests in another status are left alone.',
	}),
	shownFor(['almaCancellation'], {
		displayName: "Prefix of ReShare's Own Requests",
		name: 'ownEntries',
		type: 'string',
		default: '',
		placeholder: 'e.g. EAST-',
		description:
			"How the numbers begin that ReShare gives the entries that it makes in Alma itself, with commas between them. They are left alone, as are CrossLink's.",
	}),
	shownFor(['almaRequest'], {
		displayName: 'Owner',
		name: 'owner',
		type: 'string',
		default: '',
		placeholder: 'e.g. RS_MAIN',
		description: 'Code of the resource sharing library in Alma',
	}),
	shownFor(['illiadTransaction', 'almaRequest', 'email'], {
		displayName: 'Forms',
		name: 'forms',
		...rowsCollection,
		placeholder: 'Add Form',
		description:
			'Forms that the email links to, filled in. In the address, {openurl} stands for the whole citation, and {title}, {author}, {isbn}, {publisher} and {year} for a part of it.',
		options: [
			{
				displayName: 'Form',
				name: 'rows',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. Suggest a purchase',
						description: 'Text of the link',
					},
					{
						displayName: 'Address',
						name: 'address',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://library.example.edu/suggest?title={title}',
						description: 'With braces where the citation is filled in',
					},
				],
			},
		],
	}),
];
