import { ReShareError } from '../errors';
import { countAnswer } from './answers';
import { everything, type InventoryForm } from './cql';
import type { GraphqlGateway } from './graphql/GraphqlGateway';
import { documentFor, type Question } from './graphql/QuestionBatcher';
import { inventoryError } from './graphql/faults';

/** What one tenant's GraphQL offers. */
export interface Capabilities {
	readonly form: InventoryForm;
	/** Top-level fields that the schema has; links take the place of the others. */
	readonly fields: ReadonlySet<string>;
}

const count = (field: string, query?: string): Question => ({
	field,
	args: { ...(query === undefined ? {} : { query: { type: 'String', value: query } }), limit: { type: 'Int', value: 0 } },
	selection: 'totalRecords',
});

const probes: readonly Question[] = [
	count('search_instances', everything),
	count('instance_storage_instances'),
	count('holdings_storage_holdings'),
	count('ill_policies'),
	count('locations'),
	count('identifier_types'),
];

/** How long an answer counts: an inventory may get another module while n8n runs. */
const validMs = 3_600_000;
const known = new Map<string, { readonly until: number; readonly capabilities: Promise<Capabilities> }>();

/**
 * Which form of inventory this tenant has. Asked once per tenant and hour in a process. Where both forms answer, mod-search
 * is used: it alone has indexes for ISSN, OCLC number and author in every release.
 *
 * @param scope names the tenant, e.g. `host|tenant`
 * @throws ReShareError when neither form answers
 */
export async function capabilitiesOf(scope: string, gateway: GraphqlGateway, now: number = Date.now()): Promise<Capabilities> {
	const found = known.get(scope);
	if (found !== undefined && found.until > now) return await found.capabilities;
	const capabilities = detect(gateway);
	known.set(scope, { until: now + validMs, capabilities });
	try {
		return await capabilities;
	} catch (error) {
		known.delete(scope);
		throw error;
	}
}

/** Forgets what is known, of one tenant or of all. */
export function forgetCapabilities(scope?: string): void {
	if (scope === undefined) known.clear();
	else known.delete(scope);
}

async function detect(gateway: GraphqlGateway): Promise<Capabilities> {
	const answers = await askAll(gateway);
	const fields = new Set([...answers].filter(([, outcome]) => outcome !== 'unknownField').map(([field]) => field));
	const search = answers.get('search_instances');
	const storage = answers.get('instance_storage_instances');
	if (typeof search === 'number' && (search > 0 || typeof storage !== 'number')) return { form: 'search', fields };
	if (typeof storage === 'number') return { form: 'storage', fields };
	if (storage instanceof ReShareError) throw storage;
	if (search instanceof ReShareError) throw search;
	throw new ReShareError('noModule', 'The GraphQL of this consortium offers no search for titles', {
		description: 'Neither instance_storage_instances nor search_instances is there. Check the tenant, or ask your ReShare provider.',
	});
}

type ProbeOutcome = number | ReShareError | 'unknownField';

/**
 * All probes in one request. A schema that lacks one field refuses the whole document, and most lack only search_instances;
 * so the others are asked together next, and each by itself where that is refused, too.
 */
async function askAll(gateway: GraphqlGateway): Promise<Map<string, ProbeOutcome>> {
	const together = await ask(gateway, probes);
	if (together !== undefined) return together;
	const others = await ask(gateway, probes.filter(({ field }) => field !== 'search_instances'));
	if (others !== undefined) return new Map<string, ProbeOutcome>([...others, ['search_instances', 'unknownField']]);
	const outcomes = new Map<string, ProbeOutcome>();
	for (const probe of probes) {
		const alone = await ask(gateway, [probe]);
		outcomes.set(probe.field, alone?.get(probe.field) ?? 'unknownField');
	}
	return outcomes;
}

async function ask(gateway: GraphqlGateway, questions: readonly Question[]): Promise<Map<string, ProbeOutcome> | undefined> {
	const { document, variables } = documentFor(questions);
	try {
		const { data, errors } = await gateway.ask(document, variables);
		return new Map(
			questions.map(({ field }, index): [string, ProbeOutcome] => {
				const alias = `q${index}`;
				const parsed = countAnswer.safeParse(data[alias]);
				if (parsed.success) return [field, parsed.data.totalRecords ?? 0];
				const error = errors.find(({ path }) => path === undefined || path[0] === alias);
				return [field, inventoryError(error?.message ?? '')];
			}),
		);
	} catch (error) {
		if (error instanceof ReShareError && error.kind === 'refused' && error.status === 400) return undefined;
		throw error;
	}
}
