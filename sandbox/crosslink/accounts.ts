import { stableId } from '../ids';
import type { SandboxUser } from '../types';

/** What an account for automation needs at CrossLink, and no more. */
export const crossLinkPermissions: readonly string[] = [
	'broker.patron_requests.get', 'broker.patron_requests.post', 'broker.patron_requests.item.get', 'broker.patron_requests.item.actions.get',
	'broker.patron_requests.item.action.post', 'broker.patron_requests.item.events.get', 'broker.patron_requests.item.items.get',
	'broker.patron_requests.item.notifications.get', 'broker.patron_requests.item.notifications.post',
	'broker.patron_requests.item.notifications.item.receipt.put', 'broker.patron_requests.item.internal_note.put', 'broker.state_model.item.get',
	'broker.state_model.capabilities.get', 'broker.located_suppliers.get', 'broker.ill_transactions.get', 'broker.ill_transactions.item.events.get',
	'directory.institution.all',
];

function account(tenant: string, username: string, password: string, permissions: readonly string[] = crossLinkPermissions): SandboxUser {
	return { id: stableId(`user:${tenant}:${username}`), tenant, username, password, permissions };
}

const without = (...permissions: readonly string[]) => crossLinkPermissions.filter((name) => !permissions.includes(name));

/** Names and passwords are those of the same library in ReShare, so that a credential moves by its tenant and back end alone. */
export const crossLinkAccounts: readonly SandboxUser[] = [
	account('east_crosslink', 'ill-east', 'east-borrows-books'),
	account('west_crosslink', 'ill-west', 'west-borrows-books'),
	account('unfinished_crosslink', 'ill-unfinished', 'has-no-symbols-yet'),
	account('east_crosslink', 'all-east', 'may-do-all'),
	account('east_crosslink', 'no-list', 'may-not-list', without('broker.patron_requests.get')),
	account('east_crosslink', 'no-item', 'may-not-open', without('broker.patron_requests.item.get')),
	account('east_crosslink', 'no-create', 'may-not-create', without('broker.patron_requests.post')),
	account('east_crosslink', 'no-action', 'may-not-act', without('broker.patron_requests.item.action.post', 'broker.patron_requests.item.actions.get')),
	account('east_crosslink', 'no-events', 'may-not-see-events', without('broker.patron_requests.item.events.get')),
	account('east_crosslink', 'no-model', 'may-not-see-the-model', without('broker.state_model.item.get')),
	account('east_crosslink', 'no-directory', 'may-not-look-up', without('directory.institution.all')),
];
