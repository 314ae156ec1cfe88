import { randomSource } from '../randomSource';
import { bindRefdata, refdataProperties, type RefdataProperty } from './referenceData';
import {
	booleanProperties,
	longTextProperties,
	numberProperties,
	textProperties,
	type RequestIdentifier,
	type ScalarProperties,
} from './requestRow';
import type { NewRequestRow } from './RequestStore';

/** A posted value that does not fit its property, which is answered with 422. */
export class BindingErrors extends Error {
	constructor(readonly messages: readonly string[]) {
		super(messages.join('; '));
	}
}
/** A value that breaks the server, which is answered with 500. */
export class BindingCrash extends Error {}

/** The titles and names that are shortened to 255 characters. Any other text that is longer breaks the database call. */
const shortened = new Set<string>([
	'title',
	'author',
	'subtitle',
	'sponsoringBody',
	'publisher',
	'placeOfPublication',
	'titleOfComponent',
	'authorOfComponent',
	'sponsor',
	'informationSource',
]);
/** Properties that no body can set. */
const neverBound = new Set<string>(['numberOfRetries', 'rotaPosition', 'lastSequenceSent', 'lastSequenceReceived']);
const longest = 255;

/**
 * Reads a posted body as Grails' data binding does: unknown properties, `id` and everything that belongs to the server
 * are ignored; text is trimmed and an empty one is null; unknown reference data is null.
 *
 * @throws BindingErrors, BindingCrash
 */
export function readNewRequestBody(body: Readonly<Record<string, unknown>>): NewRequestRow {
	const problems: string[] = [];
	const row: { -readonly [Key in keyof NewRequestRow]: NewRequestRow[Key] } = {};
	const scalars: Record<string, unknown> = {};
	for (const name of textProperties) bindText(name, body, scalars);
	for (const name of longTextProperties) bindText(name, body, scalars, Infinity);
	for (const name of [...booleanProperties, 'isRequester'] as const) {
		const value = asBoolean(body[name]);
		if (value === 'bad') problems.push(`Property ${name} must be a valid boolean`);
		else if (value !== undefined) scalars[name] = value;
	}
	for (const name of numberProperties) {
		if (neverBound.has(name) || body[name] === undefined || body[name] === '') continue;
		const value = Number(body[name]);
		if (Number.isFinite(value)) scalars[name] = value;
		else problems.push(`Property ${name} must be a valid number`);
	}
	bindDay(body.neededBy, scalars, problems);
	if (problems.length > 0) throw new BindingErrors(problems);

	row.refdata = {};
	for (const name of Object.keys(refdataProperties) as RefdataProperty[]) {
		const value = bindRefdata(name, body[name]);
		if (value !== undefined) row.refdata[name] = value;
	}
	if (typeof body.precededBy === 'string' && body.precededBy !== '') row.precededBy = body.precededBy;
	const identifiers = bindIdentifiers(body.requestIdentifiers);
	if (identifiers.length > 0) row.requestIdentifiers = identifiers;
	if (Array.isArray(body.tags)) row.tags = body.tags.filter((tag): tag is string => typeof tag === 'string');
	return { ...(scalars as ScalarProperties & Pick<NewRequestRow, 'isRequester'>), ...row };
}

function bindText(name: string, body: Readonly<Record<string, unknown>>, into: Record<string, unknown>, limit = longest): void {
	const value = body[name];
	if (value === undefined || value === null) return;
	if (typeof value === 'object') {
		// An array arrives if a resolver got a key twice. The binding joins its values.
		if (!Array.isArray(value)) return;
		into[name] = value.join(',');
		return;
	}
	const text = String(value).trim();
	if (text === '') return;
	if (text.length <= limit) into[name] = text;
	else if (shortened.has(name)) into[name] = `${text.slice(0, longest - 3)}...`;
	else
		throw new BindingCrash(
			`org.springframework.dao.DataIntegrityViolationException: could not execute statement; value too long for type character varying(${longest})`,
		);
}

function asBoolean(value: unknown): boolean | undefined | 'bad' {
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value === 'boolean') return value;
	const text = String(value).toLowerCase();
	if (['true', 'on', 'yes', '1'].includes(text)) return true;
	return ['false', 'off', 'no', '0'].includes(text) ? false : 'bad';
}

function bindDay(value: unknown, into: Record<string, unknown>, problems: string[]): void {
	if (value === undefined || value === null || value === '') return;
	const text = String(value).trim();
	if (isDay(text)) into.neededBy = text;
	else problems.push('Property neededBy must be a valid date');
}

function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const day = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function bindIdentifiers(value: unknown): RequestIdentifier[] {
	if (!Array.isArray(value)) return [];
	return value.flatMap((entry: unknown) => {
		if (typeof entry !== 'object' || entry === null) return [];
		const { identifierType, identifier } = entry as { identifierType?: unknown; identifier?: unknown };
		if (typeof identifierType !== 'string' || typeof identifier !== 'string' || identifier.trim() === '') return [];
		const type = identifierType.trim();
		return [
			{ id: randomSource.uuid(), identifierType: type.startsWith('http') ? type : type.toUpperCase(), identifier: identifier.trim() },
		];
	});
}
