import { compareAuthors } from '../../inventory/match/compareAuthors';
import { isbnKey } from '../../inventory/match/isbn';
import { titleKey } from '../../inventory/match/compareTitles';
import { memoize } from '../../memoize';
import { serviceTypeOf, type PatronRequest } from '../model/request';
import { normalized, lettersOnly } from '../../text';
import type { RequestDraft, DraftTexts } from '../../draft';

/** The same record or ISBN (in either form), volume and kind of service; for copies the same part, too. */
export function asksForSameThing(row: PatronRequest, draft: RequestDraft): boolean {
	return sameShape(row, draft) && (agree('record', row, draft) || agree('isbn', row, draft));
}

/** The same title and author, perhaps of another edition. Subtitles and the order of a name's parts do not count. */
export function asksForSameWork(row: PatronRequest, draft: RequestDraft): boolean {
	return sameShape(row, draft) && agree('title', row, draft) && compareAuthors(draft.author ?? '', [row.author ?? '']) !== 'different';
}

/**
 * Surely another thing: another record with another title and no ISBN in common, another volume number, or another part. What is
 * missing on one side proves nothing.
 */
export function asksForOtherThing(row: PatronRequest, draft: RequestDraft): boolean {
	const isOtherRecord = differ('record', row, draft) && differ('title', row, draft) && !agree('isbn', row, draft);
	return isOtherRecord || differ('volumeNumbers', row, draft) || differ('part', row, draft);
}

/** Pages on one side only do not tell two copies apart. */
function sameShape(row: PatronRequest, draft: RequestDraft): boolean {
	return keysOf(row).shape === keysOf(draft).shape && (draft.serviceType === 'loan' || !differ('pages', row, draft));
}

function agree(key: keyof Keys, row: PatronRequest, draft: RequestDraft): boolean {
	const [theirs, ours] = [keysOf(row)[key], keysOf(draft)[key]];
	return ours !== '' && ours === theirs;
}

function differ(key: keyof Keys, row: PatronRequest, draft: RequestDraft): boolean {
	return keysOf(row)[key] !== '' && keysOf(draft)[key] !== '' && !agree(key, row, draft);
}

/** mod-rs keeps 255 characters of a title, of a longer one with three dots at the end (PatronRequest.truncateAndLog). */
const keptLength = 252;

function kept(title = ''): string {
	return title.trim().slice(0, keptLength);
}

type Asked = DraftTexts & Partial<Pick<PatronRequest, 'recordId' | 'serviceType'>>;
type Keys = ReturnType<typeof makeKeys>;

/** Each draft of a run is compared with all its patron's open requests. */
const known = new WeakMap<object, Keys>();

function keysOf(one: Asked): Keys {
	return memoize(known, one, () => makeKeys(one));
}

/** Empty where it does not say. */
function makeKeys(one: Asked) {
	const part = lettersOnly(kept(one.partTitle));
	const serviceType = serviceTypeOf(one);
	return {
		shape: JSON.stringify([serviceType, normalized(one.volume), serviceType === 'loan' ? '' : part]),
		record: normalized(one.recordId ?? one.instanceId),
		isbn: isbnKey(one.isbn ?? '') ?? '',
		title: titleKey(kept(one.title).split(';')[0] ?? ''),
		volumeNumbers: one.volume?.match(/\d+/g)?.join(' ') ?? '',
		part,
		pages: lettersOnly(one.pages),
	};
}
