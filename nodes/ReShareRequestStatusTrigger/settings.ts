import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Following, InputProblem, PatronDetails, WantedEvent } from '../shared/client';
import { readChoice, readNumber, readYesNo } from '../shared/choices';
import { fieldsByName } from '../shared/fieldsByName';
import { asList, readPatronId, readTexts } from '../shared/parameters';
import { lendingTriggerOn, onlyServiceTypeField, optionsField, patronDetailsField, requestsFollowed, triggerOn } from './fields';

/** What the user set in the node. */
export interface Settings {
	/** Which changes, and how they are told. */
	readonly following: Omit<Following, 'staffLink' | 'timeZone'>;
	readonly includeRawRequest: boolean;
	readonly realPatronInTests: boolean;
}

const optionOf = fieldsByName(optionsField.options);

/** @throws NodeOperationError naming the field that is empty, or holds what is none of its choices */
export function readSettings(context: IPollFunctions): Settings {
	const problems: InputProblem[] = [];
	const followed = readChoice(context.getNodeParameter('requestsFollowed', 'borrowing'), requestsFollowed, problems);
	const side = followed === 'lending' ? 'lending' : 'borrowing';
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const yes = (name: string): boolean => readYesNo(options[name], optionOf(name).displayName, problems) === true;
	const number = (name: string, usual: number): number => readNumber(options[name], optionOf(name), usual, problems);
	const list = (value: unknown, fieldName: string): string[] => asList(readTexts(value, fieldName, problems));
	const eventField = side === 'lending' ? lendingTriggerOn : triggerOn;
	const events = asList(context.getNodeParameter(eventField.name, [])).map((event) => readChoice(event, eventField, problems) as WantedEvent);
	if (events.length === 0) throw emptyField(context, 'Trigger On', 'Choose at least one kind of change.');
	const patronDetails = readChoice(context.getNodeParameter('patronDetails', 'full'), patronDetailsField, problems) as PatronDetails | undefined;
	const serviceType = readChoice(options.serviceType, onlyServiceTypeField, problems);
	const patronId = followed === 'patron' ? readPatronId(context.getNodeParameter('patronId', ''), problems) : undefined;
	const requests = followed === 'listed' ? list(context.getNodeParameter('requestList', ''), 'Request List') : undefined;
	const pickupLocations = list(options.pickupLocations, optionOf('pickupLocations').displayName);
	const settings: Settings = {
		following: {
			side,
			criteria: {
				events: new Set(events),
				...(patronId === undefined ? {} : { patronId }),
				...(requests === undefined ? {} : { requests }),
				...(yes('onlyWithReference') ? { onlyWithReference: true } : {}),
				...(serviceType === undefined ? {} : { serviceType }),
				...(pickupLocations.length === 0 ? {} : { pickupLocations }),
			},
			patronDetails: patronDetails ?? 'none',
			overlapSeconds: Math.round(number('overlapMinutes', 5) * 60),
			ignoreOlderThanSeconds: Math.round(number('ignoreOlderThanDays', 3) * 86_400),
			startHours: number('startWithHours', 0),
			repeatAfterRestart: yes('repeatAfterRestart'),
		},
		includeRawRequest: yes('includeRawRequest') && patronDetails === 'full',
		realPatronInTests: yes('realPatronInTests'),
	};
	// What cannot be read would pass over every change in silence, or tell more of a patron than was meant.
	if (problems[0] !== undefined) throw new NodeOperationError(context.getNode(), problems[0].text, { description: 'Choose in the node, or change what the expression gives.' });
	if (followed === undefined) throw emptyField(context, 'Requests', 'Choose whose requests to follow.');
	if (patronDetails === undefined) throw emptyField(context, 'Patron Details', 'Choose how much of the patron leaves the node.');
	if ('serviceType' in options && serviceType === undefined) throw emptyField(context, 'Only Service Type', 'Choose one, or take the option out.');
	if (patronId === '') throw emptyField(context, 'Patron ID', 'Give the patron whose requests are to be followed.');
	if (requests?.length === 0) throw emptyField(context, 'Request List', 'Name at least one request by its number, its UUID or your reference.');
	return settings;
}

function emptyField(context: IPollFunctions, field: string, description: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), `'${field}' is empty`, { description });
}
