import { compareAuthors } from '../../inventory/match/compareAuthors';
import { normalizeIsbn } from '../../inventory/match/isbn';
import { titleKey } from '../../inventory/match/compareTitles';
import { memoizeByObject } from '../../memoize';
import { serviceTypeOf, type PatronRequest } from '../model/request';
import { foldCaseAndSpaces, comparableWordsOf } from '../../text';
import type { RequestDraft, DraftTextFields } from '../../draft';
import type { CreateJob } from './createTypes';

/**
 * Whether a request and a draft name the same record or ISBN (in either form), volume and kind of service, and for copies the same part.
 */
export function asksForSameThing(row: PatronRequest, draft: RequestDraft) {
	return sameShape(row, draft) && (agree('record', row, draft) || agree('isbn', row, draft));
}

/**
 * Whether a request and a draft name the same title and author, perhaps of another edition. Subtitles and the order of a name's parts do
 * not count.
 */
export function asksForSameWork(row: PatronRequest, draft: RequestDraft) {
	return sameShape(row, draft) && agree('title', row, draft) && compareAuthors(draft.author ?? '', [row.author ?? '']) !== 'different';
}

/**
 * Whether a request and a draft surely name different things: records with different titles and no ISBN in common, other volume numbers, or
 * other parts. What is missing on one side proves nothing.
 */
export function asksForOtherThing(row: PatronRequest, draft: RequestDraft) {
	const isOtherRecord = differ('record', row, draft) && differ('title', row, draft) && !agree('isbn', row, draft);
	return isOtherRecord || differ('volumeNumbers', row, draft) || differ('part', row, draft);
}

/**
 * Whether a request with the draft's reference was surely made from another draft. That can happen only if the reference was typed, because
 * a derived one depends on what the draft asks for.
 */
export function isOfAnotherDraft(row: PatronRequest, { draft, reference }: Pick<CreateJob, 'draft' | 'reference'>) {
	return reference.typed && asksForOtherThing(row, draft);
}

/**
 * Whether both name the same kind of service and volume, and for copies the same part. Pages that only one of them names make no
 * difference.
 */
function sameShape(row: PatronRequest, draft: RequestDraft) {
	return agree('shape', row, draft) && (draft.serviceType === 'loan' || !differ('pages', row, draft));
}

function agree(key: keyof Keys, row: PatronRequest, draft: RequestDraft) {
	const [theirs, ours] = [keysOf(row)[key], keysOf(draft)[key]];
	return ours !== '' && ours === theirs;
}

function differ(key: keyof Keys, row: PatronRequest, draft: RequestDraft) {
	return keysOf(row)[key] !== '' && keysOf(draft)[key] !== '' && !agree(key, row, draft);
}

/** mod-rs stores 255 characters of a title; a longer one ends in three dots (PatronRequest.truncateAndLog). */
function storedPart(title = '') {
	return title.trim().slice(0, 252);
}

type Asked = DraftTextFields & Partial<Pick<PatronRequest, 'recordId' | 'serviceType'>>;
type Keys = ReturnType<typeof keysOf>;

/**
 * Returns the keys by which requests and drafts are compared. A key is empty if the request or draft lacks its data. The keys are made once
 * for each, because each draft of a run is compared with all open requests of its patron.
 */
const keysOf = memoizeByObject((one: Asked) => {
	const part = comparableWordsOf(storedPart(one.partTitle));
	const serviceType = serviceTypeOf(one);
	return {
		shape: JSON.stringify([serviceType, foldCaseAndSpaces(one.volume), serviceType === 'loan' ? '' : part]),
		record: foldCaseAndSpaces(one.recordId ?? one.instanceId),
		isbn: normalizeIsbn(one.isbn ?? '') ?? '',
		title: titleKey(storedPart(one.title).split(';')[0] ?? ''),
		volumeNumbers: one.volume?.match(/\d+/g)?.join(' ') ?? '',
		part,
		pages: comparableWordsOf(one.pages),
	};
});
