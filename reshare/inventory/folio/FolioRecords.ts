import { unknownForm } from '../../errors';
import type { OkapiClient } from '../../okapi';
import type { RecordList } from '../records';
import type { IdentifierKind, Page } from '../SharedIndex';
import { instancesAnswer, parse } from './answers';
import { capabilitiesOf, type Capabilities } from './capabilities';
import { byIdentifiers, byIsbns } from './cql';
import type { GraphqlGateway } from './GraphqlGateway';
import type { Manner, QuestionBatcher } from './QuestionBatcher';
import { readInstance } from './readRecords';
import { selections } from './selections';
import { readTables, type SmallTables } from './tables';

/** Reads records through GraphQL. What the tenant offers, and the small tables, are read once. */
export class FolioRecords {
	#detected: ReturnType<typeof capabilitiesOf> | undefined;
	#tables: Promise<SmallTables> | undefined;

	constructor(private readonly okapi: OkapiClient, private readonly gateway: GraphqlGateway, private readonly batcher: QuestionBatcher) {}

	/** @throws ReShareError `noModule` where this consortium has no GraphQL inventory */
	async capabilities(): Promise<Capabilities> {
		this.#detected ??= capabilitiesOf(this.okapi.scope, this.gateway);
		return (await this.#detected).capabilities;
	}

	async tables(): Promise<SmallTables> {
		this.#tables ??= this.#readTables();
		return await this.#tables;
	}

	/**
	 * @param query in CQL
	 * @throws ReShareError when the inventory refused the query or could not answer
	 */
	async find(query: string, page: Page, manner: Manner = {}): Promise<RecordList> {
		const { form } = await this.capabilities();
		const asked = this.batcher.ask({
			field: form === 'search' ? 'search_instances' : 'instance_storage_instances',
			query,
			...page,
			selection: `totalRecords instances { ${selections[form]} }`,
		}, manner);
		const [reply, tables] = await Promise.all([asked, this.tables()]);
		const { instances, totalRecords } = parse(reply, instancesAnswer, 'a list of records');
		// No list is not an empty list: it does not say that there is no such record.
		if (!instances) throw unknownForm('The shared inventory sent a list of records in an unknown form');
		const records = instances.flatMap((instance) => readInstance(instance, tables) ?? []);
		return { records, total: totalRecords ?? null, unreadable: instances.length - records.length };
	}

	async identifierQuery(kind: IdentifierKind, keys: readonly string[]): Promise<string> {
		const { form } = await this.capabilities();
		// This needs no table, and is under way while they are read.
		if (kind === 'isbn') return byIsbns(form, keys);
		const { identifierTypes } = await this.tables();
		return byIdentifiers(kind, form, keys, identifierTypes);
	}

	async #readTables(): Promise<SmallTables> {
		const { fields } = await this.capabilities();
		return await readTables(this.batcher, fields, (await this.#detected)?.firstPages);
	}
}
