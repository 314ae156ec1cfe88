import type { Behavior } from '../behavior';
import type { ReservoirServer } from '../reservoir/createReservoir';
import type { Cluster } from '../reservoir/ClusterStore';
import type { BibRecord } from '../inventory/records/BibRecord';
import type { IncomingCall } from '../startServer';
import type { SandboxAnswer } from '../sharedTypes';
import { libraryCatalogOf, vendorEbookRecords } from './otherCollections';
import { buildIndexDocument, reshareCollection, type IndexDocument } from './IndexDocument';
import { VufindSite } from './VufindSite';

export { practiceApiKey } from './VufindSite';

/** The paths of the sites. The longer ones come first, because they begin with the last one. */
export const vufindPaths = { v7: '/vufind-7', v8: '/vufind-8', catalog: '/vufind-catalog', v10: '/vufind' } as const;

/**
 * The consortium's sites for searching, in three versions over one index; and the catalog of one library, which does not belong to ReShare.
 */
export interface VufindSites {
	handle(request: IncomingCall): SandboxAnswer | undefined;
	/** Harvests what has changed in Reservoir. Before that, the index is as it was at the start. */
	harvest(): void;
}

export function createVufind(reservoir: ReservoirServer, records: readonly BibRecord[], options: Behavior): VufindSites {
	const index = new HarvestedIndex(reservoir);
	const catalog = once(() => libraryCatalogOf(records, 'US-EAST').map((marc) => buildIndexDocument(marc, 'catalog')));
	const { now } = reservoir;
	const reshare = { isReshare: true, options, now, documents: () => index.documents() };
	const sites = [
		new VufindSite({ base: vufindPaths.v7, version: 'v7', ...reshare }),
		new VufindSite({ base: vufindPaths.v8, version: 'v8', ...reshare }),
		new VufindSite({ base: vufindPaths.catalog, version: 'v10', isReshare: false, options, now, documents: catalog }),
		new VufindSite({ base: vufindPaths.v10, version: 'v10', ...reshare }),
	];
	return {
		handle: (request) => {
			for (const site of sites) {
				const answer = site.handle(request);
				if (answer !== undefined) return answer;
			}
			return undefined;
		},
		harvest: () => index.harvest(),
	};
}

/** Contains the clusters as they were at the last harvest, and the vendors' e-books. */
class HarvestedIndex {
	private harvested: readonly Cluster[] | undefined;
	private readonly made = new Map<Behavior['clusterRecords'], readonly IndexDocument[]>();

	constructor(private readonly reservoir: ReservoirServer) {
		// The index must not contain changes that come before its first search, so it is built just before the first change.
		reservoir.clusters.onChange = () => this.clusters();
	}

	harvest(): void {
		this.harvested = this.reservoir.clusters.living();
		this.made.clear();
	}

	documents(): readonly IndexDocument[] {
		const form = this.reservoir.options.clusterRecords;
		const known = this.made.get(form);
		if (known !== undefined) return known;
		const clusters = this.clusters().flatMap((cluster) => this.reservoir.record(cluster) ?? []);
		const documents = [
			...clusters.map((marc) => buildIndexDocument(marc, reshareCollection)),
			...vendorEbookRecords.map((marc) => buildIndexDocument(marc, 'ebooks')),
		];
		this.made.set(form, documents);
		return documents;
	}

	private clusters(): readonly Cluster[] {
		this.harvested ??= this.reservoir.clusters.living();
		return this.harvested;
	}
}

function once<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}
