/** The libraries of the resolver's tests. */
import type { ResolverServiceSession } from '../../../sandbox/resolver/okapi-session';

function service(name: string): ResolverServiceSession {
	return { name, tenant: name.toLowerCase().replace('reshare:us-', ''), username: 'resolver', password: 'secret' };
}

export const testServices: readonly ResolverServiceSession[] = [
	...['RESHARE:US-EAST', 'west', 'tokenless', 'nodirectory'].map(service),
	{ ...service('form'), alwaysShowForm: true },
];
