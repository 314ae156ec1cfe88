import { rethrowUnlessOfKind, undefinedIfFailed } from '../../errors';
import { rethrowUnlessOfOneQuery } from '../errorsOfWholeInventory';
import type { HoldingList } from '../recordsAndHoldings';
import { readListOfAnswer } from './answerSchemas';
import { cqlForIds } from './cql';
import type { FolioRecordReader } from './FolioRecordReader';
import type { FieldQueryReply, GraphqlQueryBatcher } from './GraphqlQueryBatcher';
import { KeyBatcher } from './KeyBatcher';
import { parseHolding } from './parseRecords';
import type { ReferenceTables } from './referenceTables';
import { holdingsInRotaOfModRs, mostHoldingsSeenByModRs } from './holdingsInRotaOfModRs';

const recordsPerCall = 25;
/** The most holdings in one answer. A list of exactly this length may have been cut. */
const mostHoldings = 1000;
const allHoldings = 'holdings_storage_holdings';

/**
 * Reads holdings in few calls. mod-graphql makes one call for each record if the holdings are read as a nested field of their record, but
 * one for many records if they are read from the list of all holdings.
 */
export class HoldingsReader {
	readonly #lists = new KeyBatcher<HoldingList>(
		recordsPerCall,
		(ids) => this.#readTogether(ids),
		(id) => this.#ask([id], mostHoldings).then(listOf, unreadable),
	);

	constructor(
		private readonly records: Pick<FolioRecordReader, 'capabilities' | 'tables'>,
		private readonly batcher: GraphqlQueryBatcher,
	) {}

	of(instanceId: string) {
		return this.#lists.of(instanceId);
	}

	/**
	 * Reads the holdings of several records. The result is undefined if each record must be read by itself: because the schema has no list of
	 * holdings, because the list failed or may have been cut, or because a damaged holding does not say to which record it belongs.
	 */
	async #readTogether(ids: readonly string[]) {
		if (!(await this.records.capabilities()).fields.has(allHoldings)) return undefined;
		const answer = await undefinedIfFailed(this.#ask(ids, mostHoldings));
		if (answer === undefined || answer.cut || answer.holdings.some(({ instanceId }) => instanceId === null)) return undefined;
		return async (id: string) => {
			const list = listOf({ ...answer, holdings: answer.holdings.filter(({ instanceId }) => instanceId === id) });
			// mod-rs looks at the first ten holdings in its own order. A list for many records may have another order, so that the order is
			// read for each record.
			if (list.holdings.length <= mostHoldingsSeenByModRs) return list;
			try {
				return { ...list, inRota: holdingsInRotaOfModRs((await this.#ask([id], mostHoldingsSeenByModRs)).holdings) };
			} catch (error) {
				return { ...list, unread: rethrowUnlessOfOneQuery(error) };
			}
		};
	}

	/**
	 * Asks for the holdings of some records. If the schema has no list of holdings, those of one record are read as a nested field of it.
	 */
	async #ask(ids: readonly string[], limit: number): Promise<Answer> {
		const [{ fields, api }, tables] = await Promise.all([this.records.capabilities(), this.records.tables()]);
		const isList = fields.has(allHoldings);
		const selection = holdingSelection(fields);
		const { value, faults } = await this.batcher.ask(
			isList
				? { field: allHoldings, query: cqlForIds(ids, 'instanceId'), limit, selection: `totalRecords holdingsRecords { ${selection} }` }
				: {
						field: api === 'search' ? 'search_instances' : 'instance_storage_instances',
						query: cqlForIds(ids),
						selection: `instances { id holdingsRecords2(limit: ${limit}) { ${selection} } }`,
					},
		);
		const list = isList ? 'holdingsRecords' : 'holdingsRecords2';
		const place = isList ? [list] : ['instances', 0, list];
		const failed = faults.find(({ path }) => path.length === place.length && isBelow(path, place));
		if (failed !== undefined) throw failed.error;
		const [record] = isList ? [value] : readListOfAnswer(value, 'instances', 'a list of records').entries;
		const { entries, total } = readListOfAnswer(record, list, 'a list of holdings');
		const holdings = entries.map((entry, index) =>
			parseHolding(
				entry,
				tables,
				faults.some(({ path }) => isBelow(path, [...place, index, 'illPolicy'])),
			),
		);
		return { holdings, cut: total === null ? entries.length >= limit : total > entries.length, faults, tables };
	}
}

interface Answer extends Pick<HoldingList, 'cut'>, Pick<FieldQueryReply, 'faults'> {
	readonly holdings: ReadonlyArray<ReturnType<typeof parseHolding>>;
	readonly tables: ReferenceTables;
}

/**
 * Returns the fields of a holding to select. Names come from the reference tables, or from nested fields of each holding if the schema
 * lacks the table.
 */
function holdingSelection(fields: ReadonlySet<string>) {
	const policy = fields.has('ill_policies') ? '' : ' illPolicy { id name }';
	const location = fields.has('locations') ? '' : ' permanentLocation { id code name }';
	return `id instanceId callNumber illPolicyId permanentLocationId holdingsStatements { statement }${policy}${location}`;
}

function listOf({ holdings, cut, faults, tables: { failed } }: Answer) {
	const problem =
		(holdings.some(({ policyUnknown }) => policyUnknown) ? failed.get('policies') : undefined) ??
		(holdings.some(({ locationUnknown }) => locationUnknown) ? failed.get('locations') : undefined) ??
		faults[0]?.error;
	return { holdings, inRota: holdingsInRotaOfModRs(holdings), cut, problem };
}

function isBelow(path: ReadonlyArray<string | number>, place: ReadonlyArray<string | number>) {
	return place.every((part, index) => path[index] === part);
}

function unreadable(error: unknown) {
	rethrowUnlessOfKind(error);
	return { holdings: [], inRota: [], cut: false, error, problem: error };
}
