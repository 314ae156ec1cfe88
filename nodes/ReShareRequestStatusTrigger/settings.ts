import { NodeOperationError } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';
import type { Following, InputProblem, PatronDetails, WantedEvent } from '../shared/client';
import { readChoice } from '../shared/choices';
import { asList, readText } from '../shared/parameters';
import { lendingTriggerOn, onlyServiceTypeField, patronDetailsField, requestsFollowed, triggerOn } from './fields';

/** What the user set in the node. */
export interface Settings {
	/** Which changes, and how they are told. */
	readonly following: Omit<Following, 'staffLink' | 'timeZone'>;
	readonly includeRawRequest: boolean;
	readonly realPatronInTests: boolean;
}

interface Options {
	readonly ignoreOlderThanDays?: number;
	readonly includeRawRequest?: boolean;
	readonly onlyWithReference?: boolean;
	readonly overlapMinutes?: number;
	readonly pickupLocations?: string;
	readonly realPatronInTests?: boolean;
	readonly repeatAfterRestart?: boolean;
	readonly serviceType?: string;
	readonly startWithHours?: number;
}

/** @throws NodeOperationError naming the field that is empty, or holds what is none of its choices */
export function readSettings(context: IPollFunctions): Settings {
	const problems: InputProblem[] = [];
	const followed = readChoice(context.getNodeParameter('requestsFollowed', 'borrowing'), requestsFollowed, problems);
	const side = followed === 'lending' ? 'lending' : 'borrowing';
	const options = context.getNodeParameter('options', {}) as Options;
	const eventField = side === 'lending' ? lendingTriggerOn : triggerOn;
	const events = asList(context.getNodeParameter(eventField.name, [])).map((event) => readChoice(event, eventField, problems) as WantedEvent);
	if (events.length === 0) throw emptyField(context, 'Trigger On', 'Choose at least one kind of change.');
	const patronDetails = readChoice(context.getNodeParameter('patronDetails', 'full'), patronDetailsField, problems) as PatronDetails | undefined;
	const serviceType = readChoice(options.serviceType, onlyServiceTypeField, problems);
	// What is none of the choices would pass over every change in silence, or tell more of a patron than was meant.
	if (problems[0] !== undefined) throw new NodeOperationError(context.getNode(), problems[0].text, { description: 'Choose in the node, or have the expression give one of these words.' });
	if (followed === undefined) throw emptyField(context, 'Requests', 'Choose whose requests to follow.');
	if (patronDetails === undefined) throw emptyField(context, 'Patron Details', 'Choose how much of the patron leaves the node.');
	if ('serviceType' in options && serviceType === undefined) throw emptyField(context, 'Only Service Type', 'Choose one, or take the option out.');
	const pickupLocations = asList(options.pickupLocations);
	return {
		following: {
			side,
			criteria: {
				events: new Set(events),
				...(followed === 'patron' ? { patronId: patronOf(context) } : {}),
				...(followed === 'listed' ? { requests: listOf(context) } : {}),
				...(options.onlyWithReference === true ? { onlyWithReference: true } : {}),
				...(serviceType === undefined ? {} : { serviceType }),
				...(pickupLocations.length === 0 ? {} : { pickupLocations }),
			},
			patronDetails,
			overlapSeconds: Math.round((options.overlapMinutes ?? 5) * 60),
			ignoreOlderThanSeconds: Math.round((options.ignoreOlderThanDays ?? 3) * 86_400),
			startHours: options.startWithHours ?? 0,
			repeatAfterRestart: options.repeatAfterRestart === true,
		},
		includeRawRequest: options.includeRawRequest === true && patronDetails === 'full',
		realPatronInTests: options.realPatronInTests === true,
	};
}

function patronOf(context: IPollFunctions): string {
	const problems: InputProblem[] = [];
	const patronId = (readText(context.getNodeParameter('patronId', ''), 'Patron ID', problems) ?? '').trim();
	if (problems[0] !== undefined) throw new NodeOperationError(context.getNode(), problems[0].text, { description: 'Give the patron whose requests are to be followed.' });
	if (patronId === '') throw emptyField(context, 'Patron ID', 'Give the patron whose requests are to be followed.');
	return patronId;
}

function listOf(context: IPollFunctions): string[] {
	const listed = asList(context.getNodeParameter('requestList', ''));
	if (listed.length === 0) throw emptyField(context, 'Request List', 'Name at least one request by its number, its UUID or your reference.');
	return listed;
}

function emptyField(context: IPollFunctions, field: string, description: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), `'${field}' is empty`, { description });
}
