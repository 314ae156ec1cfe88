/** The libraries of the resolver's tests. */
import type { ResolverService } from '../../../sandbox/resolver/okapi-session';

function service(name: string): ResolverService {
	return { name, tenant: name.toLowerCase().replace('reshare:us-', ''), username: 'resolver', password: 'secret' };
}

export const testServices: readonly ResolverService[] = [...['RESHARE:US-EAST', 'west', 'tokenless', 'nodirectory'].map(service), { ...service('form'), alwaysShowForm: true }];
