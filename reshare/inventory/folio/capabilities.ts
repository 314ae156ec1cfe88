import { ReShareError } from '../../errors';
import { Remembered } from '../../Remembered';
import { countAnswer, sampleAnswer } from './answers';
import { everything, withIdentifiers, type InventoryForm } from './cql';
import type { GraphqlAnswer, GraphqlGateway } from './GraphqlGateway';
import { documentFor, type Question } from './QuestionBatcher';
import { inventoryError } from './faults';
import { selections } from './selections';
import { firstPages } from './tables';

export interface Capabilities {
	readonly form: InventoryForm;
	/** The top-level fields of the schema; links take the place of the others. */
	readonly fields: ReadonlySet<string>;
}

interface Detected {
	readonly capabilities: Capabilities;
	/** First pages of small tables, by field. */
	readonly firstPages: ReadonlyMap<string, unknown>;
}

const count = (field: string, query?: string): Question => ({ field, query, limit: 0, selection: 'totalRecords' });

const searchProbe = count('search_instances', everything);
/** A record with numbers, read as a search reads it: mod-graphql before 1.14 gives mod-search's records without them. */
const searchSample: Question = { field: 'search_instances', query: withIdentifiers, limit: 1, selection: `totalRecords instances { ${selections.search} }` };
/** The small tables are read, not only probed: a run needs them at once. */
const otherProbes: readonly Question[] = [count('instance_storage_instances'), count('holdings_storage_holdings'), ...firstPages];

/** By tenant; an inventory may get another module while the program runs. */
export const knownCapabilities = new Remembered<Capabilities>(3_600_000);

/**
 * Which form of inventory this tenant has: mod-search where both answer, since it alone has indexes for ISSN, OCLC number and
 * author in every release. It must give records with their numbers, though, and have indexed what inventory storage has.
 *
 * @param scope names the tenant, e.g. `host|tenant`
 * @returns with the first pages of the small tables, unless the answer was known
 * @throws ReShareError when neither form answers
 */
export async function capabilitiesOf(scope: string, gateway: GraphqlGateway): Promise<Detected> {
	let firstPages: Detected['firstPages'] = new Map();
	const capabilities = await knownCapabilities.get(scope, async () => {
		const detected = await detect(gateway);
		({ firstPages } = detected);
		return detected.capabilities;
	});
	return { capabilities, firstPages };
}

async function detect(gateway: GraphqlGateway): Promise<Detected> {
	const answers = await askAll(gateway);
	const fields = new Set([...answers].filter(([, outcome]) => outcome !== 'unknownField').map(([field]) => field));
	const search = answers.get('search_instances');
	const storage = answers.get('instance_storage_instances');
	const found = (form: InventoryForm): Detected => ({ capabilities: { form, fields }, firstPages: pagesIn(answers) });
	if (isAnswer(search) && (!isAnswer(storage) || (search.total > 0 && hasAll(search.total, storage.total)))) return found('search');
	if (isAnswer(storage)) return found('storage');
	if (storage instanceof ReShareError) throw storage;
	if (search instanceof ReShareError) throw search;
	throw new ReShareError('noModule', 'The GraphQL of this consortium offers no search for titles', {
		description: 'Neither instance_storage_instances nor search_instances is there. Check the tenant, or ask your ReShare provider.',
	});
}

/** Storage counts exactly up to a thousand records, and estimates beyond. */
function hasAll(indexed: number, stored: number): boolean {
	return indexed >= (stored <= 1000 ? stored : stored * 0.95);
}

interface Answer {
	readonly total: number;
	readonly value: unknown;
	/** Nothing below the field went wrong. */
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
 * A schema that lacks one field refuses the whole document, and most lack search_instances: it is asked beside the others.
 * Where those are refused, too, each is asked by itself.
 */
async function askAll(gateway: GraphqlGateway): Promise<Map<string, ProbeOutcome>> {
	const [search, others] = await Promise.all([askSearch(gateway), ask(gateway, otherProbes)]);
	if (others !== undefined) return new Map([search, ...others]);
	const outcomes = new Map([search]);
	for (const probe of otherProbes) outcomes.set(probe.field, (await ask(gateway, [probe]))?.get(probe.field) ?? 'unknownField');
	return outcomes;
}

/** mod-search's own count, unless its records would come without what a search needs. */
async function askSearch(gateway: GraphqlGateway): Promise<[field: string, ProbeOutcome]> {
	const { field } = searchProbe;
	const answer = await send(gateway, [searchProbe, searchSample]);
	if (answer === undefined) return [field, 'unknownField'];
	const count = outcomeOf(answer, 0);
	const sample = sampleAnswer.safeParse(answer.data.q1);
	const lacksNumbers = !sample.success || sample.data.instances.some(({ identifiers }) => identifiers.length === 0);
	return [field, isAnswer(count) && lacksNumbers ? 'unknownField' : count];
}

async function ask(gateway: GraphqlGateway, questions: readonly Question[]): Promise<Map<string, ProbeOutcome> | undefined> {
	const answer = await send(gateway, questions);
	return answer === undefined ? undefined : new Map(questions.map(({ field }, index) => [field, outcomeOf(answer, index)]));
}

function outcomeOf({ data, errors }: GraphqlAnswer, index: number): ProbeOutcome {
	const alias = `q${index}`;
	const value = data[alias];
	const own = errors.filter(({ path }) => path === undefined || path[0] === alias);
	const parsed = countAnswer.safeParse(value);
	if (parsed.success) return { total: parsed.data.totalRecords ?? 0, value, whole: own.length === 0 };
	return inventoryError(own[0]?.message ?? '');
}

/** Undefined where the schema refuses the questions. */
async function send(gateway: GraphqlGateway, questions: readonly Question[]): Promise<GraphqlAnswer | undefined> {
	const { document, variables } = documentFor(questions);
	try {
		return await gateway.ask(document, variables);
	} catch (error) {
		if (error instanceof ReShareError && error.kind === 'refused' && error.status === 400) return undefined;
		throw error;
	}
}
