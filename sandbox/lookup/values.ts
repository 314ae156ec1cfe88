import type { ScalarKind, ScalarValue } from './schema';

/** A value that the server cannot convert: the whole call ends with status 500 and this text. */
export class LookupFailure extends Error {}

const yes = ['true', 'on', 'yes', '1'];
const no = ['false', 'off', 'no', '0'];

const stages = ['PREPARING', 'LOCAL', 'ACTIVE', 'ACTIVE_PENDING_CONDITIONAL_ANSWER', 'ACTIVE_SHIPPED', 'COMPLETED'];

/** Converts the text of a filter to the kind of its property, with the oddities of the real conversion. */
export function convertValue(kind: ScalarKind, text: string): ScalarValue {
	switch (kind) {
		case 'text':
			return text;
		case 'boolean': {
			const word = text.toLowerCase();
			if (yes.includes(word)) return true;
			if (no.includes(word)) return false;
			throw new LookupFailure(`java.lang.IllegalArgumentException: Did not recognize boolean value "${text}"`);
		}
		case 'number': {
			const number = Number(text);
			if (text.trim() === '' || !Number.isFinite(number))
				throw new LookupFailure(`java.lang.NumberFormatException: For input string: "${text}"`);
			return number;
		}
		case 'stage':
			if (stages.includes(text)) return text;
			throw new LookupFailure(`java.lang.IllegalArgumentException: No enum constant org.olf.rs.statemodel.StatusStage.${text}`);
		case 'day':
			if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
			throw new LookupFailure(`java.time.format.DateTimeParseException: Text '${text}' could not be parsed at index 0`);
		case 'time':
			return parseTime(text);
	}
}

/** Hours that the server's own time zone is ahead of UTC; it is used for times without a zone. */
const serverZoneHours = -5;

const day = /^(\d{4})-(\d{1,2})-(\d{1,2})/;
const dayAndTime = /^(\d{4})-(\d{1,2})-(\d{1,2})T(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,3}))?(Z|[+-]\d{2}:?\d{2})?/;

/**
 * Times are read by a list of patterns that ignore trailing text: with zone, with milliseconds and zone, without zone,
 * day alone. So `.1Z` is one millisecond, microseconds lose their fraction and their zone, the minutes of an offset are
 * ignored, and a time that fits no pattern but begins with a day is midnight of that day in the server's zone.
 */
function parseTime(text: string): number {
	const full = dayAndTime.exec(text);
	if (full !== null && Number(full[4]) < 24) {
		const [, year, month, date, hours, minutes, seconds, fraction, zone] = full;
		const base = utc(text, Number(year), Number(month), Number(date), Number(hours), Number(minutes), Number(seconds));
		if (zone === 'Z') return base + Number(fraction ?? 0);
		if (zone !== undefined) return base + Number(fraction ?? 0) - Number(zone.slice(0, 3)) * 3_600_000;
		return base - serverZoneHours * 3_600_000;
	}
	const dayOnly = day.exec(text);
	if (dayOnly === null) throw unparseable(text);
	return utc(text, Number(dayOnly[1]), Number(dayOnly[2]), Number(dayOnly[3]), 0, 0, 0) - serverZoneHours * 3_600_000;
}

function utc(text: string, year: number, month: number, date: number, hours: number, minutes: number, seconds: number): number {
	const time = Date.UTC(year, month - 1, date, hours, minutes, seconds);
	const parsed = new Date(time);
	const valid = parsed.getUTCMonth() === month - 1 && parsed.getUTCDate() === date && minutes < 60 && seconds < 60;
	if (!valid) throw unparseable(text);
	return time;
}

function unparseable(text: string): LookupFailure {
	return new LookupFailure(`java.text.ParseException: Unparseable date: "${text}"`);
}

/** The regular expression that SQL's ILIKE stands for: `_` is any character, `\` protects the next one. */
export function likePattern(value: string, contains: boolean): RegExp {
	let source = '';
	for (let index = 0; index < value.length; index++) {
		const character = value.charAt(index);
		if (character === '\\') source += quote(value.charAt(++index));
		else if (character === '_') source += '[^]';
		else if (character === '%') source += '[^]*';
		else source += quote(character);
	}
	return new RegExp(contains ? source : `^${source}$`, 'i');
}

function quote(character: string): string {
	return character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
