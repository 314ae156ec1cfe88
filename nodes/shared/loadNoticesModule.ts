export type * from '../../notices/index';

/** Loads the notices when they are first needed, so that n8n starts without them. */
export async function loadNoticesModule() {
	return await import('../../notices/index');
}
