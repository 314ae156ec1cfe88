/** The libraries of the resolver's tests. */
import type { ResolverService } from '../../../sandbox/resolver/resolver';

function service(name: string, more: Partial<ResolverService> = {}): ResolverService {
	return { name, tenant: name.toLowerCase().replace('reshare:us-', ''), username: 'resolver', password: 'secret', ...more };
}

export const testServices: readonly ResolverService[] = [
	service('RESHARE:US-EAST'),
	service('west', { checkLimit: false }),
	service('form', { alwaysShowForm: true }),
	service('digital', { digitalOnly: true }),
	service('sso', { reqIdHeader: 'x-remote-user' }),
	service('tokenless', { checkLimit: false }),
	service('nodirectory', { checkLimit: false }),
];

export const testCopyrightTypes = [
	{ name: 'CCG (US)', code: 'us-ccg' },
	{ name: 'CCL (US)', code: 'us-ccl' },
];
export const testServiceLevels = [
	{ name: 'Standard', code: 'standard' },
	{ name: 'Rush', code: 'rush' },
];
