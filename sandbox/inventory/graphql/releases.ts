/**
 * Releases of mod-graphql that differ in what a client sees, each named by its first two numbers:
 *
 * - `1.10`: search_instances returns the record of inventory storage. Production systems of that time had no search_instances.
 * - `1.12`: search_instances has mod-search 1.6.4's own record
 * - `1.13`: an error's text begins with the status; before, it is the upstream text alone
 * - `1.15`: mod-search's record of today, and `expandAll` is sent to it (from 1.14)
 */
export type GraphqlVersion = '1.10' | '1.12' | '1.13' | '1.15';

export const newestGraphql: GraphqlVersion = '1.15';

export interface GraphqlRelease {
	readonly searchRecord: 'storage' | 'early' | 'current';
	readonly expandsAll: boolean;
	readonly saysStatus: boolean;
	/**
	 * The major version of the Apollo Server that answers. The older one puts an error's trace into `extensions.exception`, and refuses a
	 * wrong variable with 400.
	 */
	readonly apollo: 2 | 4;
}

export const graphqlReleases: Readonly<Record<GraphqlVersion, GraphqlRelease>> = {
	'1.10': { searchRecord: 'storage', expandsAll: false, saysStatus: false, apollo: 2 },
	'1.12': { searchRecord: 'early', expandsAll: false, saysStatus: false, apollo: 2 },
	'1.13': { searchRecord: 'early', expandsAll: false, saysStatus: true, apollo: 4 },
	'1.15': { searchRecord: 'current', expandsAll: true, saysStatus: true, apollo: 4 },
};
