export type * from '../../notices/index';

type Notices = typeof import('../../notices/index');

/** Loads the notices when they are first needed, so that n8n starts without them. */
export async function loadNoticesModule(): Promise<Notices> {
	return await import('../../notices/index');
}
