import { ReShareError } from '../../errors';
import { countAnswer } from './answers';
import { everything, type InventoryForm } from './cql';
import type { GraphqlGateway } from './GraphqlGateway';
import { documentFor, type Question } from './QuestionBatcher';
import { inventoryError } from './faults';
import { firstPages } from './tables';

/** What one tenant's GraphQL offers. */
export interface Capabilities {
	readonly form: InventoryForm;
	/** Top-level fields that the schema has; links take the place of the others. */
	readonly fields: ReadonlySet<string>;
}

/** What finding out brought besides: the first pages of small tables, by field. */
export interface Detected {
	readonly capabilities: Capabilities;
	readonly firstPages: ReadonlyMap<string, unknown>;
}

const count = (field: string, query?: string): Question => ({
	field,
	args: { ...(query === undefined ? {} : { query: { type: 'String', value: query } }), limit: { type: 'Int', value: 0 } },
	selection: 'totalRecords',
});

const searchProbe = count('search_instances', everything);
/** The small tables are not only probed but read: a run needs them at once. */
const otherProbes: readonly Question[] = [count('instance_storage_instances'), count('holdings_storage_holdings'), ...firstPages];

/** How long an answer counts: an inventory may get another module while n8n runs. */
const validMs = 3_600_000;
const known = new Map<string, { readonly until: number; readonly capabilities: Promise<Capabilities> }>();

/**
 * Which form of inventory this tenant has. Asked once per tenant and hour in a process. Where both forms answer, mod-search
 * is used: it alone has indexes for ISSN, OCLC number and author in every release.
 *
 * @param scope names the tenant, e.g. `host|tenant`
 * @returns with the first pages of the small tables, unless what was known sufficed
 * @throws ReShareError when neither form answers
 */
export async function capabilitiesOf(scope: string, gateway: GraphqlGateway, now: number = Date.now()): Promise<Detected> {
	const found = known.get(scope);
	if (found !== undefined && found.until > now) return { capabilities: await found.capabilities, firstPages: new Map() };
	const detected = detect(gateway);
	const capabilities = detected.then((answer) => answer.capabilities);
	known.set(scope, { until: now + validMs, capabilities });
	try {
		await capabilities;
		return await detected;
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

async function detect(gateway: GraphqlGateway): Promise<Detected> {
	const answers = await askAll(gateway);
	const fields = new Set([...answers].filter(([, outcome]) => outcome !== 'unknownField').map(([field]) => field));
	const search = answers.get('search_instances');
	const storage = answers.get('instance_storage_instances');
	const found = (form: InventoryForm): Detected => ({ capabilities: { form, fields }, firstPages: pagesIn(answers) });
	if (isAnswer(search) && (search.total > 0 || !isAnswer(storage))) return found('search');
	if (isAnswer(storage)) return found('storage');
	if (storage instanceof ReShareError) throw storage;
	if (search instanceof ReShareError) throw search;
	throw new ReShareError('noModule', 'The GraphQL of this consortium offers no search for titles', {
		description: 'Neither instance_storage_instances nor search_instances is there. Check the tenant, or ask your ReShare provider.',
	});
}

interface Answer {
	readonly total: number;
	readonly value: unknown;
	/** Whether nothing below the field went wrong. */
	readonly whole: boolean;
}

type ProbeOutcome = Answer | ReShareError | 'unknownField';

function isAnswer(outcome: ProbeOutcome | undefined): outcome is Answer {
	return typeof outcome === 'object' && 'total' in outcome;
}

function pagesIn(answers: ReadonlyMap<string, ProbeOutcome>): Map<string, unknown> {
	const tables = new Set(firstPages.map(({ field }) => field));
	return new Map([...answers].flatMap(([field, outcome]): Array<[string, unknown]> => (tables.has(field) && isAnswer(outcome) && outcome.whole ? [[field, outcome.value]] : [])));
}

/**
 * All probes at once. A schema that lacks one field refuses the whole document, and most lack search_instances; so that
 * is a request of its own beside the others. Where those are refused, too, each is asked by itself.
 */
async function askAll(gateway: GraphqlGateway): Promise<Map<string, ProbeOutcome>> {
	const [search, others] = await Promise.all([askAlone(gateway, searchProbe), ask(gateway, otherProbes)]);
	if (others !== undefined) return new Map([search, ...others]);
	const outcomes = new Map([search]);
	for (const probe of otherProbes) outcomes.set(...(await askAlone(gateway, probe)));
	return outcomes;
}

async function askAlone(gateway: GraphqlGateway, probe: Question): Promise<[field: string, ProbeOutcome]> {
	return [probe.field, (await ask(gateway, [probe]))?.get(probe.field) ?? 'unknownField'];
}

/** Undefined where the schema refuses the questions. */
async function ask(gateway: GraphqlGateway, questions: readonly Question[]): Promise<Map<string, ProbeOutcome> | undefined> {
	const { document, variables } = documentFor(questions);
	try {
		const { data, errors } = await gateway.ask(document, variables);
		return new Map(
			questions.map(({ field }, index): [string, ProbeOutcome] => {
				const alias = `q${index}`;
				const value = data[alias];
				const own = errors.filter(({ path }) => path === undefined || path[0] === alias);
				const parsed = countAnswer.safeParse(value);
				if (parsed.success) return [field, { total: parsed.data.totalRecords ?? 0, value, whole: own.length === 0 }];
				return [field, inventoryError(own[0]?.message ?? '')];
			}),
		);
	} catch (error) {
		if (error instanceof ReShareError && error.kind === 'refused' && error.status === 400) return undefined;
		throw error;
	}
}
