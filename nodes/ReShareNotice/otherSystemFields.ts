import type { INodeProperties } from 'n8n-workflow';
import { illiadOutcomes } from '../../notices/otherSystems/illiadOutcomes';
import { otherSystemTaskKinds, type OtherSystemTaskKind } from '../../notices/otherSystems/otherSystemTaskKinds';
import { buildKindChoices } from './kindAndLanguageFields';
import { buildChoiceField, buildRowsField, buildTextField, createVisibilityByKind } from '../shared/fieldBuilders';

const shownFor = createVisibilityByKind<OtherSystemTaskKind>('system');

export const otherSystemFields: INodeProperties[] = [
	buildChoiceField(
		'What to Write',
		'system',
		'Which system, and what is written into it',
		buildKindChoices(otherSystemTaskKinds),
		'illiadNote',
		{ noDataExpression: true },
	),
	shownFor(
		['illiadNote', 'almaCancellation', 'illiadTransaction', 'almaRequest'],
		buildTextField(
			'Address',
			'systemAddress',
			"Address of ILLiad's Web Platform, or of Alma's interface in your region. The addresses of all calls are made from it.",
			{ required: true, placeholder: 'e.g. https://illiad.example.edu/ILLiadWebPlatform' },
		),
	),
	shownFor(
		['illiadNote'],
		buildTextField(
			'Queues to Request From',
			'queuesToSearch',
			"Queues of ILLiad whose transactions are requested, with commas between them. Not one that Atlas's ReShare add-on works on: both would request.",
			{ default: 'Awaiting Request Processing' },
		),
	),
	shownFor(
		['illiadNote'],
		buildRowsField(
			'Queue for Each Outcome',
			'queues',
			'Where a transaction moves to. Without a line, or with an empty queue, it stays where it is, with its note. What staff have moved meanwhile stays, too.',
			{
				displayName: 'Outcome',
				name: 'rows',
				values: [
					buildChoiceField('Outcome', 'outcome', 'The result in ReShare', buildKindChoices(illiadOutcomes), 'requested'),
					buildTextField('Queue', 'queue', 'Name of the queue in ILLiad', { placeholder: 'e.g. Request Sent' }),
				],
			},
			{
				default: {
					rows: Object.entries(illiadOutcomes)
						.filter(([, { queue }]) => queue !== '')
						.map(([outcome, { queue }]) => ({ outcome, queue })),
				},
			},
		),
	),
	shownFor(
		['illiadNote'],
		buildTextField('Field of the Patron ID', 'patronIdField', "Field of ILLiad's user that holds the patron's ID in ReShare", {
			default: 'Username',
			placeholder: 'e.g. ExternalUserId',
		}),
	),
	shownFor(
		['illiadNote', 'illiadTransaction'],
		buildTextField(
			'Field of the Pickup Location',
			'pickupField',
			"Field of ILLiad's transaction, or else of its user, that holds the pickup location",
			{ default: 'ItemInfo1', placeholder: 'e.g. Site' },
		),
	),
	shownFor(
		['illiadNote', 'almaCancellation', 'illiadTransaction', 'almaRequest'],
		buildRowsField(
			'Pickup Locations',
			'systemPickupLocations',
			'What the other system calls a location, where ReShare has another name for it',
			{
				displayName: 'Location',
				name: 'rows',
				values: [
					buildTextField('In the Other System', 'theirs', 'As it stands in the field', { placeholder: 'e.g. MAIN' }),
					buildTextField('In ReShare', 'ours', 'Name of the location in the ReShare Directory', { placeholder: 'e.g. Main Library' }),
				],
			},
		),
	),
	shownFor(
		['almaCancellation'],
		buildTextField(
			'Statuses to Request',
			'statusesToRequest',
			'Statuses in which your Alma has sent a request nowhere yet, with commas between them. Requests in another status are left alone.',
			{ default: 'REQUEST_CREATED_BOR, PENDING_APPROVAL, READY_TO_SEND, LOCATE_FAILED' },
		),
	),
	shownFor(
		['almaCancellation'],
		buildTextField(
			"Prefix of ReShare's Own Requests",
			'ownEntries',
			"How the numbers begin that ReShare gives the entries that it makes in Alma itself, with commas between them. They are left alone, as are CrossLink's.",
			{ placeholder: 'e.g. EAST-' },
		),
	),
	shownFor(
		['almaRequest'],
		buildTextField('Owner', 'owner', 'Code of the resource sharing library in Alma', { placeholder: 'e.g. RS_MAIN' }),
	),
	shownFor(
		['illiadTransaction', 'almaRequest', 'email'],
		buildRowsField(
			'Forms',
			'forms',
			'Forms that the email links to, filled in. In the address, {openurl} stands for the whole citation, and {title}, {author}, {isbn}, {publisher} and {year} for a part of it.',
			{
				displayName: 'Form',
				name: 'rows',
				values: [
					buildTextField('Name', 'name', 'Text of the link', { placeholder: 'e.g. Suggest a purchase' }),
					buildTextField('Address', 'address', 'With braces where the citation is filled in', {
						placeholder: 'e.g. https://library.example.edu/suggest?title={title}',
					}),
				],
			},
		),
	),
];
