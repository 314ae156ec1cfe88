/** What the nodes use of the notices. Types cost nothing at run time. */
export type * from '../../notices/index';

type Notices = typeof import('../../notices/index');

/** Loads the words and what fills them on first use, so that n8n starts without them. */
export async function loadNotices(): Promise<Notices> {
	return await import('../../notices/index');
}
