import { readBibtex } from './bibtex';
import { readCarriedDraft, type CarriedDraft } from './carriedDraft';
import { readOpenUrl, draftFromOpenUrl } from './openUrl';
import { readIlliadOrAlma } from './illiadAndAlma';
import { readRis } from './ris';

/** The most characters that are read. A reference may come with its abstract, which makes it long. */
const longest = 20_000;

interface ParsedCitation {
	readonly draft: CarriedDraft;
	/** Why nothing could be read, in words that follow the field's name. */
	readonly problem?: string;
}

/**
 * Reads an OpenURL (a link, its query, or an object of its parameters), the text of one reference in RIS or BibTeX, a transaction of
 * ILLiad, or a borrowing request of Alma as their APIs answer.
 */
export function parseCitationIntoDraft(given: string | Readonly<Record<string, unknown>>): ParsedCitation {
	return typeof given === 'string' ? parseText(given) : { draft: readIlliadOrAlma(given) ?? readObject(given) };
}

function parseText(text: string): ParsedCitation {
	if (text.length > longest) return { draft: {}, problem: `has ${text.length} characters, and ${longest} are allowed: give one reference` };
	if (text.trim() === '') return { draft: {} };
	const [metadata, ...others] = readRis(text) ?? readBibtex(text) ?? [readOpenUrl(text)];
	if (others.length > 0) return { draft: {}, problem: `holds ${others.length + 1} references, and one is needed` };
	return metadata === undefined
		? { draft: {}, problem: 'holds neither an OpenURL nor a reference in RIS or BibTeX' }
		: { draft: draftFromOpenUrl(metadata) };
}

/**
 * Reads an object, which need not contain a reference: a form or webhook that was opened without an OpenURL has parameters, too. So an
 * empty draft is no problem.
 */
function readObject(given: Readonly<Record<string, unknown>>): CarriedDraft {
	const metadata = readOpenUrl(given);
	const { author, ...came } = readCarriedDraft(given);
	const meant = metadata === undefined ? {} : draftFromOpenUrl(metadata);
	// In the OpenURL of a chapter or article, the author is the author of that part.
	return { ...came, ...(author === undefined || meant.partAuthor === author ? {} : { author }), ...meant };
}
