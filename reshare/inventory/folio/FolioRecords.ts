import type { OkapiClient } from '../../okapi';
import type { RecordList } from '../records';
import type { IdentifierKind, ResultPage } from '../SharedIndex';
import { listIn, selections } from './answers';
import { capabilitiesOf, type Capabilities } from './capabilities';
import { byIdentifiers, byIsbns, type InventoryForm } from './cql';
import type { Manner, QuestionBatcher } from './QuestionBatcher';
import { readInstance } from './readRecords';
import { readTables, type SmallTables } from './tables';

/** Reads records through GraphQL. What the tenant offers, and the small tables, are read once. */
export class FolioRecords {
	#capabilities: Promise<Capabilities> | undefined;
	#tables: Promise<SmallTables> | undefined;

	constructor(
		private readonly okapi: OkapiClient,
		private readonly batcher: QuestionBatcher,
	) {}

	/** @throws ReShareError `noModule` where this consortium has no GraphQL inventory */
	async capabilities(): Promise<Capabilities> {
		this.#capabilities ??= capabilitiesOf(this.okapi.accountScope, this.batcher);
		return await this.#capabilities;
	}

	async tables(): Promise<SmallTables> {
		this.#tables ??= this.capabilities().then(async ({ fields }) => await readTables(this.batcher, fields));
		return await this.#tables;
	}

	async find(cql: string, page: ResultPage, manner: Manner = {}, from?: InventoryForm): Promise<RecordList> {
		const form = from ?? (await this.capabilities()).form;
		const asked = this.batcher.ask(
			{
				field: form === 'search' ? 'search_instances' : 'instance_storage_instances',
				query: cql,
				...page,
				selection: `totalRecords instances { ${selections[form]} }`,
			},
			manner,
		);
		const [{ value }, tables] = await Promise.all([asked, this.tables()]);
		const { entries, total } = listIn(value, 'instances', 'a list of records');
		const records = entries.flatMap((entry) => readInstance(entry, tables) ?? []);
		return { records, total, unreadable: entries.length - records.length };
	}

	async findByIdentifiers(kind: IdentifierKind, keys: readonly string[], limit: number, once: boolean): Promise<RecordList> {
		const { form } = await this.capabilities();
		// A search by ISBN needs none of the tables, so it runs while they are read.
		const cql = kind === 'isbn' ? byIsbns(form, keys) : byIdentifiers(kind, form, keys, (await this.tables()).identifierTypes);
		return await this.find(cql, { offset: 0, limit }, { once });
	}
}
