import { ReShareError } from '../../errors';
import type { OkapiClient } from '../../okapi';
import type { RecordList } from '../records';
import type { IdentifierKind, ResultPage } from '../SharedIndex';
import { listIn, selections } from './answers';
import { capabilitiesOf, knownCapabilities, type Capabilities } from './capabilities';
import { byIdentifiers, byIsbns, type InventoryForm } from './cql';
import type { Manner, QuestionBatcher } from './QuestionBatcher';
import { readInstance } from './readRecords';
import { readTables, type SmallTables } from './tables';

/** Reads records through GraphQL. What the tenant offers, and the small tables, are read once. */
export class FolioRecords {
	#capabilities: Promise<Capabilities> | undefined;
	#tables: Promise<SmallTables> | undefined;
	#askedAgain: Promise<Capabilities> | undefined;

	constructor(
		private readonly okapi: OkapiClient,
		private readonly batcher: QuestionBatcher,
	) {}

	/**
	 * What the tenant's inventory offers.
	 *
	 * @throws ReShareError `noModule` where this consortium has no GraphQL inventory
	 */
	async capabilities(): Promise<Capabilities> {
		this.#capabilities ??= capabilitiesOf(this.okapi.accountScope, this.batcher);
		return await this.#capabilities;
	}

	async tables(): Promise<SmallTables> {
		this.#tables ??= this.capabilities().then(async ({ fields }) => await readTables(this.batcher, fields));
		return await this.#tables;
	}

	/**
	 * Finds records in the form of this inventory. Where it says that it lacks the module, the form may have been remembered from before the
	 * module was removed: it is asked again what it offers, once in a run.
	 *
	 * @throws ReShareError `noModule` where that changes nothing
	 */
	async find(cqlFor: (form: InventoryForm) => string, page: ResultPage, manner: Manner = {}): Promise<RecordList> {
		const { form } = await this.capabilities();
		try {
			return await this.findIn(form, cqlFor(form), page, manner);
		} catch (error) {
			if (!(error instanceof ReShareError) || error.kind !== 'noModule') throw error;
			this.#askedAgain ??= this.#askAgain();
			const now = await this.#askedAgain;
			if (now.form === form) throw error;
			return await this.findIn(now.form, cqlFor(now.form), page, manner);
		}
	}

	async #askAgain(): Promise<Capabilities> {
		knownCapabilities.forget(this.okapi.accountScope);
		this.#capabilities = undefined;
		return await this.capabilities();
	}

	async findIn(form: InventoryForm, cql: string, page: ResultPage, manner: Manner = {}): Promise<RecordList> {
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
		// Records that a list counts but does not give are as good as unreadable, unless the list was too long.
		const wanted = Math.min(page.limit, Math.max(0, (total ?? 0) - page.offset));
		return { records, total, unreadable: Math.max(wanted, entries.length) - records.length };
	}

	async findByIdentifiers(kind: IdentifierKind, keys: readonly string[], limit: number, once: boolean): Promise<RecordList> {
		// A search by ISBN needs no table, so it runs while the tables are read.
		const types = kind === 'isbn' ? undefined : (await this.tables()).identifierTypes;
		return await this.find(
			(form) => (types === undefined ? byIsbns(form, keys) : byIdentifiers(kind, form, keys, types)),
			{ offset: 0, limit },
			{ once },
		);
	}
}
