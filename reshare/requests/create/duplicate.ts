import { compareAuthors } from '../../inventory/match/compareAuthors';
import { isbnKey } from '../../inventory/match/isbn';
import { titleKey } from '../../inventory/match/compareTitles';
import { serviceTypeOf, type PatronRequest } from '../model/request';
import { normalized, lettersOnly } from '../../text';
import type { Wish } from '../../wish';

/** The same record or ISBN (in either form), volume and kind of service; for copies the same part, too. */
export function asksForSameThing(row: PatronRequest, wish: Wish): boolean {
	if (!sameShape(row, wish)) return false;
	const { record, isbn } = keysOfWish(wish);
	const theirs = keysOfRow(row);
	return (wish.instanceId !== undefined && theirs.record === record) || (isbn !== undefined && theirs.isbn === isbn);
}

/** The same title and author, perhaps of another edition. Subtitles and the order of a name's parts do not count. */
export function asksForSameWork(row: PatronRequest, wish: Wish): boolean {
	if (!sameShape(row, wish)) return false;
	const { title } = keysOfWish(wish);
	return title !== '' && title === keysOfRow(row).title && compareAuthors(wish.author ?? '', [row.author ?? '']) !== 'different';
}

/** Surely another thing: another record with another title and no ISBN in common, another volume number, or another part. What is missing on one side proves nothing. */
export function asksForOtherThing(row: PatronRequest, wish: Wish): boolean {
	const [theirs, ours] = [keysOfRow(row), keysOfWish(wish)];
	const isOtherRecord = differ(theirs.record, ours.record) && differ(theirs.title, ours.title) && (ours.isbn === undefined || theirs.isbn !== ours.isbn);
	return isOtherRecord || differ(numbersIn(row.volume), numbersIn(wish.volume)) || differ(partOf(row.partTitle), partOf(wish.partTitle));
}

/** mod-rs keeps 255 characters of a title, of a longer one with three dots at the end (PatronRequest.truncateAndLog). */
const keptLength = 252;

function kept(title: Text): string {
	return (title ?? '').trim().slice(0, keptLength);
}

function partOf(title: Text): string {
	return lettersOnly(kept(title));
}

function differ(a: string, b: string): boolean {
	return a !== '' && b !== '' && a !== b;
}

function numbersIn(text: string | null | undefined): string {
	return (text ?? '').match(/\d+/g)?.join(' ') ?? '';
}

function sameShape(row: PatronRequest, wish: Wish): boolean {
	return keysOfRow(row).shape === keysOfWish(wish).shape && (wish.serviceType === 'loan' || samePages(row.pages, wish.pages));
}

/** Pages on one side only do not tell two copies apart. */
function samePages(a: string | null | undefined, b: string | undefined): boolean {
	return normalized(a) === '' || normalized(b) === '' || lettersOnly(a) === lettersOnly(b);
}

interface Keys {
	/** Kind of service and volume; for copies the part of it. */
	readonly shape: string;
	readonly record: string;
	readonly isbn: string | undefined;
	readonly title: string;
}

/** Each wish of a run is compared with all its patron's open requests. */
const known = new WeakMap<object, Keys>();

function keysOfRow(row: PatronRequest): Keys {
	return keysOf(row, serviceTypeOf(row), row.partTitle, row.recordId, row);
}

function keysOfWish(wish: Wish): Keys {
	return keysOf(wish, wish.serviceType, wish.partTitle, wish.instanceId, wish);
}

type Text = string | null | undefined;

function keysOf(one: object, serviceType: string | undefined, partTitle: Text, record: Text, { volume, isbn, title }: { readonly volume?: Text; readonly isbn?: Text; readonly title?: Text }): Keys {
	let keys = known.get(one);
	if (keys === undefined) {
		keys = {
			shape: JSON.stringify([serviceType, normalized(volume), serviceType === 'loan' ? '' : partOf(partTitle)]),
			record: normalized(record),
			isbn: isbnKey(isbn ?? ''),
			title: titleKey(kept(title).split(';')[0] ?? ''),
		};
		known.set(one, keys);
	}
	return keys;
}
