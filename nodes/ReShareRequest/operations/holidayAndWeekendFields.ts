import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { badInputError } from '../../../reshare/errors';
import type { ClientModule } from '../../shared/loadClient';
import { readListOrThrow, toList } from '../../shared/readParameters';
import { buildField, buildTextField } from '../../shared/fieldBuilders';

export const holidaysField = buildTextField(
	'Holidays',
	'holidays',
	'Days on which your library is closed, each as YYYY-MM-DD, separated by commas. They do not count as working days.',
	{ placeholder: 'e.g. 2026-12-25, 2027-01-01' },
);

export const weekendField = buildField('multiOptions', 'Weekend Days', 'weekend', 'Days of the week that do not count as working days', {
	options: [
		{ name: 'Friday', value: 5 },
		{ name: 'Monday', value: 1 },
		{ name: 'Saturday', value: 6 },
		{ name: 'Sunday', value: 7 },
		{ name: 'Thursday', value: 4 },
		{ name: 'Tuesday', value: 2 },
		{ name: 'Wednesday', value: 3 },
	],
	default: [6, 7],
});

/** The fields for the calendar by which working days are counted. */
export const calendarFields: INodeProperties[] = [holidaysField, weekendField];

/**
 * Reads the calendar from the values of `calendarFields`.
 *
 * @throws ReShareError `badInput` for what is no day
 */
export function readCalendar(client: ClientModule, given: IDataObject, timeZone: string) {
	return { timeZone, weekend: weekendOf(given.weekend), holidays: holidaysIn(client, given.holidays, timeZone) };
}

/**
 * Reads the days of the weekend, by number or name.
 *
 * @throws ReShareError `badInput`
 */
function weekendOf(value: unknown): number[] {
	if (value === undefined || value === null || value === '') return [6, 7];
	const days = weekendField.options as readonly INodePropertyOptions[];
	return wordsIn(value, weekendField).map((word) => {
		const day = days.find((one) => String(one.value) === word || one.name.toLowerCase() === word.toLowerCase());
		if (day === undefined)
			throw badInputError(`'Weekend Days' holds '${word}', which is not a day of the week`, 'Write Monday or 1 to Sunday or 7.');
		return Number(day.value);
	});
}

/**
 * Reads the holidays. A moment counts as its day in the library's time zone.
 *
 * @throws ReShareError `badInput` for what is no day, because a holiday that is ignored would count as a working day
 */
function holidaysIn(client: ClientModule, value: unknown, timeZone: string): string[] {
	return wordsIn(value, holidaysField).map((word) => {
		const day = client.readDay(word, timeZone);
		if (day === undefined)
			throw badInputError(`'Holidays' holds '${word}', which is not a date`, 'Write each day like 2026-12-25, with commas between them.');
		return day;
	});
}

/**
 * Reads the entries of a list. An entry with commas counts as several.
 *
 * @throws ReShareError `badInput` for an entry that is no text
 */
function wordsIn(value: unknown, { displayName }: INodeProperties): string[] {
	return readListOrThrow(value, displayName).flatMap(toList);
}
