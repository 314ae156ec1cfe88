import type { IDataObject, IDisplayOptions, INodeProperties, INodePropertyOptions, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { usualOverlapMinutes } from '../../reshare/requests/changes/overlapWindow';
import { readChoice, readNumber, readYesNo } from '../shared/readYesNoChoicesAndNumbers';
import type { FollowerOptions, InputProblem, PatronDetails, WantedEvent } from '../shared/loadClient';
import { createPropertyFinder } from '../shared/createPropertyFinder';
import { toList, readTextOrTexts } from '../shared/readParameters';
import { readPatronId } from '../shared/readPatronId';
import {
	buildChoiceField,
	buildChoices,
	buildNumberField,
	buildPickupLocationsFilter,
	buildServiceTypeFilter,
	buildSwitchField,
	buildTextField,
	buildOptionsField,
} from '../shared/fieldBuilders';

/** The events of borrowing requests: first those that may come at any time, then the others in the order of a request's life. */
const borrowingEvents = buildChoices({
	anyStatusChange: ['Any Status Change', 'A request goes from any status to any other', 'When a request changes its status'],
	needsStaff: [
		'Needs Staff Attention',
		'Conditions received, invalid patron, a review, an error, lender not reached, a recall, a retry with another record requested, or an unread message from the other library',
		'When a request needs staff attention',
	],
	newRequest: ['New Request', 'A request has been made', 'When a request is made'],
	supplierChosen: ['Lender Chosen', 'ReShare has chosen a lender and sends it the request', 'When a lender is chosen'],
	expectsToSupply: ['Expects to Supply', 'A lender plans to provide the item', 'When a lender expects to supply'],
	cancelRefused: [
		'Cancellation Refused',
		'The lender did not agree to cancel, and still plans to provide the item',
		'When a cancellation is refused',
	],
	supplierDeclined: [
		'Lender Declined',
		'A lender cannot fill the request, with its name and reason; ReShare then tries the next one, or comes to the end of the rota',
		'When a lender declines',
	],
	endOfRota: ['End of Rota', 'No library can supply the item', 'When no library can supply (end of rota)'],
	cancelled: ['Canceled', 'The request has been canceled', 'When a request is canceled'],
	filledLocally: ['Filled Locally', 'Your own library has provided the item', 'When a request is filled locally'],
	shipped: ['Shipped', 'The lender has sent the item', 'When a request is shipped'],
	received: ['Received', 'The item has arrived at your library and can go to the patron', 'When an item has arrived'],
	documentAvailable: [
		'Document Available',
		'A copy is there for the patron; only where ReShare works with SLNP',
		'When a copy is available',
	],
	documentDelivered: [
		'Document Delivered',
		'A copy has been delivered, with its link where the lender sent one',
		'When a copy is delivered',
	],
	loanedDigitally: ['Loaned Digitally', 'The lender has lent the item in digital form', 'When an item is lent digitally'],
	renewed: ['Renewed', 'The lender has renewed the loan, so that it is due later; only with CrossLink', 'When a loan is renewed'],
	overdue: ['Overdue', 'The loan has become overdue', 'When a loan becomes overdue'],
	recalled: ['Recalled', 'The lender recalls the item before it is due', 'When a lender recalls an item'],
	lost: ['Lost', 'The item has been marked as lost; only where ReShare works with SLNP', 'When an item is lost'],
	returnedByPatron: [
		'Returned by Patron',
		'The patron has brought the item back; where staff send it off in the same step there is only Return Shipped',
		'When a patron returns an item',
	],
	returnShipped: ['Return Shipped', 'The item is on its way back to the lender', 'When a return is shipped'],
	complete: ['Complete', 'The lender has the returned item back', 'When a request is complete'],
	closed: [
		'Closed',
		'The request is complete although no item has come back: a digital loan has ended, or staff have closed it',
		'When a request is closed',
	],
});

const lendingEvents = buildChoices({
	anyStatusChange: ['Any Status Change', 'A request goes from any status to any other'],
	needsStaff: [
		'Needs Staff Attention',
		'The borrower wants to cancel or to keep the item longer, or wrote a message that nobody has read; or staff must look at an error or an item',
	],
	newRequest: ['New Request to Us', 'Another library requests an item from yours'],
	conditionsAnswered: [
		'Conditions Accepted',
		'The borrower agrees to the conditions that your library set; one that does not agree cancels',
	],
	cancelRequested: ['Borrower Wants to Cancel', 'The borrower wants to cancel and awaits your response'],
	cancelled: ['Canceled', 'The request has been canceled'],
	notSupplied: ['Not Supplied', 'Your library has said that it cannot supply the item'],
	shipped: ['Shipped', 'The item has been sent to the borrower'],
	documentDelivered: ['Document Delivered', 'The copy has been delivered'],
	loanedDigitally: ['Loaned Digitally', 'The item has been lent in digital form'],
	overdue: ['Overdue at the Borrower', 'The borrower has not sent the item back by its due date'],
	returnShipped: ['Return Shipped', 'The borrower has sent the item back'],
	receivedBack: ['Received Back', 'The item has come back to your library, and the request is complete'],
	complete: ['Complete', 'The request is complete without an item coming back, or staff have closed it as complete'],
});

const buildEventsField = (name: string, options: INodePropertyOptions[], displayOptions: IDisplayOptions): INodeProperties => ({
	displayName: 'Trigger On',
	name,
	type: 'multiOptions',
	required: true,
	default: ['anyStatusChange'],
	displayOptions,
	options,
});

/** This field comes before the one of the same label for lending, because the editor's search for nodes lists the choices of the first. */
const triggerOn = buildEventsField('events', borrowingEvents, { hide: { requestsFollowed: ['lending'] } });
const lendingTriggerOn = buildEventsField('lendingEvents', lendingEvents, { show: { requestsFollowed: ['lending'] } });

const requestsFollowedField = buildChoiceField(
	'Requests',
	'requestsFollowed',
	'Whose requests to follow',
	buildChoices({
		borrowing: ['All Borrowing Requests', 'Everything that this library requests from others'],
		lending: ['Lending Requests', 'Everything that other libraries request from this one'],
		listed: ['Listed Requests', 'Only the requests that you name'],
		patron: ['Requests of One Patron', 'Only the requests of one patron'],
	}),
	'borrowing',
	{ noDataExpression: true },
);

const patronDetailsField = buildChoiceField(
	'Patron Details',
	'patronDetails',
	"How much of the patron leaves this node. On lending requests nothing does: they are other libraries' patrons.",
	buildChoices({
		full: ['Full', 'Patron ID and email address, needed to write to patrons'],
		masked: ['Masked', 'Only the end of the ID, to tell patrons apart; notes and messages are left out'],
		none: ['None', 'Nothing about the patron; notes and messages are left out'],
	}),
	'full',
);

const onlyServiceTypeField = buildServiceTypeFilter('Only Service Type', 'Leave out requests of the other kind');

const triggerOptionsField = buildOptionsField([
	buildNumberField(
		'Ignore Changes Older Than (Days)',
		'ignoreOlderThanDays',
		'Changes that happened longer ago are not reported, so that no outdated notice is sent after a pause; how many were left out is logged and shown. 0 reports all.',
		3,
		{ minValue: 0, numberPrecision: 2 },
	),
	buildSwitchField(
		'Include Raw Request',
		'includeRawRequest',
		"Whether to add the whole record as ReShare holds it, in the field 'rawRequest'. It holds patron data, so it is only added with full patron details.",
	),
	buildNumberField(
		'Look Back (Minutes)',
		'overlapMinutes',
		'How far each poll looks back for changes that ReShare stored late. What was reported before is not reported again.',
		usualOverlapMinutes,
		{ minValue: 1, maxValue: 120 },
	),
	buildPickupLocationsFilter('Only Pickup Locations'),
	buildSwitchField(
		'Only Requests With a Reference',
		'onlyWithReference',
		'Whether to leave out requests that carry no reference of another system',
	),
	onlyServiceTypeField,
	buildSwitchField(
		'Repeat Last Changes After a Restart',
		'repeatAfterRestart',
		'Whether to report the changes of the last report once more when n8n starts again, in case it crashed before the workflow ran. They have the same event ID, so that Remove Duplicates can drop them.',
	),
	buildNumberField(
		'Start With the Last (Hours)',
		'startWithHours',
		'When the workflow is first published, also report changes of this many hours before the newest one. Without this option it starts with what happens from then on.',
		24,
		{ minValue: 0, maxValue: 8760 },
	),
	buildSwitchField(
		'Use Real Patron Details in Test Events',
		'realPatronInTests',
		'Whether test events show the real patron instead of an invented one. Email sent in a test then reaches the patron.',
	),
]);

export const triggerFields: INodeProperties[] = [
	triggerOn,
	lendingTriggerOn,
	requestsFollowedField,
	buildTextField('Patron ID', 'patronId', 'The ID with which the patron is known in ReShare, usually the barcode', {
		required: true,
		placeholder: 'e.g. P1004711',
		displayOptions: { show: { requestsFollowed: ['patron'] } },
	}),
	buildTextField(
		'Request List',
		'requestList',
		'Request numbers, UUIDs or your own references, separated by commas or line breaks. If a request is made again, the new one is followed, too.',
		{
			required: true,
			typeOptions: { rows: 3 },
			placeholder: 'e.g. EAST-1042, ILL-2026-0001',
			displayOptions: { show: { requestsFollowed: ['listed'] } },
		},
	),
	patronDetailsField,
	triggerOptionsField,
];

export interface TriggerSettings {
	readonly following: Omit<FollowerOptions, 'staffLink' | 'timeZone'>;
	readonly includeRawRequest: boolean;
	readonly realPatronInTests: boolean;
}

const optionOf = createPropertyFinder(triggerOptionsField.options);

/**
 * Reads the settings of the trigger.
 *
 * @throws NodeOperationError with the name of a field that is empty, or whose value is none of its choices
 */
export function readTriggerSettings(context: IPollFunctions): TriggerSettings {
	const emptyField = (field: string, description: string) =>
		new NodeOperationError(context.getNode(), `'${field}' is empty`, { description });
	const problems: InputProblem[] = [];
	const followed = readChoice(context.getNodeParameter('requestsFollowed', 'borrowing'), requestsFollowedField, problems);
	const side = followed === 'lending' ? 'lending' : 'borrowing';
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const yes = (name: string) => readYesNo(options[name], optionOf(name).displayName, problems) === true;
	const number = (name: string, usual: number) => readNumber(options[name], optionOf(name), usual, problems);
	const list = (value: unknown, fieldName: string) => toList(readTextOrTexts(value, fieldName, problems));
	const eventField = side === 'lending' ? lendingTriggerOn : triggerOn;
	const events = toList(context.getNodeParameter(eventField.name, [])).map(
		(event) => readChoice(event, eventField, problems) as WantedEvent,
	);
	if (events.length === 0) throw emptyField('Trigger On', 'Choose at least one kind of change.');
	const patronDetails = readChoice(context.getNodeParameter('patronDetails', 'full'), patronDetailsField, problems) as
		PatronDetails | undefined;
	const serviceType = readChoice(options.serviceType, onlyServiceTypeField, problems);
	const patronId = followed === 'patron' ? readPatronId(context.getNodeParameter('patronId', ''), problems) : undefined;
	const requests = followed === 'listed' ? list(context.getNodeParameter('requestList', ''), 'Request List') : undefined;
	const pickupLocations = list(options.pickupLocations, optionOf('pickupLocations').displayName);
	const settings: TriggerSettings = {
		following: {
			side,
			criteria: {
				events: new Set(events),
				patronId,
				requests,
				onlyWithReference: yes('onlyWithReference'),
				serviceType,
				pickupLocations: pickupLocations.length === 0 ? undefined : pickupLocations,
			},
			patronDetails: patronDetails ?? 'none',
			overlapSeconds: Math.round(number('overlapMinutes', usualOverlapMinutes) * 60),
			ignoreOlderThanSeconds: Math.round(number('ignoreOlderThanDays', 3) * 86_400),
			startHours: number('startWithHours', 0),
			repeatAfterRestart: yes('repeatAfterRestart'),
		},
		includeRawRequest: yes('includeRawRequest') && patronDetails === 'full',
		realPatronInTests: yes('realPatronInTests'),
	};
	// An invalid choice would silently drop changes, or disclose more of a patron than intended.
	if (problems[0] !== undefined)
		throw new NodeOperationError(context.getNode(), problems[0].text, {
			description: 'Choose in the node, or change what the expression gives.',
		});
	if (followed === undefined) throw emptyField('Requests', 'Choose whose requests to follow.');
	if (patronDetails === undefined) throw emptyField('Patron Details', 'Choose how much of the patron leaves the node.');
	if ('serviceType' in options && serviceType === undefined) throw emptyField('Only Service Type', 'Choose one, or take the option out.');
	if (patronId === '') throw emptyField('Patron ID', 'Give the patron whose requests are to be followed.');
	if (requests?.length === 0) throw emptyField('Request List', 'Name at least one request by its number, its UUID or your reference.');
	return settings;
}
