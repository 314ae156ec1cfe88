import type { ModuleRequest } from '../sharedTypes';
import { badRequestProblem } from './brokerProblems';

type Body = Readonly<Record<string, unknown>>;

interface Property {
	readonly type: 'string' | 'object';
	readonly enum?: readonly string[];
	readonly required?: boolean;
	readonly nullable?: boolean;
}

/** The forms of bodies in the broker's API description. Names are case-sensitive, and unknown ones are allowed. */
const bodySchemas = {
	CreatePatronRequest: {
		id: { type: 'string' },
		illRequest: { type: 'object', required: true },
		internalNote: { type: 'string' },
		patron: { type: 'string' },
		requesterSymbol: { type: 'string' },
		prevReqId: { type: 'string' },
		requesterPickupLocationId: { type: 'string', nullable: true },
	},
	ExecuteAction: { action: { type: 'string', required: true }, actionParams: { type: 'object' } },
	CreatePrNotification: { note: { type: 'string', required: true } },
	UpdateNotificationReceipt: {
		receipt: { type: 'string', required: true, enum: ['ACCEPTED', 'REJECTED', 'SEEN', 'SENT', 'FAILED_TO_SEND'] },
	},
	UpdateInternalNote: { internalNote: { type: 'string' } },
} as const satisfies Record<string, Readonly<Record<string, Property>>>;

/**
 * Reads a JSON body and checks it against its schema.
 *
 * @throws BrokerProblem 400 in the words of the validator before the broker, which adds the schema and the value
 */
export function readBody({ body }: ModuleRequest, name: keyof typeof bodySchemas): Body {
	const trouble = (text: string) => badRequestProblem(`request body has an error: ${text}`);
	const mismatch = (text: string) => trouble(`doesn't match schema #/components/schemas/${name}: ${text}`);
	if (body.trim() === '') throw trouble('value is required but missing');
	let value: unknown;
	try {
		value = JSON.parse(body);
	} catch (error) {
		throw trouble(`failed to decode request body: ${(error as Error).message}`);
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mismatch('value must be an object');
	const parts = value as Body;
	for (const [property, shape] of Object.entries<Property>(bodySchemas[name])) {
		const problem = problemOf(property, shape, parts[property]);
		if (problem !== undefined) throw mismatch(`Error at "/${property}": ${problem}`);
	}
	return parts;
}

function problemOf(property: string, { type, required, nullable, enum: allowed }: Property, part: unknown): string | undefined {
	if (part === undefined) return required === true ? `property "${property}" is missing` : undefined;
	if (part === null) return nullable === true ? undefined : 'Value is not nullable';
	const fits = type === 'object' ? typeof part === 'object' && !Array.isArray(part) : typeof part === type;
	if (!fits) return `value must be ${type === 'object' ? 'an object' : 'a string'}`;
	return allowed?.includes(part as string) === false ? `value is not one of the allowed values ${JSON.stringify(allowed)}` : undefined;
}

const parameterTexts = [
	'note',
	'loanCondition',
	'currency',
	'reasonUnfilled',
	'reasonRetry',
	'itemId',
	'deliveryUrl',
	'barcode',
	'title',
	'callNumber',
];

/**
 * Reads an action's parameters as Go does: the case of names does not matter, and null counts as absent. Undefined if a value has another
 * type.
 */
export function readActionParameters(params: Body): Body | undefined {
	const known = Object.entries(params)
		.filter(([, value]) => value !== null)
		.map(([name, value]): [string, unknown] => [
			[...parameterTexts, 'cost'].find((own) => own.toLowerCase() === name.toLowerCase()) ?? name,
			value,
		]);
	const fits = known.every(([name, value]) =>
		name === 'cost' ? typeof value === 'number' : !parameterTexts.includes(name) || typeof value === 'string',
	);
	return fits ? Object.fromEntries(known) : undefined;
}

export function optionalTextIn(body: Body, name: string): string | undefined {
	const value = body[name];
	return typeof value === 'string' ? value : undefined;
}
