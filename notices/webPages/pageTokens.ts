import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { nestedItemOf, textOfField, type WorkflowItem } from '../workflowItem';

/** A token is valid for a day, because a page stays open for a working day. */
const validMs = 24 * 3_600_000;
const mostUsed = 100_000;

/**
 * The tokens that this process has accepted. Another process may accept one of them again, but ReShare refuses an action that is already
 * done.
 */
const used = new Set<string>();

/** Where and when a page is shown. `installation` is n8n's own secret name. */
export interface PageTokenContext {
	readonly installation: string;
	/** The time in milliseconds since 1970. */
	readonly now: number;
}

/**
 * Issues a token for a page. Another site may make a signed-in browser send an answer, but it cannot read the page and so does not know the
 * token. The token is signed with the reader's session, so that every process of an n8n can check it and none has to store it.
 *
 * @param asked the item of the Webhook node
 */
export function issuePageToken(asked: WorkflowItem, { installation, now }: PageTokenContext): string {
	const content = `${now + validMs}.${randomUUID()}`;
	return `${content}.${signatureOf(content, asked, installation)}`;
}

/**
 * Accepts an answer if it comes from a page that this n8n showed to the same reader within a day, and if it is the first answer from that
 * page.
 */
export function acceptAnswerOnce(asked: WorkflowItem, shown: PageTokenContext): boolean {
	const content = signedToken(asked, shown);
	if (content === undefined || used.has(content)) return false;
	used.add(content);
	for (const oldest of used) {
		if (used.size <= mostUsed) break;
		used.delete(oldest);
	}
	return true;
}

/**
 * Whether an answer comes from a page that this n8n showed to the same reader within a day, even if it is not the first answer from that
 * page.
 */
export function isFromOurPage(asked: WorkflowItem, shown: PageTokenContext): boolean {
	return signedToken(asked, shown) !== undefined;
}

function signedToken(asked: WorkflowItem, { installation, now }: PageTokenContext): string | undefined {
	const token = textOfField(nestedItemOf(asked, 'body'), 'token') ?? '';
	const end = token.lastIndexOf('.');
	const content = token.slice(0, Math.max(end, 0));
	const [given, right] = [token.slice(end + 1), signatureOf(content, asked, installation)].map((signature) => Buffer.from(signature)) as [
		Buffer,
		Buffer,
	];
	const isSigned = given.length === right.length && timingSafeEqual(given, right);
	return isSigned && Number(content.split('.')[0]) > now && !isFromOtherSite(asked) ? content : undefined;
}

function signatureOf(content: string, asked: WorkflowItem, installation: string): string {
	return createHmac('sha256', JSON.stringify([installation, headerOf(asked, 'authorization')]))
		.update(content)
		.digest('base64url');
}

/**
 * Whether the browser says that the answer comes from another site. n8n shows pages in a sandbox, whose answers have the origin `null` and
 * count as cross-site, like those from other pages. Among these, only the token identifies the own page.
 */
function isFromOtherSite(asked: WorkflowItem): boolean {
	const origin = headerOf(asked, 'origin');
	const site = headerOf(asked, 'sec-fetch-site');
	if (origin === undefined) return site === 'cross-site' || site === 'same-site';
	const own = [headerOf(asked, 'host'), headerOf(asked, 'x-forwarded-host'), hostOf(textOfField(asked, 'webhookUrl'))];
	return origin !== 'null' && !own.includes(hostOf(origin));
}

function headerOf(asked: WorkflowItem, name: string): string | undefined {
	return textOfField(nestedItemOf(asked, 'headers'), name);
}

function hostOf(url: string | undefined): string | undefined {
	return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}
